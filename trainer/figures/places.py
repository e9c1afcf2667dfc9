"""Where samples stand in a picture of two features, its frame and its axes.

Data with a single feature are drawn on a line for each class, so that their samples do not hide each other.
"""

import numpy as np

from trainer.analysis.decision_regions import Axes, Box
from trainer.datasets import Dataset
from trainer.figures.theme import Trace, as_typed, short
from trainer.language import _
from trainer.softmax import Array


def points(dataset: Dataset, axes: Axes) -> Array:
    """The samples (n, 2): the two features on the axes, or the only feature and the class."""
    if len(axes) == 1:
        return np.column_stack([dataset.X[:, axes[0]], dataset.y])
    return dataset.X[:, list(axes)]


def view_box(points: Array, margin: float = 0.08) -> Box:
    """The rectangle (u0, u1, v0, v1) around points (n, 2), widened by a fraction of their range."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = margin * np.where(high > low, high - low, 1.0)
    (u0, v0), (u1, v1) = (low - room).tolist(), (high + room).tolist()
    return u0, u1, v0, v1


def wider(box: Box) -> Box:
    """A box whose sides lie outside the axes, so that only the decision boundary is seen drawn."""
    u0, u1, v0, v1 = box
    du, dv = 0.02 * (u1 - u0), 0.02 * (v1 - v0)
    return u0 - du, u1 + du, v0 - dv, v1 + dv


def plane_axes(dataset: Dataset, axes: Axes, box: Box) -> tuple[Trace, Trace]:
    """The settings of the horizontal and the vertical axis."""
    u0, u1, v0, v1 = box
    x = {"title": {"text": as_typed(dataset.feature_names[axes[0]])}, "range": [u0, u1], "zeroline": False}
    y: Trace = {"range": [v0, v1], "zeroline": False}
    if len(axes) == 1:
        names = [as_typed(name) for name in dataset.class_names]
        return x, y | {"title": {"text": _("true class")}, "tickvals": list(range(len(names))), "ticktext": names}
    return x, y | {"title": {"text": as_typed(dataset.feature_names[axes[1]])}}


def places(points: Array, box: Box) -> Trace:
    """x and y of points (m, 2)."""
    return {
        "x": short(points[:, 0], box[1] - box[0]).tolist(),
        "y": short(points[:, 1], box[3] - box[2]).tolist(),
    }
