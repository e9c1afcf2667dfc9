"""Settings to and from a URL: every value checked, defaults left out, nothing evaluated."""

import math
from collections.abc import Mapping
from typing import Any

from trainer.ui.settings.kinds import Answers, Choice, Flag, Kept, Many, Real, Setting, Whole, is_answer, text
from trainer.ui.settings.table import RUN_KEYS, SETTINGS
from trainer.ui.settings.values import DEFAULTS, applicable


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
    changed = [key for key in SETTINGS if values[key] != DEFAULTS[key] and values[key] != ()]
    query = {key: text(values[key]) for key in changed}
    return query | {"kept": "!".join(values["kept"])} if values["kept"] else query


def _parse(setting: Setting, entry: str) -> tuple[Any, str]:
    """The value, and what was changed about it if anything was; ValueError says what is allowed."""
    match setting:
        case Flag():
            return _one_of(entry, {"true": True, "false": False}), ""
        case Whole(low=low, high=high):
            if not (entry.isascii() and entry.isdigit() and len(entry) < 10 and low <= int(entry) <= high):
                raise ValueError(f"it must be a whole number from {low} to {high}")
            return int(entry), ""
        case Many(options=options, most=most):
            return _some_of(entry, {text(option): option for option in options}, most), ""
        case Kept(most=most):
            return kept_runs(entry, most), ""
        case Answers(most=most):
            return _answers(entry, most), ""
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


def _some_of(entry: str, allowed: Mapping[str, Any], most: int) -> tuple[Any, ...]:
    parts = entry.split(",")
    if not set(parts) <= set(allowed) or len(parts) > most:
        raise ValueError(f"it must be at most {most} of {_few(list(allowed))}, with commas between")
    return tuple(value for name, value in allowed.items() if name in parts)


def _few(names: list[str]) -> str:
    return ", ".join(names if len(names) < 12 else [*names[:3], "…", names[-1]])


def run_text(values: Mapping[str, Any]) -> str:
    """The settings of a run that have an effect and are not default, as one text: learning_rate:0.3~optimizer:adam."""
    applies = applicable(values)
    pairs = [f"{key}:{text(values[key])}" for key in RUN_KEYS if applies[key] and values[key] != DEFAULTS[key]]
    return "~".join(pairs) or "default"


def run_values(run: str) -> dict[str, Any]:
    """All settings of such a text; ValueError for a part that is none."""
    values = dict(DEFAULTS)
    for pair in [] if run == "default" else run.split("~"):
        key, _, entry = pair.partition(":")
        if key not in RUN_KEYS:
            raise ValueError(f"{_quoted(key)} is not a setting of a run")
        values[key], note = _parse(SETTINGS[key], entry)
        if note:
            raise ValueError(f"{key} {note}")
    return values


def kept_runs(entry: str, most: int) -> tuple[str, ...]:
    """Runs with exclamation marks between; ValueError if there are too many or one is no run."""
    runs = tuple(dict.fromkeys(run_text(run_values(run)) for run in entry.split("!")))
    if len(runs) > most:
        raise ValueError(f"it must hold at most {most} runs")
    return runs


def _answers(entry: str, most: int) -> tuple[str, ...]:
    answers = tuple(entry.split(","))
    if len(answers) > most or not all(map(is_answer, answers)):
        raise ValueError(f"it must hold at most {most} letters or numbers, with commas between")
    return answers


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
