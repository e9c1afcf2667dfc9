"""What a run is called: what differs from the defaults, in words."""

import re

from trainer.ui.settings import data_sets
from trainer.ui.settings.kinds import Choice, Features, Flag, text
from trainer.ui.settings.row import Values
from trainer.ui.settings.table import RUN_KEYS, SETTINGS
from trainer.ui.settings.url import run_values
from trainer.ui.settings.values import DEFAULTS

SAID_BY_NAME = ("dataset", "features", "optimizer")  # their values need no label: "iris", "Adam"


def run_name(run: str) -> str:
    """What differs from the defaults, in words: "learning rate 0.3, Adam"."""
    values = run_values(run)
    changed = [key for key in RUN_KEYS if values[key] != DEFAULTS[key]]
    return ", ".join(_in_words(key, values) for key in changed) or "default settings"


def _in_words(key: str, values: Values) -> str:
    setting, value = SETTINGS[key], values[key]
    match setting:
        case Flag():
            return "not standardized"
        case Features():
            name = _features(values)
        case Choice():
            name = setting.name(value)
        case _:
            name = text(value)
    return name if key in SAID_BY_NAME else f"{setting.label.lower()} {name}"


def _features(values: Values) -> str:
    """The features trained on, by their names without units."""
    names = [re.sub(r"\s*\(.*?\)", "", name) for name in data_sets.trained_data(values).feature_names]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
