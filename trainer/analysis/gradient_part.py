"""A gradient in some of its parameters alone, so that a check of many weights need not move every one of them.

theta = [W | b] (k, d+1); a column is a feature's weights, the last the biases.
"""

from collections.abc import Sequence

from trainer.analysis.gradient_check import Function, Gradient
from trainer.softmax import Array


def of_columns(
    function: Function, gradient: Gradient, theta: Array, columns: Sequence[int]
) -> tuple[Function, Gradient]:
    """The same as functions of some columns of theta (k, d+1) alone, the others as they are."""

    def whole(part: Array) -> Array:
        full = theta.copy()
        full[:, columns] = part
        return full

    return lambda part: function(whole(part)), lambda part: gradient(whole(part))[:, columns]
