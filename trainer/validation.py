"""The data that `train` accepts, and the sentence it answers with when it cannot train on them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from trainer.config import check_integer
from trainer.labels import Labels, check_labels
from trainer.model import Parameters
from trainer.softmax import Array


def check_training_data(X: ArrayLike, y: ArrayLike, n_classes: int) -> tuple[Array, Labels]:
    """X as float64 (n, d) and y as integers (n,); ValueError says what cannot be trained on."""
    check_integer("n_classes", n_classes, 2)
    features = check_table(X)
    for row, column in _not_finite(features):
        raise ValueError(f"X holds {features[row, column]} in row {row}, column {column}; it must hold finite numbers")
    return features, check_labels(y, n_classes, len(features))


def check_samples(
    X: ArrayLike, y: ArrayLike, feature_names: Sequence[str], class_names: Sequence[str]
) -> tuple[Array, Labels]:
    """The same for a whole data set, whose samples are counted from 1 and whose features have names."""
    features = check_table(X)
    if features.shape[1] != len(feature_names):
        raise ValueError(f"X has {features.shape[1]} columns; there must be one for each of {len(feature_names)} names")
    for row, column in _not_finite(features):
        value, name = features[row, column], feature_names[column]
        raise ValueError(f"sample {row + 1} holds {value} for {name}; features must be finite numbers")
    return features, check_labels(y, len(class_names), len(features), row="sample", first=1)


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


def check_table(X: ArrayLike) -> Array:
    """X as float64 (n, d) with at least one row and column; its numbers may still be infinite."""
    try:
        features = np.asarray(X, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("X must be a table of numbers, one row a sample and one column a feature") from None
    if features.ndim != 2 or 0 in features.shape:
        raise ValueError(f"X has shape {features.shape}; it must be (n samples, d features), each at least 1")
    return features


def _not_finite(features: Array) -> list[tuple[int, int]]:
    """Row and column of the first entry that is no finite number, if there is one."""
    found = np.argwhere(~np.isfinite(features))[:1]
    return [(row, column) for row, column in found.tolist()]
