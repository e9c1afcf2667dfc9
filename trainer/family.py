"""A family of runs that differ in one setting, mostly the learning rate, trained together.

    theta[r] <- theta[r] - learning_rates[r] * gradient[r]            (or another first-order rule)

Every run is the one that train() makes, to the last bit (objective_stack.py says how). All share one start
and, with mini-batches, one order of the rows.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from trainer.config import TrainingConfig
from trainer.first_theta import first_theta
from trainer.history import final_status
from trainer.members import members
from trainer.model import Parameters
from trainer.objective_stack import ObjectiveStack
from trainer.softmax import Array
from trainer.steps import stacked_rule
from trainer.validation import check_training_data

Integers = NDArray[np.intp]
Flags = NDArray[np.bool_]
Advance = Callable[[Array, Array], Array]  # theta and its gradient, both (R, d+1, k), to the next theta


@dataclass(frozen=True, eq=False)
class Family:
    """R runs: the loss and accuracy of every epoch, and the weights of some; all read-only.

    learning_rates (R,); epochs (F,), those whose weights are kept, ascending; theta = [W | b] (R, F, k, d+1);
    loss and accuracy (R, E+1), NaN after the last epoch of a run; last (R,), that epoch, whose weights also
    stand at the later ones; status: one a run, as in History.
    """

    learning_rates: Array
    epochs: Integers
    theta: Array
    loss: Array
    accuracy: Array
    last: Integers
    status: tuple[str, ...]

    def parameters(self, run: int, frame: int = -1) -> Parameters:
        """The model of one run at one of the epochs kept."""
        theta = self.theta[run, frame]
        return Parameters(theta[:, :-1], theta[:, -1])


def train_family(
    X: ArrayLike,
    y: ArrayLike,
    n_classes: int,
    config: TrainingConfig,
    values: Sequence[float],
    epochs: Sequence[int] | None = None,
    start: Parameters | None = None,
    over: str = "learning_rate",
) -> Family:
    """Train one run for each value of a setting, a learning rate, on X (n, d) and y (n,), all else as config says.

    epochs: those whose weights are kept, all of them by default. over: the setting, one of members.OVER. Raises
    ValueError as `train` does, and for an optimizer that takes no learning rate or does not read the setting.
    """
    X, y = check_training_data(X, y, n_classes)
    configs = members(values, config, over)
    rng = np.random.default_rng(config.seed)
    theta = first_theta(config, n_classes, X.shape[1], rng, start)
    objective = ObjectiveStack(X, y, n_classes, np.array([each.l2 for each in configs]), config.loss)
    thetas_T = np.repeat(theta.T[None], len(configs), axis=0)
    kept = np.arange(config.n_epochs + 1) if epochs is None else np.unique(np.asarray(epochs, dtype=np.intp))
    with np.errstate(all="ignore"):  # what overflows is caught by its loss
        return _run(thetas_T, objective, _epoch(thetas_T, objective, configs, rng), configs, kept)


def _run(
    theta_T: Array, objective: ObjectiveStack, advance: Advance, configs: Sequence[TrainingConfig], kept: Integers
) -> Family:
    """Evaluate, record, step, for all runs at once; one that has ended is carried on and not read."""
    config, rates = configs[0], np.array([each.learning_rate for each in configs], dtype=np.float64)
    n_runs, slots = len(configs), {int(epoch): slot for slot, epoch in enumerate(kept)}
    thetas = np.empty((len(kept), *theta_T.shape))
    loss, accuracy = np.full((2, config.n_epochs + 1, n_runs), np.nan)
    last, status = np.full(n_runs, config.n_epochs), ["max_epochs"] * n_runs
    going, final_T, final_norm = np.ones(n_runs, dtype=bool), theta_T.copy(), np.empty(n_runs)
    for epoch in range(config.n_epochs + 1):
        losses, accuracies, norms, gradient_T = objective.evaluate(theta_T)
        _end(going & ~(losses < math.inf), "diverged", epoch - 1, going, last, status)
        final_T[going], final_norm[going] = theta_T[going], norms[going]
        loss[epoch, going], accuracy[epoch, going] = losses[going], accuracies[going]
        if epoch in slots:
            thetas[slots[epoch]] = final_T
        _end(going & (norms <= config.tolerance), "converged", epoch, going, last, status)
        if not going.any():
            break
        theta_T = advance(theta_T, gradient_T)
    thetas[kept > epoch] = final_T
    if last.min() < 0:
        raise ValueError("the untrained loss is not finite: X or the first weights (init_scale, start) are too large")
    ends = zip(status, loss.T, last, final_norm, strict=True)
    statuses = tuple(final_status(end, run[: e + 1], float(norm), objective.scale) for end, run, e, norm in ends)
    made = Family(rates, kept, thetas.transpose(1, 0, 3, 2), loss.T, accuracy.T, last, statuses)
    for values in (made.learning_rates, made.epochs, made.theta, made.loss, made.accuracy, made.last):
        values.flags.writeable = False
    return made


def _end(ended: Flags, how: str, epoch: int, going: Flags, last: Integers, status: list[str]) -> None:
    for run in np.flatnonzero(ended):
        last[run], status[run], going[run] = epoch, how, False


def _epoch(
    theta_T: Array, objective: ObjectiveStack, configs: Sequence[TrainingConfig], rng: np.random.Generator
) -> Advance:
    """One pass over the rows, for all runs: a single step, or one a mini-batch of freshly shuffled rows."""
    init, update = stacked_rule(configs)
    n, size, state = len(objective.y), configs[0].batch_size or len(objective.y), init(theta_T)

    def full_batch(theta_T: Array, gradient_T: Array) -> Array:
        nonlocal state
        theta_T, state = update(theta_T, gradient_T, state)
        return theta_T

    def mini_batches(theta_T: Array, _gradient: Array) -> Array:
        order = rng.permutation(n)
        for start in range(0, n, size):
            batch = objective.rows(order[start : start + size])
            theta_T = full_batch(theta_T, batch.gradient(theta_T))
        return theta_T

    return mini_batches if size < n else full_batch
