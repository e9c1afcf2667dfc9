"""Training: a pure function from data and a configuration to the whole run.

    every epoch:  theta = theta - learning_rate * gradient(theta)        (or another update rule)

with theta = [W | b]. The history holds weights, loss, accuracy and gradient norm at every epoch;
epoch 0 is the untrained model. The loss recorded is exactly the objective descended, over all rows.

A run that blows up is a result: it ends at its last finite epoch with status "diverged".
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from trainer.model import Parameters
from trainer.objective import Objective
from trainer.optimizers import FIRST_ORDER, newton
from trainer.softmax import Array
from trainer.validation import check_training_config, check_training_data


@dataclass(frozen=True)
class TrainingConfig:
    """How to train. ValueError names the field, its value and what is allowed.

    `batch_size` None uses all rows at each step. "momentum" alone reads `momentum`, and every optimizer
    but "newton" reads `learning_rate`. `init_scale` is the standard deviation of the first weights.
    Training stops after `n_epochs`, or once the norm of the gradient is at most `tolerance`.
    """

    learning_rate: float = 0.1
    n_epochs: int = 200
    batch_size: int | None = None
    l2: float = 0.0
    optimizer: str = "gradient_descent"
    momentum: float = 0.9
    init_scale: float = 0.0
    seed: int = 0
    tolerance: float = 0.0

    def __post_init__(self) -> None:
        check_training_config(self)


@dataclass(frozen=True, eq=False)
class History:
    """A run, epoch by epoch: index 0 is the untrained model, the last index the last finite epoch E.

    W (E+1, k, d), b (E+1, k); loss, accuracy and gradient_norm (E+1,); all read-only.
    status: "max_epochs", "converged" (gradient norm at most the tolerance, or no Newton step lowers
    the loss any more) or "diverged" (the loss after epoch E is not a finite number).
    """

    W: Array
    b: Array
    loss: Array
    accuracy: Array
    gradient_norm: Array
    status: str

    @property
    def n_epochs(self) -> int:
        """E, the number of epochs trained."""
        return len(self.loss) - 1

    def parameters(self, epoch: int = -1) -> Parameters:
        """The model at an epoch; -1 is the last."""
        return Parameters(self.W[epoch], self.b[epoch])


def train(X: ArrayLike, y: ArrayLike, n_classes: int, config: TrainingConfig | None = None) -> History:
    """Train softmax regression on X (n, d) and y (n,), integers in 0..n_classes-1.

    X is used exactly as given: standardize it first if you want to. The same arguments give the same
    history. Raises ValueError, naming argument and place, for what cannot be trained on.
    """
    config = config or TrainingConfig()
    X, y = check_training_data(X, y, n_classes)
    rng = np.random.default_rng(config.seed)
    objective = Objective(X, y, n_classes, config.l2)
    theta = np.zeros((n_classes, X.shape[1] + 1))
    theta[:, :-1] = config.init_scale * rng.standard_normal((n_classes, X.shape[1]))
    advance = _newton_epoch(X, y, config) if config.optimizer == "newton" else _epoch(objective, config, rng)
    with np.errstate(all="ignore"):  # what overflows is caught by its loss
        return _run(theta, objective, advance, config)


def _run(theta: Array, objective: Objective, advance: Callable, config: TrainingConfig) -> History:
    """Evaluate, record, step; until the epochs are used up, nothing moves, or the loss is not finite."""
    thetas = np.empty((config.n_epochs + 1, *theta.shape))
    measures: list[tuple[float, float, float]] = []
    status = "max_epochs"
    for epoch in range(config.n_epochs + 1):
        gradient = objective.gradient(theta)
        loss = objective.loss(theta)
        if not loss < math.inf:
            status = "diverged"
            break
        thetas[epoch] = theta
        gradient_norm = math.sqrt(np.vdot(gradient, gradient))
        measures.append((loss, objective.accuracy(), gradient_norm))
        before, theta = theta, advance(theta, gradient)
        if gradient_norm <= config.tolerance or theta is before:
            status = "converged"
            break
    return _history(thetas[: len(measures)], np.array(measures), status)


def _epoch(objective: Objective, config: TrainingConfig, rng: np.random.Generator) -> Callable:
    """One pass over the rows: a single step, or one a mini-batch of freshly shuffled rows."""
    step, state, n = FIRST_ORDER[config.optimizer], [], len(objective.y)

    def full_batch(theta: Array, gradient: Array) -> Array:
        theta, *state[:] = step(theta, gradient, config.learning_rate, config.momentum, *state)
        return theta

    def mini_batches(theta: Array, _gradient: Array) -> Array:
        order = rng.permutation(n)
        for start in range(0, n, config.batch_size):
            batch = objective.rows(order[start : start + config.batch_size])
            theta = full_batch(theta, batch.gradient(theta))
        return theta

    return full_batch if config.batch_size is None or config.batch_size >= n else mini_batches


def _newton_epoch(X: Array, y: np.ndarray, config: TrainingConfig) -> Callable:
    def step(theta: Array, _gradient: Array) -> Array:
        before = Parameters(theta[:, :-1], theta[:, -1])
        after = newton(before, X, y, config.l2)
        return theta if after is before else np.column_stack([after.W, after.b])

    return step


def _history(thetas: Array, measures: Array, status: str) -> History:
    if not len(thetas):
        raise ValueError("X holds numbers so large that the untrained loss is not finite; scale the features")
    loss, accuracy, gradient_norm = np.ascontiguousarray(measures.T)
    history = History(thetas[:, :, :-1], thetas[:, :, -1], loss, accuracy, gradient_norm, status)
    for values in (history.W, history.b, loss, accuracy, gradient_norm):
        values.flags.writeable = False
    return history
