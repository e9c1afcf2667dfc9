"""From settings to a run. Runs on the built-in data are kept and shared: they hold nothing of a user's."""

from enum import Enum
from functools import lru_cache

from trainer.analysis import reference
from trainer.analysis.decision_regions import Axes
from trainer.analysis.learning_rate import LearningRateLimits, learning_rate_limits, zone
from trainer.analysis.loss_comparison import confidently_wrong, train_on_both
from trainer.analysis.reference import Reference
from trainer.analysis.separation import Separation, separation_by_newton
from trainer.config import TrainingConfig
from trainer.datasets import Dataset, Standardizer
from trainer.experiment import Experiment, run_in_slices
from trainer.held_out import split
from trainer.history import History
from trainer.labels import Labels
from trainer.softmax import Array
from trainer.ui.kept_by_data import kept_by_data, kept_by_data_and_language
from trainer.ui.progress import finished
from trainer.ui.settings import chosen_features, data_sets
from trainer.ui.settings.values import DataSettings, Settings
from trainer.ui.words.data_names import named

LARGE = 1e8  # operations of a step of Newton from which on it takes too long for a page


class LossDuel(Enum):
    """The two demonstrations of squared error beside cross-entropy: where it cannot start, and where it ends ahead."""

    CANNOT_START = (0.1, 200)
    ENDS_AHEAD = (10.0, 1000)

    def __init__(self, learning_rate: float, n_epochs: int) -> None:
        self.learning_rate, self.n_epochs = learning_rate, n_epochs


def trained_data(data: DataSettings) -> Dataset:
    """The data set with the features trained on."""
    return chosen_features.trained_data(vars(data))


def row_shown(settings: Settings) -> int:
    """The row, from 0, of the sample shown; where the data have fewer samples, of their last."""
    return min(settings.sample, data_sets.n_samples(vars(settings.data))) - 1


def axes_shown(settings: Settings) -> Axes:
    """Which two of the trained features stand on the axes."""
    return axes_shown_for(settings.data, settings.features_shown)


def axes_shown_for(data: DataSettings, features_shown: str) -> Axes:
    """The columns of the two features shown, among those trained on; of the only one where there is one."""
    trained = chosen_features.trained_ids(vars(data))
    return tuple(trained.index(id) for id in chosen_features.shown_ids(features_shown, vars(data)))


@kept_by_data_and_language
def run(data: DataSettings, training: TrainingConfig) -> Experiment:
    """The run of some settings."""
    slices = run_in_slices(named(trained_data(data), data.dataset), training, data.standardize, data.held_out)
    return finished(slices, training.n_epochs, (data, training))


@lru_cache(maxsize=len(LossDuel))
def wrong_start_runs(duel: LossDuel) -> tuple[History, History]:
    """Cross-entropy and squared error on the three-class example, from a trained model made confidently wrong."""
    training = TrainingConfig(duel.learning_rate, duel.n_epochs)
    trained = run(DataSettings(), training)
    start = confidently_wrong(trained.history.parameters())
    return train_on_both(trained.X_train(), trained.y_train(), len(trained.dataset.class_names), training, start)


@kept_by_data
def optimum(data: DataSettings, seed: int, l2: float) -> Experiment:
    """Newton's run to the optimum on the same training rows."""
    return run(data, TrainingConfig(optimizer="newton", n_epochs=100, l2=l2, seed=seed))


def too_large(data: DataSettings) -> bool:
    """Whether the data are too large for Newton's method, and so for the optimum and what follows from it."""
    every = trained_data(data)
    (n, d), k = every.X.shape, len(every.class_names)
    p = k * (d + 1)
    return bool(n * p**2 + 10 * p**3 > LARGE)  # the Hessian, and its eigenvalues


def training_samples(data: DataSettings, seed: int) -> tuple[Array, Labels]:
    """X (n, d) and y (n,) as a run with this seed trains on them."""
    every = trained_data(data)
    rows = split(every.y, data.held_out, seed)[0]
    X = every.X[rows]
    return Standardizer.fit(X)(X) if data.standardize else X, every.y[rows]


def least_loss(data: DataSettings, seed: int, l2: float) -> float | None:
    """The loss at the optimum, or its infimum; None where it is not sought."""
    return None if too_large(data) else float(optimum(data, seed, l2).history.loss[-1])


def finite_optimum(data: DataSettings, seed: int, l2: float) -> Experiment | None:
    """Newton's run to the optimum; None where the loss has none that is finite, or the data are too large."""
    if too_large(data):
        return None
    exists = l2 > 0 or separated(data, seed).finite_optimum
    return optimum(data, seed, l2) if exists else None


@kept_by_data
def limits(data: DataSettings, seed: int, l2: float) -> LearningRateLimits:
    """The limits of the learning rate on the same training rows."""
    best, X = finite_optimum(data, seed, l2), training_samples(data, seed)[0]
    return learning_rate_limits(X, l2, best.history.parameters() if best is not None else None)


def zone_of(data: DataSettings, training: TrainingConfig) -> str | None:
    """The zone of a run's learning rate, or None for rules other than full-batch gradient descent."""
    if training.optimizer != "gradient_descent" or training.batch_size is not None:
        return None
    return zone(training.learning_rate, limits(data, training.seed, training.l2))


@kept_by_data
def fitted(data: DataSettings, seed: int, l2: float) -> Reference:
    """scikit-learn's optimum on the rows that a run with this seed trains on."""
    X, y = training_samples(data, seed)
    return reference.fit_reference(X, y, len(trained_data(data).class_names), l2)


@kept_by_data
def separated(data: DataSettings, seed: int) -> Separation:
    """Whether those rows leave the loss without a penalty a finite optimum.

    Proved from Newton's run where it can be, as on all the built-in data: linear programs take a second to load.
    """
    same = optimum(data, seed, 0.0)
    X, y, k = same.X_train(), same.y_train(), len(same.dataset.class_names)
    return separation_by_newton(X, y, k, same.history.parameters()) or reference.separation(X, y, k)


def separable_classes(data: DataSettings, seed: int) -> list[str]:
    """The names of the classes that can be separated from all others."""
    names = named(trained_data(data), data.dataset).class_names
    return [names[label] for label in separated(data, seed).classes]
