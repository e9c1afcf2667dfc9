"""The data that `train` accepts, and the sentence it answers with when it cannot train on them."""

import numpy as np
from numpy.typing import ArrayLike

from trainer.config import check_integer
from trainer.model import Parameters
from trainer.softmax import Array


def check_training_data(X: ArrayLike, y: ArrayLike, n_classes: int) -> tuple[Array, np.ndarray]:
    """X as float64 (n, d) and y as integers (n,); ValueError says what cannot be trained on."""
    check_integer("n_classes", n_classes, 2)
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
