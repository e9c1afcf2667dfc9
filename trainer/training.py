"""Training: a pure function from data and a configuration to the whole run.

    every epoch:  theta = theta - learning_rate * gradient(theta)        (or another update rule)

with theta = [W | b]. The history holds weights, loss, accuracy and gradient norm at every epoch;
epoch 0 is the untrained model. The loss recorded is exactly the objective descended, over all rows.

A run that blows up is a result: it ends at its last finite epoch, or far above its start, with status "diverged".
"""

import math
from collections.abc import Callable
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from trainer.config import TrainingConfig
from trainer.history import History, history
from trainer.model import Parameters
from trainer.objective import Objective
from trainer.optimizers import FIRST_ORDER, newton
from trainer.softmax import Array
from trainer.validation import check_start, check_training_data

EPSILON = float(np.finfo(np.float64).eps)
BLOWN_UP = 1e6  # times the loss at the start


def train(
    X: ArrayLike,
    y: ArrayLike,
    n_classes: int,
    config: TrainingConfig | None = None,
    start: Parameters | None = None,
) -> History:
    """Train softmax regression on X (n, d) and y (n,), integers in 0..n_classes-1.

    start: the parameters of epoch 0, in place of those that init_scale and seed give. X is used exactly
    as given: standardize it first if you want to. The same arguments give the same history. Raises
    ValueError, naming argument and place, for what cannot be trained on.
    """
    config = config or TrainingConfig()
    X, y = check_training_data(X, y, n_classes)
    rng = np.random.default_rng(config.seed)
    objective = Objective(X, y, n_classes, config.l2, config.loss)
    theta = objective.zeros(n_classes, X.shape[1])
    theta[:, :-1] = config.init_scale * rng.standard_normal((n_classes, X.shape[1]))
    if start is not None:
        check_start(start, n_classes, X.shape[1])
        theta[:, :-1], theta[:, -1] = start.W, start.b
    advance = _newton_epoch(X, y, config) if config.optimizer == "newton" else _epoch(objective, config, rng)
    with np.errstate(all="ignore"):  # what overflows is caught by its loss
        return _run(theta, objective, advance, config)


def final_status(status: str, losses: Array, gradient_norm: float, scale: float) -> str:
    """What became of a run that ended with `status`, by its losses (E+1,) and the norm of its last gradient.

    scale: the root mean square of ||x1||. A gradient is a mean of (a - y) x1, so that one below a few
    roundings of the scale is 0 as far as float64 can tell. A loss far above its start that has grown as far
    in the second half of the run grows geometrically: it has blown up, though its numbers are finite yet.
    """
    early = losses[: len(losses) // 2 + 1].max()
    if losses[-1] > BLOWN_UP * losses[0] and losses[-1] > math.sqrt(BLOWN_UP) * early:
        return "diverged"
    return "converged" if status == "max_epochs" and gradient_norm <= 4 * EPSILON * scale else status


def _run(theta: Array, objective: Objective, advance: Callable, config: TrainingConfig) -> History:
    """Evaluate, record, step; until the epochs are used up, nothing moves, or the loss is not finite."""
    thetas = np.empty((config.n_epochs + 1, *theta.shape))
    measures: list[tuple[float, float, float]] = []
    status = "max_epochs"
    for epoch in range(config.n_epochs + 1):
        loss, accuracy, gradient_norm, gradient = objective.evaluate(theta)
        if not loss < math.inf:
            status = "diverged"
            break
        thetas[epoch] = theta
        measures.append((loss, accuracy, gradient_norm))
        settled = gradient_norm <= config.tolerance
        if epoch < config.n_epochs and not settled:
            before, theta = theta, advance(theta, gradient)
            settled = theta is before
        if settled:
            status = "converged"
            break
    if not measures:
        raise ValueError("the untrained loss is not finite: X or the first weights (init_scale, start) are too large")
    scale = math.sqrt(np.vdot(objective.X1, objective.X1) / len(objective.y))
    losses, gradient_norm = np.array([loss for loss, _, _ in measures]), measures[-1][2]
    return history(thetas[: len(measures)], measures, final_status(status, losses, gradient_norm, scale))


def _epoch(objective: Objective, config: TrainingConfig, rng: np.random.Generator) -> Callable:
    """One pass over the rows: a single step, or one a mini-batch of freshly shuffled rows."""
    step, n = cast(Callable[..., tuple], FIRST_ORDER[config.optimizer]), len(objective.y)
    size = config.batch_size or n
    state: list = []

    def full_batch(theta: Array, gradient: Array) -> Array:
        theta, *state[:] = step(theta, gradient, config.learning_rate, config.momentum, *state)
        return theta

    def mini_batches(theta: Array, _gradient: Array) -> Array:
        order = rng.permutation(n)
        for start in range(0, n, size):
            batch = objective.rows(order[start : start + size])
            theta = full_batch(theta, batch.gradient(theta))
        return theta

    return mini_batches if size < n else full_batch


def _newton_epoch(X: Array, y: np.ndarray, config: TrainingConfig) -> Callable:
    def step(theta: Array, _gradient: Array) -> Array:
        before = Parameters(theta[:, :-1], theta[:, -1])
        after = newton(before, X, y, config.l2)
        return theta if after is before else np.column_stack([after.W, after.b])

    return step
