"""What a run is called: what differs from the defaults, in words."""

import re
from collections.abc import Collection
from hashlib import sha256

from trainer.language import N_, _
from trainer.ui.settings import chosen_features
from trainer.ui.settings.kinds import Choice, Features, Flag, Written, text
from trainer.ui.settings.row import Values
from trainer.ui.settings.table import RUN_KEYS, SETTINGS
from trainer.ui.settings.url import run_values
from trainer.ui.settings.values import DEFAULTS
from trainer.ui.words.data_names import named
from trainer.ui.words.lists import enumerated, listed

FLAGS = {"standardize": N_("not standardized"), "squares": N_("with squares and products")}
SAID_BY_NAME = ("dataset", "features", "optimizer")  # their values need no label: "iris", "Adam"


def run_name(run: str, always: Collection[str] = ()) -> str:
    """What differs from the defaults, in words: "learning rate 0.3, Adam"; always: what is said even if it does not."""
    values = run_values(run)
    changed = [key for key in RUN_KEYS if key in always or values[key] != DEFAULTS[key]]
    return enumerated([_in_words(key, values) for key in changed]) if changed else _("default settings")


def _in_words(key: str, values: Values) -> str:
    setting, value = SETTINGS[key], values[key]
    match setting:
        case Flag():
            return _(FLAGS[key])
        case Features():
            name = _features(values)
        case Written():
            return f"{setting.label.lower()} {value[:8] if key == 'own' else sha256(value.encode()).hexdigest()[:8]}"
        case Choice():
            name = setting.name(value)
        case _:
            name = text(value)
    if key in SAID_BY_NAME:
        return name
    return _("{setting} {value}").format(setting=_(setting.label).lower(), value=name)


def _features(values: Values) -> str:
    """The features trained on, by their names without units."""
    feature_names = named(chosen_features.given_data(values), values["dataset"]).feature_names
    names = [re.sub(r"\s*\(.*?\)", "", name) for name in feature_names]
    return listed(names)
