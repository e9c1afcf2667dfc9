"""Runs to take away: on the built-in data, on names that spreadsheets, Markdown and code would read, on large data."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from trainer.config import TrainingConfig
from trainer.datasets import Dataset, load_iris
from trainer.experiment import Experiment, run_experiment
from trainer.feature_map import with_squares_and_products
from trainer.generated import rings
from trainer.reading.read import read_bytes

INPUTS = Path(__file__).parents[1] / "reading" / "inputs"
FEATURES = ("=1+1", '@SUM(A1:A9)";\t=cmd|" /C calc"!A0', "x\n- **b** $x$ <script>")
CLASSES = ("+1+1", "-2+3", "花, 'x' \"y\"", "a;=1+1", "-1")


@cache
def hostile() -> Experiment:
    """A run on names that others would execute."""
    rng = np.random.default_rng(5)
    y = np.arange(40) % 5
    data = Dataset('"""\nimport os\nharm = 1', rng.standard_normal((40, 3)) + y[:, None], y, FEATURES, CLASSES)
    return run_experiment(data, TrainingConfig(n_epochs=7), held_out=0.2)


@cache
def awkward() -> Experiment:
    """A run on a table with marks in its names."""
    data = read_bytes((INPUTS / "awkward_names.csv").read_bytes(), "awkward_names.csv").dataset
    return run_experiment(data, TrainingConfig(n_epochs=5))


@cache
def iris(**settings: object) -> Experiment:
    """A run on iris, a fifth held out."""
    return run_experiment(load_iris(), replace(TrainingConfig(n_epochs=30), **settings), held_out=0.2)


@cache
def curved() -> Experiment:
    """A run on the two rings with squares and products."""
    return run_experiment(with_squares_and_products(rings()), TrainingConfig(1.0, 60, l2=0.01), held_out=0.3)
