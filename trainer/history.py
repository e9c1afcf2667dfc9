"""A finished run, epoch by epoch, and how it is recorded."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.facts import NotAllowed
from trainer.model import Parameters
from trainer.softmax import Array

EPSILON = float(np.finfo(np.float64).eps)
BLOWN_UP = 1e6  # times the loss at the start
RESERVED = 2**24  # bytes of weights set aside at first; more are found when they are needed
MOST_WEIGHTS = 2**25  # bytes of weights that a history holds (32 MB); of a longer run those of every 2nd, 4th ... epoch

Epochs = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class History:
    """A run, epoch by epoch: index 0 is the untrained model, the last index the last finite epoch E.

    loss, accuracy and gradient_norm (E+1,); W (F, k, d) and b (F, k) at the epochs kept (F,): all of them, F = E+1,
    unless their weights would take more than MOST_WEIGHTS; the first and the last always. All read-only.
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
    kept: Epochs

    @property
    def n_epochs(self) -> int:
        """E, the number of epochs trained."""
        return len(self.loss) - 1

    def slots(self, epochs: Epochs | int) -> Epochs:
        """Where in W and b the weights of some epochs stand: theirs, or those of the last epoch kept before."""
        epochs = np.asarray(epochs)
        return np.searchsorted(self.kept, np.where(epochs < 0, epochs + len(self.loss), epochs), side="right") - 1

    def parameters(self, epochs: Epochs | int = -1) -> Parameters:
        """The model at an epoch, or the models at many; -1 is the last."""
        slots = self.slots(epochs)
        return Parameters(self.W[slots], self.b[slots])


class Recorder:
    """What a run leaves at each epoch: theta = [W | b] (k, d+1), and (loss, accuracy, gradient norm)."""

    def __init__(self, theta: Array, n_epochs: int) -> None:
        at_first = min(n_epochs + 1, max(16, RESERVED // theta.nbytes))
        self.thetas, self.last = np.empty((at_first, *theta.shape)), theta
        self.most, self.stride = max(16, MOST_WEIGHTS // theta.nbytes), 1
        self.measures: list[tuple[float, float, float]] = []

    def add(self, theta: Array, measured: tuple[float, float, float, Array]) -> None:
        """Record one epoch, all but its gradient."""
        epoch = len(self.measures)
        self.measures.append(measured[:3])
        self.last = theta
        if epoch % self.stride == 0:
            self._keep(theta, epoch // self.stride)

    def _keep(self, theta: Array, slot: int) -> None:
        """The weights of one epoch more, and only of every second one when there are as many as may be."""
        if slot == self.most:
            self.thetas[: (slot + 1) // 2] = self.thetas[:slot:2].copy()
            self.stride *= 2
            if slot % 2:
                return
            slot //= 2
        if slot == len(self.thetas):  # the room doubles whenever it is full
            more = np.empty((min(slot, self.most - slot), *theta.shape))
            self.thetas = np.concatenate([self.thetas, more])
        self.thetas[slot] = theta

    def history(self, status: str, scale: float) -> History:
        """The run, read-only. scale: the root mean square of ||x1||, see `final_status`."""
        if not self.measures:
            raise NotAllowed(
                "the untrained loss is not finite: X or the first weights (init_scale, start) are too large"
            )
        loss, accuracy, gradient_norm = np.array(self.measures).T.copy()
        kept = np.arange(0, len(loss), self.stride)
        thetas, status = self.thetas[: len(kept)], final_status(status, loss, gradient_norm[-1], scale)
        if kept[-1] != len(loss) - 1:
            kept, thetas = np.append(kept, len(loss) - 1), np.concatenate([thetas, self.last[None]])
        elif 2 * len(thetas) < len(self.thetas):  # a part of an array keeps all of it in memory
            thetas = thetas.copy()
        made = History(thetas[:, :, :-1], thetas[:, :, -1], loss, accuracy, gradient_norm, status, kept)
        for values in (made.W, made.b, loss, accuracy, gradient_norm, kept):
            values.flags.writeable = False
        return made


def final_status(status: str, losses: Array, gradient_norm: float, scale: float) -> str:
    """What became of a run that ended with `status`, by its losses (E+1,) and the norm of its last gradient.

    scale: the root mean square of ||x1||. A gradient is a mean of (a - y) x1, so that one below a few
    roundings of the scale is 0 as far as float64 can tell. A loss far above its start that has grown as far
    in the second half of the run grows geometrically: it has blown up, though its numbers are finite yet.
    """
    early = losses[: len(losses) // 2 + 1].max()
    if losses[-1] > BLOWN_UP * losses[0] and losses[-1] > math.sqrt(BLOWN_UP) * early:
        return "diverged"
    return "converged" if status == "max_epochs" and gradient_norm <= 4 * EPSILON * scale else status
