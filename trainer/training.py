"""Training: a pure function from data and a configuration to the whole run.

    every epoch:  theta = theta - learning_rate * gradient(theta)        (or another update rule)

with theta = [W | b]. The history holds weights, loss, accuracy and gradient norm at every epoch;
epoch 0 is the untrained model. The loss recorded is exactly the objective descended, over all rows.

A run that blows up is a result: it ends at its last finite epoch, or far above its start, with status "diverged".
"""

import math
from collections.abc import Callable, Generator
from time import monotonic
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike

from trainer.config import TrainingConfig
from trainer.history import History, Recorder
from trainer.labels import Labels
from trainer.model import Parameters
from trainer.objective import Objective
from trainer.optimizers import FIRST_ORDER, newton
from trainer.softmax import Array
from trainer.validation import check_start, check_training_data

Run = Generator[int, None, History]
Epoch = Callable[[Array, Array], Array]  # theta and its gradient to the next theta; the same object if none is better
Batches = Callable[[Array, int], Generator[int, None, Array]]  # theta and its epoch, through many mini-batches

SLICE = 0.05  # seconds
ROWS_A_GLANCE = 4096  # are trained on between two looks at the clock, where an epoch is shorter


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
    return _last(train_in_slices(X, y, n_classes, config, start))


def train_in_slices(
    X: ArrayLike,
    y: ArrayLike,
    n_classes: int,
    config: TrainingConfig | None = None,
    start: Parameters | None = None,
) -> Run:
    """The same run, which pauses about every 50 ms: yields how many epochs are done, and returns the history.

    It pauses within an epoch of many mini-batches too. Who does not want it any longer closes it.
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
    if config.optimizer == "newton":
        step: Epoch = _newton_epoch(X, y, config)
    else:
        step = _first_order(config)
    batches = _batches(objective, step, rng, config.batch_size or len(y))
    return (yield from _quietly(_run(theta, objective, step, batches, config)))


def _last(run: Run) -> History:
    try:
        while True:
            next(run)
    except StopIteration as end:
        return cast(History, end.value)


def _quietly(run: Run) -> Run:
    """The run without warnings, for what overflows is caught by its loss; whoever it pauses for keeps theirs."""
    while True:
        with np.errstate(all="ignore"):
            try:
                epoch = next(run)
            except StopIteration as end:
                return cast(History, end.value)
        yield epoch


def _run(theta: Array, objective: Objective, step: Epoch, batches: Batches | None, config: TrainingConfig) -> Run:
    """Evaluate, record, step; until the epochs are used up, nothing moves, or the loss is not finite."""
    record, status = Recorder(theta, config.n_epochs), "max_epochs"
    glance, due = max(1, ROWS_A_GLANCE // len(objective.y)), monotonic() + SLICE
    for epoch in range(config.n_epochs + 1):
        loss, accuracy, gradient_norm, gradient = objective.evaluate(theta)
        if not loss < math.inf:
            status = "diverged"
            break
        record.add(theta, (loss, accuracy, gradient_norm))
        settled = gradient_norm <= config.tolerance
        if epoch < config.n_epochs and not settled:
            before, theta = theta, step(theta, gradient) if batches is None else (yield from batches(theta, epoch))
            settled = theta is before
        if settled:
            status = "converged"
            break
        if epoch % glance == 0 and monotonic() > due:
            yield min(epoch + 1, config.n_epochs)
            due = monotonic() + SLICE
    return record.history(status, objective.scale)


def _first_order(config: TrainingConfig) -> Epoch:
    """One step of an update rule, which keeps its state from step to step."""
    rule = cast(Callable[..., tuple[Any, ...]], FIRST_ORDER[config.optimizer])
    state: list[Any] = []

    def step(theta: Array, gradient: Array) -> Array:
        theta, *state[:] = rule(theta, gradient, config.learning_rate, config.momentum, *state)
        return theta

    return step


def _newton_epoch(X: Array, y: Labels, config: TrainingConfig) -> Epoch:
    def step(theta: Array, _gradient: Array) -> Array:
        before = Parameters(theta[:, :-1], theta[:, -1])
        after = newton(before, X, y, config.l2)
        return theta if after is before else np.column_stack([after.W, after.b])

    return step


def _batches(objective: Objective, step: Epoch, rng: np.random.Generator, size: int) -> Batches | None:
    """One pass over freshly shuffled rows, a step for each mini-batch; None where one batch holds all rows."""
    n = len(objective.y)

    def pass_over(theta: Array, epoch: int) -> Generator[int, None, Array]:
        order, due = rng.permutation(n), monotonic() + SLICE
        for start in range(0, n, size):
            batch = objective.rows(order[start : start + size])
            theta = step(theta, batch.gradient(theta))
            if monotonic() > due:
                yield epoch
                due = monotonic() + SLICE
        return theta

    return pass_over if size < n else None
