"""Settings to and from a URL: every value checked, defaults left out, nothing evaluated."""

import math
from collections.abc import Mapping
from typing import Any

from trainer.ui.settings import DEFAULTS
from trainer.ui.settings_table import SETTINGS, Choice, Flag, Real, Setting, Whole, text


def read(query: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """A value for every setting, and a sentence for every part of the query that was not used."""
    values, ignored = dict(DEFAULTS), []
    for key, entry in query.items():
        if key not in SETTINGS:
            ignored.append(f"{_quoted(key)} is not a setting.")
            continue
        try:
            values[key], note = _parse(SETTINGS[key], entry)
        except ValueError as error:
            ignored.append(f"{key}={_quoted(entry)} is not used: {error}.")
        else:
            ignored += [f"{key}={_quoted(entry)} {note}."] if note else []
    return values, ignored


def write(values: Mapping[str, Any]) -> dict[str, str]:
    """The query that reproduces the values."""
    return {key: text(values[key]) for key in SETTINGS if values[key] != DEFAULTS[key]}


def _parse(setting: Setting, entry: str) -> tuple[Any, str]:
    """The value, and what was changed about it if anything was; ValueError says what is allowed."""
    match setting:
        case Flag():
            return _one_of(entry, {"true": True, "false": False}), ""
        case Whole(low=low, high=high):
            if not (entry.isascii() and entry.isdigit() and len(entry) < 10 and low <= int(entry) <= high):
                raise ValueError(f"it must be a whole number from {low} to {high}")
            return int(entry), ""
        case Real(low=low, high=high):
            return _number(entry, low, high), ""
        case Choice(options=options):
            if all(isinstance(option, float) for option in options):
                return _nearest(entry, options)
            return _one_of(entry, {text(option): option for option in options}), ""
    raise AssertionError(setting)


def _one_of(entry: str, allowed: Mapping[str, Any]) -> Any:
    if entry not in allowed:
        raise ValueError(f"it must be one of {', '.join(allowed)}")
    return allowed[entry]


def _nearest(entry: str, options: tuple[float, ...]) -> tuple[float, str]:
    """The option that stands for a number; a number between two steps becomes the nearer one."""
    value = _number(entry, options[0], options[-1])
    nearest = min(options, key=lambda option: abs(option - value))
    return nearest, "" if nearest == value else f"lies between two steps: {nearest:g} is used"


def _number(entry: str, low: float, high: float) -> float:
    try:
        value = float(entry)
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        raise ValueError(f"it must be a number from {low:g} to {high:g}")
    return value


def _quoted(entry: str) -> str:
    """A piece of somebody's URL, short and harmless in Markdown."""
    shown = "".join(c if c.isalnum() or c in "_-.+, " else "?" for c in entry[:40])
    return shown + ("…" if len(entry) > 40 else "")
