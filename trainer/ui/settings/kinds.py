"""The kinds of settings: what a value of each may be, and its text in a URL."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """One of a few values. `names` are the words shown; an id in the URL is the value's own text."""

    label: str
    help: str
    default: Any
    options: tuple
    names: Mapping[Any, str] | None = None

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


@dataclass(frozen=True)
class Real:
    """A number from low to high."""

    label: str
    help: str
    default: float
    low: float
    high: float
    step: float


@dataclass(frozen=True)
class Many:
    """Some of a few values, at least one and at most `most`, in the order of the options."""

    label: str
    help: str
    default: tuple
    options: tuple
    most: int
    names: Mapping[Any, str] | None = None

    def name(self, value: Any) -> str:
        """The words shown for a value."""
        return (self.names or {}).get(value) or text(value)


@dataclass(frozen=True)
class Kept:
    """Runs kept for comparison, each as the query of its settings; set by buttons, not by a widget."""

    default: tuple[str, ...]
    most: int


@dataclass(frozen=True)
class Flag:
    """On or off."""

    label: str
    help: str
    default: bool


Setting = Choice | Whole | Real | Many | Kept | Flag


def text(value: Any) -> str:
    """A value as it stands in a URL: 0.1, petal_length-petal_width, true; of many, joined by commas."""
    if isinstance(value, tuple):
        return ",".join(text(entry) for entry in value)
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.12g}" if isinstance(value, float) else str(value)
