"""The exact decision regions of a linear classifier in a plane.

    region of class j at odds r : 1  =  { (u, v) : z_j - z_i >= ln r for every other class i }

A softmax classifier gives class j r times the probability of class i exactly where z_j - z_i = ln r,
and logits are linear, so each region is a rectangle cut by k - 1 straight lines: a convex polygon
with a few corners. The sides of the regions at odds 1 : 1 are the decision boundary. Classes with the same
logits everywhere, as all have before training, are ahead of each other nowhere: they have no region.
"""

import numpy as np
from numpy.typing import NDArray

from trainer.labels import Labels
from trainer.model import Parameters
from trainer.softmax import Array

Box = tuple[float, float, float, float]
Axes = tuple[int, ...]  # the columns of the two features shown, or of the only feature there is

ODDS = (1, 3, 19)  # at 19 : 1 against each other class, the region's class is all but certain


def logit_planes(parameters: Parameters, axes: Axes, fixed: Array) -> Array:
    """Logits as functions of two features: z_j = slope_u u + slope_v v + constant; (..., k, 3).

    With a single axis slope_v is 0. The features that are not an axis are held at their value in
    `fixed` (d,). W (..., k, d) and b (..., k) may hold many epochs.
    """
    W, b = parameters.W, parameters.b
    rest = np.array(fixed, dtype=float)
    rest[list(axes)] = 0
    slope_v = W[..., axes[1]] if len(axes) > 1 else np.zeros_like(b)
    return np.stack([W[..., axes[0]], slope_v, b + W @ rest], axis=-1)


def all_tied(parameters: Parameters) -> NDArray[np.bool_]:
    """Whether all classes have the same weights, so that all are equally probable everywhere: (...)."""
    W, b = parameters.W, parameters.b
    return np.asarray((W[..., :1, :] == W).all(axis=(-2, -1)) & (b == b[..., :1]).all(axis=-1))


def misclassified(Z: Array, y: Labels) -> NDArray[np.bool_]:
    """Which samples are given a class that is not theirs, logits Z (..., n, k) to (..., n); a tie decides nothing."""
    tied = (Z.max(axis=-1, keepdims=True) == Z).sum(axis=-1) > 1
    return np.asarray((Z.argmax(axis=-1) != y) & ~tied)


def probability_at_least(odds: float, n_classes: int) -> float:
    """The least probability of a class that is ahead of each other class by odds : 1."""
    return odds / (odds + n_classes - 1)


def decision_regions(planes: Array, box: Box, odds: tuple[float, ...] = ODDS) -> Array:
    """Corners of every class's region at every odds inside box (u0, u1, v0, v1).

    planes (..., k, 3) to corners (..., k, len(odds), v, 2), v the most corners any region has. A
    region with fewer repeats its last corner; an empty one holds NaN.
    """
    *many, k, _ = planes.shape
    u0, u1, v0, v1 = box
    lines = np.repeat((planes[..., :, None, :] - planes[..., None, :, :])[..., None, :, :], len(odds), axis=-3)
    lines[..., 2] -= np.log(odds)[:, None] * (1 - np.eye(k))[:, None, :]
    lines = lines.reshape(-1, k, 3)
    same = (planes[..., :, None, :] == planes[..., None, :, :]).all(axis=-1).sum(axis=-1) > 1
    corners = np.tile([[u0, v0], [u1, v0], [u1, v1], [u0, v1]], (len(lines), 1, 1))
    for other in range(k):
        corners = _clip(corners, lines[:, other])
    corners = corners.reshape(*many, k, len(odds), -1, 2)
    corners[same] = np.nan
    return corners


def _clip(corners: Array, lines: Array) -> Array:
    """The part of each convex polygon (m, v, 2) where a u + b v + c >= 0 for its line (m, 3).

    Source: Sutherland and Hodgman, Reentrant polygon clipping, 1974, for all polygons at once.
    """
    side = np.einsum("mvc,mc->mv", corners, lines[:, :2]) + lines[:, 2:]
    following, following_side = np.roll(corners, -1, axis=1), np.roll(side, -1, axis=1)
    inside = side >= 0
    crosses = inside != (following_side >= 0)
    with np.errstate(invalid="ignore", divide="ignore"):  # only read where the side is crossed
        crossing = corners + (side / (side - following_side))[..., None] * (following - corners)
    m, v = side.shape
    candidates = np.stack([corners, crossing], axis=2).reshape(m, 2 * v, 2)
    keep = np.stack([inside, crosses & ~np.isnan(side)], axis=2).reshape(m, 2 * v)
    count = keep.sum(axis=1)
    order = np.argsort(~keep, axis=1, kind="stable")
    slots = np.minimum(np.arange(count.max(initial=1)), np.maximum(count, 1)[:, None] - 1)
    kept = np.take_along_axis(candidates, np.take_along_axis(order, slots, axis=1)[..., None], axis=1)
    kept[count == 0] = np.nan
    return kept
