"""One entry of a query as the value of a setting: checked by the setting's kind, and nothing evaluated."""

import math
from collections.abc import Mapping
from typing import Any

from trainer.language import _
from trainer.ui.settings.kinds import (
    Answers,
    Choice,
    Features,
    Flag,
    Line,
    Many,
    Real,
    Setting,
    Whole,
    Written,
    is_answer,
    text,
)


def parse(setting: Setting, entry: str) -> tuple[Any, str]:
    """The value, and what was changed about it if anything was; ValueError says what is allowed."""
    match setting:
        case Flag():
            return _one_of(entry, {"true": True, "false": False}), ""
        case Whole(low=low, high=high):
            if not (entry.isascii() and entry.isdigit() and len(entry) < 10 and low <= int(entry) <= high):
                raise ValueError(_("it must be a whole number from {low} to {high}").format(low=low, high=high))
            return int(entry), ""
        case Many(options=options, most=most):
            return _some_of(entry, {text(option): option for option in options}, most), ""
        case Answers(most=most):
            return _answers(entry, most), ""
        case Features(default=default, least=least, most=most):
            if not setting.allows(entry):
                two = _("it must be {default}, or {n} of the features by their ids, with - between")
                some = _("it must be {default}, or some of the features by their ids, with - between")
                raise ValueError((two if least == most else some).format(default=default, n=least))
            return entry, ""
        case Written(longest=longest):
            if not entry or not setting.allows(entry):
                raise ValueError(_("it must be at most {n} small letters, digits and _ . , -").format(n=longest))
            return entry, ""
        case Line(longest=longest):
            if not entry or not setting.allows(entry):
                raise ValueError(_("it must be one line of at most {n} letters").format(n=longest))
            return entry, ""
        case Real(low=low, high=high):
            return _number(entry, low, high), ""
        case Choice(options=options):
            if all(isinstance(option, float) for option in options):
                return _nearest(entry, options)
            return _one_of(entry, {text(option): option for option in options}), ""
    raise AssertionError(setting)


def _one_of(entry: str, allowed: Mapping[str, Any]) -> Any:
    if entry not in allowed:
        raise ValueError(_("it must be one of {values}").format(values=", ".join(allowed)))
    return allowed[entry]


def _some_of(entry: str, allowed: Mapping[str, Any], most: int) -> tuple[Any, ...]:
    parts = entry.split(",")
    if not set(parts) <= set(allowed) or len(parts) > most:
        some = _("it must be at most {most} of {values}, with commas between")
        raise ValueError(some.format(most=most, values=_few(list(allowed))))
    return tuple(value for name, value in allowed.items() if name in parts)


def _few(names: list[str]) -> str:
    return ", ".join(names if len(names) < 12 else [*names[:3], "…", names[-1]])


def _answers(entry: str, most: int) -> tuple[str, ...]:
    answers = tuple(entry.split(","))
    if len(answers) > most or not all(map(is_answer, answers)):
        raise ValueError(_("it must hold at most {most} letters or numbers, with commas between").format(most=most))
    return answers


def _nearest(entry: str, options: tuple[float, ...]) -> tuple[float, str]:
    """The option that stands for a number; a number between two steps becomes the nearer one."""
    value = _number(entry, options[0], options[-1])
    nearest = min(options, key=lambda option: abs(option - value))
    between = _("lies between two steps: {nearest} is used")
    return nearest, "" if nearest == value else between.format(nearest=f"{nearest:g}")


def _number(entry: str, low: float, high: float) -> float:
    try:
        value = float(entry)
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        raise ValueError(_("it must be a number from {low} to {high}").format(low=f"{low:g}", high=f"{high:g}"))
    return value


def quoted(entry: str) -> str:
    """A piece of somebody's URL, short and harmless in Markdown."""
    shown = "".join(c if c.isalnum() or c in "_-.+, " else "?" for c in entry[:40])
    return shown + ("…" if len(entry) > 40 else "")
