"""Samples that are pictures, and weights as pictures of the same shape, one a class, side by side."""

import math
from collections.abc import Sequence

import numpy as np

from trainer.figures.theme import Figure, Trace, as_typed
from trainer.softmax import Array

COLUMNS = 5
INK_SCALE = [[0, "rgba(128,128,128,0.08)"], [1, "#4c7df0"]]
SIGNED_SCALE = [[0, "#e8a100"], [0.5, "rgba(128,128,128,0.08)"], [1, "#4c7df0"]]


def pictures(rows: Array, shape: tuple[int, int], names: Sequence[str], signed: bool = False) -> Figure:
    """Rows (m, h·w) as m pictures of h by w pixels, each under its name.

    signed: 0 stays pale, positive and negative get a colour each, on one scale for all.
    """
    height, width = shape
    down = math.ceil(len(rows) / COLUMNS)
    canvas = np.full((down * (height + 2), COLUMNS * (width + 1)), np.nan)
    labels = []
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        top, left = place // COLUMNS * (height + 2) + 1, place % COLUMNS * (width + 1)
        canvas[top : top + height, left : left + width] = row.reshape(height, width)
        labels.append(_label(as_typed(name), left + (width - 1) / 2, top - 1))
    largest = float(np.abs(rows).max()) or 1.0
    trace = {
        "type": "heatmap",
        "z": [[None if math.isnan(value) else value for value in line] for line in canvas.round(4).tolist()],
        "zmin": -largest if signed else 0,
        "zmax": largest,
        "colorscale": SIGNED_SCALE if signed else INK_SCALE,
        "showscale": signed,
        "hovertemplate": "%{z}<extra></extra>",
        "hoverongaps": False,
    }
    bare = {"visible": False, "fixedrange": True}
    layout = {
        "height": 40 + 170 * down,
        "margin": {"l": 0, "r": 0, "t": 8, "b": 8},
        "dragmode": False,
        "xaxis": bare | {"constrain": "domain"},
        "yaxis": bare | {"autorange": "reversed", "scaleanchor": "x", "constrain": "domain"},
        "annotations": labels,
    }
    return Figure({"data": [trace], "layout": layout})


def _label(name: str, x: float, y: float) -> Trace:
    return {"text": name, "x": x, "y": y, "showarrow": False, "font": {"size": 13}}
