"""The objective of model.py again, laid out for the training loop.

    Z = theta X1    m = max_j z_j    s = sum_j exp(z_j - m)    A = exp(Z - m)/s
    gradient = (A - Y) X1^T/n + l2 [W | 0]
    loss     = mean(ln s - (z_true - m)) + l2/2 ||W||^2

Class-major: Z, A and Y are (k, n), theta = [W | b] is (k, d+1), and X1 (d+1, n) ends in a row of ones,
so the bias is the weight of a constant feature. On small data a NumPy call costs more than its
arithmetic: reducing over the short first axis, into buffers made once, is several times faster than
the row-major formulas. On large data memory costs most: rows are taken in blocks whose numbers stay in the
cache, and Z, Z - m, A and A - Y share one buffer, each overwriting the last. tests/unit/test_objective.py
holds every number to model.py.
"""

import math

import numpy as np

from trainer.batch import Batch, Block, blocks
from trainer.softmax import Array, one_hot


class Objective:
    """Loss, accuracy, gradient and Hessian on all rows of X (n, d), y (n,): the sum over blocks of them."""

    def __init__(self, X: Array, y: np.ndarray, n_classes: int, l2: float, kind: str = "cross_entropy") -> None:
        n, d = X.shape
        self.X1, self.Y = np.vstack([X.T, np.ones(n)]), np.ascontiguousarray(one_hot(y, n_classes).T)
        self.y, self.l2, self.kind, self.ones = y, l2, kind, np.ones(n_classes)
        self.blocks = [Block(self.X1[:, rows], self.Y[:, rows], y[rows], self.ones, kind, n) for rows in blocks(n)]
        self.other_blocks = self.blocks[1:]
        decay = self.zeros(n_classes, d)
        decay[:, :-1] = l2  # the bias is not penalized
        self.decay = decay if l2 else None
        self.gradient_T = self.blocks[0].gradient_T  # the first block's part, to which those of the others are added
        self.flat_gradient = self.gradient_T.ravel()

    @property
    def scale(self) -> float:
        """The root mean square of ||x1||."""
        return math.sqrt(float(np.vdot(self.X1, self.X1)) / len(self.y))

    @staticmethod
    def zeros(k: int, d: int) -> Array:
        """A theta (k, d+1) of zeros, in the memory order of the gradient: mixed orders are slow."""
        return np.zeros((d + 1, k)).T

    def rows(self, indices: np.ndarray) -> Batch:
        """The gradient on some of the rows: a mini-batch."""
        batch = (self.X1.take(indices, 1), self.Y.take(indices, 1))
        return Batch(*batch, self.decay, self.ones, self.kind, len(indices))

    def evaluate(self, theta: Array) -> tuple[float, float, float, Array]:
        """Loss, accuracy, gradient norm and gradient (k, d+1); the next call overwrites the gradient."""
        loss, right = self.blocks[0].measure(theta)
        for block in self.other_blocks:
            more, more_right = block.measure(theta)
            loss, right = loss + more, right + more_right
            np.add(self.gradient_T, block.gradient_T, self.gradient_T)
        gradient, flat = self.gradient_T.T, self.flat_gradient
        if self.decay is not None:
            shrinking = self.decay * theta
            np.add(gradient, shrinking, gradient)
            loss += float(np.vdot(theta.T, shrinking.T)) / 2
        return loss, right / len(self.y), math.sqrt(flat.dot(flat)), gradient

    def hessian(self) -> Array:
        """Second derivatives of the cross-entropy loss, as in model.py, where `evaluate` was called last.

        Its parts for pairs of classes sum to 0 in each row, as those of the Jacobian do: the one on the diagonal comes
        from the others, without the cancellation in a (1 - a) where a is nearly 1.
        """
        k, width = len(self.ones), len(self.X1)
        H = self.blocks[0].curvature()
        for block in self.other_blocks:
            H += block.curvature()
        H /= -len(self.y)
        pairs = H.reshape(k, width, k, width)  # of classes
        diagonal = np.einsum("jfjg->jfg", pairs)  # a view
        diagonal[:] = 0.0
        diagonal[:] = -pairs.sum(axis=2)
        if self.decay is not None:
            H.ravel()[:: len(H) + 1] += self.decay.ravel()
        return H
