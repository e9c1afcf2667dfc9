"""What a browser sends of the settings' widgets, as the values that it shows.

In every run it tells what a hand has set from what the browser only repeats, see `link.not_stale`. After a restart of
the server a tab goes on: it sends the address of its last run, so that the change which it brings with it stands in
its widgets alone.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from trainer.datasets import Dataset
from trainer.language import language, languages, own_name, speaking
from trainer.ui.settings import chosen_features, data_sets
from trainer.ui.settings.kinds import Choice, Features, Flag, Many, Real, Setting, Whole
from trainer.ui.settings.row import Values
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.typed import NotANumber, read_typed
from trainer.ui.settings.widget_keys import AXES, LANGUAGE_SWITCH, axis_key, features_key, slider_end, typed_key
from trainer.ui.words.data_names import named


def sent_values(widgets: Mapping[str, Any], values: Values) -> dict[str, Any]:
    """The settings that the widgets hold, by the key of each widget; what cannot be read is left out.

    values: those whose data the widgets of features are of.
    """
    found: dict[str, Any] = {}
    for key, setting in SETTINGS.items():
        with suppress(LookupError, NotANumber, TypeError, ValueError):
            value = _value(setting, key, widgets, values)
            if setting.allows(value):
                found[key] = value
    return found


def _value(setting: Setting, key: str, widgets: Mapping[str, Any], values: Values) -> Any:
    match setting:
        case Flag():
            return widgets[key]
        case Whole(high=highest) if typed_key(key) not in widgets:
            return _slid(key, highest, widgets)
        case Whole() | Real():
            typed = widgets[typed_key(key)]
            return read_typed(setting, typed) if isinstance(typed, str) else None
        case Choice() if key == "lang":
            return _language(widgets, values)
        case Choice():
            return _by_name(setting, _only(widgets[key]))
        case Many(options=options):
            chosen = {_by_name(setting, shown) for shown in widgets[key]}
            return tuple(option for option in options if option in chosen)
        case Features(widget="pair"):
            return _pair(key, widgets, values)
        case Features():
            return _features(key, widgets, values)
    return None


def _only(shown: Any) -> Any:
    """The one entry of a list, or what is no list."""
    return shown[0] if isinstance(shown, list) else shown


def _language(widgets: Mapping[str, Any], values: Values) -> Any:
    """The language chosen by its own name; that spoken now may be the browser's, which nobody chose."""
    by_name = {own_name(each): each for each in languages()}
    chosen = by_name[_only(widgets[LANGUAGE_SWITCH])]
    return values["lang"] if chosen == language() else chosen


def _slid(key: str, highest: int, widgets: Mapping[str, Any]) -> Any:
    """The number of a slider; its end stands for the highest."""
    ((widget, end),) = ((widget, end) for widget in widgets if (end := slider_end(key, widget)) is not None)
    number = float(_only(widgets[widget]))
    return highest if number == end else int(number)


def _features(key: str, widgets: Mapping[str, Any], values: Values) -> str:
    """The features trained on, in the order of the data; all of them where none or every one is named."""
    data = data_sets.dataset(values)
    ids = chosen_features.feature_ids(data)
    shown = widgets[features_key(key, values["dataset"])]
    chosen = {_id(name, ids, data, values) for name in shown}
    return chosen_features.ALL if len(chosen) in (0, len(ids)) else "-".join(id for id in ids if id in chosen)


def _pair(key: str, widgets: Mapping[str, Any], values: Values) -> str:
    """The two features on the axes. One that was on the other axis has changed places with it."""
    data, ids = chosen_features.trained_data(values), chosen_features.trained_ids(values)
    before = chosen_features.shown_ids(values[key], values)
    chosen = tuple(_id(_only(widgets[axis_key(key, axis)]), ids, data, values) for axis in AXES)
    if chosen == before:
        return str(values[key])
    return "-".join(reversed(before) if chosen[0] == chosen[1] else chosen)


def _id(name: str, ids: Iterable[str], data: Dataset, values: Values) -> str:
    """The id of a feature by the words that a widget shows for it; KeyError if there is none."""
    for each in languages():
        with speaking(each):
            by_name = dict(zip(named(data, values["dataset"]).feature_names, ids, strict=True))
        if name in by_name:
            return by_name[name]
    raise KeyError(name)


def _by_name(setting: Choice | Many, shown: str) -> Any:
    """The option by the words that a widget shows for it, in whichever language; KeyError if there is none."""
    for each in languages():
        with speaking(each):
            by_name = {setting.name(option): option for option in setting.options}
        if shown in by_name:
            return by_name[shown]
    raise KeyError(shown)
