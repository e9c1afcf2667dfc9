"""The objective of model.py again, laid out for the training loop.

    Z = theta X1    m = max_j z_j    s = sum_j exp(z_j - m)    A = exp(Z - m)/s
    gradient = (A - Y) X1^T/n + l2 [W | 0]
    loss     = mean(ln s - (z_true - m)) + l2/2 ||W||^2

Class-major: Z, A and Y are (k, n), theta = [W | b] is (k, d+1), and X1 (d+1, n) ends in a row of ones,
so the bias is the weight of a constant feature. On small data a NumPy call costs more than its
arithmetic: reducing over the short first axis, into buffers made once, is several times faster than
the row-major formulas. On large data memory costs most: Z, Z - m, A and A - Y share one buffer, each
overwriting the last. tests/unit/test_objective.py holds every number to model.py.
"""

import math

import numpy as np

from trainer.softmax import Array, one_hot


class Batch:
    """The gradient on fixed columns of X1 (d+1, n) with targets Y (k, n)."""

    def __init__(self, X1: Array, Y: Array, decay: Array | None, ones: Array, kind: str = "cross_entropy") -> None:
        (k, n), width = Y.shape, len(X1)
        self.X1, self.Y, self.decay, self.ones, self.kind = X1, Y, decay, ones, kind
        self.X1_mean = X1 / n  # X1_mean (A - Y)^T is the mean gradient, transposed: BLAS's faster order
        self.Z, self.m, self.s = np.empty((k, n)), np.empty(n), np.empty(n)
        self.gradient_T = np.empty((width, k))

    def gradient(self, theta: Array) -> Array:
        """d loss/d theta (k, d+1), in a buffer that the next call overwrites."""
        return self._gradient(theta, self._shifted_logits(theta))

    def _shifted_logits(self, theta: Array) -> Array:
        """Z - m: the largest logit of each sample becomes exactly 0."""
        Z, m = self.Z, self.m
        np.dot(theta, self.X1, Z)
        np.maximum.reduce(Z, axis=0, out=m)
        return np.subtract(Z, m, Z)

    def _gradient(self, theta: Array, Z: Array) -> Array:
        """The gradient from the shifted logits, which it overwrites."""
        A, s = np.exp(Z, Z), self.s
        np.dot(self.ones, A, s)  # the sum over classes, faster than np.add.reduce
        np.divide(A, s, A)
        if self.kind == "squared_error":
            self._through_jacobian(A)
        else:
            np.subtract(A, self.Y, A)  # A - Y
        gradient = np.dot(self.X1_mean, A.T, self.gradient_T).T
        return gradient if self.decay is None else np.add(gradient, self.decay * theta, gradient)

    def _through_jacobian(self, A: Array) -> None:
        """J^T (A - Y) in the place of A; J is symmetric."""
        self.error = A - self.Y
        np.multiply(A, self.error - np.einsum("kn,kn->n", A, self.error), A)


class Objective(Batch):
    """Loss, accuracy and gradient on all rows of X (n, d), y (n,)."""

    def __init__(self, X: Array, y: np.ndarray, n_classes: int, l2: float, kind: str = "cross_entropy") -> None:
        n, d = X.shape
        X1, Y = np.vstack([X.T, np.ones(n)]), np.ascontiguousarray(one_hot(y, n_classes).T)
        decay = self.zeros(n_classes, d)
        decay[:, :-1] = l2  # the bias is not penalized
        super().__init__(X1, Y, decay if l2 else None, np.ones(n_classes), kind)
        self.y, self.l2 = y, l2
        self.true_entries = y * n + np.arange(n)  # where z_true stands in the flat (k, n)
        self.z_true, self.each = np.empty(n), np.full(n, 1 / n)
        self.all_but_one = (n_classes - 1) * n
        self.Z_bits = self.Z.view(np.int64)  # 0 where Z is 0; NumPy counts integers far faster
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
        return Batch(self.X1.take(indices, 1), self.Y.take(indices, 1), self.decay, self.ones, self.kind)

    def evaluate(self, theta: Array) -> tuple[float, float, float, Array]:
        """Loss, accuracy, gradient norm and gradient; the next call overwrites the gradient."""
        Z, z_true, log_s = self._shifted_logits(theta), self.z_true, self.m
        Z.take(self.true_entries, None, z_true, "clip")  # the default mode makes a copy
        accuracy = self._accuracy(Z, z_true)
        gradient, flat = self._gradient(theta, Z), self.flat_gradient
        np.log(self.s, log_s)
        loss = float(np.subtract(log_s, z_true, log_s).dot(self.each))
        if self.kind == "squared_error":
            loss = float(np.vdot(self.error, self.error)) / 2 * self.each[0]
        if self.decay is not None:
            loss += float(np.vdot(theta.T, (self.decay * theta).T)) / 2
        return loss, accuracy, math.sqrt(flat.dot(flat)), gradient

    def hessian(self) -> Array:
        """Second derivatives of the cross-entropy loss, as in model.py, where `evaluate` was called last.

        The blocks of each row sum to 0, as the rows of the Jacobian do: the one on the diagonal comes from the
        others, without the cancellation in a (1 - a) where a is nearly 1.
        """
        (k, n), width = self.Z.shape, len(self.X1)
        A = self.Z + self.Y  # Z holds A - Y
        A.ravel()[self.true_entries] = np.exp(self.z_true) / self.s  # as exact as the others
        AX = (A[:, None, :] * self.X1).reshape(k * width, n)
        H: Array = np.dot(AX, AX.T)
        H /= -n
        blocks = H.reshape(k, width, k, width)
        diagonal = np.einsum("jfjg->jfg", blocks)  # a view
        diagonal[:] = 0.0
        diagonal[:] = -blocks.sum(axis=2)
        if self.decay is not None:
            H.ravel()[:: len(H) + 1] += self.decay.ravel()
        return H

    def _accuracy(self, Z: Array, z_true: Array) -> float:
        """The fraction of rows whose largest logit, 0 after the shift, is the true class's.

        Where logits tie, the first class counts.
        """
        n = len(self.y)
        if np.count_nonzero(self.Z_bits) == self.all_but_one:
            return (n - int(np.count_nonzero(z_true))) / n
        return int(np.count_nonzero(Z.argmax(axis=0) == self.y)) / n
