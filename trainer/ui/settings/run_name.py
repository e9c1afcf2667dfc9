"""What a run is called: what differs from the defaults, in words."""

from typing import Any

from trainer.ui.settings.kinds import Answers, Choice, Flag, Kept, text
from trainer.ui.settings.table import RUN_KEYS, SETTINGS
from trainer.ui.settings.url import run_values
from trainer.ui.settings.values import DEFAULTS

SAID_BY_NAME = ("dataset", "features", "optimizer")  # their values need no label: "iris", "Adam"


def run_name(run: str) -> str:
    """What differs from the defaults, in words: "learning rate 0.3, Adam"."""
    values = run_values(run)
    changed = [key for key in RUN_KEYS if values[key] != DEFAULTS[key]]
    return ", ".join(_in_words(key, values[key]) for key in changed) or "default settings"


def _in_words(key: str, value: Any) -> str:
    setting = SETTINGS[key]
    assert not isinstance(setting, Kept | Answers)
    if isinstance(setting, Flag):
        return "not standardized"
    name = setting.name(value) if isinstance(setting, Choice) else text(value)
    return name if key in SAID_BY_NAME else f"{setting.label.lower()} {name}"
