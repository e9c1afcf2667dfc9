"""What a run of Newton proves about a finite optimum, against the linear programs that decide every case."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.analysis.learning_rate import find_optimum
from trainer.analysis.reference import separation
from trainer.analysis.separation import Separation, separation_by_newton
from trainer.config import TrainingConfig
from trainer.datasets import Standardizer, load_iris, load_three_class
from trainer.model import Parameters
from trainer.training import train

IRIS, THREE = load_iris(), load_three_class()
PAIRS = [IRIS.select(pair) for pair in itertools.combinations(range(4), 2)]
LINE = np.array([[0.0], [1], [2], [3], [4], [5]])


def proved(X, y, k):
    return separation_by_newton(X, y, k, find_optimum(X, y, k, 0.0).parameters())


@pytest.mark.parametrize("data", [THREE, IRIS, *PAIRS], ids=lambda data: "-".join((data.name, *data.feature_names)))
@pytest.mark.parametrize("standardize", [True, False])
@pytest.mark.parametrize("seed", [None, 0, 1])
def test_the_built_in_data_are_decided_as_by_linear_programs(data, standardize, seed):
    rows = slice(None) if seed is None else np.random.default_rng(seed).permutation(150)[:100]
    X, y = data.X[rows], data.y[rows]
    X = Standardizer.fit(X)(X) if standardize else X
    assert proved(X, y, 3) == separation(X, y, 3)


@pytest.mark.parametrize(
    ("y", "expected"),
    [
        ([0, 0, 1, 1, 2, 2], Separation(False, (0, 2))),
        ([0, 1, 0, 1, 0, 1], Separation(True, ())),
        ([0, 1, 0, 2, 3, 2], None),
    ],
    ids=["classes at both ends", "classes that alternate", "two overlapping pairs"],
)
def test_on_a_line_nothing_false_is_proved(y, expected):
    y = np.array(y)
    assert proved(LINE, y, y.max() + 1) == expected


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 10**6), st.integers(2, 4), st.integers(1, 3), st.sampled_from([1e-6, 1.0, 1e6]))
def test_what_is_proved_is_what_linear_programs_decide(seed, k, d, unit):
    rng = np.random.default_rng(seed)
    X, y = unit * rng.standard_normal((8 * k, d)), np.repeat(np.arange(k), 8)
    X += unit * rng.uniform(0, 3) * rng.standard_normal((k, d))[y]
    assert proved(X, y, k) in (None, separation(X, y, k))


@pytest.mark.parametrize("scale", [0.0, 1.0])
def test_a_model_far_from_the_optimum_proves_nothing(scale):
    rng = np.random.default_rng(0)
    model = Parameters(scale * rng.standard_normal((3, 2)), np.zeros(3))
    assert separation_by_newton(THREE.X, THREE.y, 3, model) is None


@pytest.mark.parametrize("epochs", [1, 3, 10, 20, 30, 40, 100])
def test_a_class_without_samples_is_not_said_to_have_an_optimum(epochs):
    X, y = THREE.X[THREE.y < 2], THREE.y[THREE.y < 2]
    found = train(X, y, 3, TrainingConfig(optimizer="newton", n_epochs=epochs)).parameters()
    assert separation_by_newton(X, y, 3, found) != Separation(True, ())


def test_where_one_class_is_separated_and_another_touches_its_neighbour_nothing_is_proved():
    X = np.array([[-10.0], [-9.0], [0.0], [1.0], [1.0], [2.0]])
    y = np.array([0, 0, 1, 1, 2, 2])
    assert proved(X, y, 3) is None
