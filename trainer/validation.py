"""What `train` accepts, and the sentence it answers with when it cannot train."""

import math
import numbers
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from trainer.model import Parameters
from trainer.optimizers import FIRST_ORDER
from trainer.softmax import LOSSES, Array

if TYPE_CHECKING:
    from trainer.training import TrainingConfig

OPTIMIZERS = (*FIRST_ORDER, "newton")


def _number(name: str, value: object, allowed: str, low: float, high: float = math.inf) -> None:
    """Raise unless value is a real number with low <= value < high (bool is no number)."""
    real = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    try:
        number = float(value) if real else math.nan  # type: ignore[arg-type]
    except OverflowError:
        number = math.inf
    if not low <= number < high:
        raise ValueError(f"{name} is {value!r}; it must be {allowed}")


def _integer(name: str, value: object, low: int) -> None:
    whole = isinstance(value, numbers.Integral) and not isinstance(value, bool)
    if not (whole and value >= low):  # type: ignore[operator]
        raise ValueError(f"{name} is {value!r}; it must be a whole number of at least {low}")


def check_training_config(config: "TrainingConfig") -> None:
    """Raise ValueError for the first field whose value is not allowed."""
    smallest = math.nextafter(0, 1)
    _number("learning_rate", config.learning_rate, "a finite number above 0", smallest)
    _integer("n_epochs", config.n_epochs, 1)
    if config.batch_size is not None:
        _integer("batch_size", config.batch_size, 1)
    _number("l2", config.l2, "a finite number of at least 0", 0)
    _number("momentum", config.momentum, "at least 0 and below 1", 0, 1)
    _number("init_scale", config.init_scale, "a finite number of at least 0", 0)
    _integer("seed", config.seed, 0)
    _number("tolerance", config.tolerance, "a finite number of at least 0", 0)
    if config.optimizer not in OPTIMIZERS:
        raise ValueError(f"optimizer is {config.optimizer!r}; it must be one of {', '.join(OPTIMIZERS)}")
    if config.loss not in LOSSES:
        raise ValueError(f"loss is {config.loss!r}; it must be one of {', '.join(LOSSES)}")
    if config.optimizer == "newton" and config.loss != "cross_entropy":
        raise ValueError(f"loss is {config.loss!r}; newton needs cross_entropy, whose Hessian is never negative")
    if config.optimizer == "newton" and config.batch_size is not None:
        raise ValueError(f"batch_size is {config.batch_size}; newton uses all rows, so it must be None")


def check_training_data(X: ArrayLike, y: ArrayLike, n_classes: int) -> tuple[Array, np.ndarray]:
    """X as float64 (n, d) and y as integers (n,); ValueError says what cannot be trained on."""
    _integer("n_classes", n_classes, 2)
    features = _features(X)
    try:
        labels = np.asarray(y)
    except ValueError:
        raise ValueError("y must be a list of labels, one for each row of X") from None
    if labels.shape != (len(features),):
        raise ValueError(
            f"y has shape {labels.shape}; it must hold one label for each of the {len(features)} rows of X"
        )
    if labels.dtype.kind not in "iuf" or not np.isin(labels, np.arange(n_classes)).all():
        row, label = next((row, label) for row, label in enumerate(labels.tolist()) if not _is_label(label, n_classes))
        raise ValueError(f"y holds {label!r} in row {row}; labels must be whole numbers from 0 to {n_classes - 1}")
    return features, labels.astype(np.intp)


def _is_label(label: object, n_classes: int) -> bool:
    return isinstance(label, int | float) and not isinstance(label, bool) and label in range(n_classes)


def check_start(start: Parameters, n_classes: int, n_features: int) -> None:
    """Raise ValueError unless W (k, d) and b (k,) fit the data and are finite."""
    W, b = np.asarray(start.W), np.asarray(start.b)
    if W.shape != (n_classes, n_features) or b.shape != (n_classes,):
        raise ValueError(
            f"start has W of shape {W.shape} and b of shape {b.shape}; "
            f"they must be ({n_classes}, {n_features}) and ({n_classes},)"
        )
    if not (np.isfinite(W).all() and np.isfinite(b).all()):
        raise ValueError("start holds a number that is not finite; weights and biases must be finite")


def _features(X: ArrayLike) -> Array:
    try:
        features = np.asarray(X, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("X must be a table of numbers, one row a sample and one column a feature") from None
    if features.ndim != 2 or 0 in features.shape:
        raise ValueError(f"X has shape {features.shape}; it must be (n samples, d features), each at least 1")
    bad = np.argwhere(~np.isfinite(features))
    if len(bad):
        row, column = bad[0]
        raise ValueError(f"X holds {features[row, column]} in row {row}, column {column}; it must hold finite numbers")
    return features
