"""Decision regions of a classifier that is linear in features, squares and products: bounded by conics.

    z_j(u, v) = c + c_u u + c_v v + c_uu u^2 + c_uv u v + c_vv v^2          a quadric for each class

    region of class j at odds r : 1  =  { (u, v) : z_j - z_i >= ln r for every other class i }

The regions are followed around on a grid (marching squares), and where a side of the grid is crossed the crossing is
sought until it lies on the boundary. So corners of an outline are exact, and between two of them it is a chord of a
cell; where it passes from one rival class to another, the point where both are as far behind is a corner of its own.
What is smaller than a cell may be missed, nothing else.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from trainer.analysis.corners import monomials, with_corners
from trainer.analysis.decision_regions import ODDS, Axes, Box
from trainer.feature_map import Pairs
from trainer.model import Parameters
from trainer.softmax import Array

CELLS = 120  # of the grid, along each axis
STEPS = 24  # to a crossing
Ring = Array  # (m, 2), its inside at the left hand
SEGMENTS = {  # corners inside (1 bottom left, 2 bottom right, 4 top right, 8 top left) to (from side, to side)
    1: ((0, 3),),
    2: ((1, 0),),
    3: ((1, 3),),
    4: ((2, 1),),
    6: ((2, 0),),
    7: ((2, 3),),
    8: ((3, 2),),
    9: ((0, 2),),
    11: ((1, 2),),
    12: ((3, 1),),
    13: ((0, 1),),
    14: ((3, 0),),
}
APART = {5: ((0, 3), (2, 1)), 10: ((1, 0), (3, 2))}  # two opposite corners inside, the middle outside
JOINED = {5: ((0, 1), (2, 3)), 10: ((3, 0), (1, 2))}  # and inside


def logit_quadrics(parameters: Parameters, axes: Axes, fixed: Array, products: Pairs) -> Array:
    """Logits as functions of two features (u, v): coefficients of 1, u, v, u^2, u v, v^2; (..., k, 6).

    W (..., k, d + p) of d features and p products of them; features that are no axis are held at `fixed` (d,).
    """
    linear = np.zeros((len(fixed), 3))
    linear[:, 0] = fixed
    for place, axis in enumerate(axes, start=1):
        linear[axis] = np.eye(3)[place]
    rows = [[*row, 0.0, 0.0, 0.0] for row in linear]
    for left, right in products:
        (a, b, c), (d, e, f) = linear[left], linear[right]
        rows.append([a * d, a * e + b * d, a * f + c * d, b * e, b * f + c * e, c * f])
    quadrics = parameters.W @ np.array(rows)
    quadrics[..., 0] += parameters.b
    return np.asarray(quadrics)


def logits_at(quadrics: Array, points: Array) -> Array:
    """Logits (m, k) of quadrics (k, 6) at points (m, 2)."""
    return np.asarray(monomials(points) @ quadrics.T)


def curved_regions(quadrics: Array, box: Box, odds: tuple[float, ...] = ODDS, cells: int = CELLS) -> list[list[Ring]]:
    """The rings around every class's region at every odds inside a box, class by class, in the order of odds.

    quadrics (k, 6). Outer rings go counterclockwise, holes clockwise. A class with the same logits as another
    everywhere has no region.
    """
    u, v = np.linspace(box[0], box[1], cells + 1), np.linspace(box[2], box[3], cells + 1)
    across, up = np.meshgrid(np.pad(u, 1, mode="edge"), np.pad(v, 1, mode="edge"))
    points = np.stack([across, up], axis=-1)
    Z = logits_at(quadrics, points.reshape(-1, 2)).reshape(*across.shape, -1)
    regions = []
    for label in range(len(quadrics)):
        others = np.delete(np.arange(len(quadrics)), label)
        tied = (quadrics[others] == quadrics[label]).all(axis=1).any()
        ahead = Z[..., label] - Z[..., others].max(axis=-1)
        ahead[[0, -1]] = ahead[:, [0, -1]] = -np.inf  # a rim, so that every ring closes at the sides of the box

        for least in np.log(odds):
            lead = partial(_lead, quadrics, label, others, least)
            found = [] if tied else _rings(ahead - least, points, lead)
            margins = quadrics[label] - quadrics[others]
            margins[:, 0] -= least
            regions.append([with_corners(ring, margins, box, cells) for ring in found])
    return regions


def _lead(quadrics: Array, label: int, others: NDArray[np.intp], least: float, points: Array) -> Array:
    """By how much more than the least a class is ahead of all others, at points (m, 2)."""
    Z = logits_at(quadrics, points)
    return np.asarray(Z[:, label] - Z[:, others].max(axis=1) - least)


def _rings(values: Array, points: Array, of: Callable[[Array], Array]) -> list[Ring]:
    """The rings around where values (r, c) at points (r, c, 2) are at least 0; `of` gives the value anywhere."""
    inside = values >= 0
    rows, columns = np.nonzero(inside[:-1, :-1] | inside[:-1, 1:] | inside[1:, 1:] | inside[1:, :-1])
    code = inside[rows, columns] + 2 * inside[rows, columns + 1] + 4 * inside[rows + 1, columns + 1]
    code = code + 8 * inside[rows + 1, columns]
    middles = (points[rows, columns] + points[rows + 1, columns + 1]) / 2
    following: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    for row, column, corners, middle in zip(rows.tolist(), columns.tolist(), code.tolist(), middles, strict=True):
        if corners == 15:
            continue
        segments = SEGMENTS.get(corners) or (JOINED if of(middle[None])[0] >= 0 else APART)[corners]
        sides = ((0, row, column), (1, row, column + 1), (0, row + 1, column), (1, row, column))
        following |= {sides[start]: sides[end] for start, end in segments}
    places = _crossings(list(following), values, points, of)
    rings = []
    while following:
        side, ring = next(iter(following)), []
        while side in following:
            ring.append(places[side])
            side = following.pop(side)
        rings.append(np.array(ring))
    return rings


def _crossings(
    sides: list[tuple[int, int, int]], values: Array, points: Array, of: Callable[[Array], Array]
) -> dict[tuple[int, int, int], Array]:
    """Where each side of the grid, (0, row, column) to the right or (1, row, column) upwards, is crossed."""
    if not sides:
        return {}
    kind, row, column = np.array(sides).T
    ends = (row, column), (row + kind, column + 1 - kind)
    swap = values[ends[0]] < 0
    a, b = (np.where(swap[:, None], points[ends[1 - end]], points[ends[end]]) for end in (0, 1))
    fa, fb = (np.where(swap, values[ends[1 - end]], values[ends[end]]) for end in (0, 1))
    low, high = np.zeros(len(sides)), np.where(np.isneginf(fb), 0.0, 1.0)  # on the rim both ends are one place
    fb = np.where(np.isneginf(fb), -1.0, fb)
    for step in range(STEPS):  # halves and secants in turn: the crossing stays between low and high
        share = np.clip(fa / np.maximum(fa - fb, np.finfo(float).tiny), 0, 1) if step % 2 == 0 else 0.5
        t = low + share * (high - low)
        f = of(a + t[:, None] * (b - a))
        low, fa = np.where(f >= 0, t, low), np.where(f >= 0, f, fa)
        high, fb = np.where(f >= 0, high, t), np.where(f >= 0, fb, f)
    share = np.clip(fa / np.maximum(fa - fb, np.finfo(float).tiny), 0, 1)
    t = low + share * (high - low)
    return dict(zip(sides, a + t[:, None] * (b - a), strict=True))
