"""One run on one data set: split, standardize, train, and evaluate on the rows held out.

    rows -> training rows, held-out rows -> Standardizer.fit(training rows) -> train -> held-out loss

The standardizer sees training rows only, and the held-out rows are only ever evaluated on.
"""

from collections.abc import Generator
from dataclasses import dataclass, replace

import numpy as np

from trainer.config import TrainingConfig
from trainer.datasets import Dataset, Standardizer
from trainer.evaluation import evaluate_in_slices
from trainer.feature_map import with_products
from trainer.held_out import split
from trainer.history import History
from trainer.labels import Labels
from trainer.model import Parameters
from trainer.softmax import Array
from trainer.training import finish, train_in_slices
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
            return np.asarray(self.config.l2 / 2 * (self.history.W**2).sum(axis=(1, 2)))[self._slots()]

    def _slots(self) -> Labels:
        """For every epoch (E+1,) where in the history the weights stand that speak for it."""
        return self.history.slots(np.arange(self.history.n_epochs + 1))

    def classes_not_held_out(self) -> list[int]:
        """The classes with no held-out sample, where any sample is held out."""
        if not len(self.held_out_rows):
            return []
        held_out = set(self.dataset.y[self.held_out_rows].tolist())
        return [label for label in range(len(self.dataset.class_names)) if label not in held_out]

    def feature_mean(self) -> Array:
        """The mean (d,) of every feature over the training rows, in the units of the data; of products, theirs."""
        data = self.dataset
        return with_products(np.asarray(data.X[self.train_rows, : data.n_given].mean(axis=0)), data.products)

    def in_data_units(self, epochs: np.ndarray | int) -> Parameters:
        """The model at one or many epochs, for features in the units of the data."""
        return self.standardizer.in_data_units(self.history.parameters(epochs))

    def logits(self, epochs: np.ndarray) -> Array:
        """Z (F, n, k) of every row of the data set at some epochs (F,)."""
        model = self.in_data_units(epochs)
        return self.dataset.X @ model.W.swapaxes(1, 2) + model.b[:, None, :]


def run_experiment(
    dataset: Dataset, config: TrainingConfig, standardize: bool = True, held_out: float = 0.0
) -> Experiment:
    """Train on a data set; ValueError says what cannot be trained on, with its sample as the data are counted."""
    return finish(run_in_slices(dataset, config, standardize, held_out))


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
    loss, accuracy = yield from evaluate_in_slices(history, standardizer(X[held_out_rows]), y[held_out_rows])
    return Experiment(dataset, train_rows, held_out_rows, standardizer, config, history, loss, accuracy)
