"""What a label may be, for every function that takes labels: whole numbers from 0 to k - 1, of any type."""

import numbers
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Labels = NDArray[np.intp]


def check_labels(y: ArrayLike, n_classes: int, n_rows: int | None = None, row: str = "row", first: int = 0) -> Labels:
    """y as integers (n,): 2, 2.0 and the object 2 are the same label, True and "2" are none.

    ValueError names the first bad one with its place; row and first say how places are called and counted.
    """
    try:
        labels = np.asarray(y)
    except ValueError:
        raise ValueError("y must be a list of labels, one for each row of X") from None
    if labels.ndim != 1 or (n_rows is not None and len(labels) != n_rows):
        many = "one row" if n_rows is None else f"each of the {n_rows} rows"
        raise ValueError(f"y has shape {labels.shape}; it must hold one label for {many} of X")
    if labels.dtype.kind in "iu" and (not len(labels) or (labels.min() >= 0 and labels.max() < n_classes)):
        return labels.astype(np.intp, copy=False)
    for place, label in enumerate(labels.tolist(), first):
        if not _is_label(label, n_classes):
            raise ValueError(
                f"y holds {label!r} in {row} {place}; labels must be whole numbers from 0 to {n_classes - 1}"
            )
    return labels.astype(np.intp)


def _is_label(label: Any, n_classes: int) -> bool:
    return isinstance(label, numbers.Real) and not isinstance(label, bool) and label in range(n_classes)
