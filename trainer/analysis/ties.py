"""Where two classes of a model of two features tie: a straight line, given by its heights."""

import numpy as np

from trainer.labels import Labels
from trainer.model import Parameters, logits
from trainer.softmax import Array


def height(parameters: Parameters, classes: tuple[int, int], at: float) -> float:
    """The second feature x₂ at which two classes, counted from 1, have the same logit where x₁ is `at`.

    (w_i − w_j)·x + b_i − b_j = 0. parameters: W (k, 2), b (k,). Infinite or nan where the line is upright.
    """
    i, j = classes[0] - 1, classes[1] - 1
    slope, bias = parameters.W[i] - parameters.W[j], parameters.b[i] - parameters.b[j]
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(-(slope[0] * at + bias) / slope[1])


def n_on_their_side(
    X: Array, y: Labels, classes: tuple[int, int], ends: tuple[float, float], heights: tuple[float, float], above: int
) -> int:
    """How many samples of two classes, counted from 1, lie on the side of a line that is their class's.

    X: (n, 2). ends: two values of x₁; heights: x₂ of the line there; above: the class whose side is above it.
    """
    share = (X[:, 0] - ends[0]) / (ends[1] - ends[0])
    is_above = X[:, 1] > heights[0] + share * (heights[1] - heights[0])
    own = np.isin(y, [label - 1 for label in classes])
    return int(np.count_nonzero(is_above[own] == (y[own] == above - 1)))


def n_mistaken(parameters: Parameters, X: Array, y: Labels, classes: tuple[int, int]) -> int:
    """How many samples of two classes, counted from 1, have no larger logit for their own class than for the other."""
    i, j = classes[0] - 1, classes[1] - 1
    own = np.isin(y, [i, j])
    ahead = logits(parameters, X[own])[:, [i, j]] @ [1.0, -1.0]
    return int(np.count_nonzero(np.where(y[own] == i, ahead, -ahead) <= 0))
