"""Predicting by drawing: where the loss will be at an epoch, on a chart that shows no more than its first epochs.

sketch.js draws it and sends the number drawn; the words come from here. A number that is drawn is a prediction like
any other, so that it stands in the link.
"""

from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from trainer.figures.loss_curve import thinned
from trainer.figures.numbers import number
from trainer.language import _
from trainer.lessons.lesson import Drawing, Lesson
from trainer.ui import runs
from trainer.ui.lessons import claims, moves
from trainer.ui.lessons.links import settings_of
from trainer.ui.lessons.place import NONE, Place, allowed, number_drawn
from trainer.ui.words import lessons as words

FOLDER = Path(__file__).parent
BY_HAND = (FOLDER / "by_hand.js").read_text("utf-8")  # what drawings share, before the script of each
JS = BY_HAND + (FOLDER / "sketch.js").read_text("utf-8")
HTML = '<svg class="sketch" viewBox="0 0 330 190"></svg>'
_component = st.components.v2.component(
    "lesson_sketch",
    html=HTML,
    css=(FOLDER / "sketch.css").read_text("utf-8"),
    js=JS,
)
MOST_POINTS = 60


def drawing(place: Place, fixed: bool, question: int | None = None, truth: bool = False) -> None:
    """The chart of a question; fixed: it can only be looked at; truth: with the run's own curve."""
    asked = question or place.number
    step, key = place.lesson.steps[asked - 1], f"lesson_sketch_{asked}_{int(truth)}"
    assert step.drawing is not None

    def take() -> None:
        drawn = st.session_state[key].get("drawn")
        entry = f"{drawn:.3f}".rstrip("0").rstrip(".") if isinstance(drawn, int | float) else NONE
        if not fixed and allowed(step, entry):
            moves.answer(place, entry)

    _component(
        key=key,
        data=content(step.drawing, place.answer(asked), fixed, truth),
        default={"drawn": None},
        on_drawn_change=take,
    )


def content(asked: Drawing, answer: str, fixed: bool, truth: bool) -> dict[str, Any]:
    """What sketch.js draws."""
    settings = settings_of(asked.link)
    loss = runs.run(settings.data, settings.training).history.loss
    shown = thinned(loss, most=MOST_POINTS) if truth else np.arange(asked.known + 1)
    return {
        "curve": [[int(epoch), float(f"{loss[epoch]:.5g}")] for epoch in shown if epoch <= asked.epoch],
        "epoch": asked.epoch,
        "low": asked.low,
        "high": asked.high,
        "drawn": number_drawn(answer),
        "fixed": fixed,
        "words": {
            "epoch": _("epoch"),
            "loss": _("loss"),
            "hint": _("Drag the dot"),
            "drag": _("Draw the loss at epoch {epoch}: drag, tap or use the arrow keys").format(epoch=asked.epoch),
        },
    }


def drawn_in_words(lesson: Lesson, asked: Drawing, answer: str, ready: bool) -> str:
    """The number drawn, and beside it the outcome, computed now."""
    drawn, found = number_drawn(answer), claims.value(lesson, asked.claim)
    if not ready or not isinstance(found, int | float):
        return words.drew(_("nothing") if drawn is None else number(drawn, 3))
    if drawn is None:
        return words.drew_nothing(number(found))
    near = max(drawn, found) <= asked.factor * min(drawn, found)
    return words.drew_and_found(number(drawn, 3), number(found), near)
