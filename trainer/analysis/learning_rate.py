"""How large a learning rate can be: the limits of full-batch gradient descent on given data.

    H(theta) = mean of (diag(a) - a a^T) (x) x1 x1^T + l2 on the weights       x1 = (features, 1)
    diag(a) - a a^T <= 1/2 (I - 11^T/k), so    H <= beta = 1/2 lambda_max(X1^T X1/n) + l2

    rate <= 2/beta                the loss cannot rise: f(theta - rate g) <= f - rate (1 - beta rate/2) ||g||^2
    rate <= 2/lambda_max(H*)      near the optimum a step multiplies distances by 1 - rate lambda, in [-1, 1]
    rate <= 2/l2                  the penalty alone multiplies the weights by 1 - rate l2, in [-1, 1]

The first is a guarantee, not a threshold: above it the loss may fall at every epoch all the same. The second is
the stability threshold (of the "edge of stability"), at the optimum. Each limit is at least the one before,
for H* <= beta and l2 is an eigenvalue of H*. The gradient of the cross-entropy is bounded, so only the penalty
can make weights grow geometrically. With l2 = 0 there may be no finite optimum: then there is no second limit.

Sources: Böhning, Multinomial logistic regression algorithm, 1992 (the bound); Nesterov, Introductory
lectures on convex optimization, 2004, section 1.2.3 (the descent lemma); Cohen et al., Gradient descent on
neural networks typically occurs at the edge of stability, 2021 (the name).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from trainer.config import TrainingConfig
from trainer.history import History
from trainer.model import Parameters, hessian
from trainer.softmax import Array
from trainer.training import train


def smoothness(X: Array, l2: float = 0.0) -> float:
    """beta = 1/2 lambda_max(X1^T X1/n) + l2, at least the curvature at any parameters; X (n, d)."""
    X1 = np.column_stack([X, np.ones(len(X))])
    scale = np.abs(X1).max()
    scaled = X1 / scale  # squares of very large numbers stay in range
    with np.errstate(over="ignore"):
        return float(np.linalg.eigvalsh(scaled.T @ scaled / len(X))[-1] / 2 * scale**2 + l2)


def curvature(parameters: Parameters, X: Array, l2: float = 0.0) -> float:
    """lambda_max of the Hessian of the loss at the parameters; inf where it overflows.

    At W = 0 it is at most lambda_max(X1^T X1/n)/k + l2, and exactly that if every feature has mean 0
    and the largest variance along a direction is at least 1, as on standardized data.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        H = hessian(parameters, X, l2)
    return float(np.linalg.eigvalsh(H)[-1]) if np.isfinite(H).all() else math.inf


def find_optimum(X: Array, y: np.ndarray, n_classes: int, l2: float) -> History:
    """Newton's run to the optimum, from scratch; its last epoch is as near as float64 comes.

    With l2 = 0 and classes that can be separated there is no finite optimum: the loss of the last epoch
    is then near the infimum, and the weights mean nothing.
    """
    return train(X, y, n_classes, TrainingConfig(optimizer="newton", l2=l2, n_epochs=100))


@dataclass(frozen=True)
class LearningRateLimits:
    """The bound beta and the limits: safe 2/beta, stability_threshold 2/lambda_max(H*) and blow_up 2/l2.

    stability_threshold is None where there is no finite optimum, and blow_up is inf when l2 = 0. Where X is so
    large that beta overflows, it is inf and the first two limits are 0.
    """

    smoothness: float
    safe: float
    stability_threshold: float | None
    blow_up: float


def learning_rate_limits(X: Array, l2: float, optimum: Parameters | None) -> LearningRateLimits:
    """The limits on X (n, d), and at the optimum of the loss; None if there is no finite one."""
    beta, blow_up = smoothness(X, l2), 2 / l2 if l2 else math.inf
    if math.isinf(beta):
        return LearningRateLimits(beta, 0.0, 0.0 if optimum else None, blow_up)
    if optimum is None:
        return LearningRateLimits(beta, 2 / beta, None, blow_up)
    at_optimum = curvature(optimum, X, l2)
    threshold = 2 / at_optimum if at_optimum > 0 else math.inf
    return LearningRateLimits(
        beta, 2 / beta, min(max(threshold, 2 / beta), blow_up), blow_up
    )  # rounding keeps the order


def zone(learning_rate: float, limits: LearningRateLimits) -> str:
    """ "safe", "may_bounce", "cannot_settle" or "blows_up"."""
    if learning_rate <= limits.safe:
        return "safe"
    if learning_rate > limits.blow_up:
        return "blows_up"
    threshold = limits.stability_threshold
    return "may_bounce" if threshold is None or learning_rate <= threshold else "cannot_settle"


def zones_between(low: float, high: float, limits: LearningRateLimits) -> list[tuple[str, float, float]]:
    """The zones between two rates, each with its own first and last rate."""
    inside = {limits.safe, limits.stability_threshold, limits.blow_up}
    edges = sorted({low, high, *(edge for edge in inside if edge is not None and low < edge < high)})
    return [(zone(math.sqrt(start * stop), limits), start, stop) for start, stop in pairwise(edges)]


def largest_safe(limits: LearningRateLimits, choices: Iterable[float]) -> float | None:
    """The largest of the choices that is at most 2/beta, or None if none is."""
    return max((rate for rate in choices if rate <= limits.safe), default=None)
