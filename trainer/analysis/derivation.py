"""The derivation of a - y, with the numbers of one sample: every quantity from x to the update.

    z = W x + b                 a = softmax(z)                  L = -sum_i y_i ln a_i
    dL/da_j = -y_j/a_j          da_j/dz_i = a_i (1 - a_i) where i = j, -a_i a_j elsewhere
    dL/dz_i = sum_j (dL/da_j)(da_j/dz_i) = sum_{j != i} a_i y_j + (a_i - 1) y_i
            = a_i sum_j y_j - y_i
            = a_i - y_i         because sum_j y_j = 1
    dL/dW = (dL/dz) x^T         dL/db = dL/dz                   (update.py takes the step)

The target y is one-hot, soft, or any numbers of at least 0. Where they do not sum to 1 the gradient
is a_i sum_j y_j - y_i, and a - y is wrong by a_i (1 - sum_j y_j).
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from trainer.model import Parameters, logits
from trainer.softmax import Array, complement, one_hot, softmax_jacobian, squared_error, squared_error_gradient


@dataclass(frozen=True, eq=False)
class Derivation:
    """Every quantity for one sample, in the order of the derivation; d features, k classes.

    x (d,), W (k, d), b (k,), products W[j, m] x[m] (k, d): None when the logits are given by hand
    z (k,), shift = max z, shifted = z - shift, exponentials (k,) of shifted and their sum
    a (k,), log_a (k,): finite even where a underflows to 0;  y (k,), y_sum
    terms -y_i ln a_i (k,), 0 where y_i = 0;  loss L, their sum
    dL_da (k,): -y_j/a_j, 0 where y_j = 0, else -inf where a_j underflows to 0
    jacobian (k, k): [j, i] is da_j/dz_i
    chain_terms (k, k): [j, i] is (dL/da_j)(da_j/dz_i), with a_j cancelled: y_j (a_i - [i = j])
    off_diagonal_sum (k,): sum_{j != i} a_i y_j;  diagonal (k,): (a_i - 1) y_i
    a_y (k,): a_i y_i, which completes that sum to a_sum_y (k,): a_i sum_j y_j
    dL_dz (k,): a_i sum_j y_j - y_i, whatever y sums to, added up so that nothing cancels
    one_minus_a (k,): the sum of the other probabilities, exact where a is all but 1
    a_minus_y (k,), error_of_a_minus_y (k,): (a - y) - dL_dz = a_i (1 - sum_j y_j)
    dL_dW (k, d), dL_db (k,): None when the logits are given by hand
    squared_error 1/2 ||a - y||^2 and squared_error_dz (k,): the other loss, J^T (a - y)
    """

    x: Array | None
    W: Array | None
    b: Array | None
    products: Array | None
    z: Array
    shift: float
    shifted: Array
    exponentials: Array
    exponential_sum: float
    a: Array
    log_a: Array
    y: Array
    y_sum: float
    terms: Array
    loss: float
    dL_da: Array
    jacobian: Array
    chain_terms: Array
    off_diagonal_sum: Array
    diagonal: Array
    a_y: Array
    a_sum_y: Array
    dL_dz: Array
    one_minus_a: Array
    a_minus_y: Array
    error_of_a_minus_y: Array
    dL_dW: Array | None
    dL_db: Array | None
    squared_error: float
    squared_error_dz: Array


def derive_logits(z: ArrayLike, y: ArrayLike) -> Derivation:
    """The derivation from logits z (k,) and a target y (k,), both given by hand.

    Raises ValueError unless z and y are finite and of one length of at least 2, and y is at least 0.
    """
    return _derive(z, y, x=None, W=None, b=None, products=None)


def derive_sample(parameters: Parameters, x: ArrayLike, y: ArrayLike) -> Derivation:
    """The derivation for a sample x (d,) under a model; y is its class or a target (k,).

    Raises ValueError for an x that does not fit the weights, and as `derive_logits` does.
    """
    W, b, x = parameters.W, parameters.b, _vector("x", x)
    if len(x) != W.shape[1]:
        raise ValueError(f"x holds {len(x)} features; the model has {W.shape[1]}")
    if np.ndim(y) == 0:
        if y not in range(len(b)):
            raise ValueError(f"y is {y!r}; a class must be a whole number from 0 to {len(b) - 1}")
        y = one_hot(int(y), len(b))  # type: ignore[arg-type]
    return _derive(logits(parameters, x), y, x=x, W=W, b=b, products=W * x)


def _derive(z: ArrayLike, y: ArrayLike, **sample: Any) -> Derivation:
    z, y = _vector("z", z), _vector("y", y)
    if y.shape != z.shape or len(z) < 2:
        raise ValueError(f"y holds {len(y)} targets for {len(z)} logits; one each, for at least 2 classes")
    if y.min() < 0:
        raise ValueError(f"y holds {y.min()}; a target must be at least 0")
    with np.errstate(over="ignore", divide="ignore"):  # what is too large is rightly inf
        forward = _to_loss(z, y)
        backward = _to_gradient(z, y, forward["a"], forward["y_sum"])
    x, dL_dz = sample["x"], backward["dL_dz"]
    dL_dW, dL_db = (None, None) if x is None else (np.outer(dL_dz, x), dL_dz)
    return Derivation(**sample, **forward, **backward, dL_dW=dL_dW, dL_db=dL_db)


def _to_loss(z: Array, y: Array) -> dict[str, Any]:
    shifted = z - z.max()
    exponentials = np.exp(shifted)
    log_a = shifted - np.log(exponentials.sum())
    terms = np.multiply(-y, log_a, where=y != 0, out=np.zeros_like(y))
    return {
        "z": z,
        "shift": float(z.max()),
        "shifted": shifted,
        "exponentials": exponentials,
        "exponential_sum": float(exponentials.sum()),
        "a": exponentials / exponentials.sum(),
        "log_a": log_a,
        "y": y,
        "y_sum": _sum_of_targets(y),
        "terms": terms,
        "loss": float(terms.sum()),
    }


def _sum_of_targets(y: Array) -> float:
    """Correctly rounded; a sum that is 1 up to the rounding of its decimals, as of 0.01 + 0.29 + 0.7, is 1."""
    total = math.fsum(y)
    return 1.0 if abs(total - 1) <= len(y) * np.finfo(np.float64).eps else total


def _to_gradient(z: Array, y: Array, a: Array, y_sum: float) -> dict[str, Any]:
    same = np.eye(len(z))  # [i = j]
    one_minus_a = complement(z)  # 1 - a would lose its digits where a is all but 1
    off_diagonal_sum, diagonal = a * ((1 - same) @ y), -one_minus_a * y
    a_minus_y = np.where(y == 1, -one_minus_a, a - y)
    return {
        "dL_da": np.divide(-y, a, where=y != 0, out=np.zeros_like(y)),
        "jacobian": softmax_jacobian(z),
        "chain_terms": y[:, None] * np.where(same == 1, -one_minus_a, a),
        "off_diagonal_sum": off_diagonal_sum,
        "diagonal": diagonal,
        "a_y": a * y,
        "a_sum_y": a * y_sum,
        "dL_dz": a_minus_y if y_sum == 1 else off_diagonal_sum + diagonal,
        "one_minus_a": one_minus_a,
        "a_minus_y": a_minus_y,
        "error_of_a_minus_y": a * (1 - y_sum),
        "squared_error": float(squared_error(z, y)),
        "squared_error_dz": squared_error_gradient(z, y),
    }


def _vector(name: str, values: ArrayLike) -> Array:
    vector = np.array(values, dtype=np.float64)  # a copy, for the derivation to keep
    if vector.ndim != 1 or not np.isfinite(vector).all():
        raise ValueError(f"{name} is {values!r}; it must be a row of finite numbers")
    return vector
