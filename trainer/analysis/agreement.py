"""Two models of the same data compared, and a run compared with its optimum.

    centered: W - mean over classes of W, b - mean over classes of b
    gap at epoch t = loss[t] - optimum loss

Softmax has one weight vector too many: adding one vector to every class changes no probability. So
weights are compared after centering, which picks one of all the equal sets (the gauge).
"""

import math
from dataclasses import dataclass

import numpy as np

from trainer.analysis.separation import Separation
from trainer.config import TrainingConfig
from trainer.history import History
from trainer.labels import check_labels
from trainer.model import Parameters, predict, predict_proba
from trainer.optimizers import OPTIMIZERS
from trainer.softmax import Array

GAPS = (1e-3, 1e-6, 1e-9)


def center(parameters: Parameters) -> Parameters:
    """The equal parameters whose weights and biases sum to 0 over the classes."""
    return Parameters(parameters.W - parameters.W.mean(axis=0), parameters.b - parameters.b.mean())


def add_to_all(parameters: Parameters, amount: float) -> Parameters:
    """The same amount added to every weight and bias: other numbers, the same probabilities.

    Only the penalty sees it, so with l2 > 0 the loss tells the shifted weights apart.
    """
    return Parameters(parameters.W + amount, parameters.b + amount)


def confusion_matrix(y: np.ndarray, predicted: np.ndarray, n_classes: int) -> np.ndarray:
    """Counts (k, k): row the true class, column the predicted one."""
    y, predicted = check_labels(y, n_classes), check_labels(predicted, n_classes)
    counts = np.bincount(n_classes * y + predicted, minlength=n_classes**2)
    return counts.reshape(n_classes, n_classes)


@dataclass(frozen=True, eq=False)
class Agreement:
    """How far two models of the same rows are apart.

    weight_difference is the largest absolute difference of an entry of W or b after centering,
    probability_difference of a class probability of a row; disagreements (m,) are the rows on which the
    predicted classes differ. The rest comes twice, (first, second): the confusion matrices are (k, k).
    """

    weight_difference: float
    probability_difference: float
    disagreements: np.ndarray
    accuracies: tuple[float, float]
    confusions: tuple[np.ndarray, np.ndarray]


def compare(first: Parameters, second: Parameters, X: Array, y: np.ndarray) -> Agreement:
    """Compare two models on X (n, d), y (n,)."""
    A, B = center(first), center(second)
    y = check_labels(y, len(first.b), len(X))
    k, predicted = len(first.b), (predict(first, X), predict(second, X))
    return Agreement(
        weight_difference=float(max(np.abs(A.W - B.W).max(), np.abs(A.b - B.b).max())),
        probability_difference=float(np.abs(predict_proba(first, X) - predict_proba(second, X)).max()),
        disagreements=np.flatnonzero(predicted[0] != predicted[1]),
        accuracies=(float(np.mean(predicted[0] == y)), float(np.mean(predicted[1] == y))),
        confusions=(confusion_matrix(y, predicted[0], k), confusion_matrix(y, predicted[1], k)),
    )


def epoch_that_stays_within(gap: float, losses: Array, optimum_loss: float) -> int | None:
    """The first epoch from which every loss is at most `gap` above the optimum, or None; losses (E+1,)."""
    outside = np.flatnonzero(~(losses - optimum_loss <= gap))
    first = int(outside[-1]) + 1 if len(outside) else 0
    return first if first < len(losses) else None


def epochs_to_gaps(losses: Array, optimum_loss: float) -> dict[float, int | None]:
    """`epoch_that_stays_within` for the gaps 1e-3, 1e-6 and 1e-9."""
    return {gap: epoch_that_stays_within(gap, losses, optimum_loss) for gap in GAPS}


@dataclass(frozen=True)
class Verdict:
    """How near a run came to the optimum, or why it did not.

    kind: "blew_up", "other_loss" (the run descends another loss than the reference), "no_reference" (which has
    no finite loss), "no_optimum" (none is finite), "below_reference", "agrees" (to `within`) or "above".
    gap is the last loss minus the optimum, after `epochs`. advice is what may help a run that is "above" or
    "blew_up": "train_longer", "train_longer_or_raise_rate", "lower_tolerance", "lower_rate",
    "lower_rate_to_stability", "lower_rate_to_penalty", "train_longer_or_lower_rate" or "larger_batches".
    """

    kind: str
    gap: float
    epochs: int
    within: float | None = None
    advice: str | None = None


def verdict(
    history: History,
    config: TrainingConfig,
    optimum_loss: float,
    separation: Separation | None = None,
    zone: str | None = None,
) -> Verdict:
    """The verdict on a run; give the separation if l2 = 0, and the zone of its rate if it has one."""
    gap, epochs = float(history.loss[-1] - optimum_loss), history.n_epochs
    if history.status == "diverged":
        advice = "lower_rate_to_penalty" if zone == "blows_up" else "lower_rate"
        return Verdict("blew_up", gap, epochs, advice=advice)
    if config.loss != "cross_entropy":
        return Verdict("other_loss", gap, epochs)
    if not math.isfinite(gap):
        return Verdict("no_reference", gap, epochs)
    if separation is not None and not separation.finite_optimum:
        return Verdict("no_optimum", gap, epochs)
    if gap < -GAPS[-1]:
        return Verdict("below_reference", gap, epochs)
    within = [limit for limit in GAPS if gap <= limit]
    if within:
        return Verdict("agrees", gap, epochs, within=min(within))
    return Verdict("above", gap, epochs, advice=_advice(history, config, zone))


def _advice(history: History, config: TrainingConfig, zone: str | None) -> str:
    """What may bring a run nearer to the optimum, and nothing that the zone of its rate excludes."""
    if zone == "blows_up":
        return "lower_rate_to_penalty"
    if zone == "cannot_settle":
        return "lower_rate_to_stability"
    if "learning_rate" not in OPTIMIZERS[config.optimizer].reads:
        return "train_longer"
    if history.status == "converged":
        return "lower_tolerance" if config.tolerance > 0 else "train_longer"
    late = history.loss[-(history.n_epochs // 4 + 2) :]
    if np.all(np.diff(late) <= 1e-12):
        return "train_longer" if zone == "may_bounce" else "train_longer_or_raise_rate"
    return "train_longer_or_lower_rate" if config.batch_size is None else "larger_batches"
