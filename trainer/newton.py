"""Newton's method: the step that ends at the minimum of the parabola fitted at theta.

    H x = g        theta = theta - x, halved until the loss falls enough

g (p,) and H (p, p) are first and second derivatives of the loss over theta = [W | b] read row by row, p = k(d+1).
Every point tried is measured in full, and the point taken hands its measurement on, so that a step that need
not be halved computes the logits once.
"""

import math
from collections.abc import Callable
from typing import Protocol, cast

import numpy as np

from trainer.facts import NotAllowed
from trainer.softmax import Array

Measured = tuple[float, float, float, Array]  # loss, accuracy, norm of the gradient, and the gradient (k, d+1)
Step = Callable[[Array, Measured], tuple[Array, Measured]]  # the same theta if no better one is found

EPSILON = float(np.finfo(np.float64).eps)


class Curved(Protocol):
    """A convex objective on X1 (d+1, n): its measures, and its Hessian where it was measured last."""

    X1: Array
    l2: float

    def evaluate(self, theta: Array) -> Measured:
        """Loss, accuracy, norm of the gradient and gradient; the next call overwrites the gradient."""

    def hessian(self) -> Array:
        """Second derivatives (p, p) where `evaluate` was called last."""


def newton(objective: Curved) -> Step:
    """A Newton step, halved until the loss falls enough; the same theta once nothing is left to gain.

    Far from the optimum, where softmax is saturated, the Hessian can be too near 0 for a Newton step to
    help; a step along the gradient then leads out. Raises ValueError where X is so large that the Hessian
    overflows.
    """
    squares = np.mean(objective.X1**2, axis=1)
    bound = squares.sum() / 2 + objective.l2  # of the Hessian, so that a step of g/bound lowers the loss
    seen = None if objective.l2 else seen_by_samples(objective.X1, squares)

    def step(theta: Array, measured: Measured) -> tuple[Array, Measured]:
        loss, _, _, gradient = measured
        g = gradient.ravel()  # a copy
        newton_step = solve(gauge_fixed(objective.hessian(), squares, objective.l2), g)
        if seen is not None:
            newton_step = (newton_step.reshape(theta.shape) @ seen).ravel()
        if g @ newton_step < 16 * EPSILON * max(loss, 1.0):  # twice what is left to gain is lost in rounding ln s
            return theta, measured
        for move in (newton_step, g / bound):
            if lower := _descend(objective, theta, move.reshape(theta.shape), loss, float(g @ move)):
                return lower
        return theta, measured

    return step


def _descend(
    objective: Curved, theta: Array, move: Array, before: float, decrease: float
) -> tuple[Array, Measured] | None:
    """theta - move, halved until the loss falls by a part of the decrease to first order; None if never."""
    size = 1.0
    while size > 1e-10:
        new = theta - size * move
        measured = objective.evaluate(new)
        if measured[0] < before - 1e-4 * size * decrease:
            return new, measured
        size /= 2
    return None


def gauge_fixed(H: Array, squares: Array, l2: float) -> Array:
    """H, filled in along the directions in which it is 0 and the gradient has no part.

    Adding one vector to every class changes no probability. The penalty, if any, tells such weights
    apart, so only the biases are left then. (1/k) 11^T (x) S, with S in the units of X, is the filling.
    """
    width, k = len(squares), len(H) // len(squares)
    filling = squares / k if l2 == 0 else np.append(np.zeros(width - 1), 1 / k)
    along = np.einsum("jfif->jif", H.reshape(k, width, k, width))  # a view: H is changed
    along += filling
    if not math.isfinite(H.trace()):
        raise NotAllowed("X holds numbers so large that the Hessian overflows; scale the features")
    return H


def solve(H: Array, g: Array) -> Array:
    """The x that solves H x = g, H scaled to a unit diagonal so that the units of X do not matter.

    The diagonal is raised by a few roundings, so that a solution always exists: H is 0 to rounding along features that
    depend on each other, where l2 = 0, and where softmax is saturated. Nothing is decided by whether a decomposition
    fails, for it fails or passes as the LAPACK at hand rounds.
    """
    diagonal = H.diagonal()
    scale = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    raised = scale[:, None] * H * scale
    raised.ravel()[:: len(H) + 1] += 8 * len(H) * EPSILON
    return cast(Array, scale * np.linalg.solve(raised, scale * g))


def seen_by_samples(X1: Array, squares: Array) -> Array:
    """P (d+1, d+1): w P is the part of weights w that the samples X1 (d+1, n) can see, in the units of the features.

    What it leaves out changes no logit: of a feature that is there twice, each carries half the weight.
    """
    unit = np.sqrt(np.where(squares > 0, squares, 1.0))
    U = X1 / unit[:, None]
    C = U @ U.T / X1.shape[1]
    projection = np.linalg.pinv(C, rcond=len(C) * EPSILON, hermitian=True) @ C
    return cast(Array, projection * unit[:, None] / unit)
