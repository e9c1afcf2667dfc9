"""Data sets made by a formula, each to teach one thing; all in two features, rounded to two decimals.

    blobs        class j normal around r (cos, sin)(2 pi j/k), r such that neighbouring centres are 3 apart
    separable    two classes on two sides of a slanting gap
    imbalanced   a common class and a rare one, overlapping
    rings        one class around the other: no straight line parts them, a circle does

The same arguments give the same samples.
"""

import math

import numpy as np

from trainer.datasets import Dataset
from trainer.labels import Labels
from trainer.softmax import Array

APART = 3.0  # between the centres of neighbouring blobs
GAP = 0.3  # from the line to the nearest sample, on either side


def blobs(spread: float = 1.0, n_classes: int = 4, seed: int = 0, per_class: int = 40) -> Dataset:
    """k classes on a circle, with standard deviation `spread` in both features; ValueError for k < 2 or a spread <= 0.

    No centre lies between others, so that straight boundaries can part them all if the spread is small.
    """
    if n_classes < 2 or not 0 < spread < math.inf:
        raise ValueError(f"spread is {spread!r} and n_classes {n_classes!r}; they must be above 0 and at least 2")
    rng = np.random.default_rng(seed)
    angles = 2 * np.pi * np.arange(n_classes) / n_classes + np.pi / 2
    centres = APART / (2 * math.sin(math.pi / n_classes)) * np.column_stack([np.cos(angles), np.sin(angles)])
    y = np.repeat(np.arange(n_classes), per_class)
    return _made("blobs", centres[y] + spread * rng.standard_normal((len(y), 2)), y, _numbered(n_classes))


def separable(n: int = 120, seed: int = 0) -> Dataset:
    """n samples in the square from -3 to 3, half of them above the line v = u/2, none nearer to it than the gap."""
    rng = np.random.default_rng(seed)
    points = rng.uniform(-3, 3, size=(8 * n, 2))
    distance = (points[:, 1] - points[:, 0] / 2) / math.hypot(1, 1 / 2)
    above, below = (points[side][: n // 2] for side in (distance > GAP + 0.01, distance < -GAP - 0.01))
    return _made("separable", np.concatenate([above, below]), np.repeat([0, 1], n // 2), ("above", "below"))


def imbalanced(n_common: int = 190, n_rare: int = 10, seed: int = 0) -> Dataset:
    """A common class around (0, 0) and a rare one around (1.8, 1.2), both with standard deviation 1."""
    rng = np.random.default_rng(seed)
    y = np.repeat([0, 1], [n_common, n_rare])
    centres = np.array([[0.0, 0.0], [1.8, 1.2]])
    return _made("imbalanced", centres[y] + rng.standard_normal((len(y), 2)), y, ("common", "rare"))


def rings(n: int = 200, seed: int = 0) -> Dataset:
    """n samples, half of them within 1 of the origin, half between 1.5 and 2.5 away from it."""
    rng = np.random.default_rng(seed)
    y = np.repeat([0, 1], n // 2)
    radius = np.where(y == 0, np.sqrt(rng.uniform(0, 1, len(y))), rng.uniform(1.5, 2.5, len(y)))
    angle = rng.uniform(0, 2 * np.pi, len(y))
    return _made("rings", radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)]), y, ("inner", "outer"))


def _made(name: str, X: Array, y: Labels, class_names: tuple[str, ...]) -> Dataset:
    return Dataset(name, np.round(X, 2) + 0.0, y, ("x", "y"), class_names)


def _numbered(n_classes: int) -> tuple[str, ...]:
    return tuple(f"class {label}" for label in range(1, n_classes + 1))
