"""The strip that keeps z, a and y in sight; for logits by hand it holds a slider for each and one for temperature."""

from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from trainer.figures.numbers import decimal, number
from trainer.figures.theme import class_text
from trainer.language import _
from trainer.ui.derive.worked_example import WorkedExample
from trainer.ui.settings.table import SETTINGS

GIVEN = ("z1", "z2", "z3", "temperature")
KEY = "derive_strip"
MOST_CLASSES = 6  # that have a cell; of more, those with the largest probabilities
SMALLEST_SPAN = 10.0  # a slider goes from minus this to this, or as far as a number given

_component = st.components.v2.component(
    "derive_strip",
    html='<div class="strip"></div>',
    css=Path(__file__).with_name("strip.css").read_text(),
    js=Path(__file__).with_name("strip.js").read_text(),
)


def strip(example: WorkedExample, theme: str) -> None:
    """A cell a class: its logit, probability and target."""
    d = example.derivation
    cells = [_cell(example, label, theme) for label in classes_shown(d.a, d.y)]
    data: dict[str, Any] = {"cells": cells, "scores": None}
    if d.scores is not None:
        span = max(SMALLEST_SPAN, float(np.ceil(np.abs(d.scores).max())))
        data |= {"scores": d.scores.tolist(), "temperature": d.temperature, "span": span}
        data |= {"temperatureLabel": _("temperature T"), "temperatureText": number(d.temperature)}
    _component(key=KEY, data=data, on_given_change=_take)


def classes_shown(a: np.ndarray, y: np.ndarray) -> list[int]:
    """All classes; of many, the one with the largest target and the likeliest others, in their order."""
    label = int(np.argmax(y))
    others = [int(j) for j in np.argsort(-a, kind="stable") if j != label]
    return sorted([label, *others[: MOST_CLASSES - 1]])


def _cell(example: WorkedExample, label: int, theme: str) -> dict[str, Any]:
    d, i = example.derivation, label + 1
    return {
        "class": i,
        "name": _("class {i}").format(i=i) if example.by_hand else example.experiment.dataset.class_names[label],
        "slider": _("logit of class {i}").format(i=i),
        "colour": class_text(label, theme),
        "z": decimal(d.z[label]),
        "a": decimal(d.a[label]),
        "y": number(d.y[label]),
        "share": float(d.a[label]),
    }


def _take() -> None:
    """What the sliders say becomes the settings; whatever else a browser sends is left."""
    sent = st.session_state[KEY].given
    for key, value in sent.items() if isinstance(sent, dict) else ():
        if key in GIVEN and SETTINGS[key].allows(value):
            st.session_state[key] = float(value)
