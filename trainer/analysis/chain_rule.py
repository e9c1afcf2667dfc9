"""The steps from logits to the loss, and from the loss back to the logits, as numbers.

    forward    z -> a = softmax(z) -> loss = -sum_j y_j ln a_j
    backward   dloss/da_j = -y_j/a_j, times da_j/dz_i, summed over j

Nothing is divided by a probability that may have underflowed: (-y_j/a_j) * (da_j/dz_i) is y_j (a_i - [i = j]), with
a_j cancelled. `derivation.py` names every field and gives the formulas.
"""

import math
from typing import Any

import numpy as np

from trainer.softmax import Array, complement, softmax_jacobian, squared_error, squared_error_gradient


def to_loss(z: Array, y: Array) -> dict[str, Any]:
    """From z (k,) and y (k,) to the loss: the fields of a Derivation from z to loss."""
    shifted = z - z.max()
    exponentials = np.exp(shifted)
    log_a = shifted - np.log(exponentials.sum())
    terms = np.multiply(-y, log_a, where=y != 0, out=np.zeros_like(y))
    return {
        "z": z,
        "largest": float(z.max()),
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


def to_gradient(z: Array, y: Array, a: Array, y_sum: float) -> dict[str, Any]:
    """From the loss back to z (k,): the fields of a Derivation from dloss_da on."""
    same = np.eye(len(z))  # [i = j]
    one_minus_a = complement(z)  # 1 - a would lose its digits where a is all but 1
    off_diagonal_sum, diagonal = a * ((1 - same) @ y), -one_minus_a * y
    a_minus_y = np.where(y == 1, -one_minus_a, a - y)
    return {
        "dloss_da": np.divide(-y, a, where=y != 0, out=np.zeros_like(y)),
        "jacobian": softmax_jacobian(z),
        "chain_terms": y[:, None] * np.where(same == 1, -one_minus_a, a),
        "off_diagonal_sum": off_diagonal_sum,
        "diagonal": diagonal,
        "a_y": a * y,
        "a_sum_y": a * y_sum,
        "dloss_dz": a_minus_y if y_sum == 1 else off_diagonal_sum + diagonal,
        "one_minus_a": one_minus_a,
        "a_minus_y": a_minus_y,
        "error_of_a_minus_y": a * (1 - y_sum),
        "squared_error": float(squared_error(z, y)),
        "squared_error_dz": squared_error_gradient(z, y),
    }


def _sum_of_targets(y: Array) -> float:
    """Correctly rounded; a sum that is 1 up to the rounding of its decimals, as of 0.01 + 0.29 + 0.7, is 1."""
    total = math.fsum(y)
    return 1.0 if abs(total - 1) <= len(y) * np.finfo(np.float64).eps else total
