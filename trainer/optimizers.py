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

    Adding one vector to every class changes no probability, so the Hessian is singular along that
    direction; (1/k) 11^T (x) I fills exactly it in (the gradient has no part there). Least squares
    serves the other flat directions: constant or duplicated features when l2 = 0.
    """
    k, d = parameters.W.shape
    slope = gradient(parameters, X, y, l2)
    g = np.column_stack([slope.W, slope.b]).ravel()
    H = hessian(parameters, X, l2) + np.kron(np.full((k, k), 1 / k), np.eye(d + 1))
    step = _solve_scaled(H, g).reshape(k, d + 1)
    before, decrement, size = loss(parameters, X, y, l2), float(g @ step.ravel()), 1.0
    while size > 1e-10:
        new = Parameters(parameters.W - size * step[:, :d], parameters.b - size * step[:, d])
        if loss(new, X, y, l2) < before - 1e-4 * size * decrement:
            return new
        size /= 2
    return parameters


def _solve_scaled(H: Array, g: Array) -> Array:
    """Solve H x = g with H scaled to a unit diagonal, so that the units of X do not matter."""
    scale = 1 / np.sqrt(np.diag(H))
    return scale * np.linalg.lstsq(scale[:, None] * H * scale, scale * g, rcond=None)[0]
