"""Weights by hand as they stand in a link: a number for each weight and bias, with commas between.

[w_1 ... w_d, b] of the first class, then of the next, in the units trained on
"""

import math

import numpy as np

from trainer.model import Parameters
from trainer.ui.settings import chosen_features, data_sets
from trainer.ui.settings.row import Values

MOST = 60  # numbers that a link holds
LARGEST = 1e6  # of one, up or down
LONGEST = 25 * MOST


def written(model: Parameters) -> str:
    """The text of weights; every number in full, so that a run goes on from exactly where it was."""
    theta = np.column_stack([model.W, model.b])
    return ",".join(repr(number + 0.0).replace("+", "") for number in theta.ravel().tolist())


def numbers(text: str) -> tuple[float, ...] | None:
    """The numbers of a text; None for none, and for what is no such text."""
    try:
        read = tuple(float(part) for part in text.split(",")) if text and "_" not in text else ()
    except ValueError:
        return None
    return read if read and all(math.isfinite(number) and abs(number) <= LARGEST for number in read) else None


def how_many(values: Values) -> int:
    """How many weights and biases there are with these data."""
    return data_sets.n_classes(values) * (chosen_features.n_features(values) + 1)


def fits(text: str, values: Values) -> bool:
    """Whether a text is empty or gives these data a number for each weight and bias."""
    if not text:
        return True
    many = how_many(values)
    return many <= MOST and len(numbers(text) or ()) == many
