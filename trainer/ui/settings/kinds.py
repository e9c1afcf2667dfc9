"""The kinds of settings: what a value of each may be, and its text in a URL."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any

from trainer.language import _
from trainer.ui.settings.answers import Answers, is_answer
from trainer.ui.settings.line import Line
from trainer.ui.settings.row import Row, Widget
from trainer.ui.settings.written import Written


@dataclass(frozen=True)
class Choice(Row):
    """One of a few values. `names` are the words shown; an id in the URL is the value's own text."""

    default: Any
    options: tuple[Any, ...]
    names: Mapping[Any, str] | None = None
    _: KW_ONLY
    widget: Widget = "menu"

    def allows(self, value: Any) -> bool:
        """Whether a value may be set."""
        return any(type(value) is type(option) and value == option for option in self.options)

    def name(self, value: Any) -> str:
        """The words shown for a value."""
        name = (self.names or {}).get(value)
        return _(name) if name else text(value)


@dataclass(frozen=True)
class Whole(Row):
    """A whole number from low to high."""

    default: int
    low: int
    high: int
    step: int = 1
    _: KW_ONLY
    widget: Widget = "number"

    def allows(self, value: Any) -> bool:
        """Whether a value may be set."""
        return type(value) is int and self.low <= value <= self.high


@dataclass(frozen=True)
class Real(Row):
    """A number from low to high."""

    default: float
    low: float
    high: float
    step: float
    _: KW_ONLY
    widget: Widget = "number"

    def allows(self, value: Any) -> bool:
        """Whether a value may be set."""
        return type(value) in (float, int) and self.low <= value <= self.high


@dataclass(frozen=True)
class Many(Row):
    """Some of a few values, at most `most`, in the order of the options."""

    default: tuple[Any, ...]
    options: tuple[Any, ...]
    most: int
    names: Mapping[Any, str] | None = None
    _: KW_ONLY
    widget: Widget = "many"

    def allows(self, value: Any) -> bool:
        """Whether a value may be set; none of them may be, and the page says so."""
        return isinstance(value, tuple) and len(value) <= self.most and all(entry in self.options for entry in value)

    def name(self, value: Any) -> str:
        """The words shown for a value."""
        name = (self.names or {}).get(value)
        return _(name) if name else text(value)


@dataclass(frozen=True)
class Features(Row):
    """Some features of the data set, by their ids with hyphens between; the default is a word that stands for some."""

    default: str
    least: int
    most: int
    _: KW_ONLY
    widget: Widget = "features"

    def allows(self, value: Any) -> bool:
        """Whether a value may be set; whether the data have these features is asked of the data."""
        if not isinstance(value, str):
            return False
        ids = value.split("-")
        distinct = len(set(ids)) == len(ids)
        return value == self.default or (
            self.least <= len(ids) <= self.most and distinct and all(id.replace("_", "1").isalnum() for id in ids)
        )


@dataclass(frozen=True)
class Kept(Row):
    """Runs kept for comparison, each as the query of its settings."""

    default: tuple[str, ...]
    most: int
    _: KW_ONLY
    widget: Widget = "buttons"

    def allows(self, value: Any) -> bool:
        """Whether a value may be set."""
        return isinstance(value, tuple) and len(value) <= self.most and all(isinstance(run, str) for run in value)


@dataclass(frozen=True)
class Flag(Row):
    """On or off."""

    default: bool
    _: KW_ONLY
    widget: Widget = "toggle"

    def allows(self, value: Any) -> bool:
        """Whether a value may be set."""
        return isinstance(value, bool)


__all__ = ["Answers", "Choice", "Features", "Flag", "Kept", "Line", "Many", "Real", "Setting", "Whole", "Written"]
__all__ += ["is_answer", "text"]

Setting = Choice | Whole | Real | Many | Features | Written | Line | Kept | Answers | Flag


def text(value: Any) -> str:
    """A value as it stands in a URL: 0.1, petal_length-petal_width, true; of many, joined by commas."""
    if isinstance(value, tuple):
        return ",".join(text(entry) for entry in value)
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.12g}" if isinstance(value, float) else str(value)
