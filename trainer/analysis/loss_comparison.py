"""Why not squared error: its gradient J^T (a - y) vanishes where the model is confidently wrong.

The Jacobian J of softmax is all but zero wherever a is all but one-hot, right or wrong. Cross-entropy's
-y/a cancels it, and a - y stays at its largest there.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from trainer.config import TrainingConfig
from trainer.history import History
from trainer.model import Parameters
from trainer.softmax import Array, one_hot, softmax, squared_error_gradient
from trainer.training import train


@dataclass(frozen=True, eq=False)
class GradientCurves:
    """Two gradients against the logit of the true class; all (m,).

    a_true is its probability; cross_entropy is 1 - a_true, the size of (a - y)'s entry for the true class,
    and squared_error the size of the same entry of J^T (a - y).
    """

    true_logits: Array
    a_true: Array
    cross_entropy: Array
    squared_error: Array


def gradient_curves(z: ArrayLike, y_index: int, true_logits: ArrayLike) -> GradientCurves:
    """Vary logit y_index of z (k,) over true_logits (m,): why one does not train on squared error."""
    z, true_logits = np.array(z, dtype=np.float64), np.array(true_logits, dtype=np.float64)
    Z = np.tile(z, (len(true_logits), 1))
    Z[:, y_index] = true_logits
    Y = one_hot(np.full(len(Z), y_index), len(z))
    A = softmax(Z)
    sizes = (np.abs(G[:, y_index]) for G in (A - Y, squared_error_gradient(Z, Y)))
    return GradientCurves(true_logits, A[:, y_index], *sizes)


def confidently_wrong(parameters: Parameters, sureness: float = 3.0) -> Parameters:
    """A model that calls every class by the next one's name, and is surer of it than the model given."""
    return Parameters(sureness * np.roll(parameters.W, 1, axis=0), sureness * np.roll(parameters.b, 1))


def train_on_both(
    X: Array, y: np.ndarray, n_classes: int, config: TrainingConfig, start: Parameters
) -> tuple[History, History]:
    """The same run from the same start on cross-entropy and on squared error.

    Both by full-batch gradient descent, whose steps are as long as the gradient: other rules rescale it.
    """
    plain = replace(config, optimizer="gradient_descent", batch_size=None)
    cross_entropy, squared_error = (
        train(X, y, n_classes, replace(plain, loss=loss), start) for loss in ("cross_entropy", "squared_error")
    )
    return cross_entropy, squared_error
