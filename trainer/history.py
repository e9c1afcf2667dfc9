"""A finished run, epoch by epoch."""

from dataclasses import dataclass

import numpy as np

from trainer.model import Parameters
from trainer.softmax import Array


@dataclass(frozen=True, eq=False)
class History:
    """A run, epoch by epoch: index 0 is the untrained model, the last index the last finite epoch E.

    W (E+1, k, d), b (E+1, k); loss, accuracy and gradient_norm (E+1,); all read-only.
    status: "converged" (the gradient's norm is at most the tolerance or 0 to rounding, or no Newton step
    lowers the loss any more), "diverged" (the loss after epoch E is not a finite number, or it is a
    million times the first and still grows) or "max_epochs".
    """

    W: Array
    b: Array
    loss: Array
    accuracy: Array
    gradient_norm: Array
    status: str

    @property
    def n_epochs(self) -> int:
        """E, the number of epochs trained."""
        return len(self.loss) - 1

    def parameters(self, epoch: int = -1) -> Parameters:
        """The model at an epoch; -1 is the last."""
        return Parameters(self.W[epoch], self.b[epoch])


def history(thetas: Array, measures: list[tuple[float, float, float]], status: str) -> History:
    """A read-only history from theta = [W | b] (E+1, k, d+1) and (loss, accuracy, gradient norm) a row."""
    loss, accuracy, gradient_norm = np.array(measures).T.copy()
    made = History(thetas[:, :, :-1], thetas[:, :, -1], loss, accuracy, gradient_norm, status)
    for values in (made.W, made.b, loss, accuracy, gradient_norm):
        values.flags.writeable = False
    return made
