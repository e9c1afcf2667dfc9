"""The corners of curved regions: where a class is ahead of two others by the same odds.

m_i(u, v) = m_l(u, v) = 0           solved by Newton's method from the middle of the chord between i and l
"""

import numpy as np

from trainer.analysis.decision_regions import Box
from trainer.softmax import Array

STEPS = 8
REACH = 6  # cells: a sharp corner may lie beyond the cell in which its sides were last told apart
SMALL = 1e-6  # beside other margins


def with_corners(ring: Array, margins: Array, box: Box, cells: int) -> Array:
    """A ring (m, 2) of a grid of cells in a box with its corners between the points of two rivals.

    margins (r, 6): quadrics, how far the class is ahead of each rival beyond the odds.
    """
    if len(margins) < 2:
        return ring
    values = monomials(ring) @ margins.T
    nearest, least = values.argmin(axis=1), values.min(axis=1)
    on_a_side = np.isin(ring[:, 0], box[:2]) | np.isin(ring[:, 1], box[2:])
    on_the_boundary = ~on_a_side | (np.abs(least) <= SMALL * np.abs(least).max())
    following = np.roll(np.arange(len(ring)), -1)
    turns = (nearest != nearest[following]) & on_the_boundary & on_the_boundary[following]
    reach = REACH * np.hypot((box[1] - box[0]) / cells, (box[3] - box[2]) / cells)
    corners, places = [], []
    for place in np.flatnonzero(turns).tolist():
        middle = (ring[place] + ring[following[place]]) / 2
        corner = _meet(margins[[nearest[place], nearest[following[place]]]], middle)
        way = np.array([corner, (corner + middle) / 2])  # all of it lies within the region
        behind = (monomials(way) @ margins.T).min()
        if np.hypot(*(corner - middle)) <= reach and behind >= -SMALL * np.abs(values[place]).max():
            corners.append(corner)
            places.append(place + 1)
    return np.insert(ring, places, corners, axis=0) if corners else ring


def _meet(pair: Array, start: Array) -> Array:
    """Where two quadrics (2, 6) are 0; NaN where Newton's method finds no such point."""
    point = start.copy()
    for _ in range(STEPS):
        u, v = point
        _c, cu, cv, cuu, cuv, cvv = pair.T
        slopes = np.column_stack([cu + 2 * cuu * u + cuv * v, cv + cuv * u + 2 * cvv * v])
        value = (monomials(point[None]) @ pair.T)[0]
        determinant = slopes[0, 0] * slopes[1, 1] - slopes[0, 1] * slopes[1, 0]
        if determinant == 0:
            return np.full(2, np.nan)
        du = (value[0] * slopes[1, 1] - value[1] * slopes[0, 1]) / determinant
        dv = (value[1] * slopes[0, 0] - value[0] * slopes[1, 0]) / determinant
        point = point - np.array([du, dv])
    return point


def monomials(points: Array) -> Array:
    """1, u, v, u^2, u v, v^2 of points (m, 2)."""
    u, v = points.T
    return np.column_stack([np.ones_like(u), u, v, u * u, u * v, v * v])
