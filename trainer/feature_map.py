"""Squares and products of the features, beside the features themselves: what makes straight boundaries curved.

    (x, y) -> (x, y, x^2, x y, y^2)          d features to d + d (d + 1)/2

A model that is linear in these is quadratic in x and y. They are made before standardizing, from the data in
their own units, and row by row, so that no row learns of another.
"""

from itertools import combinations_with_replacement

import numpy as np

from trainer.datasets import Dataset
from trainer.softmax import Array

Pairs = list[tuple[int, int]]


def n_features_mapped(n_features: int) -> int:
    """How many features the map makes of d."""
    return n_features + n_features * (n_features + 1) // 2


def with_squares_and_products(dataset: Dataset) -> Dataset:
    """The same samples with all squares and products after the features; names x², x·y."""
    names, pairs = dataset.feature_names, _pairs(len(dataset.feature_names))
    made = tuple(f"{names[i]}²" if i == j else f"{names[i]}·{names[j]}" for i, j in pairs)
    return Dataset(dataset.name, squares_and_products(dataset.X), dataset.y, names + made, dataset.class_names)


def squares_and_products(X: Array) -> Array:
    """X (..., d) to (..., d + d (d + 1)/2), the features first, in the order of the names."""
    pairs = _pairs(X.shape[-1])
    return np.concatenate([X, X[..., [i for i, _ in pairs]] * X[..., [j for _, j in pairs]]], axis=-1)


def _pairs(n_features: int) -> Pairs:
    return list(combinations_with_replacement(range(n_features), 2))
