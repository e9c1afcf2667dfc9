"""Training: a pure function from data and a configuration to the whole run.

    every epoch:  theta = theta - learning_rate * gradient(theta)        (or another update rule)

with theta = [W | b]. The history holds weights, loss, accuracy and gradient norm at every epoch;
epoch 0 is the untrained model. The loss recorded is exactly the objective descended, over all rows.

A run that blows up is a result: it ends at its last finite epoch, or far above its start, with status "diverged".
"""

import math
from collections.abc import Generator
from typing import TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike

from trainer.config import TrainingConfig
from trainer.first_theta import first_theta
from trainer.history import History, Recorder
from trainer.model import Parameters
from trainer.objective import Objective
from trainer.softmax import Array
from trainer.steps import Batches, Slice, mini_batches, whole_step
from trainer.validation import check_training_data

Run = Generator[int, None, History]
Result = TypeVar("Result")
ROWS_A_GLANCE = 4096  # are trained on between two looks at the clock, where an epoch is shorter


def train(
    X: ArrayLike,
    y: ArrayLike,
    n_classes: int,
    config: TrainingConfig | None = None,
    start: Parameters | None = None,
) -> History:
    """Train softmax regression on X (n, d) and y (n,), integers in 0..n_classes-1.

    start: the parameters of epoch 0, in place of those that config gives. X is used exactly
    as given: standardize it first if you want to. The same arguments give the same history. Raises
    ValueError, naming argument and place, for what cannot be trained on.
    """
    return finish(train_in_slices(X, y, n_classes, config, start))


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
    theta = first_theta(config, n_classes, X.shape[1], rng, start)
    return (yield from _quietly(_run(theta, objective, mini_batches(objective, config, theta, rng), config)))


def finish(slices: Generator[int, None, Result]) -> Result:
    """What slices return at their end, without a pause."""
    try:
        while True:
            next(slices)
    except StopIteration as end:
        return cast(Result, end.value)


def _quietly(run: Run) -> Run:
    """The run without warnings, for what overflows is caught by its loss; whoever it pauses for keeps theirs."""
    while True:
        with np.errstate(all="ignore"):
            try:
                epoch = next(run)
            except StopIteration as end:
                return cast(History, end.value)
        yield epoch


def _run(theta: Array, objective: Objective, batches: Batches | None, config: TrainingConfig) -> Run:
    """Record, step, measure; until the epochs are used up, nothing moves, or the loss is not finite."""
    record, status, step = Recorder(theta, config.n_epochs), "max_epochs", whole_step(objective, config, theta)
    measured = objective.evaluate(theta)
    glance, pause = max(1, ROWS_A_GLANCE // len(objective.y)), Slice()
    n_epochs, tolerance = config.n_epochs, config.tolerance
    for epoch in range(n_epochs + 1):
        if not measured[0] < math.inf:
            status = "diverged"
            break
        record.add(theta, measured)
        settled = measured[2] <= tolerance
        if epoch < n_epochs and not settled:
            before = theta
            if batches is None:
                theta, measured = step(theta, measured)
            else:
                theta = yield from batches(theta, epoch)
                measured = objective.evaluate(theta)
            settled = theta is before
        if settled:
            status = "converged"
            break
        if epoch % glance == 0 and pause.over():
            yield min(epoch + 1, n_epochs)
            pause = Slice()
    return record.history(status, objective.scale)
