"""The arithmetic of the training loop, on some rows: a mini-batch, or a block of all.

Class-major, as objective.py says: Z, A and Y are (k, n), X1 is (d+1, n). Z, Z - m, A and A - Y share one buffer,
each overwriting the last.
"""

import numpy as np

from trainer.softmax import Array

ROWS_A_BLOCK = 4096


def blocks(n: int) -> list[slice]:
    """All of n rows, in order and at most ROWS_A_BLOCK at a time."""
    return [slice(start, start + ROWS_A_BLOCK) for start in range(0, n, ROWS_A_BLOCK)]


class Batch:
    """The gradient on fixed columns of X1 (d+1, n) with targets Y (k, n), a mean over n_all rows."""

    def __init__(self, X1: Array, Y: Array, decay: Array | None, ones: Array, kind: str, n_all: int) -> None:
        (k, n), width = Y.shape, len(X1)
        self.X1, self.Y, self.decay, self.ones, self.kind = X1, Y, decay, ones, kind
        self.X1_mean = X1 / n_all  # X1_mean (A - Y)^T is the mean gradient, transposed: BLAS's faster order
        self.Z, self.m, self.s = np.empty((k, n)), np.empty(n), np.empty(n)
        self.gradient_T = np.empty((width, k))
        self.A_T, self.gradient_at = self.Z.T, self.gradient_T.T  # views, made once

    def gradient(self, theta: Array) -> Array:
        """d loss/d theta (k, d+1), in a buffer that the next call overwrites."""
        return self._gradient(theta, self._shifted_logits(theta))

    def _shifted_logits(self, theta: Array) -> Array:
        """Z - m: the largest logit of each sample becomes exactly 0."""
        Z, m = self.Z, self.m
        theta.dot(self.X1, Z)
        np.maximum.reduce(Z, axis=0, out=m)
        return np.subtract(Z, m, Z)

    def _gradient(self, theta: Array, Z: Array) -> Array:
        """The gradient from the shifted logits, which it overwrites."""
        A, s = np.exp(Z, Z), self.s
        self.ones.dot(A, s)  # the sum over classes, faster than np.add.reduce
        np.divide(A, s, A)
        if self.kind == "squared_error":
            self._through_jacobian(A)
        else:
            np.subtract(A, self.Y, A)  # A - Y
        self.X1_mean.dot(self.A_T, self.gradient_T)
        gradient = self.gradient_at
        return gradient if self.decay is None else np.add(gradient, self.decay * theta, gradient)

    def _through_jacobian(self, A: Array) -> None:
        """J^T (A - Y) in the place of A; J is symmetric."""
        self.error = A - self.Y
        np.multiply(A, self.error - np.einsum("kn,kn->n", A, self.error), A)


class Block(Batch):
    """What some of n_all rows, with labels y (n,), add to loss, accuracy, gradient and Hessian."""

    def __init__(self, X1: Array, Y: Array, y: np.ndarray, ones: Array, kind: str, n_all: int) -> None:
        super().__init__(X1, Y, None, ones, kind, n_all)
        k, n = Y.shape
        self.y = y
        self.true_entries = y * n + np.arange(n)  # where z_true stands in the flat (k, n)
        self.z_true, self.each = np.empty(n), np.full(n, 1 / n_all)
        self.all_but_one = (k - 1) * n
        self.Z_bits = self.Z.view(np.int64)  # 0 where Z is 0; NumPy counts integers far faster

    def measure(self, theta: Array) -> tuple[float, int]:
        """The part of the mean loss, and how many rows are right; the part of the gradient is left in gradient_T."""
        Z, z_true, log_s = self._shifted_logits(theta), self.z_true, self.m
        Z.take(self.true_entries, None, z_true, "clip")  # the default mode makes a copy
        right = self._right(Z, z_true)
        self._gradient(theta, Z)
        if self.kind == "squared_error":
            return float(np.vdot(self.error, self.error)) / 2 * self.each[0], right
        np.log(self.s, log_s)
        return float(log_s.dot(self.each) - z_true.dot(self.each)), right  # neither log_s nor -z_true is below 0

    def curvature(self) -> Array:
        """AX AX^T, -n_all times the part of the Hessian but for its diagonal, where `measure` was called last."""
        (k, n), width = self.Z.shape, len(self.X1)
        A = self.Z + self.Y  # Z holds A - Y
        A.ravel()[self.true_entries] = np.exp(self.z_true) / self.s  # as exact as the others
        AX = (A[:, None, :] * self.X1).reshape(k * width, n)
        product: Array = np.dot(AX, AX.T)
        return product

    def _right(self, Z: Array, z_true: Array) -> int:
        """How many rows have the true class's logit, 0 after the shift, as their largest; in a tie the first class."""
        if np.count_nonzero(self.Z_bits) == self.all_but_one:
            return len(self.y) - int(np.count_nonzero(z_true))
        return int(np.count_nonzero(Z.argmax(axis=0) == self.y))
