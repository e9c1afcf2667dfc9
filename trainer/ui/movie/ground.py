"""The chart that the movie is drawn over: what stands still in the picture, and what Plotly lets one do with it."""

import numpy as np

from trainer.analysis.decision_regions import Axes
from trainer.experiment import Experiment
from trainer.figures.plane import plane
from trainer.figures.theme import Figure
from trainer.softmax import Array
from trainer.ui.movie.parts import drawn_rows

CONFIG = {
    "displaylogo": False,
    "scrollZoom": False,
    "doubleClick": "reset",
    "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
}


def ground(experiment: Experiment, axes: Axes, theme: str, room: Array | None = None) -> Figure:
    """The samples that are drawn of an experiment's data, over some of its features; room: as in `plane`."""
    data = experiment.dataset
    drawn = drawn_rows(*data.X.shape)
    trained, held_out = (np.intersect1d(drawn, rows) for rows in (experiment.train_rows, experiment.held_out_rows))
    return plane(data, axes, trained, held_out, theme, room)
