"""From the gradients of all samples to one step of gradient descent.

gradient = mean over samples of (a - y) x^T + l2 W          after = before - learning_rate * gradient
"""

from dataclasses import dataclass

import numpy as np

from trainer.model import Parameters, gradient, loss
from trainer.softmax import Array


@dataclass(frozen=True, eq=False)
class Update:
    """One step on a batch: after = before - learning_rate * gradient, gradient = mean + penalty.

    before, mean (of the samples' gradients), penalty (l2 W; 0 for the biases), gradient and after are
    Parameters, W (k, d) and b (k,). The losses include the penalty; loss_after is not finite when the
    step overflows.
    """

    before: Parameters
    mean: Parameters
    penalty: Parameters
    gradient: Parameters
    after: Parameters
    loss_before: float
    loss_after: float


def update_step(parameters: Parameters, X: Array, y: np.ndarray, learning_rate: float, l2: float) -> Update:
    """One step of gradient descent on all rows of X (n, d), y (n,)."""
    mean = gradient(parameters, X, y)
    penalty = Parameters(l2 * parameters.W, np.zeros_like(parameters.b))
    total = gradient(parameters, X, y, l2)
    with np.errstate(all="ignore"):  # a step too large is a result
        after = Parameters(parameters.W - learning_rate * total.W, parameters.b - learning_rate * total.b)
        loss_after = loss(after, X, y, l2)
    return Update(parameters, mean, penalty, total, after, loss(parameters, X, y, l2), loss_after)
