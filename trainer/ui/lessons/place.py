"""Where one is in a lesson: lesson, step and predictions by the settings; what is none of them becomes the default.

The predictions are one text a step that asks, in their order: an option's id, a number drawn, the
two heights of a line drawn with a colon between, or "-" for none yet.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from trainer.lessons.lesson import Lesson, Step
from trainer.ui.settings.values import LessonSettings
from trainer.ui.words import lessons as words

NONE = "-"


@dataclass(frozen=True)
class Place:
    """A lesson, the number of its step from 1, and an answer, perhaps NONE, for each question of it.

    ignored has a sentence for each part of the settings that fits nothing.
    """

    lesson: Lesson
    number: int
    answers: tuple[str, ...]
    ignored: tuple[str, ...] = ()

    @property
    def step(self) -> Step:
        """The step."""
        return self.lesson.steps[self.number - 1]

    def answer(self, number: int) -> str:
        """The answer given at a step that asks."""
        return self.answers[self.lesson.questions().index(number)]

    def answered(self, number: int, answer: str) -> "Place":
        """The same place with another answer."""
        which = self.lesson.questions().index(number)
        return replace(self, answers=(*self.answers[:which], answer, *self.answers[which + 1 :]))


def place_of(chosen: LessonSettings, lessons: Mapping[str, Lesson]) -> Place | None:
    """The place that the settings name, or None where they name no lesson."""
    lesson = lessons.get(chosen.id)
    if lesson is None:
        return None
    ignored, number = [], chosen.step
    if number > len(lesson.steps):
        ignored.append(words.no_such_step(number, len(lesson.steps)))
        number = 1
    questions, given = lesson.questions(), chosen.answers
    if len(given) > len(questions):
        ignored.append(words.too_many_answers(len(given), len(questions)))
    answers = []
    for position, question in enumerate(questions):
        answer = given[position] if position < len(given) else NONE
        if not allowed(lesson.steps[question - 1], answer):
            ignored.append(words.no_such_answer(answer, question))
            answer = NONE
        answers.append(answer)
    return Place(lesson, number, tuple(answers), tuple(ignored))


def allowed(step: Step, answer: str) -> bool:
    """Whether a step that asks can be answered so."""
    if answer == NONE:
        return True
    if step.line:
        return line_drawn(answer) is not None
    if step.drawing is None:
        return answer in [option.id for option in step.options]
    drawn = number_drawn(answer)
    return drawn is not None and step.drawing.low <= drawn <= step.drawing.high


def number_drawn(answer: str) -> float | None:
    """The number of an answer that was drawn, or None for anything else."""
    try:
        drawn = float(answer)
    except ValueError:
        return None
    return drawn if math.isfinite(drawn) else None


def line_drawn(answer: str) -> tuple[float, float] | None:
    """The heights of a line that was drawn, at the left and the right side of its plane, or None for anything else."""
    left, colon, right = answer.partition(":")
    heights = number_drawn(left), number_drawn(right)
    return heights if colon and heights[0] is not None and heights[1] is not None else None  # type: ignore[return-value]


def segment(lesson: Lesson, number: int) -> int:
    """The number of the last step, up to this one, that sets something up; 0 where none has."""
    return max((n for n in range(1, number + 1) if lesson.steps[n - 1].start), default=0)


def given(answers: tuple[str, ...]) -> tuple[str, ...]:
    """The answers as they are set: those after the last that was given are left out."""
    last = max((position for position, answer in enumerate(answers, start=1) if answer != NONE), default=0)
    return answers[:last]
