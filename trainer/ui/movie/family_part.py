"""A family of runs, one a value of a setting, as the movie is sent it while the hand moves that setting."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.config import TrainingConfig
from trainer.evaluation import measure
from trainer.experiment import Experiment
from trainer.family import Family, train_family
from trainer.figures.loss_curve import thinned
from trainer.labels import Labels
from trainer.softmax import Array
from trainer.ui.movie.parts import HUGE, Floats, kept_epochs, packed_theta
from trainer.ui.movie.wire import pack

FAMILY_BYTES = 200_000  # of weights


def family(
    experiment: Experiment,
    config: TrainingConfig,
    base: str,
    values: Sequence[float],
    shown: int,
    most_bytes: int = FAMILY_BYTES,
    over: str = "learning_rate",
) -> bytes:
    """The runs of some values of a setting on an experiment's samples, all else as config says, at fewer epochs each.

    over: the setting, as train_family has it. most_bytes: of weights; where there is room, every epoch is there.
    """
    k, n_epochs = len(experiment.dataset.class_names), config.n_epochs
    size = 4 * k * (experiment.X_train().shape[1] + 1)
    epochs = kept_epochs(n_epochs, most_bytes // (size * len(values)), shown)
    made = train_family(experiment.X_train(), experiment.y_train(), k, config, values, epochs.tolist(), over=over)
    at = np.minimum(epochs, made.last[:, None])
    here = np.arange(len(values))[:, None]
    held_loss, held_accuracy = _held_out(experiment, made)
    curve_epochs, curve = _curves(made)
    header = {
        "kind": "family",
        "base": base,
        "over": over,
        "values": list(values),
        "rates": made.learning_rates.tolist(),
        "lasts": made.last.tolist(),
        "statuses": made.status,
    }
    arrays: dict[str, NDArray[Any]] = {
        "epochs": epochs,
        "theta": packed_theta(made.theta[..., :-1], made.theta[..., -1]),
        "loss": made.loss[here, at],
        "accuracy": made.accuracy[here, at],
        "held_loss": held_loss,
        "held_accuracy": held_accuracy,
        "curve_epochs": curve_epochs,
        "curve": curve,
        "held_epochs": epochs if held_loss.size else epochs[:0],
        "held": _short(held_loss),
    }
    return pack(header, arrays)


def _held_out(experiment: Experiment, made: Family) -> tuple[Array, Array]:
    """Loss and accuracy (R, F) on the samples held out; empty if there is none."""
    rows, data = experiment.held_out_rows, experiment.dataset
    if not len(rows):
        return np.empty(0), np.empty(0)
    theta = made.theta.reshape(-1, *made.theta.shape[2:])
    loss, accuracy = measure(theta[..., :-1], theta[..., -1], experiment.standardizer(data.X[rows]), data.y[rows])
    return loss.reshape(made.theta.shape[:2]), accuracy.reshape(made.theta.shape[:2])


def _curves(made: Family, most: int = 160) -> tuple[Labels, Floats]:
    """Epochs and losses (R, C) that draw every run's curve, its last point repeated where it needs fewer."""
    drawn = [thinned(loss[: last + 1], most=most) for loss, last in zip(made.loss, made.last, strict=True)]
    longest = max(map(len, drawn))
    epochs = np.array([np.pad(run, (0, longest - len(run)), mode="edge") for run in drawn])
    return epochs, _short(np.take_along_axis(made.loss, epochs, axis=1))


def _short(loss: Array) -> Floats:
    with np.errstate(over="ignore"):
        return np.minimum(loss, HUGE).astype(np.float32)
