"""The formula of a gradient against finite differences, entry by entry.

    forward  (f(p + h) - f(p)) / h                  off by about h |f''|/2
    backward (f(p) - f(p - h)) / h                  the same
    central  (f(p + h) - f(p - h)) / 2h             off by about h^2 |f'''|/6      (truncation)
    all of them, because f is rounded:              off by about eps |f|/h         (round-off)

Truncation falls and round-off grows as h shrinks, so the error against h is a V on log-log axes. Central
differences are best near h = eps^(1/3), about 1e-5, one-sided ones near h = eps^(1/2), about 1e-8.
Source: Press and others, Numerical Recipes, section 5.7 (Numerical Derivatives).

A formula passes when central differences are within a tolerance that no wrong formula can widen, for it
depends on f alone:    tolerance = max |central(2h) - central(h)| + 10 eps max(1, |f|)/h

Truncation is measured: it is c h^2 at h and 4c h^2 at 2h, three times as much apart, while h moves a logit
by much less than 1 (so standardize large features). Round-off is bounded: a stable loss is right to a few
eps max(1, |f|). For |f| = 1 and h = 1e-5 the tolerance is about 3e-10; for |f| = 1e4, as with logits of 1e4,
it is 2e-6 or more: differences cannot see a smaller mistake there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from trainer.model import Parameters, gradient, loss
from trainer.softmax import Array, cross_entropy, softmax

EPSILON = float(np.finfo(np.float64).eps)
STEPS = tuple(float(h) for h in np.logspace(-1, -14, 53))  # four a decade

Function = Callable[[Array], float]
Gradient = Callable[[Array], Array]


@dataclass(frozen=True, eq=False)
class FiniteDifferences:
    """The three difference quotients of every entry, each in the shape of the point; h is the step."""

    h: float
    forward: Array
    backward: Array
    central: Array


def finite_differences(function: Function, point: Array, h: float) -> FiniteDifferences:
    """Move every entry of a point of any shape by h and by -h, one at a time.

    A quotient divides by the step really made, (p + h) - p: beside p = 1e4, h = 1e-5 is rounded by 1e-12,
    a ten-millionth of it. A step lost altogether gives 0. ValueError unless h is finite and above 0.
    """
    if not 0 < h < np.inf:
        raise ValueError(f"h is {h!r}; it must be a finite number above 0")
    point = np.array(point, dtype=np.float64)
    forward, backward, central = np.zeros((3, *point.shape))
    here = float(function(point))
    for index in np.ndindex(point.shape):
        above, below = point.copy(), point.copy()
        above[index] += h
        below[index] -= h
        f_above, f_below = float(function(above)), float(function(below))
        forward[index] = _quotient(f_above - here, float(above[index] - point[index]))
        backward[index] = _quotient(here - f_below, float(point[index] - below[index]))
        central[index] = _quotient(f_above - f_below, float(above[index] - below[index]))
    return FiniteDifferences(h, forward, backward, central)


def _quotient(rise: float, run: float) -> float:
    return rise / run if run else 0.0


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """The formula, the three differences (all in the shape of the point) and the verdict.

    error_forward, error_backward and error_central are the largest absolute errors over the entries;
    passed says that error_central is at most the tolerance.
    """

    h: float
    analytic: Array
    forward: Array
    backward: Array
    central: Array
    error_forward: float
    error_backward: float
    error_central: float
    tolerance: float
    passed: bool


def check_gradient(function: Function, gradient: Gradient, point: Array, h: float = 1e-5) -> GradientCheck:
    """Compare gradient(point) with central differences of the function at a point of any shape."""
    point = np.array(point, dtype=np.float64)
    analytic = np.asarray(gradient(point), dtype=np.float64)
    found = finite_differences(function, point, h)
    tolerance = _tolerance(function, point, found)
    error = _largest_error(found.central, analytic)
    return GradientCheck(
        **vars(found),
        analytic=analytic,
        error_forward=_largest_error(found.forward, analytic),
        error_backward=_largest_error(found.backward, analytic),
        error_central=error,
        tolerance=tolerance,
        passed=error <= tolerance,
    )


def _tolerance(function: Function, point: Array, found: FiniteDifferences) -> float:
    truncation = _largest_error(finite_differences(function, point, 2 * found.h).central, found.central)
    return truncation + 10 * EPSILON * max(1.0, abs(float(function(point)))) / found.h


@dataclass(frozen=True, eq=False)
class ErrorByStep:
    """The largest absolute errors of central and forward differences at each step; all (m,)."""

    steps: Array
    central: Array
    forward: Array


def error_by_step(function: Function, analytic: Array, point: Array, steps: Sequence[float] = STEPS) -> ErrorByStep:
    """The V: the error of the differences against the gradient at the point, for each step h."""
    found = [finite_differences(function, point, h) for h in steps]
    central = np.array([_largest_error(each.central, analytic) for each in found])
    forward = np.array([_largest_error(each.forward, analytic) for each in found])
    return ErrorByStep(np.array(steps), central, forward)


def _largest_error(values: Array, right: Array) -> float:
    return float(np.max(np.abs(values - right)))


def of_logits(y: ArrayLike) -> tuple[Function, Gradient]:
    """Cross-entropy and its gradient a sum(y) - y as functions of z (k,), for any target y (k,)."""
    y = np.array(y, dtype=np.float64)
    return lambda z: float(cross_entropy(z, y)), lambda z: softmax(z) * y.sum() - y


def of_parameters(X: Array, y: np.ndarray, l2: float = 0.0) -> tuple[Function, Gradient]:
    """The model's loss and gradient as functions of theta = [W | b] (k, d+1), on X (n, d), y (n,)."""

    def slope(theta: Array) -> Array:
        found = gradient(Parameters(theta[:, :-1], theta[:, -1]), X, y, l2)
        return np.column_stack([found.W, found.b])

    return lambda theta: loss(Parameters(theta[:, :-1], theta[:, -1]), X, y, l2), slope
