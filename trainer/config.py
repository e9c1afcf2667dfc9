"""How to train: TrainingConfig, and what is allowed in it."""

import math
import numbers
import sys
from dataclasses import dataclass

import numpy as np

from trainer.optimizers import OPTIMIZERS
from trainer.softmax import LOSSES

STARTS = "None or a tuple of finite numbers, one a weight and bias"


@dataclass(frozen=True)
class TrainingConfig:
    """How to train. ValueError names the field, its value and what is allowed.

    `batch_size` None uses all rows at each step. What else an optimizer reads is in its row of
    optimizers.OPTIMIZERS; what it does not read has no effect.
    `init_scale` is the standard deviation of the first weights; `start` gives them one by one instead, [w_1 ... w_d, b]
    of the first class, then of the next.
    `loss` is "cross_entropy", or "squared_error" to see why one does not train on it.
    Training stops after `n_epochs`, or once the norm of the gradient is at most `tolerance`.
    """

    learning_rate: float = 0.1
    n_epochs: int = 200
    batch_size: int | None = None
    l2: float = 0.0
    optimizer: str = "gradient_descent"
    momentum: float = 0.9
    init_scale: float = 0.0
    seed: int = 0
    tolerance: float = 0.0
    loss: str = "cross_entropy"
    start: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for the first field whose value is not allowed."""
        smallest = math.nextafter(0, 1)
        check_number("learning_rate", self.learning_rate, "a finite number above 0", smallest)
        check_integer("n_epochs", self.n_epochs, 1)
        if self.batch_size is not None:
            check_integer("batch_size", self.batch_size, 1)
        check_number("l2", self.l2, "a finite number of at least 0", 0)
        check_number("momentum", self.momentum, "at least 0 and below 1", 0, 1)
        check_number("init_scale", self.init_scale, "a finite number of at least 0", 0)
        check_integer("seed", self.seed, 0)
        check_number("tolerance", self.tolerance, "a finite number of at least 0", 0)
        if not (self.start is None or (isinstance(self.start, tuple) and self.start)):
            raise ValueError(f"start is {self.start!r}; it must be {STARTS}")
        for number in self.start or ():
            check_number("start", number, STARTS, -sys.float_info.max)
        if self.optimizer not in tuple(OPTIMIZERS):  # a list has no hash
            raise ValueError(f"optimizer is {self.optimizer!r}; it must be one of {', '.join(OPTIMIZERS)}")
        if self.loss not in LOSSES:
            raise ValueError(f"loss is {self.loss!r}; it must be one of {', '.join(LOSSES)}")
        reads = OPTIMIZERS[self.optimizer].reads
        if "loss" not in reads and self.loss != "cross_entropy":
            raise ValueError(
                f"loss is {self.loss!r}; {self.optimizer} needs cross_entropy, whose Hessian is never negative"
            )
        if "batch_size" not in reads and self.batch_size is not None:
            raise ValueError(f"batch_size is {self.batch_size}; {self.optimizer} uses all rows, so it must be None")


def check_number(name: str, value: object, allowed: str, low: float, high: float = math.inf) -> None:
    """Raise unless value is a real number with low <= value < high (bool is no number)."""
    real = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    try:
        number = float(value) if real else math.nan  # type: ignore[arg-type]
    except OverflowError:
        number = math.inf
    if not low <= number < high:
        raise ValueError(f"{name} is {value!r}; it must be {allowed}")


def check_integer(name: str, value: object, low: int) -> None:
    """Raise unless value is a whole number of at least low (bool is no number)."""
    whole = isinstance(value, numbers.Integral) and not isinstance(value, bool)
    if not (whole and value >= low):  # type: ignore[operator]
        raise ValueError(f"{name} is {value!r}; it must be a whole number of at least {low}")
