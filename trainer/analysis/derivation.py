"""The derivation of a - y, with the numbers of one sample: every quantity from x to the update.

    z = W x + b                 a = softmax(z)                  loss = -sum_j y_j ln a_j
    dloss/da_j = -y_j/a_j       da_j/dz_i = a_i (1 - a_i) where i = j, -a_i a_j elsewhere
    dloss/dz_i = sum_j (dloss/da_j)(da_j/dz_i) = sum_{j != i} a_i y_j + (a_i - 1) y_i
               = a_i sum_j y_j - y_i
               = a_i - y_i      because sum_j y_j = 1
    dloss/dW = (dloss/dz) x^T   dloss/db = dloss/dz             (update.py takes the step)

i is one fixed class, j runs over all, f over the features. The target y is one-hot, soft, or any numbers of at
least 0. Where they do not sum to 1 the gradient is a_i sum_j y_j - y_i, and a - y is wrong by a_i (1 - sum_j y_j).
Logits by hand are scores s divided by a temperature T: z = s/T, and dloss/ds = (dloss/dz)/T.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from trainer.analysis.chain_rule import to_gradient, to_loss
from trainer.model import Parameters, logits
from trainer.softmax import Array, one_hot


@dataclass(frozen=True, eq=False)
class Derivation:
    """Every quantity for one sample, in the order of the derivation; d features, k classes.

    x (d,), W (k, d), b (k,), products W[j, f] x[f] (k, d): None when the logits are given by hand
    scores (k,) and temperature: what the logits by hand were made of; None and 1 for a sample
    z (k,), largest = max z, shifted = z - largest, exponentials (k,) of shifted and their sum
    a (k,), log_a (k,): finite even where a underflows to 0;  y (k,), y_sum
    terms -y_j ln a_j (k,), 0 where y_j = 0;  loss, their sum
    dloss_da (k,): -y_j/a_j, 0 where y_j = 0, else -inf where a_j underflows to 0
    jacobian (k, k): [j, i] is da_j/dz_i
    chain_terms (k, k): [j, i] is (dloss/da_j)(da_j/dz_i), with a_j cancelled: y_j (a_i - [i = j])
    off_diagonal_sum (k,): sum_{j != i} a_i y_j;  diagonal (k,): (a_i - 1) y_i
    a_y (k,): a_i y_i, which completes that sum to a_sum_y (k,): a_i sum_j y_j
    dloss_dz (k,): a_i sum_j y_j - y_i, whatever y sums to, added up so that nothing cancels
    one_minus_a (k,): the sum of the other probabilities, exact where a is all but 1
    a_minus_y (k,), error_of_a_minus_y (k,): (a - y) - dloss_dz = a_i (1 - sum_j y_j)
    dloss_dW (k, d), dloss_db (k,): None when the logits are given by hand
    squared_error 1/2 ||a - y||^2 and squared_error_dz (k,): the other loss, J^T (a - y)
    """

    x: Array | None
    W: Array | None
    b: Array | None
    products: Array | None
    scores: Array | None
    temperature: float
    z: Array
    largest: float
    shifted: Array
    exponentials: Array
    exponential_sum: float
    a: Array
    log_a: Array
    y: Array
    y_sum: float
    terms: Array
    loss: float
    dloss_da: Array
    jacobian: Array
    chain_terms: Array
    off_diagonal_sum: Array
    diagonal: Array
    a_y: Array
    a_sum_y: Array
    dloss_dz: Array
    one_minus_a: Array
    a_minus_y: Array
    error_of_a_minus_y: Array
    dloss_dW: Array | None
    dloss_db: Array | None
    squared_error: float
    squared_error_dz: Array

    @property
    def true_class(self) -> int | None:
        """The class of a one-hot target, None for any other target."""
        return int(self.y.argmax()) if self.y_sum == 1 and np.count_nonzero(self.y) == 1 else None

    @property
    def dloss_ds(self) -> Array:
        """The slope in the scores (k,), of which z = scores / temperature."""
        return self.dloss_dz / self.temperature


def derive_logits(scores: ArrayLike, y: ArrayLike, temperature: float = 1.0) -> Derivation:
    """The derivation from logits z = scores / temperature (k,) and a target y (k,), all given by hand.

    Raises ValueError unless z and y are finite and of one length of at least 2, y is at least 0, and the
    temperature is a finite number above 0.
    """
    if not 0 < temperature < np.inf:
        raise ValueError(f"temperature is {temperature!r}; it must be a finite number above 0")
    scores = _vector("z", scores)
    return _derive(
        scores / temperature, y, x=None, W=None, b=None, products=None, scores=scores, temperature=temperature
    )


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
    return _derive(logits(parameters, x), y, x=x, W=W, b=b, products=W * x, scores=None, temperature=1.0)


def _derive(z: ArrayLike, y: ArrayLike, **sample: Any) -> Derivation:
    z, y = _vector("z", z), _vector("y", y)
    if y.shape != z.shape or len(z) < 2:
        raise ValueError(f"y holds {len(y)} targets for {len(z)} logits; one each, for at least 2 classes")
    if y.min() < 0:
        raise ValueError(f"y holds {y.min()}; a target must be at least 0")
    with np.errstate(over="ignore", divide="ignore"):  # what is too large is rightly inf
        forward = to_loss(z, y)
        backward = to_gradient(z, y, forward["a"], forward["y_sum"])
    x, dloss_dz = sample["x"], backward["dloss_dz"]
    dloss_dW, dloss_db = (None, None) if x is None else (np.outer(dloss_dz, x), dloss_dz)
    return Derivation(**sample, **forward, **backward, dloss_dW=dloss_dW, dloss_db=dloss_db)


def _vector(name: str, values: ArrayLike) -> Array:
    vector = np.array(values, dtype=np.float64)  # a copy, for the derivation to keep
    if vector.ndim != 1 or not np.isfinite(vector).all():
        raise ValueError(f"{name} is {values!r}; it must be a row of finite numbers")
    return vector
