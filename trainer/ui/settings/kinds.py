"""The kinds of settings: what a value of each may be, and its text in a URL."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """One of a few values. `names` are the words shown; an id in the URL is the value's own text."""

    label: str
    help: str
    default: Any
    options: tuple[Any, ...]
    names: Mapping[Any, str] | None = None

    def allows(self, value: Any) -> bool:
        """Whether a value may be set."""
        return any(type(value) is type(option) and value == option for option in self.options)

    def name(self, value: Any) -> str:
        """The words shown for a value."""
        return (self.names or {}).get(value) or text(value)


@dataclass(frozen=True)
class Whole:
    """A whole number from low to high."""

    label: str
    help: str
    default: int
    low: int
    high: int
    step: int = 1

    def allows(self, value: Any) -> bool:
        """Whether a value may be set."""
        return type(value) is int and self.low <= value <= self.high


@dataclass(frozen=True)
class Real:
    """A number from low to high."""

    label: str
    help: str
    default: float
    low: float
    high: float
    step: float

    def allows(self, value: Any) -> bool:
        """Whether a value may be set."""
        return type(value) in (float, int) and self.low <= value <= self.high


@dataclass(frozen=True)
class Many:
    """Some of a few values, at least one and at most `most`, in the order of the options."""

    label: str
    help: str
    default: tuple[Any, ...]
    options: tuple[Any, ...]
    most: int
    names: Mapping[Any, str] | None = None

    def allows(self, value: Any) -> bool:
        """Whether a value may be set; none of them may be, and the page says so."""
        return isinstance(value, tuple) and len(value) <= self.most and all(entry in self.options for entry in value)

    def name(self, value: Any) -> str:
        """The words shown for a value."""
        return (self.names or {}).get(value) or text(value)


@dataclass(frozen=True)
class Kept:
    """Runs kept for comparison, each as the query of its settings; set by buttons, not by a widget."""

    default: tuple[str, ...]
    most: int
    label: str = "Kept runs"

    def allows(self, value: Any) -> bool:
        """Whether a value may be set."""
        return isinstance(value, tuple) and len(value) <= self.most and all(isinstance(run, str) for run in value)


@dataclass(frozen=True)
class Answers:
    """What was predicted at each question of a lesson: a letter, a number or "-"; set by buttons, not by a widget."""

    default: tuple[str, ...]
    most: int
    label: str = "Predictions"

    def allows(self, value: Any) -> bool:
        """Whether a value may be set; whether it answers the question, the lesson decides."""
        return isinstance(value, tuple) and len(value) <= self.most and all(map(is_answer, value))


@dataclass(frozen=True)
class Flag:
    """On or off."""

    label: str
    help: str
    default: bool

    def allows(self, value: Any) -> bool:
        """Whether a value may be set."""
        return isinstance(value, bool)


Setting = Choice | Whole | Real | Many | Kept | Answers | Flag

ANSWER = re.compile(r"[a-z]|-|-?[0-9]{1,6}(?:\.[0-9]{1,6})?")


def is_answer(value: Any) -> bool:
    """Whether a value can be a prediction: a letter, a short number, or "-" for none."""
    return isinstance(value, str) and ANSWER.fullmatch(value) is not None


def text(value: Any) -> str:
    """A value as it stands in a URL: 0.1, petal_length-petal_width, true; of many, joined by commas."""
    if isinstance(value, tuple):
        return ",".join(text(entry) for entry in value)
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.12g}" if isinstance(value, float) else str(value)
