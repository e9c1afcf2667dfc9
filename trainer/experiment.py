"""One run on one data set: split, standardize, train, and evaluate on the rows held out.

    rows -> training rows, held-out rows -> Standardizer.fit(training rows) -> train -> held-out loss

The standardizer sees training rows only, and the held-out rows are only ever evaluated on.
"""

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from trainer.config import TrainingConfig
from trainer.datasets import Dataset, Standardizer
from trainer.held_out import split
from trainer.history import History
from trainer.labels import Labels, check_labels
from trainer.model import Parameters
from trainer.softmax import Array
from trainer.training import train_in_slices
from trainer.validation import check_samples


@dataclass(frozen=True, eq=False)
class Experiment:
    """A data set, how its rows (n_train,) and (n_held_out,) were used, and the run that came of it.

    held_out_loss and held_out_accuracy (E+1,) measure every epoch on the held-out rows: the mean
    cross-entropy, without the penalty, which says nothing of samples; empty when no row is held out.
    """

    dataset: Dataset
    train_rows: Labels
    held_out_rows: Labels
    standardizer: Standardizer
    config: TrainingConfig
    history: History
    held_out_loss: Array
    held_out_accuracy: Array

    def X_train(self) -> Array:
        """The features trained on (n_train, d), in the units trained on."""
        return self.standardizer(self.dataset.X[self.train_rows])

    def y_train(self) -> Labels:
        """The classes trained on (n_train,)."""
        return self.dataset.y[self.train_rows]

    def penalty(self) -> Array:
        """The part l2/2 ||W||^2 of the training loss (E+1,) that is the penalty."""
        with np.errstate(over="ignore"):
            return np.asarray(self.config.l2 / 2 * (self.history.W**2).sum(axis=(1, 2)))

    def classes_not_held_out(self) -> list[int]:
        """The classes with no held-out sample, where any sample is held out."""
        if not len(self.held_out_rows):
            return []
        held_out = set(self.dataset.y[self.held_out_rows].tolist())
        return [label for label in range(len(self.dataset.class_names)) if label not in held_out]

    def feature_mean(self) -> Array:
        """The mean (d,) of every feature over the training rows, in the units of the data."""
        return np.asarray(self.dataset.X[self.train_rows].mean(axis=0))

    def in_data_units(self, epochs: np.ndarray | int) -> Parameters:
        """The model at one or many epochs, for features in the units of the data."""
        history = self.history
        return self.standardizer.in_data_units(Parameters(history.W[epochs], history.b[epochs]))

    def logits(self, epochs: np.ndarray) -> Array:
        """Z (F, n, k) of every row of the data set at some epochs (F,)."""
        model = self.in_data_units(epochs)
        return self.dataset.X @ model.W.swapaxes(1, 2) + model.b[:, None, :]


def run_experiment(
    dataset: Dataset, config: TrainingConfig, standardize: bool = True, held_out: float = 0.0
) -> Experiment:
    """Train on a data set; ValueError says what cannot be trained on, with its sample as the data are counted."""
    slices = run_in_slices(dataset, config, standardize, held_out)
    while True:
        try:
            next(slices)
        except StopIteration as end:
            return cast(Experiment, end.value)


def run_in_slices(
    dataset: Dataset, config: TrainingConfig, standardize: bool = True, held_out: float = 0.0
) -> Generator[int, None, Experiment]:
    """The same, which pauses about every 50 ms: yields how many epochs are done, and returns the experiment."""
    X, y = check_samples(dataset.X, dataset.y, dataset.feature_names, dataset.class_names)
    if (X is not dataset.X) or (y is not dataset.y):
        dataset = replace(dataset, X=X, y=y)
    train_rows, held_out_rows = split(dataset.y, held_out, config.seed)
    n_features = dataset.X.shape[1]
    standardizer = Standardizer.fit(X[train_rows]) if standardize else Standardizer.identity(n_features)
    history = yield from train_in_slices(standardizer(X[train_rows]), y[train_rows], len(dataset.class_names), config)
    loss, accuracy = evaluate(history, standardizer(X[held_out_rows]), y[held_out_rows])
    return Experiment(dataset, train_rows, held_out_rows, standardizer, config, history, loss, accuracy)


def evaluate(history: History, X: Array, y: ArrayLike) -> tuple[Array, Array]:
    """Mean cross-entropy and accuracy (E+1,) of every epoch's model on X (n, d), y (n,); empty if there is no row.

    Classes first and samples last, (k, E+1, n), as in the training loop.
    """
    y = check_labels(y, len(history.b[0]), len(X))
    if not len(y):
        return np.empty(0), np.empty(0)
    k, n_epochs = len(history.b[0]), len(history.b)
    W, b = history.W.transpose(1, 0, 2).reshape(k * n_epochs, -1), history.b.T
    with np.errstate(all="ignore"):  # a run about to diverge has logits that overflow
        Z = (W @ X.T).reshape(k, n_epochs, -1) + b[:, :, None]
        loss = _cross_entropy(Z, y).mean(axis=-1)
    return loss, (Z.argmax(axis=0) == y).mean(axis=-1)


def _cross_entropy(Z: Array, y: Labels) -> Array:
    """softmax.cross_entropy for one-hot targets, classes first: (k, E+1, n) to (E+1, n)."""
    shifted = Z - Z.max(axis=0)
    z_true = np.take_along_axis(shifted, y[None, None, :], axis=0)[0]
    return np.asarray(np.log(np.exp(shifted).sum(axis=0)) - z_true)
