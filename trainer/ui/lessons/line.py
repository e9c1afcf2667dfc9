"""Predicting by drawing: the line on which two classes tie, over the samples of the run behind a link.

line.js draws it and sends its heights at both sides of the plane; trainers_line.py compares it with the trainer's.
"""

from pathlib import Path
from typing import Any

import streamlit as st

from trainer.figures.places import view_box
from trainer.figures.theme import class_colour, class_symbol
from trainer.language import _
from trainer.lessons.lesson import Line
from trainer.ui.lessons import moves
from trainer.ui.lessons.place import NONE, Place, line_drawn
from trainer.ui.lessons.sketch import BY_HAND
from trainer.ui.lessons.trainers_line import heights, run_behind

FOLDER = Path(__file__).parent
HTML = '<svg class="sketch line" viewBox="0 0 330 232"></svg>'
JS = BY_HAND + (FOLDER / "line.js").read_text("utf-8")
_component = st.components.v2.component(
    "lesson_line",
    html=HTML,
    css=(FOLDER / "sketch.css").read_text("utf-8"),
    js=JS,
)


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
    run = run_behind(asked)
    box, data = view_box(run.dataset.X), run.dataset
    marked = [label - 1 for label in asked.classes]
    return {
        "box": [float(f"{side:.5g}") for side in box],
        "samples": [
            [float(f"{x:.4g}"), float(f"{y:.4g}"), marked.index(label) if label in marked else -1]
            for (x, y), label in zip(data.X.tolist(), data.y.tolist(), strict=True)
        ],
        "classes": [[data.class_names[label], class_colour(label), class_symbol(label)] for label in marked],
        "found": list(heights(asked, run, (box[0], box[1]))) if truth else None,
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
