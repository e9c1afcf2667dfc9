"""Softmax, cross-entropy and their derivatives, for one sample or a batch.

    a_j = exp(z_j) / sum_i exp(z_i)              softmax
    ℓ   = -sum_i y_i ln a_i                      cross-entropy
    dℓ/dz_i = sum_j (dℓ/da_j)(da_j/dz_i) = a_i sum_j y_j - y_i = a_i - y_i
    E   = 1/2 ||a - y||^2,  dE/dz = J^T (a - y)    squared error, for comparison

Shapes: logits Z, probabilities A and targets Y are (..., k), classes last. Every function works
on one sample (k,) and on a batch (n, k); a loss has one value a sample, shape (...).

Softmax does not change when all logits move together, so the largest is subtracted first: every
exponential is then at most 1 and nothing overflows, without any epsilon.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def log_softmax(Z: ArrayLike) -> Array:
    """ln a = (z - max z) - ln sum exp(z - max z); (..., k) to (..., k)."""
    Z = np.asarray(Z, dtype=np.float64)
    with np.errstate(over="ignore"):  # a difference of 1e308 and -1e308 is rightly -inf
        shifted = Z - Z.max(axis=-1, keepdims=True)
    log_A: Array = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return log_A


def softmax(Z: ArrayLike) -> Array:
    """Probabilities a, positive and summing to 1 over the last axis; (..., k) to (..., k)."""
    A: Array = np.exp(log_softmax(Z))
    return A


def one_hot(y: ArrayLike, n_classes: int) -> Array:
    """Row i is 1 at column y[i] and 0 elsewhere; y (n,) of integers to Y (n, k)."""
    Y: Array = np.eye(n_classes)[np.asarray(y)]
    return Y


def cross_entropy(Z: ArrayLike, Y: ArrayLike) -> Array:
    """ℓ = -sum_i y_i ln a_i from the logits; (..., k) to (...), in nats.

    A term with y_i = 0 is 0 even where ln a_i is -inf, the limit of y ln a.
    """
    Y = np.asarray(Y, dtype=np.float64)
    log_A = log_softmax(Z)
    of_samples: Array = -(Y * np.where(Y != 0, log_A, 0.0)).sum(axis=-1)
    return of_samples


def cross_entropy_gradient(Z: ArrayLike, Y: ArrayLike) -> Array:
    """dℓ/dZ = A - Y for targets that sum to 1; (..., k) to (..., k)."""
    A = softmax(Z)
    return A - np.asarray(Y, dtype=np.float64)


def complement(Z: ArrayLike) -> Array:
    """1 - a_i as the sum of the other probabilities, exact where a_i is all but 1; (..., k) to (..., k)."""
    A = softmax(Z)
    others = 1 - np.eye(A.shape[-1])
    return A @ others


def softmax_jacobian(Z: ArrayLike) -> Array:
    """J[j, i] = da_j/dz_i: a_i (1 - a_i) where i = j, -a_i a_j elsewhere; (..., k) to (..., k, k)."""
    A = softmax(Z)
    J = -A[..., :, None] * A[..., None, :]
    same = np.arange(A.shape[-1])
    J[..., same, same] = A * complement(Z)
    return J


def squared_error(Z: ArrayLike, Y: ArrayLike) -> Array:
    """E = 1/2 sum_i (a_i - y_i)^2, the loss that softmax is not made for; (..., k) to (...)."""
    of_samples: Array = np.sum((softmax(Z) - np.asarray(Y, dtype=np.float64)) ** 2, axis=-1) / 2
    return of_samples


def squared_error_gradient(Z: ArrayLike, Y: ArrayLike) -> Array:
    """dE/dZ = J^T (a - y); (..., k) to (..., k).

    Where y_i = 1, a_i - y_i is minus the complement, so that nothing cancels where a_i is all but 1.
    """
    Y = np.asarray(Y, dtype=np.float64)
    R = np.where(Y == 1, -complement(Z), softmax(Z) - Y)
    gradient: Array = np.einsum("...ji,...j->...i", softmax_jacobian(Z), R)
    return gradient


LOSSES = {
    "cross_entropy": (cross_entropy, cross_entropy_gradient),
    "squared_error": (squared_error, squared_error_gradient),
}
