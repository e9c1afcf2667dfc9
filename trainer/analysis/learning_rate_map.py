"""The map of all learning rates: how far the loss of each rate is from the best, epoch by epoch.

    distance[r, c] = log10(loss[r, epochs[c]] - best)        R learning rates, C epochs of all E + 1

Crawling, the valley of good rates, bouncing and blowing up are four looks of one picture: distances that hardly
fall, that fall fast, a loss that rises, and one that ends.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.config import TrainingConfig
from trainer.family import Family, Flags, Integers
from trainer.history import BLOWN_UP
from trainer.softmax import Array

FLOOR = 1e-9  # nats: a loss so near the best is there, and a rise so small is none
MOST_COLUMNS = 160


@dataclass(frozen=True, eq=False)
class LearningRateMap:
    """R learning rates by C epochs, both ascending; all arrays read-only.

    learning_rates (R,); epochs (C,); loss and distance (R, C), NaN where a run has blown up; best: the loss that
    distances are from; rises (R, C): whether the loss rose at any epoch after the column before up to this one;
    blown_up (R, C): whether the run has ended there, or its loss stays a million times the first and grows.
    """

    learning_rates: Array
    epochs: Integers
    loss: Array
    distance: Array
    rises: Flags
    blown_up: Flags
    best: float


def learning_rate_map(family: Family, epochs: Integers, best: float = math.inf) -> LearningRateMap:
    """The map of a family at some epochs (C,), ascending; best: the least loss known from elsewhere, if any.

    The loss of the best epoch of the best run takes its place where that is lower.
    """
    order = np.argsort(family.learning_rates)
    losses, blown_up = _filled(family)
    losses, blown_up = losses[order], blown_up[order]
    with np.errstate(over="ignore", invalid="ignore"):
        rose = np.diff(losses, axis=1, prepend=np.inf) > FLOOR
    counts = rose.cumsum(axis=1)
    before = np.concatenate([[0], epochs[:-1]])  # nothing rises at epoch 0
    best = min(best, float(np.nanmin(losses)))
    shown = np.where(blown_up, np.nan, losses)[:, epochs]
    made = LearningRateMap(
        family.learning_rates[order],
        epochs,
        shown,
        np.log10(np.maximum(shown - best, FLOOR)),
        (counts[:, epochs] > counts[:, before]) & ~blown_up[:, epochs],
        blown_up[:, epochs],
        best,
    )
    for values in (made.learning_rates, made.epochs, made.loss, made.distance, made.rises, made.blown_up):
        values.flags.writeable = False
    return made


def _filled(family: Family) -> tuple[Array, Flags]:
    """The losses (R, E+1), a run that converged staying where it ended; and where runs have blown up (R, E+1)."""
    losses = family.loss.copy()
    epochs, diverged = np.arange(losses.shape[1]), np.array([status == "diverged" for status in family.status])
    ended = epochs > family.last[:, None]
    last = losses[np.arange(len(losses)), family.last]
    losses[ended] = np.broadcast_to(last[:, None], losses.shape)[ended]
    far = losses > BLOWN_UP * losses[:, :1]
    return losses, diverged[:, None] & (ended | far)


def map_epochs(n_epochs: int, logarithmic: bool = False, most: int = MOST_COLUMNS) -> Integers:
    """Which epochs are columns, at most `most`: evenly from 0 to the last, or from 1 by equal factors."""
    every = np.geomspace(1, n_epochs, most) if logarithmic else np.linspace(0, n_epochs, min(most, n_epochs + 1))
    return np.unique(every.round().astype(np.intp))


def seconds_a_run(n: int, d: int, k: int, config: TrainingConfig) -> float:
    """About how long one run of a family takes on n samples of d features and k classes.

    The constants are of tests/benchmarks/bench_family.py: what each step costs, and each number in it.
    """
    steps = -(-n // (config.batch_size or n))
    epoch = 4e-6 + n * k * (6e-9 + 1e-9 * d) + (steps > 1) * steps * 1e-5
    return config.n_epochs * epoch * (2 if config.optimizer == "nesterov" else 1)


def affordable(
    learning_rates: Sequence[float], seconds_each: float, seconds: float, fewest: int = 16
) -> tuple[float, ...]:
    """Every rate, or evenly every second, third ... of them, that `seconds` are enough for; none below `fewest`."""
    most = int(seconds / seconds_each)
    step = -(-len(learning_rates) // most) if most else len(learning_rates)
    chosen = tuple(learning_rates[::step])
    return chosen if len(chosen) >= min(fewest, len(learning_rates)) else ()
