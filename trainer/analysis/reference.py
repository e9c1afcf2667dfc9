"""scikit-learn as the witness: its optimum of our objective, and whether there is an optimum at all.

    ours            mean cross-entropy + l2/2 ||W||^2
    scikit-learn    C * (sum of cross-entropies) + 1/2 ||W||^2        so C = 1/(n l2)

With two classes scikit-learn fits one vector w. Ours are W = (-w/2, w/2), so ||W||^2 = ||w||^2/2 and
C = 2/(n l2). The bias is free in both. This is the only module that imports scikit-learn (and SciPy, which
comes with it), and only when a function is called.
"""

import math
import threading
import warnings
from dataclasses import dataclass
from importlib import import_module

import numpy as np

from trainer.analysis.separation import Separation, orthogonal_features
from trainer.facts import NotAllowed
from trainer.model import Parameters, loss
from trainer.softmax import Array, one_hot
from trainer.validation import check_training_data

SOLVER, TOLERANCE, MAX_ITERATIONS = "newton-cg", 1e-10, 200
LARGEST = 1e50  # beyond, scikit-learn's products overflow and it searches for seconds
ONE_FIT_AT_A_TIME = threading.Lock()  # recording warnings is global to the process


@dataclass(frozen=True)
class Complaint:
    """A warning of scikit-learn: kind "stopped_early", "line_search" or "other", and its own words."""

    kind: str
    message: str


@dataclass(frozen=True, eq=False)
class Reference:
    """scikit-learn's optimum: W (k, d) and b (k,), both centered, our loss there, and what it complained of.

    n_iter counts the iterations of its solver; complaints are empty if it found no fault.
    """

    parameters: Parameters
    loss: float
    n_iter: int
    complaints: tuple[Complaint, ...]


def load() -> None:
    """Import scikit-learn and SciPy's linear programs, about a second: call it in the background."""
    import_module("scipy.optimize")
    import_module("sklearn.linear_model")


def fit_reference(X: Array, y: np.ndarray, n_classes: int, l2: float) -> Reference:
    """LogisticRegression on X (n, d), y (n,) with the same objective, to a gradient of 1e-10.

    With l2 = 0 there may be no finite optimum (see `separation`): scikit-learn then stops somewhere, without
    a warning. Raises ValueError as `train` does, for a class without samples, and for numbers above 1e50.
    """
    from sklearn.linear_model import LogisticRegression

    X, y = _check(X, y, n_classes)
    if np.abs(X).max() > LARGEST:
        raise NotAllowed("X holds numbers above {largest:g}; standardize the features to compare", largest=LARGEST)
    C = inverse_penalty(len(y), n_classes, l2)
    model = LogisticRegression(C=C, solver=SOLVER, tol=TOLERANCE, max_iter=MAX_ITERATIONS)
    with ONE_FIT_AT_A_TIME, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model.fit(X, y)
        W, b = model.coef_, model.intercept_
        if n_classes == 2:
            W, b = np.vstack([-W / 2, W / 2]), np.array([-b[0] / 2, b[0] / 2])
        parameters = Parameters(W, b)
        value = loss(parameters, X, y, l2)
    complaints = {complaint.kind: complaint for complaint in map(_complaint, caught)}  # each kind once
    return Reference(parameters, value, int(model.n_iter_.max()), tuple(complaints.values()))


def inverse_penalty(n: int, n_classes: int, l2: float) -> float:
    """scikit-learn's C for our l2: 1/(n l2), twice that for two classes, inf without a penalty."""
    return (2 if n_classes == 2 else 1) / (n * l2) if l2 else math.inf


def _complaint(caught: warnings.WarningMessage) -> Complaint:
    """The kind by the words first: the line search warns in more than one category."""
    message, category = str(caught.message), caught.category.__name__
    if "line search" in message.lower() or category == "LineSearchWarning":
        return Complaint("line_search", message)
    return Complaint("stopped_early" if category == "ConvergenceWarning" else "other", message)


def _check(X: Array, y: np.ndarray, n_classes: int) -> tuple[Array, np.ndarray]:
    X, y = check_training_data(X, y, n_classes)
    missing = np.setdiff1d(np.arange(n_classes), y)
    if len(missing):
        raise NotAllowed(
            "y has no sample of class {label}; its bias would fall for ever, so there is no optimum", label=missing[0]
        )
    return X, y


def separation(X: Array, y: np.ndarray, n_classes: int) -> Separation:
    """Whether the loss with l2 = 0 has a finite optimum on X (n, d), y (n,), decided by linear programs.

    It has none exactly if some D (k, d+1) lowers no margin and raises one: (d_y - d_j) . x1 >= 0 for
    every sample and every class j, not all 0. Raises ValueError as `fit_reference` does.
    Source: Albert and Anderson, On the existence of maximum likelihood estimates, 1984.
    """
    X, y = _check(X, y, n_classes)
    basis = orthogonal_features(X)
    signs = np.where(one_hot(y, n_classes) == 1, 1.0, -1.0)
    alone = tuple(label for label in range(n_classes) if _separates(signs[:, [label]] * basis))
    return Separation(not (alone or _raises_a_margin(_margins(basis, y, n_classes))), alone)


def _margins(basis: Array, y: np.ndarray, n_classes: int) -> Array:
    """The matrix that takes D, without d_0 = 0, to all margins: (n (k-1), (k-1) r)."""
    sample, other = np.nonzero(1 - one_hot(y, n_classes))
    row = np.arange(len(sample))
    matrix = np.zeros((len(sample), n_classes, basis.shape[1]))
    matrix[row, y[sample]] = basis[sample]
    matrix[row, other] = -basis[sample]
    return matrix[:, 1:].reshape(len(sample), -1)


def _raises_a_margin(margins: Array) -> bool:
    """Whether 0 <= margins D <= 1 has an answer but zeros: scaled up, the largest margin is then 1."""
    from scipy.optimize import linprog

    bounds = np.repeat([1.0, 0.0], len(margins))
    found = linprog(-margins.sum(axis=0), np.vstack([margins, -margins]), bounds, bounds=(None, None))
    return bool(found.status == 0 and -found.fun > 0.5)


def _separates(signed: Array) -> bool:
    """Whether some w has signed w >= 1 in every row."""
    from scipy.optimize import linprog

    n, r = signed.shape
    return bool(linprog(np.zeros(r), -signed, np.full(n, -1.0), bounds=(None, None)).status == 0)
