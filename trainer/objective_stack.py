"""The objective of many runs at once: objective.py with a leading axis of R runs, equal to the last bit.

    Z[r] = theta[r] X1        A[r] = softmax(Z[r])        gradient[r] = (A[r] - Y) X1^T/n + l2 [W[r] | 0]

Arrays are (R, k, n): one NumPy call serves all runs, and on small data it is the call that costs. Every
sum is added up in the order of objective.py: matmul calls BLAS once a run with the shapes and memory
orders of the single run, and vecdot is dot, row by row. One large product would be as fast and not equal,
and above rates of about 20 a run is chaotic: a difference in the last bit changes its loss grossly.
"""

import math

import numpy as np

from trainer.batch import blocks
from trainer.softmax import Array, one_hot


class BatchStack:
    """The gradients of R runs on fixed columns of X1 (d+1, n) with targets Y (k, n), means over n_all rows."""

    def __init__(self, X1: Array, Y: Array, decay_T: Array | None, n_runs: int, kind: str, n_all: int) -> None:
        (k, n), width = Y.shape, len(X1)
        self.X1, self.Y, self.decay_T, self.kind = X1, Y, decay_T, kind
        self.X1_mean, self.ones = X1 / n_all, np.ones((1, k))
        self.Z, self.m, self.s = np.empty((n_runs, k, n)), np.empty((n_runs, 1, n)), np.empty((n_runs, 1, n))
        self.gradient_T = np.empty((n_runs, width, k))

    def gradient(self, theta_T: Array) -> Array:
        """d loss/d theta, transposed (R, d+1, k), in a buffer that the next call overwrites."""
        return self._gradient(theta_T, self._shifted_logits(theta_T))

    def _shifted_logits(self, theta_T: Array) -> Array:
        """Z - m (R, k, n): the largest logit of each sample becomes exactly 0."""
        Z, m = self.Z, self.m
        np.matmul(theta_T.transpose(0, 2, 1), self.X1, out=Z)
        np.maximum.reduce(Z, axis=1, out=m, keepdims=True)
        return np.subtract(Z, m, Z)

    def _gradient(self, theta_T: Array, Z: Array) -> Array:
        """The gradients from the shifted logits, which they overwrite."""
        A, s = np.exp(Z, Z), self.s
        np.matmul(self.ones, A, out=s)
        np.divide(A, s, A)
        if self.kind == "squared_error":
            self._through_jacobian(A)
        else:
            np.subtract(A, self.Y, A)  # A - Y
        gradient_T = np.matmul(self.X1_mean, A.transpose(0, 2, 1), out=self.gradient_T)
        return gradient_T if self.decay_T is None else np.add(gradient_T, self.decay_T * theta_T, gradient_T)

    def _through_jacobian(self, A: Array) -> None:
        """J^T (A - Y) in the place of A; J is symmetric."""
        self.error = A - self.Y
        np.multiply(A, self.error - np.einsum("rkn,rkn->rn", A, self.error)[:, None], A)


class BlockStack(BatchStack):
    """What some of n_all rows, with labels y (n,), add to losses, accuracies and gradients of R runs."""

    def __init__(self, X1: Array, Y: Array, y: np.ndarray, n_runs: int, kind: str, n_all: int) -> None:
        super().__init__(X1, Y, None, n_runs, kind, n_all)
        n = len(y)
        self.y, self.true_entries = y, y * n + np.arange(n)
        self.z_true, self.each = np.empty((n_runs, n)), np.full(n, 1 / n_all)
        self.flat, self.bits = self.Z.reshape(n_runs, -1), self.Z.reshape(n_runs, -1).view(np.int64)

    def measure(self, theta_T: Array) -> tuple[Array, Array]:
        """Parts of the mean losses, and how many rows are right (R,); parts of the gradients are left in gradient_T."""
        Z, z_true = self._shifted_logits(theta_T), self.z_true
        np.take(self.flat, self.true_entries, axis=1, out=z_true, mode="clip")
        right = self._right(Z)
        self._gradient(theta_T, Z)
        if self.kind == "squared_error":
            error = self.error.reshape(len(Z), -1)
            return np.vecdot(error, error) / 2 * self.each[0], right
        log_s = np.log(self.s, self.m)[:, 0]
        return np.vecdot(log_s, self.each) - np.vecdot(z_true, self.each), right

    def _right(self, Z: Array) -> Array:
        """How many rows have the true class's logit, 0 after the shift, as their largest; in a tie the first class."""
        n_runs, k, n = Z.shape
        right: Array = n - np.count_nonzero(self.z_true.view(np.int64), axis=1)
        if np.count_nonzero(self.bits) != n_runs * (k - 1) * n:
            for run in np.flatnonzero(np.count_nonzero(self.bits, axis=1) != (k - 1) * n):
                right[run] = np.count_nonzero(Z[run].argmax(axis=0) == self.y)
        return right


class ObjectiveStack:
    """Loss, accuracy and gradient of R runs on all rows of X (n, d), y (n,): the sum over blocks of them."""

    def __init__(self, X: Array, y: np.ndarray, n_classes: int, l2: Array, kind: str) -> None:
        """l2 (R,): of each run."""
        n, d = X.shape
        n_runs = len(l2)
        self.X1, self.Y = np.vstack([X.T, np.ones(n)]), np.ascontiguousarray(one_hot(y, n_classes).T)
        self.y, self.n_runs, self.kind = y, n_runs, kind
        self.blocks = [BlockStack(self.X1[:, rows], self.Y[:, rows], y[rows], n_runs, kind, n) for rows in blocks(n)]
        decay_T = np.zeros((n_runs, d + 1, n_classes))
        decay_T[:, :-1] = l2[:, None, None]  # the bias is not penalized
        self.decay_T = decay_T if l2.any() else None
        self.scale = math.sqrt(np.vdot(self.X1, self.X1) / n)  # the root mean square of ||x1||

    def rows(self, indices: np.ndarray) -> BatchStack:
        """The gradients on some of the rows: a mini-batch."""
        batch = (self.X1.take(indices, 1), self.Y.take(indices, 1))
        return BatchStack(*batch, self.decay_T, self.n_runs, self.kind, len(indices))

    def evaluate(self, theta_T: Array) -> tuple[Array, Array, Array, Array]:
        """Losses, accuracies and gradient norms (R,), and the gradients, which the next call overwrites."""
        loss, right = self.blocks[0].measure(theta_T)
        gradient_T = self.blocks[0].gradient_T
        for block in self.blocks[1:]:
            more, more_right = block.measure(theta_T)
            loss, right = loss + more, right + more_right
            np.add(gradient_T, block.gradient_T, gradient_T)
        if self.decay_T is not None:
            shrinking = self.decay_T * theta_T
            np.add(gradient_T, shrinking, gradient_T)
            loss = loss + np.vecdot(_rows(theta_T), _rows(shrinking)) / 2
        return loss, right / len(self.y), np.sqrt(np.vecdot(_rows(gradient_T), _rows(gradient_T))), gradient_T


def _rows(stack: Array) -> Array:
    """(R, d+1, k) as (R, (d+1) k)."""
    return stack.reshape(len(stack), -1)
