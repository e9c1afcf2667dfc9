"""How large a learning rate can be: the limits of full-batch gradient descent on given data.

    H(theta) = mean of (diag(a) - a a^T) (x) x1 x1^T + l2 on the weights       x1 = (features, 1)
    diag(a) - a a^T <= 1/2 (I - 11^T/k), so    H <= L = 1/2 lambda_max(X1^T X1/n) + l2

    rate <= 2/L                   the loss cannot rise: f(theta - rate g) <= f - rate (1 - L rate/2) ||g||^2
    rate <= 2/lambda_max(H*)      near the optimum a step multiplies distances by 1 - rate lambda, in [-1, 1]
    rate <= 2/l2                  the penalty alone multiplies the weights by 1 - rate l2, in [-1, 1]

Each limit is at least the one before, for H* <= L and l2 is an eigenvalue of H*. The gradient of the
cross-entropy is bounded, so only the penalty can make weights grow geometrically. With l2 = 0 there may be
no finite optimum: then the second limit is unknown, and the third infinite.

Sources: Böhning, Multinomial logistic regression algorithm, 1992 (the bound); Nesterov, Introductory
lectures on convex optimization, 2004, section 1.2.3 (the descent lemma).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from trainer.config import TrainingConfig
from trainer.history import History
from trainer.model import Parameters, hessian
from trainer.softmax import Array
from trainer.training import train


def smoothness(X: Array, l2: float = 0.0) -> float:
    """L = 1/2 lambda_max(X1^T X1/n) + l2, at least the curvature at any parameters; X (n, d)."""
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
    """The bound L and the three limits: 2/L, 2/lambda_max(H at the optimum) and 2/l2, in this order.

    settle is None and blow_up is inf when l2 = 0. Where X is so large that L overflows, L is inf and the
    first two limits are 0.
    """

    smoothness: float
    safe: float
    settle: float | None
    blow_up: float


def learning_rate_limits(
    X: Array, y: np.ndarray, n_classes: int, l2: float, optimum: Parameters | None = None
) -> LearningRateLimits:
    """The limits on X (n, d), y (n,). Newton finds the optimum if it is not given and l2 > 0.

    Raises ValueError as `train` does for what cannot be trained on.
    """
    L = smoothness(X, l2)
    if l2 == 0:
        return LearningRateLimits(L, 2 / L, None, math.inf)
    if math.isinf(L):
        return LearningRateLimits(L, 0.0, 0.0, 2 / l2)
    optimum = optimum or find_optimum(X, y, n_classes, l2).parameters()
    settle = 2 / curvature(optimum, X, l2)
    return LearningRateLimits(L, 2 / L, min(max(settle, 2 / L), 2 / l2), 2 / l2)  # rounding keeps the order


def zone(learning_rate: float, limits: LearningRateLimits) -> str:
    """ "safe", "may_bounce", "cannot_settle" or "blows_up"; with l2 = 0 one of the first two."""
    if learning_rate <= limits.safe:
        return "safe"
    if learning_rate > limits.blow_up:
        return "blows_up"
    return "may_bounce" if limits.settle is None or learning_rate <= limits.settle else "cannot_settle"


def zone_sentence(learning_rate: float, limits: LearningRateLimits) -> str:
    """What is true of full-batch gradient descent at this rate, in one sentence."""
    found = zone(learning_rate, limits)
    if found == "safe":
        return f"Safe: up to 2/L = {limits.safe:.3g} the loss cannot rise from one epoch to the next."
    if found == "blows_up":
        return (
            f"Blows up: above 2/l2 = {limits.blow_up:.3g} the penalty overshoots zero by more than it "
            "corrects: the weights change sign and grow at every step until the numbers overflow."
        )
    if found == "cannot_settle":
        return (
            f"Cannot settle: above {limits.settle:.3g} a step from near the optimum lands farther away on "
            "the other side, so the run keeps bouncing, but it does not blow up."
        )
    above = f"May bounce: above 2/L = {limits.safe:.3g} the loss may rise now and then, "
    if limits.settle is None:
        return above + "but without a penalty (l2 = 0) the weights grow by at most a fixed amount a step."
    return above + f"but up to {limits.settle:.3g} a run can still settle at the optimum."


def largest_safe(limits: LearningRateLimits, choices: Iterable[float]) -> float | None:
    """The largest of the choices that is at most 2/L, or None if none is."""
    return max((rate for rate in choices if rate <= limits.safe), default=None)
