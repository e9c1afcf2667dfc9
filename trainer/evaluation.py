"""How well every model of a run does on samples that it was not trained on.

loss = mean of ln sum_j exp z_j - z_y         without the penalty, which says nothing of samples
"""

from collections.abc import Generator

import numpy as np
from numpy.typing import ArrayLike

from trainer.history import History
from trainer.labels import Labels, check_labels
from trainer.softmax import Array
from trainer.training import finish

MOST_LOGITS = 2**22  # computed at once: 32 MB


def evaluate(history: History, X: Array, y: ArrayLike) -> tuple[Array, Array]:
    """Mean cross-entropy and accuracy (E+1,) of every epoch's model on X (n, d), y (n,); empty if there is no row.

    Where the history keeps the weights of some epochs alone, those of the last one kept speak for the ones after it.
    """
    return finish(evaluate_in_slices(history, X, y))


def evaluate_in_slices(history: History, X: Array, y: ArrayLike) -> Generator[int, None, tuple[Array, Array]]:
    """The same, which pauses between stretches of epochs where samples are many; yields the epochs trained."""
    y = check_labels(y, len(history.b[0]), len(X))
    if not len(y):
        return np.empty(0), np.empty(0)
    stretch = max(1, MOST_LOGITS // (len(y) * len(history.b[0])))
    measured = []
    for start in range(0, len(history.b), stretch):
        if start:
            yield history.n_epochs
        measured.append(measure(history.W[start : start + stretch], history.b[start : start + stretch], X, y))
    loss, accuracy = np.concatenate(measured, axis=1)
    slots = history.slots(np.arange(history.n_epochs + 1))
    return loss[slots], accuracy[slots]


def measure(W: Array, b: Array, X: Array, y: Labels) -> tuple[Array, Array]:
    """Mean cross-entropy and accuracy (F,) of models W (F, k, d), b (F, k) on X (n, d), y (n,), n at least 1.

    Classes first and samples last, (k, F, n), as in the training loop.
    """
    n_models, k, d = W.shape
    with np.errstate(all="ignore"):  # a run about to diverge has logits that overflow
        Z = (W.transpose(1, 0, 2).reshape(k * n_models, d) @ X.T).reshape(k, n_models, -1) + b.T[:, :, None]
        loss = _cross_entropy(Z, y).mean(axis=-1)
    return loss, (Z.argmax(axis=0) == y).mean(axis=-1)


def _cross_entropy(Z: Array, y: Labels) -> Array:
    """softmax.cross_entropy for one-hot targets, classes first: (k, E+1, n) to (E+1, n)."""
    shifted = Z - Z.max(axis=0)
    z_true = np.take_along_axis(shifted, y[None, None, :], axis=0)[0]
    return np.asarray(np.log(np.exp(shifted).sum(axis=0)) - z_true)
