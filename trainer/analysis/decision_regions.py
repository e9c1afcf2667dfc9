"""The exact decision regions of a linear classifier in a plane.

    region of class j at odds r : 1  =  { (u, v) : z_j - z_i >= ln r for every other class i }

A softmax classifier gives class j r times the probability of class i exactly where z_j - z_i = ln r,
and logits are linear, so each region is a rectangle cut by k - 1 straight lines: a convex polygon
with a few corners. The sides of the regions at odds 1 : 1 are the decision boundary.
"""

import numpy as np

from trainer.model import Parameters
from trainer.softmax import Array

Box = tuple[float, float, float, float]

ODDS = (1, 3, 19)  # at 19 : 1 against each other class, the region's class is all but certain


def logit_planes(parameters: Parameters, axes: tuple[int, int], fixed: Array) -> Array:
    """Logits as functions of two features: z_j = slope_u u + slope_v v + constant; (..., k, 3).

    The features that are not an axis are held at their value in `fixed` (d,). W (..., k, d) and
    b (..., k) may hold many epochs.
    """
    W, b = parameters.W, parameters.b
    rest = np.array(fixed, dtype=float)
    rest[list(axes)] = 0
    return np.stack([W[..., axes[0]], W[..., axes[1]], b + W @ rest], axis=-1)


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
    corners = np.tile([[u0, v0], [u1, v0], [u1, v1], [u0, v1]], (len(lines), 1, 1))
    for other in range(k):
        corners = _clip(corners, lines[:, other])
    return corners.reshape(*many, k, len(odds), -1, 2)


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
