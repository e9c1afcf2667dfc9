"""What the movie is drawn from: the scene that stands still, a run, and the loss around its optimum.

Samples and weights travel in the units trained on: on a feature such as a year, weights in the units of the data
would lose their digits as float32.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.analysis.decision_regions import Axes
from trainer.analysis.landscape import loss_landscape, plane_of_largest_curvature, project
from trainer.experiment import Experiment
from trainer.figures.loss_curve import thinned
from trainer.figures.theme import CURVE_COLOURS, class_colour
from trainer.labels import Labels
from trainer.model import Parameters
from trainer.optimizers import OPTIMIZERS
from trainer.softmax import Array
from trainer.ui.movie.wire import pack

RUN_BYTES = 16_000  # of weights that travel with every change; a run's other epochs follow when they are asked for
WHOLE_RUN_BYTES = 4_000_000
HUGE = 1e30  # weights beyond it are scaled down, class against class alike: float32 ends at 3e38
MOST_DRAWN, MOST_NUMBERS = 2_000, 100_000  # samples in the picture, and numbers that stand for them

Floats = NDArray[np.floating[Any]]


def digest(*values: object) -> str:
    """A short name for values: equal for equal ones, on every machine."""
    return blake2b(repr(values).encode(), digest_size=8).hexdigest()


def drawn_rows(n: int, d: int) -> Labels:
    """The rows of a data set (n, d) that are drawn, ascending: all, or a random subset that is always the same."""
    most = min(n, MOST_DRAWN, max(200, MOST_NUMBERS // d))
    return np.sort(np.random.default_rng(0).permutation(n)[:most])


def kept_epochs(last: int, most: int, *shown: int) -> Labels:
    """At most about `most` epochs of 0..last: those shown, the first, the last, half evenly and half log-spaced."""
    if last < most:
        return np.arange(last + 1)
    log_spaced = np.geomspace(1, last, max(most // 2, 2)).round()
    evenly = np.linspace(0, last, max(most // 2, 2)).round()
    looked_at = [epoch for epoch in shown if epoch <= last]
    return np.unique(np.concatenate([looked_at, log_spaced, evenly])).astype(int)


def scene(experiment: Experiment, axes: Axes, sample: int, header: Mapping[str, object]) -> bytes:
    """Samples, names and colours; header: what else the picture needs, words among it."""
    data = experiment.dataset
    rows = np.union1d(drawn_rows(*data.X.shape), [sample])
    X = experiment.standardizer(data.X[rows])
    trained = experiment.X_train()
    named = {
        "kind": "scene",
        "axes": axes,
        "classes": data.class_names,
        "features": data.feature_names,
        "products": data.products,
        "colours": [class_colour(label) for label in range(len(data.class_names))],
        "curve_colours": CURVE_COLOURS[:2],
        "row": int(np.searchsorted(rows, sample)),
    }
    arrays = {
        "samples": X.astype(np.float32),
        "y": data.y[rows],
        "rows": rows,
        "held": np.isin(rows, experiment.held_out_rows),
        "scale": experiment.standardizer.std,
        "shift": experiment.standardizer.mean,
        "mean": experiment.standardizer(experiment.feature_mean()),
        "spread": trained.std(axis=0),
    }
    return pack(named | dict(header), arrays)


def run(experiment: Experiment, base: str, shown: int, most_bytes: int = RUN_BYTES, log_epochs: bool = False) -> bytes:
    """One run: the weights of as many epochs as fit, the measures of those, and its loss curves."""
    history = experiment.history
    k, d = history.W.shape[1:]
    wanted = kept_epochs(history.n_epochs, most_bytes // (4 * k * (d + 1)), shown)
    epochs = history.kept[np.unique(history.slots(wanted))]
    models = history.parameters(epochs)
    loss, held = history.loss, experiment.held_out_loss
    curve, held_curve = thinned(loss, log_epochs), thinned(held, log_epochs) if len(held) else np.arange(0)
    header = {
        "kind": "run",
        "id": digest(base, experiment.config),
        "base": base,
        "rate": experiment.config.learning_rate,
        "takes_a_rate": "learning_rate" in OPTIMIZERS[experiment.config.optimizer].reads,
        "last": history.n_epochs,
        "status": history.status,
    }
    arrays = {
        "epochs": epochs,
        "theta": packed_theta(models.W, models.b),
        "loss": loss[epochs],
        "accuracy": history.accuracy[epochs],
        "held_loss": held[epochs] if len(held) else held,
        "held_accuracy": experiment.held_out_accuracy[epochs] if len(held) else held,
        "curve_epochs": curve,
        "curve": loss[curve],
        "held_epochs": held_curve,
        "held": held[held_curve],
    }
    return pack(header, arrays)


def landscape(experiment: Experiment, optimum: Parameters) -> bytes:
    """The loss around the optimum, and the two directions on which the browser projects the runs."""
    config, X = experiment.config, experiment.X_train()
    ground = plane_of_largest_curvature(optimum, X, config.l2)
    path = project(ground, experiment.history)
    around = loss_landscape(ground, X, experiment.y_train(), config.l2, [path])
    best = np.column_stack([optimum.W, optimum.b])
    arrays: dict[str, NDArray[Any]] = {
        "s": around.s,
        "t": around.t,
        "loss": around.loss.astype(np.float32),
        "u": ground.u,
        "v": ground.v,
    }
    return pack({"kind": "landscape"}, arrays | {"optimum": best})


def packed_theta(W: Array, b: Array) -> Floats:
    """[W | b] as float32; what float32 cannot hold is scaled down, which changes no region drawn."""
    theta = np.concatenate([W, b[..., None]], axis=-1)
    largest = np.abs(theta).max(axis=(-2, -1), keepdims=True)
    return np.asarray(theta / np.maximum(largest / HUGE, 1.0)).astype(np.float32)
