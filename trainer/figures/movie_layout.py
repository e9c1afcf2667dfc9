"""The layout of the movie: axes, titles and controls in their panels."""

from trainer.analysis.decision_regions import Axes, Box
from trainer.datasets import Dataset
from trainer.figures import loss_curve
from trainer.figures.movie_controls import play_and_pause, scrubber
from trainer.figures.movie_panels import STACKED, WIDE, Panel
from trainer.figures.places import plane_axes
from trainer.figures.theme import Trace, as_typed
from trainer.labels import Labels
from trainer.softmax import Array

LOSS = {"xaxis": "x2", "yaxis": "y2", "legend": "legend2"}
BARS = {"xaxis": "x3", "yaxis": "y3"}
STANDOFF = {"standoff": 8}
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


def layout(
    dataset: Dataset,
    axes: Axes,
    box: Box,
    sample: int,
    epochs: Labels,
    loss_axes: str,
    losses: list[Array],
    stacked: bool,
) -> Trace:
    """The layout of the movie: four pairs of axes, two legends, titles, Play, Pause and scrubber."""
    panels = STACKED if stacked else WIDE
    still = {"fixedrange": True}
    u, v = (axis | still | {"title": axis["title"] | STANDOFF} for axis in plane_axes(dataset, axes, box))
    true_class = as_typed(dataset.class_names[dataset.y[sample]])
    return {
        "height": panels.height,
        "margin": {"l": 50, "r": 12, "t": 12, "b": panels.bottom},
        "hovermode": "closest",
        "dragmode": False,
        "bargap": 0.35,
        **_axes("", panels.regions, u, v),
        **_axes(
            "2",
            panels.loss,
            loss_curve.epoch_axis(loss_axes) | still,
            loss_curve.loss_axis(loss_axes, losses) | still,
        ),
        **_axes(
            "3",
            panels.bars,
            still | {"title": {"text": "probability"} | STANDOFF, "range": [0, 1], "tickformat": ".0%", "nticks": 5},
            still | {"type": "category", "autorange": "reversed", "ticklabelstandoff": 4},
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


def _axes(number: str, panel: Panel, x: Trace, y: Trace) -> Trace:
    left, right, bottom, top = panel
    return {
        f"xaxis{number}": x | {"domain": [left, right], "anchor": f"y{number}"},
        f"yaxis{number}": y | {"domain": [bottom, top], "anchor": f"x{number}"},
    }


def _heading(text: str, panel: Panel) -> Trace:
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
