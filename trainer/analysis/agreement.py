"""Two models of the same data compared, and a run compared with its optimum.

    centered: W - mean over classes of W, b - mean over classes of b
    gap at epoch t = loss[t] - optimum loss

Softmax has one weight vector too many: adding one vector to every class changes no probability. So
weights are compared after centering, which picks one of all the equal sets (the gauge).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.config import TrainingConfig
from trainer.history import History
from trainer.model import Parameters, predict, predict_proba
from trainer.softmax import Array

GAPS = (1e-3, 1e-6, 1e-9)


def center(parameters: Parameters) -> Parameters:
    """The equal parameters whose weights and biases sum to 0 over the classes."""
    return Parameters(parameters.W - parameters.W.mean(axis=0), parameters.b - parameters.b.mean())


def shift(parameters: Parameters, amount: float) -> Parameters:
    """The same amount added to every weight and bias: other numbers, the same probabilities.

    Only the penalty sees it, so with l2 > 0 the loss tells the shifted weights apart.
    """
    return Parameters(parameters.W + amount, parameters.b + amount)


def confusion_matrix(y: np.ndarray, predicted: np.ndarray, n_classes: int) -> np.ndarray:
    """Counts (k, k): row the true class, column the predicted one."""
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
    k, predicted = len(first.b), (predict(first, X), predict(second, X))
    return Agreement(
        weight_difference=float(max(np.abs(A.W - B.W).max(), np.abs(A.b - B.b).max())),
        probability_difference=float(np.abs(predict_proba(first, X) - predict_proba(second, X)).max()),
        disagreements=np.flatnonzero(predicted[0] != predicted[1]),
        accuracies=(float(np.mean(predicted[0] == y)), float(np.mean(predicted[1] == y))),
        confusions=(confusion_matrix(y, predicted[0], k), confusion_matrix(y, predicted[1], k)),
    )


def first_epoch_within(gap: float, losses: Array, optimum_loss: float) -> int | None:
    """The first epoch whose loss is at most `gap` above the optimum, or None; losses (E+1,)."""
    within = np.flatnonzero(losses - optimum_loss <= gap)
    return int(within[0]) if len(within) else None


def epochs_to_gaps(losses: Array, optimum_loss: float) -> dict[float, int | None]:
    """`first_epoch_within` for the gaps 1e-3, 1e-6 and 1e-9."""
    return {gap: first_epoch_within(gap, losses, optimum_loss) for gap in GAPS}


@dataclass(frozen=True)
class Separation:
    """Whether the loss with l2 = 0 has a finite optimum, and the classes that prove it if not.

    classes holds every class that a hyperplane separates from all other classes. It can be empty though
    there is no finite optimum: when groups of classes are separated, or samples touch the hyperplane.
    """

    finite_optimum: bool
    classes: tuple[int, ...]


def verdict(
    history: History,
    config: TrainingConfig,
    optimum_loss: float,
    separation: Separation | None = None,
    class_names: Sequence[str] = (),
) -> str:
    """How near a run came to the optimum, or why it did not; with l2 = 0 give separation and class names."""
    gap = float(history.loss[-1] - optimum_loss)
    after = f"after {history.n_epochs} epoch{'' if history.n_epochs == 1 else 's'}"
    if history.status == "diverged":
        return f"The run blew up {after}: its next loss is not finite. Lower the learning rate."
    if config.loss != "cross_entropy":
        return "The run descends the squared error, the reference the cross-entropy: losses do not compare."
    if not math.isfinite(gap):
        return "There is nothing to compare with: the reference has no finite loss."
    if separation is not None and not separation.finite_optimum:
        result = f"{after} the loss of the run is {_signed(gap)} the loss of the reference"
        return f"{_no_optimum(separation, class_names)} Compare losses and probabilities, not weights: {result}."
    if gap < -GAPS[-1]:
        return f"The loss is {_signed(gap)} the reference, which must have stopped short of the optimum."
    for small in ("1e-9", "1e-6", "1e-3"):
        if gap <= float(small):
            return f"Agrees to {small} in loss {after}."
    return f"Still {_signed(gap)} the optimum {after}: {_advice(history, config)}."


def _advice(history: History, config: TrainingConfig) -> str:
    late = history.loss[-(history.n_epochs // 4 + 2) :]
    if config.optimizer == "newton":
        return "train longer"
    if history.status == "converged":
        return f"it stopped at the tolerance {config.tolerance:g} of the gradient's norm; lower the tolerance"
    if np.all(np.diff(late) <= 1e-12):
        return "train longer or raise the learning rate"
    if config.batch_size is not None:
        return "the loss still goes up and down; train longer, lower the learning rate or use larger batches"
    return "the loss still goes up and down; train longer or lower the learning rate"


def _no_optimum(separation: Separation, class_names: Sequence[str]) -> str:
    names = [class_names[label] for label in separation.classes]
    who = f"class {names[0]} can be separated" if names else "some classes can be separated, at least in part"
    if len(names) > 1:
        who = f"classes {', '.join(names[:-1])} and {names[-1]} can each be separated"
    return f"There is no finite optimum: l2 = 0 and {who}, so the weights can grow for ever."


def _signed(gap: float) -> str:
    return f"{abs(gap):.2g} {'above' if gap >= 0 else 'below'}"
