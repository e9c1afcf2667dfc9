"""Rows of a data set deleted, changed and added, as a difference that is short enough to stand in a link.

    d7            row 7 is deleted                    rows are counted from 1, as they stand in the data set
    c3,0,1.5,2    row 3 is now of class 0 with features 1.5, 2
    a1,4,0.5      a row of class 1 with features 4, 0.5 comes last
    d7_c3,0,1.5,2_a1,4,0.5                            all three

An edited data set knows where each of its rows comes from: origin (n,), the row in the data set begun with, or -1.
A class that loses its last row is no class any longer.
"""

import hashlib
import math
import re
from dataclasses import dataclass

import numpy as np

from trainer.datasets import Dataset
from trainer.facts import Refused
from trainer.labels import Labels
from trainer.softmax import Array

MOST_ROWS = 60  # of difference in a link
LONGEST = 4000  # characters of it: longer links do not arrive everywhere
LARGEST = 1e50  # of a value, as in reading/
ENTRY = re.compile(r"[dca][0-9.,e-]*")

Rows = list[tuple[int, list[float]]]  # the class and the features of each


@dataclass(frozen=True, eq=False)
class Edited:
    """Rows X (n, d), y (n,) with the classes of the data set begun with, and their origin (n,)."""

    X: Array
    y: Labels
    origin: Labels

    @classmethod
    def none(cls, base: Dataset) -> "Edited":
        """The data set as it is."""
        return cls(base.X, base.y, np.arange(len(base.y)))

    def change(self, changed: dict[int, tuple[int, list[float]]], deleted: list[int], added: Rows) -> "Edited":
        """With rows changed and deleted, by their place now, and others added at the end."""
        X, y = self.X.copy(), self.y.copy()
        for place, (label, features) in changed.items():
            X[place], y[place] = features, label
        kept = np.setdiff1d(np.arange(len(y)), deleted)
        X = np.concatenate([X[kept], np.array([features for _, features in added]).reshape(-1, X.shape[1])])
        y = np.concatenate([y[kept], np.array([label for label, _ in added], dtype=np.intp)])
        return Edited(X, y, np.concatenate([self.origin[kept], np.full(len(added), -1)]))

    def dataset(self, base: Dataset) -> Dataset:
        """These rows as a data set; Refused where less than two classes have a row."""
        used = np.unique(self.y)
        if len(used) < 2:
            raise Refused("classes_left", count=len(used))
        names = tuple(base.class_names[label] for label in used)
        return Dataset(base.name, self.X, np.searchsorted(used, self.y), base.feature_names, names)


def written(base: Dataset, edited: Edited) -> str | None:
    """The difference between a data set and its edited rows, or None if it is too long for a link."""
    old = edited.origin >= 0
    places, origin = np.flatnonzero(old), edited.origin[old]
    differ = (edited.X[old] != base.X[origin]).any(axis=1) | (edited.y[old] != base.y[origin])
    deleted = np.setdiff1d(np.arange(len(base.y)), origin)
    added = np.flatnonzero(~old)
    if len(deleted) + np.count_nonzero(differ) + len(added) > MOST_ROWS:
        return None
    entries = [f"d{row + 1}" for row in deleted]
    entries += [f"c{edited.origin[place] + 1},{_row(edited, place)}" for place in places[differ]]
    entries += [f"a{_row(edited, place)}" for place in added]
    text = "_".join(entries)
    return text if len(text) <= LONGEST else None


def _row(edited: Edited, place: np.intp) -> str:
    return ",".join([str(edited.y[place]), *(_number(value) for value in edited.X[place].tolist())])


def _number(value: float) -> str:
    return (str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)).replace("+", "")


def apply(base: Dataset, text: str) -> Edited:
    """The edited rows of a text; Refused if it is none that `written` writes for these data."""
    changed: dict[int, tuple[int, list[float]]] = {}
    deleted: list[int] = []
    added: Rows = []
    entries = text.split("_") if text else []
    if len(entries) > MOST_ROWS or len(text) > LONGEST:
        raise Refused("edits_too_many", most=MOST_ROWS)
    for entry in entries:
        kind, numbers = _entry(entry)
        if kind == "d" and len(numbers) == 1:
            deleted.append(_place(numbers[0], base))
        elif kind == "c":
            changed[_place(numbers[0], base)] = _checked(numbers[1:], base)
        elif kind == "a":
            added.append(_checked(numbers, base))
        else:
            raise Refused("edits_unknown")
    return Edited.none(base).change(changed, deleted, added)


def _entry(entry: str) -> tuple[str, list[float]]:
    if not ENTRY.fullmatch(entry):
        raise Refused("edits_unknown")
    try:
        return entry[0], [float(part) for part in entry[1:].split(",")]
    except ValueError:
        raise Refused("edits_unknown") from None


def _place(row: float, base: Dataset) -> int:
    if row != math.floor(row) or not 1 <= row <= len(base.y):
        raise Refused("edits_unknown")
    return int(row) - 1


def _checked(numbers: list[float], base: Dataset) -> tuple[int, list[float]]:
    label, *features = numbers or [-1.0]
    in_range = all(abs(value) <= LARGEST for value in features)
    if label not in range(len(base.class_names)) or len(features) != base.X.shape[1] or not in_range:
        raise Refused("edits_unknown")
    return int(label), features


def digest(dataset: Dataset) -> str:
    """Sixteen letters that stand for the content of a data set: equal for equal samples, names and classes."""
    content = hashlib.sha256(repr((dataset.X.shape, dataset.feature_names, dataset.class_names)).encode())
    content.update(np.ascontiguousarray(dataset.X).tobytes())
    content.update(np.ascontiguousarray(dataset.y, dtype=np.int64).tobytes())
    return content.hexdigest()[:16]
