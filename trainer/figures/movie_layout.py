"""Where the movie's panels stand."""

from dataclasses import dataclass

import numpy as np

from trainer.analysis.decision_regions import Box
from trainer.datasets import Dataset
from trainer.figures import loss_curve
from trainer.figures.movie_controls import play_and_pause, scrubber
from trainer.softmax import Array

LOSS = {"xaxis": "x2", "yaxis": "y2", "legend": "legend2"}
BARS = {"xaxis": "x3", "yaxis": "y3"}
WORDS = {
    "type": "scatter",
    "mode": "text",
    "x": [0],
    "y": [0],
    "xaxis": "x4",
    "yaxis": "y4",
    "textposition": "middle right",
    "textfont": {"size": 14},
    "hoverinfo": "skip",
    "showlegend": False,
    "cliponaxis": False,
    "name": "words",
}

Panel = tuple[float, float, float, float]


@dataclass(frozen=True)
class Panels:
    """Where the panels stand: (left, right, bottom, top); the scrubber: (left, top); the others: top.

    All in fractions of the plotting area; height and bottom margin in pixels.
    """

    words: Panel
    regions: Panel
    loss: Panel
    bars: Panel
    legend: float
    buttons: float
    scrubber: tuple[float, float]
    height: int
    bottom: int


WIDE = Panels(
    words=(0, 0.6, 0.91, 1),
    regions=(0, 0.6, 0, 0.9),
    loss=(0.7, 1, 0.43, 0.9),
    bars=(0.76, 0.95, 0, 0.22),
    legend=-0.1,
    buttons=-0.25,
    scrubber=(0.26, -0.24),
    height=650,
    bottom=162,
)
STACKED = Panels(
    words=(0, 1, 0.955, 1),
    regions=(0, 1, 0.61, 0.95),
    loss=(0, 1, 0.2, 0.345),
    bars=(0.2, 0.86, 0, 0.1),
    legend=0.57,
    buttons=0.48,
    scrubber=(0, 0.445),
    height=1200,
    bottom=50,
)


def layout(
    dataset: Dataset,
    axes: tuple[int, int],
    box: Box,
    sample: int,
    epochs: np.ndarray,
    loss_axes: str,
    losses: list[Array],
    stacked: bool,
) -> dict:
    """The layout of the movie: four pairs of axes, two legends, titles, Play, Pause and scrubber."""
    panels = STACKED if stacked else WIDE
    u0, u1, v0, v1 = box
    still = {"fixedrange": True}
    u_name, v_name = (dataset.feature_names[axis] for axis in axes)
    true_class = dataset.class_names[dataset.y[sample]]
    return {
        "height": panels.height,
        "margin": {"l": 50, "r": 12, "t": 12, "b": panels.bottom},
        "hovermode": "closest",
        "dragmode": False,
        "bargap": 0.35,
        **_axes(
            "",
            panels.regions,
            _titled(u_name) | still | {"range": [u0, u1], "zeroline": False},
            _titled(v_name) | still | {"range": [v0, v1], "zeroline": False},
        ),
        **_axes(
            "2",
            panels.loss,
            loss_curve.epoch_axis(loss_axes) | still,
            loss_curve.loss_axis(loss_axes, losses) | still,
        ),
        **_axes(
            "3",
            panels.bars,
            _titled("probability") | still | {"range": [0, 1], "tickformat": ".0%", "nticks": 5},
            still | {"autorange": "reversed", "ticklabelstandoff": 4},
        ),
        **_axes(
            "4",
            panels.words,
            still | {"visible": False, "range": [0, 1]},
            still | {"visible": False, "range": [-1, 1]},
        ),
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": panels.legend,
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "legend2": {
            "x": panels.loss[1],
            "y": panels.loss[3],
            "xanchor": "right",
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "annotations": [
            _heading("Loss", panels.loss),
            _heading(f"Sample {sample + 1}: true class <b>{true_class}</b>", (panels.loss[0], *panels.bars[1:])),
        ],
        "updatemenus": [play_and_pause(panels.buttons)],
        "sliders": [scrubber(panels.scrubber, epochs)],
    }


def _axes(number: str, panel: Panel, x: dict, y: dict) -> dict:
    left, right, bottom, top = panel
    return {
        f"xaxis{number}": x | {"domain": [left, right], "anchor": f"y{number}"},
        f"yaxis{number}": y | {"domain": [bottom, top], "anchor": f"x{number}"},
    }


def _titled(text: str) -> dict:
    return {"title": {"text": text, "standoff": 8}}


def _heading(text: str, panel: Panel) -> dict:
    return {
        "text": text,
        "x": panel[0],
        "y": panel[3],
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
        "font": {"size": 14},
    }
