"""The model and its objective: multinomial logistic regression with an L2 penalty.

    Z = X W^T + b     A = softmax(Z)
    loss  = mean cross-entropy + l2/2 ||W||^2          the bias b is not penalized
    dL/dZ = (A - Y)/n     dL/dW = (A - Y)^T X/n + l2 W     dL/db = sum over samples of (A - Y)/n

n samples, d features, k classes: X (n, d), y (n,) integers in 0..k-1, W (k, d), b (k,).
These are the readable formulas; objective.py, which training.py descends, is held to them by a test.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from trainer.labels import Labels, check_labels
from trainer.softmax import LOSSES, Array, one_hot, softmax


@dataclass(frozen=True, eq=False)
class Parameters:
    """Weights W (k, d) and biases b (k,); row j is class j's weight vector."""

    W: Array
    b: Array


def logits(parameters: Parameters, X: Array) -> Array:
    """Z = X W^T + b; (n, d) to (n, k), or (d,) to (k,)."""
    return X @ parameters.W.T + parameters.b


def predict_proba(parameters: Parameters, X: Array) -> Array:
    """A = softmax(Z), one row of class probabilities a sample; (n, d) to (n, k)."""
    return softmax(logits(parameters, X))


def predict(parameters: Parameters, X: Array) -> Labels:
    """The most probable class of each sample, the first one in a tie; (n, d) to (n,)."""
    most_probable: Labels = np.argmax(logits(parameters, X), axis=-1)
    return most_probable


def accuracy(parameters: Parameters, X: Array, y: ArrayLike) -> float:
    """The fraction of samples whose most probable class is the true one."""
    return float(np.mean(predict(parameters, X) == check_labels(y, len(parameters.b), len(X))))


def loss(parameters: Parameters, X: Array, y: ArrayLike, l2: float = 0.0, kind: str = "cross_entropy") -> float:
    """Mean loss of a kind in softmax.LOSSES + l2/2 ||W||^2: the objective that training descends."""
    of_sample, _ = LOSSES[kind]
    Y = one_hot(check_labels(y, len(parameters.b), len(X)), len(parameters.b))
    with np.errstate(over="ignore"):  # weights too large to square have an infinite loss
        penalty = l2 / 2 * np.sum(parameters.W**2) if l2 else 0.0
        return float(np.mean(of_sample(logits(parameters, X), Y)) + penalty)


def gradient(
    parameters: Parameters, X: Array, y: ArrayLike, l2: float = 0.0, kind: str = "cross_entropy"
) -> Parameters:
    """The derivative of the loss, in the shape of the parameters: (dL/dW, dL/db)."""
    _, of_sample = LOSSES[kind]
    Y = one_hot(check_labels(y, len(parameters.b), len(X)), len(parameters.b))
    dZ = of_sample(logits(parameters, X), Y) / len(X)
    return Parameters(dZ.T @ X + l2 * parameters.W, dZ.sum(axis=0))


def hessian(parameters: Parameters, X: Array, l2: float = 0.0) -> Array:
    """Second derivatives of the cross-entropy loss, (k(d+1), k(d+1)), over [W | b] read row by row.

    Block (j, i) is sum over samples of (da_j/dz_i) x x^T / n, with x = (features, 1). As da_j/dz_i is
    a_j [i = j] - a_j a_i, H is block-diagonal less a product: diag(A^T xx^T) - (a (x) x)(a (x) x)^T. It does
    not depend on y. Source: Bishop, Pattern Recognition and Machine Learning, 2006, equation 4.110.
    """
    n, k, width = len(X), len(parameters.b), X.shape[1] + 1
    A, X1 = predict_proba(parameters, X), np.column_stack([X, np.ones(n)])
    AX = (A[:, :, None] * X1[:, None, :]).reshape(n, k * width)
    H = -(AX.T @ AX / n).reshape(k, width, k, width)
    classes = np.arange(k)
    H[classes, :, classes, :] += (AX.T @ X1 / n).reshape(k, width, width)
    matrix = H.reshape(k * width, k * width)
    matrix.flat[:: k * width + 1] += np.tile(np.append(np.full(X.shape[1], l2), 0.0), k)  # the diagonal
    return matrix
