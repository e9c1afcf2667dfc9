"""The update rules: each a pure function from parameters and gradient to new parameters.

First-order rules take theta = [W | b] (k, d+1), the gradient of the loss there, and their own
state, and return (new theta, new state ...). A rule's first step starts from its default state:

    theta, *state = momentum(theta, gradient, learning_rate, 0.9, *state)

`newton` needs the Hessian and the loss, so it takes the data.
"""

import numpy as np

from trainer.model import Parameters, gradient, hessian, loss
from trainer.softmax import Array


def gradient_descent(theta, gradient, learning_rate, _momentum=0.0):
    """theta - learning_rate * gradient."""
    return (theta - learning_rate * gradient,)


def momentum(theta, gradient, learning_rate, momentum, velocity=0.0):
    """Heavy ball: a velocity that keeps the fraction `momentum` of itself at each step.

    Source: Polyak, Some methods of speeding up the convergence of iteration methods, 1964.
    """
    velocity = momentum * velocity - learning_rate * gradient
    return theta + velocity, velocity


def nesterov(theta, gradient, learning_rate, _momentum=0.0, x=None, t=0):
    """Nesterov's accelerated gradient with momentum t/(t+3), restarted when it points uphill.

    theta is the point looked ahead to, where the gradient is taken; x is the point behind it.
    Source: O'Donoghue and Candes, Adaptive restart for accelerated gradient schemes, 2015.
    """
    x_before = theta if x is None else x
    x = theta - learning_rate * gradient
    if np.vdot(gradient, x - x_before) > 0:
        return x, x, 0
    return x + t / (t + 3) * (x - x_before), x, t + 1


def adam(theta, gradient, learning_rate, _momentum=0.0, m=0.0, v=0.0, t=0):
    """Steps scaled entry by entry with running means of the gradient and of its square.

    beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8. Source: Kingma and Ba, Adam, 2015, algorithm 1.
    """
    t = t + 1
    m = 0.9 * m + 0.1 * gradient
    v = 0.999 * v + 0.001 * gradient**2
    m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
    return theta - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v, t


FIRST_ORDER = {
    "gradient_descent": gradient_descent,
    "momentum": momentum,
    "nesterov": nesterov,
    "adam": adam,
}


def newton(parameters: Parameters, X: Array, y: np.ndarray, l2: float = 0.0) -> Parameters:
    """One Newton step, halved until the loss falls enough; the same object if it cannot fall.

    Far from the optimum, where softmax is saturated, the Hessian can be too near 0 for a Newton step to
    help; a step along the gradient then leads out. Raises ValueError where X is so large that the Hessian
    overflows.
    """
    k = len(parameters.b)
    slope = gradient(parameters, X, y, l2)
    g = np.column_stack([slope.W, slope.b]).ravel()
    H = _gauge_fixed(hessian(parameters, X, l2), X, k, l2)
    if not np.isfinite(H).all():
        raise ValueError("X holds numbers so large that the Hessian overflows; scale the features")
    before, bound = loss(parameters, X, y, l2), np.mean((X**2).sum(axis=1) + 1) / 2 + l2
    newton_step = _solve(H, g)
    if 0 <= g @ newton_step < np.finfo(float).eps * before:  # twice what is left to gain is lost in rounding
        return parameters
    for step in (newton_step, g / bound):  # H is at most the bound, so that a step of g/bound lowers the loss
        if lower := _descend(parameters, step, before, float(g @ step), X, y, l2):
            return lower
    return parameters


def _descend(
    parameters: Parameters, step: Array, before: float, decrease: float, X: Array, y: np.ndarray, l2: float
) -> Parameters | None:
    """parameters - step, halved until the loss falls by a part of the decrease to first order; None if never."""
    k, d = parameters.W.shape
    move = step.reshape(k, d + 1)
    size = 1.0
    while size > 1e-10:
        new = Parameters(parameters.W - size * move[:, :d], parameters.b - size * move[:, d])
        if loss(new, X, y, l2) < before - 1e-4 * size * decrease:
            return new
        size /= 2
    return None


def _gauge_fixed(H: Array, X: Array, k: int, l2: float) -> Array:
    """H, filled in along the directions in which it is 0 and the gradient has no part.

    Adding one vector to every class changes no probability. The penalty, if any, tells such weights
    apart, so only the biases are left then. (1/k) 11^T (x) S, with S in the units of X, is the filling.
    """
    units = np.append(np.mean(X**2, axis=0) if l2 == 0 else np.zeros(X.shape[1]), 1.0)
    width = len(units)
    entries = np.arange(width)
    blocks = H.reshape(k, width, k, width).copy()
    blocks[:, entries, :, entries] += units[:, None, None] / k
    return blocks.reshape(k * width, k * width)


def _solve(H: Array, g: Array) -> Array:
    """The shortest x that solves H x = g, H scaled to a unit diagonal so that the units of X do not matter.

    Directions whose eigenvalue is 0 to rounding are left out: those of constant or duplicated features when
    l2 = 0. A Cholesky decomposition does not tell them: it fails or passes as the LAPACK at hand rounds.
    """
    diagonal = np.diag(H)
    scale = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    eigenvalues, vectors = np.linalg.eigh(scale[:, None] * H * scale)
    kept = eigenvalues > len(H) * np.finfo(float).eps * eigenvalues[-1]
    along = np.divide(vectors.T @ (scale * g), eigenvalues, where=kept, out=np.zeros(len(H)))
    return scale * (vectors @ along)
