"""What stands still in the picture of a plane: its axes and the samples.

Nothing here depends on the run: the movie draws regions, rings and the chosen sample over it, and so the chart is
never drawn anew while one plays with a run.
"""

import numpy as np

from trainer.analysis.decision_regions import Axes
from trainer.datasets import Dataset
from trainer.figures.places import plane_axes, points, view_box
from trainer.figures.regions import held_out_key, sample_traces
from trainer.figures.theme import INK, Figure
from trainer.labels import Labels
from trainer.softmax import Array

HEIGHT = 390


def plane(
    dataset: Dataset,
    axes: Axes,
    train_rows: Labels,
    held_out_rows: Labels,
    theme: str = "light",
    room: Array | None = None,
) -> Figure:
    """The samples of some rows on the axes (one or two features): filled if trained on, open if held out.

    room: other points (m, 2) that the axes leave room for, as for samples that were moved away.
    """
    standing = points(dataset, axes)
    box = view_box(standing if room is None else np.concatenate([standing, room]))
    traces = []
    for rows, held_out in ((train_rows, False), (held_out_rows, True)):
        if len(rows):
            traces += sample_traces(
                standing[rows], dataset.y[rows], rows + 1, dataset.class_names, box, held_out, theme
            )
    if len(held_out_rows):
        traces.append(held_out_key(INK[theme]))
    x, y = plane_axes(dataset, axes, box)
    return Figure(
        {
            "data": [trace | {"hoverinfo": "skip", "hovertemplate": None} for trace in traces],
            "layout": {
                "height": HEIGHT,
                "margin": {"l": 52, "r": 10, "t": 8, "b": 74},
                "hovermode": False,
                "dragmode": False,
                "xaxis": x | {"title": x["title"] | {"standoff": 6}},
                "yaxis": y | {"title": y["title"] | {"standoff": 6}},
                "legend": {
                    "orientation": "h",
                    "x": 0,
                    "y": 0,
                    "yref": "container",  # at the edge: below the plot it stays where a row more of it began
                    "yanchor": "bottom",
                    "itemclick": False,
                    "itemdoubleclick": False,
                },
            },
        }
    )
