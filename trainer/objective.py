"""The objective of model.py again, laid out for the training loop.

    Z = theta X1    m = max_j z_j    s = sum_j exp(z_j - m)    A = exp(Z - m)/s
    gradient = (A - Y) X1^T/n + l2 [W | 0]
    loss     = mean(ln s - (z_true - m)) + l2/2 ||W||^2

Class-major: Z, A and Y are (k, n), theta = [W | b] is (k, d+1), and X1 (d+1, n) ends in a row of ones,
so the bias is the weight of a constant feature. On small data a NumPy call costs more than its
arithmetic: reducing over the short first axis, into buffers made once, is several times faster than
the row-major formulas. tests/unit/test_objective.py holds every number to model.py.
"""

import numpy as np

from trainer.softmax import Array, one_hot


class Batch:
    """The gradient on fixed columns of X1 (d+1, n) with targets Y (k, n)."""

    def __init__(self, X1: Array, Y: Array, decay: Array | None) -> None:
        (k, n), width = Y.shape, len(X1)
        self.X1, self.Y, self.decay = X1, Y, decay
        self.X1_mean = X1 / n  # X1_mean (A - Y)^T is the mean gradient, transposed
        self.Z, self.A = np.empty((k, n)), np.empty((k, n))
        self.m, self.s = np.empty(n), np.empty(n)
        self.dtheta_T = np.empty((width, k))

    def gradient(self, theta: Array) -> Array:
        """d loss/d theta (k, d+1), in a buffer that the next call overwrites."""
        Z, A, m, s = self.Z, self.A, self.m, self.s
        np.dot(theta, self.X1, Z)
        np.maximum.reduce(Z, axis=0, out=m)
        np.subtract(Z, m, Z)
        np.exp(Z, A)
        np.add.reduce(A, axis=0, out=s)
        np.divide(A, s, A)
        np.subtract(A, self.Y, A)  # A - Y
        gradient = np.dot(self.X1_mean, A.T, self.dtheta_T).T
        return gradient if self.decay is None else np.add(gradient, self.decay * theta, gradient)


class Objective(Batch):
    """Loss, accuracy and gradient on all rows of X (n, d), y (n,)."""

    def __init__(self, X: Array, y: np.ndarray, n_classes: int, l2: float) -> None:
        n, d = X.shape
        decay = np.append(np.full(d, l2), 0.0) if l2 else None  # the bias is not penalized
        super().__init__(np.vstack([X.T, np.ones(n)]), np.ascontiguousarray(one_hot(y, n_classes).T), decay)
        self.y = y
        self.true_entries = y * n + np.arange(n)  # where z_true stands in the flat (k, n)
        self.all_but_one = (n_classes - 1) * n
        self.z_true, self.each = np.empty(n), np.full(n, 1 / n)

    def rows(self, indices: np.ndarray) -> Batch:
        """The gradient on some of the rows: a mini-batch."""
        return Batch(self.X1.take(indices, axis=1), self.Y.take(indices, axis=1), self.decay)

    def loss(self, theta: Array) -> float:
        """The objective at the theta that `gradient` was last called with."""
        z_true, log_s = self.z_true, self.s
        self.Z.take(self.true_entries, None, z_true, "clip")  # the default mode makes a copy
        np.log(self.s, log_s)
        np.subtract(log_s, z_true, log_s)
        mean = float(log_s.dot(self.each))
        return mean if self.decay is None else mean + float(np.vdot(theta, self.decay * theta)) / 2

    def accuracy(self) -> float:
        """The fraction of rows whose most probable class is the true one; `loss` comes first.

        The largest logit stands at exactly 0 after the shift. Where logits tie, the first class counts.
        """
        n = len(self.y)
        if np.count_nonzero(self.Z) == self.all_but_one:
            return 1 - int(np.count_nonzero(self.z_true)) / n
        return int(np.count_nonzero(self.Z.argmax(axis=0) == self.y)) / n
