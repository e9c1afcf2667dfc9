"""Squares and products of the features, beside the features themselves: what makes straight boundaries curved.

    (x, y) -> (x, y, x^2, x y, y^2)          d features to d + d (d + 1)/2

A model that is linear in these is quadratic in x and y. They are made before standardizing, from the data in
their own units, and row by row, so that no row learns of another.
"""

from collections.abc import Sequence
from itertools import combinations_with_replacement

import numpy as np

from trainer.datasets import Dataset
from trainer.softmax import Array

Pairs = tuple[tuple[int, int], ...]


def n_features_mapped(n_features: int) -> int:
    """How many features the map makes of d."""
    return n_features + n_features * (n_features + 1) // 2


def with_squares_and_products(dataset: Dataset) -> Dataset:
    """The same samples with all squares and products after the features; names x², x·y."""
    pairs = _pairs(len(dataset.feature_names))
    names = names_with_products(dataset.feature_names, pairs)
    return Dataset(dataset.name, with_products(dataset.X, pairs), dataset.y, names, dataset.class_names, pairs)


def names_with_products(names: Sequence[str], pairs: Pairs) -> tuple[str, ...]:
    """The names of features, and after them those of their products."""
    return (*names, *(f"{names[i]}²" if i == j else f"{names[i]}·{names[j]}" for i, j in pairs))


def squares_and_products(X: Array) -> Array:
    """X (..., d) to (..., d + d (d + 1)/2), the features first, in the order of the names."""
    return with_products(X, _pairs(X.shape[-1]))


def with_products(X: Array, pairs: Pairs) -> Array:
    """X (..., d) to (..., d + p), the features first and then the product of each of p pairs."""
    if not pairs:
        return X
    left, right = np.array(pairs).T
    return np.concatenate([X, X[..., left] * X[..., right]], axis=-1)


def _pairs(n_features: int) -> Pairs:
    return tuple(combinations_with_replacement(range(n_features), 2))
