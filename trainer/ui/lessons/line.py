"""Predicting by drawing: the line on which two classes tie, over the samples of the run behind a link.

line.js draws it and sends its heights at both sides of the plane; the words come from here.
"""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from trainer.analysis import ties
from trainer.experiment import Experiment
from trainer.figures.places import view_box
from trainer.figures.theme import class_colour, class_symbol
from trainer.language import _
from trainer.lessons.lesson import Line
from trainer.ui import runs
from trainer.ui.lessons import moves
from trainer.ui.lessons.links import settings_of
from trainer.ui.lessons.place import NONE, Place, line_drawn
from trainer.ui.lessons.sketch import BY_HAND
from trainer.ui.words import lessons as words

FOLDER = Path(__file__).parent
HTML = '<svg class="sketch line" viewBox="0 0 330 232"></svg>'
JS = BY_HAND + (FOLDER / "line.js").read_text("utf-8")
_component = st.components.v2.component(
    "lesson_line",
    html=HTML,
    css=(FOLDER / "sketch.css").read_text("utf-8"),
    js=JS,
)


@dataclass(frozen=True)
class Found:
    """The line of the trainer: its heights at both sides of the plane, and the class (from 1) whose side is above it.

    n samples of the two classes, n_right of them on their own side; a line is near if it is off by no more than `near`.
    """

    ends: tuple[float, float]
    heights: tuple[float, float]
    above: int
    n: int
    n_right: int
    near: float


def line(place: Place, fixed: bool, question: int | None = None, truth: bool = False) -> None:
    """The plane of a question; fixed: it can only be looked at; truth: with the trainer's own line."""
    asked = question or place.number
    step, key = place.lesson.steps[asked - 1], f"lesson_line_{asked}_{int(truth)}"
    assert step.line is not None

    def take() -> None:
        entry = _entry(st.session_state[key].get("drawn"))
        if not fixed and entry != NONE:
            moves.answer(place, entry)

    _component(
        key=key,
        data=content(step.line, place.answer(asked), fixed, truth),
        default={"drawn": None},
        on_drawn_change=take,
    )


def _entry(drawn: Any) -> str:
    """Two heights from a browser as an answer; NONE for anything else."""
    if not isinstance(drawn, list) or len(drawn) != 2 or not all(isinstance(height, int | float) for height in drawn):
        return NONE
    entry = ":".join(f"{height:.3f}".rstrip("0").rstrip(".") for height in drawn)
    return entry if line_drawn(entry) else NONE


def content(asked: Line, answer: str, fixed: bool, truth: bool) -> dict[str, Any]:
    """What line.js draws."""
    run = _run(asked)
    box, data = view_box(run.dataset.X), run.dataset
    marked = [label - 1 for label in asked.classes]
    return {
        "box": [float(f"{side:.5g}") for side in box],
        "samples": [
            [float(f"{x:.4g}"), float(f"{y:.4g}"), marked.index(label) if label in marked else -1]
            for (x, y), label in zip(data.X.tolist(), data.y.tolist(), strict=True)
        ],
        "classes": [[data.class_names[label], class_colour(label), class_symbol(label)] for label in marked],
        "found": list(_heights(asked, run, (box[0], box[1]))) if truth else None,
        "drawn": line_drawn(answer),
        "fixed": fixed,
        "words": {
            "x": data.feature_names[0],
            "y": data.feature_names[1],
            "hint": _("Drag both ends"),
            "left": _("Left end of the line: drag, tap or use the arrow keys"),
            "right": _("Right end of the line: drag, tap or use the arrow keys"),
            "drawn": _("your line"),
            "found": _("the trainer's line"),
        },
    }


def line_in_words(asked: Line, answer: str, ready: bool) -> str:
    """How good the line drawn is, and beside it the trainer's, computed now."""
    line_found, drawn = found(asked), line_drawn(answer)
    if drawn is None:
        return words.drew_no_line(line_found.n_right, line_found.n) if ready else words.drew(_("nothing"))
    data, ends, above = _run(asked).dataset, line_found.ends, line_found.above
    n_right = ties.n_on_their_side(data.X, data.y, asked.classes, ends, drawn, above)
    said = words.drew_a_line(n_right, line_found.n)
    if not ready:
        return said
    off = max(abs(one - other) for one, other in zip(drawn, line_found.heights, strict=True))
    return f"{said}  \n{words.found_a_line(line_found.n_right, off <= line_found.near)}"


def found(asked: Line) -> Found:
    """The trainer's own line, and how good it is."""
    run = _run(asked)
    box, X, y = view_box(run.dataset.X), run.dataset.X, run.dataset.y
    ends = box[0], box[1]
    heights, above = _heights(asked, run, ends), _class_above(asked, run)
    n = int(np.isin(y, [label - 1 for label in asked.classes]).sum())
    n_right = ties.n_on_their_side(X, y, asked.classes, ends, heights, above)
    return Found(ends, heights, above, n, n_right, asked.near * (box[3] - box[2]))


def cannot_be_drawn(asked: Line) -> str:
    """Why a line of a lesson cannot be asked for, or nothing."""
    run = _run(asked)
    if run.dataset.X.shape[1] != 2:
        return f"needs a run on two features; that of {asked.link} has {run.dataset.X.shape[1]}"
    if not all(1 <= label <= len(run.dataset.class_names) for label in asked.classes):
        return f"names the classes {asked.classes[0]} and {asked.classes[1]}; there are {len(run.dataset.class_names)}"
    if not all(map(math.isfinite, _heights(asked, run, (0.0, 1.0)))):
        return f"between the classes {asked.classes[0]} and {asked.classes[1]} has no height at the sides of the plane"
    return ""


def _run(asked: Line) -> Experiment:
    settings = settings_of(asked.link)
    return runs.run(settings.data, settings.training)


def _heights(asked: Line, run: Experiment, ends: tuple[float, float]) -> tuple[float, float]:
    parameters = run.in_data_units(-1)
    left, right = (ties.height(parameters, asked.classes, end) for end in ends)
    return left, right


def _class_above(asked: Line, run: Experiment) -> int:
    """The class that has the larger weight for the second feature, whose side is therefore above the line."""
    W = run.in_data_units(-1).W
    return max(asked.classes, key=lambda label: W[label - 1, 1])
