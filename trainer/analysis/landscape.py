"""The loss over a plane through the optimum, and the paths of runs projected on it.

    theta(s, t) = theta* + s u + t v       u, v: top two eigenvectors of the Hessian at theta*
    s = <theta - theta*, u>     t = <theta - theta*, v>      the coordinates of a point of a path

Along u the loss is curved most, so a learning rate that is too large zigzags along u first. It is a slice:
a path leaves the plane, and the loss at its projection is not the loss of the run.

Adding one vector to every class changes no probability; u and v have no part in that direction, so runs
are projected alike whichever of the equal weights they hold. theta = [W | b] is (k, d+1).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.history import History
from trainer.labels import check_labels
from trainer.model import Parameters, hessian
from trainer.softmax import Array


@dataclass(frozen=True, eq=False)
class Plane:
    """theta(s, t) = optimum + s u + t v, with u and v (k, d+1) orthonormal.

    curvatures: the second derivatives of the loss along u and v, the larger one first.
    """

    optimum: Parameters
    u: Array
    v: Array
    curvatures: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Landscape:
    """loss[row, column] (m, m) at t[row], s[column]; s and t are (m,), ascending."""

    s: Array
    t: Array
    loss: Array


def plane_of_largest_curvature(optimum: Parameters, X: Array, l2: float = 0.0) -> Plane:
    """The plane through the optimum along which the loss is curved most; X (n, d)."""
    k, d = optimum.W.shape
    fix_gauge = np.kron(np.eye(k) - 1 / k, np.eye(d + 1))
    curvatures, vectors = np.linalg.eigh(fix_gauge @ hessian(optimum, X, l2) @ fix_gauge)
    v, u = (_point_up(vectors[:, i]).reshape(k, d + 1) for i in (-2, -1))
    return Plane(optimum, u, v, (float(curvatures[-1]), float(curvatures[-2])))


def _point_up(vector: Array) -> Array:
    """An eigenvector's sign is free: its largest entry becomes positive."""
    sign: float = np.sign(vector[np.argmax(np.abs(vector))])
    return sign * vector


def project(plane: Plane, history: History) -> Array:
    """The coordinates (s, t) of every epoch of a run, (E+1, 2)."""
    steps = np.dstack([history.W - plane.optimum.W, history.b - plane.optimum.b])
    return np.tensordot(steps, np.stack([plane.u, plane.v]), axes=([1, 2], [1, 2]))


def loss_landscape(
    plane: Plane,
    X: Array,
    y: np.ndarray,
    l2: float = 0.0,
    paths: Sequence[Array] = (),
    n_steps: int = 41,
) -> Landscape:
    """The loss on a grid of n_steps x n_steps that shows the optimum and the paths (E+1, 2).

    A path that flies off is cut: the grid follows it no farther from the optimum than zero weights are.
    """
    s, t = (_axis(axis, plane, paths, n_steps) for axis in (0, 1))
    at_optimum, along_u, along_v = _margins(plane, X, y)
    W, u, v = plane.optimum.W, plane.u[:, :-1], plane.v[:, :-1]
    loss = np.empty((n_steps, n_steps))
    for row, step in enumerate(t):
        M = (at_optimum + step * along_v)[:, None] + s[:, None] * along_u[:, None]
        weights = W + step * v + s[:, None, None] * u
        loss[row] = _log_sum_exp(M).mean(axis=-1) + l2 / 2 * (weights**2).sum(axis=(1, 2))
    return Landscape(s, t, loss)


def _axis(axis: int, plane: Plane, paths: Sequence[Array], n_steps: int) -> Array:
    """Values that span the paths, and on each side of the optimum at least a rise of 0.005 in loss."""
    room = 0.1 / math.sqrt(max(plane.curvatures[axis], 1e-12))
    farthest = math.hypot(np.linalg.norm(plane.optimum.W), np.linalg.norm(plane.optimum.b))
    seen = np.concatenate([[-room, room], *(np.clip(path[:, axis], -farthest, farthest) for path in paths)])
    margin = 0.1 * np.ptp(seen)
    return np.linspace(seen.min() - margin, seen.max() + margin, n_steps)


def _margins(plane: Plane, X: Array, y: np.ndarray) -> list[Array]:
    """Logit minus true logit, (k, n), of the optimum, of u and of v: the loss is ln sum_j exp(margin_j)."""
    X1 = np.vstack([X.T, np.ones(len(X))])
    y = check_labels(y, len(plane.u), len(X))
    thetas = (np.column_stack([plane.optimum.W, plane.optimum.b]), plane.u, plane.v)
    return [Z - Z[y, np.arange(len(y))] for Z in (theta @ X1 for theta in thetas)]


def _log_sum_exp(M: Array) -> Array:
    """ln sum_j exp(M_j) over the first axis, whose largest entry is taken out before exp."""
    m = M.max(axis=0)
    total: Array = m + np.log(np.exp(M - m).sum(axis=0))
    return total
