"""Data sets and their standardization.

    standardized = (X - mean)/std          mean and population standard deviation of the training rows

The built-in data live in data/ as CSV files: one header row, then one row a sample, the class last.
"""

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from trainer.labels import Labels
from trainer.model import Parameters
from trainer.softmax import Array

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, eq=False)
class Dataset:
    """X (n, d) float64, y (n,) integers in 0..k-1, and the names of features and classes.

    products: the columns whose product each of the last columns is, where feature_map.py made them of the others.
    """

    name: str
    X: Array
    y: Labels
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]
    products: tuple[tuple[int, int], ...] = ()

    @property
    def n_given(self) -> int:
        """How many of the features are no products of others."""
        return len(self.feature_names) - len(self.products)

    def select(self, columns: tuple[int, ...]) -> "Dataset":
        """The same samples with some of the features, in the order given; a product is one like any other then."""
        names = tuple(self.feature_names[c] for c in columns)
        return Dataset(self.name, self.X[:, columns], self.y, names, self.class_names)

    def rows(self, indices: Labels) -> "Dataset":
        """Some of the samples, in the order given."""
        return replace(self, X=self.X[indices], y=self.y[indices])


@dataclass(frozen=True, eq=False)
class Standardizer:
    """x to (x - mean)/std, feature by feature; mean and std (d,), in the units of the data."""

    mean: Array
    std: Array

    @classmethod
    def fit(cls, X: Array) -> "Standardizer":
        """Mean and population standard deviation of X (n, d); a constant feature keeps its scale.

        Rounding leaves a constant feature a tiny std, so it is told by its range.
        """
        largest = np.maximum(np.abs(X).max(axis=0), np.finfo(float).tiny)
        scaled = X / largest  # squares of very large or small numbers stay in range
        constant = X.max(axis=0) == X.min(axis=0)
        std = np.where(constant, 1.0, scaled.std(axis=0) * largest)
        return cls(np.where(constant, X[0], scaled.mean(axis=0) * largest), std)

    @classmethod
    def identity(cls, n_features: int) -> "Standardizer":
        """Leaves the data as they are."""
        return cls(np.zeros(n_features), np.ones(n_features))

    def __call__(self, X: Array) -> Array:
        """(n, d) in data units to (n, d) standardized."""
        return (X - self.mean) / self.std

    def inverse(self, X: Array) -> Array:
        """(n, d) standardized to (n, d) in data units."""
        return X * self.std + self.mean

    def in_data_units(self, parameters: Parameters) -> Parameters:
        """Weights that give the same logits on data that are not standardized."""
        W = parameters.W / self.std
        return Parameters(W, parameters.b - W @ self.mean)


def load_three_class() -> Dataset:
    """The project's example: two features, three overlapping classes of 50; made as data/README.md says."""
    return read_csv((DATA / "three_class.csv").read_text(), "three_class")


def load_iris() -> Dataset:
    """Fisher's iris: 150 flowers, four lengths in cm, three species of 50; equal to scikit-learn's."""
    return read_csv((DATA / "iris.csv").read_text(), "iris")


def read_csv(text: str, name: str) -> Dataset:
    """A data set from CSV text: a header, feature columns of numbers, the class in the last column.

    Classes are numbered in the order in which they first appear. Raises ValueError, naming row and
    column (the header is row 1), for anything that is not a table of finite numbers and class names.
    """
    header, *rows = _table(text, name) or [(1, [])]
    if len(header[1]) < 2 or not rows:
        raise ValueError(f"{name}: it must hold a header row, then at least one row of features and a class")
    X = np.array([_numbers(row, header[1], line) for line, row in rows])
    labels = [_label(row[-1], line, header[1][-1]) for line, row in rows]
    class_names = tuple(dict.fromkeys(labels))
    y = np.array([class_names.index(label) for label in labels])
    return Dataset(name, X, y, tuple(column.strip() for column in header[1][:-1]), class_names)


def _table(text: str, name: str) -> list[tuple[int, list[str]]]:
    """(line number, entries) of every line that is not blank."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=None))  # any byte order mark, any line ends
    try:
        return [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise ValueError(f"{name}: row {reader.line_num} is not CSV text: {error}") from None


def _label(entry: str, line: int, column: str) -> str:
    if not entry.strip():
        raise ValueError(f"row {line}, column {column.strip()} is empty; it must name a class")
    return entry.strip()


def _numbers(row: list[str], header: list[str], line: int) -> list[float]:
    if len(row) != len(header):
        raise ValueError(f"row {line} has {len(row)} entries; the header has {len(header)}")
    return [_number(entry, line, column) for entry, column in zip(row[:-1], header, strict=False)]


def _number(entry: str, line: int, column: str) -> float:
    try:
        value = float(entry)
    except ValueError:
        value = np.nan
    if not np.isfinite(value):
        raise ValueError(f"row {line}, column {column.strip()} holds {entry!r}; it must be a finite number")
    return value
