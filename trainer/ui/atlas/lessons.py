"""The lessons that need nothing but the atlas, as its page has them: words and formulas as HTML, claims computed now.

A lesson is one if every step begins, waits and ends on the Train page, with controls and measures that the atlas has.
"""

from collections.abc import Iterator
from typing import Any

from trainer.figures.numbers import number
from trainer.lessons.lesson import ASKS, Lesson, Step
from trainer.ui.atlas.markup import html
from trainer.ui.atlas.mathml import mathml
from trainer.ui.atlas.shelves import Values
from trainer.ui.lessons import claims, line, sketch, trainers_line
from trainer.ui.lessons.library import lessons
from trainer.ui.lessons.links import target
from trainer.ui.lessons.place import NONE, segment
from trainer.ui.lessons.said import answer_in_words, said
from trainer.ui.settings import url
from trainer.ui.settings.kinds import text
from trainer.ui.settings.values import DEFAULTS
from trainer.ui.words import lessons as words

CONTROLS = (
    *("learning_rate", "dataset", "optimizer", "n_epochs", "l2", "squares"),
    *("sample", "loss_axes", "arrows", "ghost"),
)
MEASURES = ("loss", "accuracy", "held_out_loss", "held_out_accuracy", "status", "last_epoch")  # js/conditions.js
PAGE = "train"


def fitting() -> list[Lesson]:
    """The lessons that need nothing else, in their order."""
    return [lesson for lesson in lessons().values() if all(map(_fits, lesson.steps))]


def _fits(step: Step) -> bool:
    named = [target(link) for link in (step.start, step.example) if link]
    subjects = {"setting": CONTROLS, "measure": MEASURES, "page": (), "claim": ()}
    return (
        all(link.page == PAGE for link in named)
        and step.controls() <= set(CONTROLS)
        and all(condition.name in subjects[condition.of] for condition in step.wait)
    )


def states(lesson: Lesson) -> Iterator[Values]:
    """The settings that a lesson begins with, and those of each way to do what it waits for."""
    values = dict(DEFAULTS)
    for step in lesson.steps:
        if step.start:
            values = dict(target(step.start).values)
            yield dict(values)
        if step.example:
            example = target(step.example)
            values |= {key: example.values[key] for key in example.named}
            yield dict(values)


def lesson_content(lesson: Lesson) -> dict[str, Any]:
    """A lesson in the language of the moment."""
    last = len(lesson.steps)
    title = said(lesson.title, lesson)
    return {
        "id": lesson.id,
        "title": html(title),
        "minutes": lesson.minutes,
        "steps": [
            _step(lesson, number, step) | {"where": html(words.where(title, number, last, step.kind))}
            for number, step in enumerate(lesson.steps, start=1)
        ],
    }


def _step(lesson: Lesson, number: int, step: Step) -> dict[str, Any]:
    example = target(step.example) if step.example else None
    began = segment(lesson, number)
    start = target(lesson.steps[began - 1].start or "/").values if began else DEFAULTS
    asked = lesson.question(step.of) if step.of else None
    return {
        "asks": step.kind in ASKS,
        "cover": step.cover,
        "text": html(said(step.text, lesson)),
        "outcome": html(said(step.outcome, lesson)) if step.outcome else "",
        "formula": mathml(step.formula) if step.formula else "",
        "segment": began,
        "start": url.write(target(step.start).values) if step.start else None,
        "example": {key: text(example.values[key]) for key in example.named} if example else None,
        "wait": [[condition.of, condition.name, list(map(list, condition.tests))] for condition in step.wait],
        "before": {condition.name: text(start[condition.name]) for condition in step.wait if condition.of == "setting"},
        "options": {option.id: html(answer_in_words(lesson, option)) for option in step.options},
        "right": [option.id for option in step.options if claims.is_right(lesson, option)],
        "drawing": _drawing(lesson, step),
        "line": _line(step),
        "of": asked,
    }


def _drawing(lesson: Lesson, step: Step) -> dict[str, Any] | None:
    if step.drawing is None:
        return None
    found = claims.value(lesson, step.drawing.claim)
    assert isinstance(found, float)
    charts = {str(truth): sketch.content(step.drawing, NONE, fixed=truth, truth=truth) for truth in (False, True)}
    return {"charts": charts, "found": found, "written": number(found), "factor": step.drawing.factor}


def _line(step: Step) -> dict[str, Any] | None:
    """A line to be drawn: its chart without and with the trainer's, and what js/line.js says of both."""
    if step.line is None:
        return None
    found = trainers_line.found(step.line)
    charts = {str(truth): line.content(step.line, NONE, fixed=truth, truth=truth) for truth in (False, True)}
    return {
        "charts": charts,
        "found": found.heights,
        "above": step.line.classes.index(found.above),
        "near": found.near,
        "said": {
            "drew": html(words.drew_a_line("{n_right}", found.n)),
            "found_near": html(words.found_a_line(found.n_right, near=True)),
            "found_elsewhere": html(words.found_a_line(found.n_right, near=False)),
            "drew_none": html(words.drew_no_line(found.n_right, found.n)),
        },
    }
