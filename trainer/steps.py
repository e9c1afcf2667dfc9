"""One epoch of a run: a step over all rows, or a pass over mini-batches that pauses when its slice of time is over."""

from collections.abc import Callable, Generator, Sequence
from time import monotonic
from typing import Any

import numpy as np

from trainer.config import TrainingConfig
from trainer.newton import Measured, Step
from trainer.objective import Objective
from trainer.optimizers import OPTIMIZERS, Rule
from trainer.softmax import Array

Batches = Callable[[Array, int], Generator[int, None, Array]]  # theta and its epoch to the next theta

SLICE = 0.05  # seconds


class Slice:
    """A slice of time that begins now."""

    def __init__(self) -> None:
        self.end = monotonic() + SLICE

    def over(self) -> bool:
        """Whether its end has passed."""
        return monotonic() > self.end


def _rule(config: TrainingConfig) -> Rule[Any]:
    row = OPTIMIZERS[config.optimizer]
    constants = {name: np.array(getattr(config, name)) for name in row.constants}  # faster than Python's numbers
    made: Rule[Any] = row.rule(**constants)
    return made


def stacked_rule(configs: Sequence[TrainingConfig]) -> Rule[Any]:
    """The rule of R runs at once, on theta and gradient transposed (R, d+1, k), each with its constants."""
    row = OPTIMIZERS[configs[0].optimizer]
    if row.entry_by_entry:
        constants = {name: np.array([getattr(config, name) for config in configs]) for name in row.constants}
        made: Rule[Any] = row.rule(**{name: values[:, None, None] for name, values in constants.items()})
        return made
    rules = [_rule(config) for config in configs]

    def update(thetas: Array, gradients: Array, states: list[Any]) -> tuple[Array, list[Any]]:
        runs = zip(rules, thetas, gradients, states, strict=True)
        after = [rule.update(theta.T, gradient.T, state) for rule, theta, gradient, state in runs]
        return np.stack([theta.T for theta, _ in after]), [state for _, state in after]

    return Rule(lambda thetas: [rule.init(theta.T) for rule, theta in zip(rules, thetas, strict=True)], update)


def whole_step(objective: Objective, config: TrainingConfig, theta: Array) -> Step:
    """One step over all rows, and what is measured after it."""
    if OPTIMIZERS[config.optimizer].second_order:
        second_order: Step = OPTIMIZERS[config.optimizer].rule(objective)
        return second_order
    init, update = _rule(config)
    evaluate, state = objective.evaluate, init(theta)

    def step(theta: Array, measured: Measured) -> tuple[Array, Measured]:
        nonlocal state
        theta, state = update(theta, measured[3], state)
        return theta, evaluate(theta)

    return step


def mini_batches(
    objective: Objective, config: TrainingConfig, theta: Array, rng: np.random.Generator
) -> Batches | None:
    """One pass over freshly shuffled rows, a step for each mini-batch; None where one batch holds all rows."""
    n, size = len(objective.y), config.batch_size
    if size is None or size >= n:
        return None
    init, update = _rule(config)
    state = init(theta)

    def pass_over(theta: Array, epoch: int) -> Generator[int, None, Array]:
        nonlocal state
        order, pause = rng.permutation(n), Slice()
        for start in range(0, n, size):
            batch = objective.rows(order[start : start + size])
            theta, state = update(theta, batch.gradient(theta), state)
            if pause.over():
                yield epoch
                pause = Slice()
        return theta

    return pass_over
