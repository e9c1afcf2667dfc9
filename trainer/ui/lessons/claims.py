"""What a lesson claims, computed now: values, and how they are written.

A claim is a measure of the run behind a link, or made of other claims: their ratio, their difference, or how many
different values they have to four digits.
"""

from collections.abc import Callable, Sequence
from typing import Any

from trainer.figures import numbers
from trainer.lessons.conditions import Condition
from trainer.lessons.lesson import Lesson, Option
from trainer.ui.lessons.links import settings_of
from trainer.ui.lessons.measures import MEASURES, Value
from trainer.ui.words.lessons import NEVER, status

Made = Callable[[Sequence[Any]], Value]
MADE: dict[str, tuple[Made, str]] = {  # of other claims: how, and how it is written
    "ratio": (lambda of: of[0] / of[1], "number"),
    "difference": (lambda of: of[0] - of[1], "decimal"),
    "different": (lambda of: float(len({numbers.number(value) for value in of})), "whole"),
}
WRITERS: dict[str, Callable[[Any, int], str]] = {
    "number": numbers.number,
    "decimal": lambda value, digits: numbers.decimal(value, digits),
    "percent": lambda value, digits: numbers.percent(value),
    "probability": lambda value, digits: numbers.probability(value),
    "whole": lambda value, digits: f"{value:,.0f}",
    "epoch": lambda value, digits: f"{value:,.0f}",
    "status": lambda value, digits: status(value),
}
DIGITS = 4


def value(lesson: Lesson, name: str) -> Value:
    """What a claim comes to now."""
    claim = lesson.claims[name]
    if claim.measure in MADE:
        return MADE[claim.measure][0]([value(lesson, other) for other in claim.arguments["of"]])
    return MEASURES[claim.measure].compute(settings_of(claim.link), claim.arguments)


def written(lesson: Lesson, name: str) -> str:
    """What a claim comes to now, as it is shown."""
    claim, found = lesson.claims[name], value(lesson, name)
    if found is None:
        return NEVER()
    kind = MADE[claim.measure][1] if claim.measure in MADE else MEASURES[claim.measure].written
    return WRITERS[kind](found, claim.arguments.get("digits", DIGITS))


def is_right(lesson: Lesson, option: Option) -> bool:
    """Whether an answer is the right one, by what its conditions come to now."""
    return all(_holds(lesson, condition) for condition in option.right_if)


def _holds(lesson: Lesson, condition: Condition) -> bool:
    return condition.holds(value(lesson, condition.name), claim=lambda name: value(lesson, name))
