"""Whether the loss without a penalty has a finite optimum, proved from a run of Newton's method.

Two proofs need no linear program. A hyperplane with one class on one side and all others on the other: then
weights that grow along it lower the loss for ever. Or a point with a small gradient g, as the loss is
generalized self-concordant, |f'''[v, v, u]| <= R |u| f''[v, v] with R = sqrt(2) max |x|:

    R sqrt(g^T H^-1 g) / sqrt(lambda_min(H)) <= 1/2      there is a finite optimum near the point

Where classes touch, neither proof is found; `reference.separation` decides every case, but needs SciPy.
Source: Bach, Self-concordant analysis for logistic regression, 2010, proposition 2.
"""

import math
from dataclasses import dataclass

import numpy as np

from trainer.config import TrainingConfig
from trainer.datasets import Standardizer
from trainer.model import Parameters, gradient, hessian, logits
from trainer.softmax import Array
from trainer.training import train


@dataclass(frozen=True)
class Separation:
    """Whether the loss with l2 = 0 has a finite optimum, and the classes that prove it if not.

    classes holds every class that a hyperplane separates from all other classes. It can be empty though
    there is no finite optimum: when groups of classes are separated, or samples touch the hyperplane.
    """

    finite_optimum: bool
    classes: tuple[int, ...]


def separation_by_newton(X: Array, y: np.ndarray, n_classes: int, found: Parameters) -> Separation | None:
    """What can be proved with the model `found` at the end of Newton's run with l2 = 0 on X (n, d), y (n,).

    None where nothing is proved, or not of every class whether it can be separated.
    """
    basis = orthogonal_features(X)
    if _proves_finite_optimum(logits(found, X), basis, y):
        return Separation(True, ())
    alone = [_separates(basis, (y == label).astype(int)) for label in range(n_classes)]
    if None in alone or not any(alone):
        return None
    return Separation(False, tuple(label for label, separated in enumerate(alone) if separated))


def _proves_finite_optimum(Z: Array, basis: Array, y: np.ndarray) -> bool:
    """Whether the gradient at the logits Z (n, k) is so small that a finite optimum must be near."""
    (n, r), k = basis.shape, Z.shape[1]
    if not np.isfinite(Z).all():
        return False
    model = Parameters((Z - Z.mean(axis=1, keepdims=True)).T @ basis / n, np.zeros(k))  # has the same probabilities
    g = gradient(model, basis, y).W.ravel()
    H = hessian(model, basis).reshape(k, r + 1, k, r + 1)[:, :r, :, :r].reshape(k * r, k * r)
    curvatures, directions = np.linalg.eigh(H + np.kron(np.ones((k, k)), np.eye(r)))  # the gauge, filled in
    if curvatures[0] <= 1e-12 * curvatures[-1]:
        return False
    decrement = math.sqrt(float(np.sum((directions.T @ g) ** 2 / curvatures)))
    R = math.sqrt(2 * float((basis**2).sum(axis=1).max()))
    return R * decrement <= math.sqrt(curvatures[0]) / 2


def orthogonal_features(X: Array) -> Array:
    """Orthogonal columns (n, r) that span those of X1: no constant or doubled feature, no unit is left."""
    X1 = np.column_stack([Standardizer.fit(X)(X), np.ones(len(X))])
    U, s, _ = np.linalg.svd(X1, full_matrices=False)
    return U[:, s > 1e-12 * s[0]] * math.sqrt(len(X))


def _separates(basis: Array, y: np.ndarray) -> bool | None:
    """Whether a hyperplane separates the two classes of y, or None where neither is proved."""
    run = train(basis, y, 2, TrainingConfig(optimizer="newton", n_epochs=50, tolerance=1e-8))
    Z = logits(run.parameters(), basis)
    margins = (Z[:, 1] - Z[:, 0]) * (2 * y - 1)
    if margins.min() > 1e-6 * np.abs(margins).max():
        return True
    return False if _proves_finite_optimum(Z, basis, y) else None
