"""What a browser that knew an earlier server sends of the settings' widgets.

After a restart of the server a tab goes on: it sends the address and the values of its widgets. The address is that
of the last run, so that the change which the tab brings with it stands in its widgets alone.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from trainer.language import languages, speaking
from trainer.ui.settings.kinds import Choice, Flag, Many, Real, Setting, Whole
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.typed import NotANumber, read_typed


def sent_values(widgets: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that the widgets hold, by the key of each widget; what cannot be read is left out."""
    found = {}
    for key, setting in SETTINGS.items():
        with suppress(LookupError, NotANumber, TypeError, ValueError):
            value = _value(setting, key, widgets)
            if setting.allows(value):
                found[key] = value
    return found


def _value(setting: Setting, key: str, widgets: Mapping[str, Any]) -> Any:
    match setting:
        case Flag():
            return widgets[key]
        case Whole() | Real():
            typed = widgets[f"{key}_typed"]
            return read_typed(setting, typed) if isinstance(typed, str) else None
        case Choice():
            shown = widgets[key]
            return _by_name(setting, shown[0] if isinstance(shown, list) else shown)
        case Many(options=options):
            chosen = {_by_name(setting, shown) for shown in widgets[key]}
            return tuple(option for option in options if option in chosen)
    return None


def _by_name(setting: Choice | Many, shown: str) -> Any:
    """The option by the words that a widget shows for it, in whichever language; KeyError if there is none."""
    for language in languages():
        with speaking(language):
            named = {setting.name(option): option for option in setting.options}
        if shown in named:
            return named[shown]
    raise KeyError(shown)
