"""A lesson: a goal, steps that ask before they show, and what it claims.

    predict     asks, with a few answers of which one is right
    draw        asks for a number, drawn on a chart
    draw_line   asks for a line, drawn on the plane of two features
    do          waits for something done in the app
    reveal      the prediction beside the outcome; it may wait until the outcome was looked for
    why         the reason, with its formula and a link to a step of the derivation
    follow_up   goes further, and waits for something done in the app

A link is written as in the address bar: "/compare?dataset=iris&rates=0.1,1". A step's `start` is set up when it is
entered; `example` is one of the ways to do what it waits for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainer.lessons.conditions import Condition
from trainer.lessons.text import Text, length

MOST_WORDS = 66  # of a step: the longest step of the best such guide known
ASKS = ("predict", "draw", "draw_line")


@dataclass(frozen=True)
class Claim:
    """A number that the lesson states: a measure of the run behind a link, and how it is written.

    arguments are those of the measure; value is what the file says it comes to, as it is shown in English.
    """

    measure: str
    link: str
    arguments: Mapping[str, Any]
    value: str


@dataclass(frozen=True)
class Option:
    """An answer to choose, and the conditions under which it is right, all about claims."""

    id: str
    text: Text
    right_if: tuple[Condition, ...]


@dataclass(frozen=True)
class Drawing:
    """A number to be drawn: between low and high, at an epoch of the run behind a link.

    claim is what it comes to; known is the last epoch that the chart shows; factor is how near is near.
    """

    claim: str
    link: str
    epoch: int
    known: int
    low: float
    high: float
    factor: float


@dataclass(frozen=True)
class Line:
    """A line to be drawn on the plane of the run behind a link, trained on two features: where two classes tie.

    classes counts from 1; near is how far it may be off at both sides of the plane, as a share of the plane's height.
    """

    link: str
    classes: tuple[int, int]
    near: float


@dataclass(frozen=True)
class Step:
    """One step; which of its parts there are depends on its kind, see reading.PARTS."""

    kind: str
    minutes: float
    text: Text
    start: str | None = None
    wait: tuple[Condition, ...] = ()
    example: str | None = None
    cover: bool = False
    id: str | None = None
    options: tuple[Option, ...] = ()
    answer: str | None = None
    drawing: Drawing | None = None
    line: Line | None = None
    of: str | None = None
    outcome: Text | None = None
    formula: str | None = None
    derive: str | None = None

    def said(self) -> list[Text]:
        """All its words."""
        return [self.text, *([self.outcome] if self.outcome else []), *(option.text for option in self.options)]

    def n_words(self, language: str) -> int:
        """How long it is to read."""
        return sum(length(text.of(language)) for text in self.said())

    def controls(self) -> frozenset[str]:
        """The settings whose control it names."""
        return frozenset(name for text in self.said() for name in text.fields("control"))


@dataclass(frozen=True)
class Lesson:
    """A lesson as its file has it."""

    id: str
    file: str
    title: Text
    goal: Text
    minutes: float
    steps: tuple[Step, ...]
    claims: Mapping[str, Claim]
    misconceptions: tuple[str, ...]
    aims: tuple[Text, ...]
    ask: tuple[Text, ...]

    def questions(self) -> tuple[int, ...]:
        """The numbers, from 1, of the steps that ask for a prediction."""
        return tuple(number for number, step in enumerate(self.steps, start=1) if step.kind in ASKS)

    def question(self, id: str) -> int:
        """The number, from 1, of the step that asks a question."""
        return next(number for number, step in enumerate(self.steps, start=1) if step.id == id)


@dataclass(frozen=True)
class Course:
    """Lessons in an order, for a time."""

    id: str
    title: Text
    text: Text
    minutes: float
    lessons: tuple[str, ...]
