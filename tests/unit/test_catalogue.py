"""The built-in data against their sources, and each made set against what it is there to teach."""

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import datasets as sklearn_datasets

from trainer import TrainingConfig, train
from trainer.analysis.reference import separation
from trainer.catalogue import CATALOGUE, PICTURES, load_digits, load_penguins, load_wine, read_penguins
from trainer.datasets import Standardizer
from trainer.feature_map import n_features_mapped, squares_and_products, with_squares_and_products
from trainer.figures.theme import CLASS_COLOURS
from trainer.generated import GAP, blobs, imbalanced, rings, separable
from trainer.validation import check_samples

ROOT = Path(__file__).resolve().parents[2]
MADE = {"blobs": blobs, "separable": separable, "imbalanced": imbalanced, "rings": rings}


def optimum_accuracy(data):
    """The accuracy of Newton's model of the data, lightly penalized so that it exists."""
    X = Standardizer.fit(data.X)(data.X)
    return train(X, data.y, len(data.class_names), TrainingConfig(optimizer="newton", l2=1e-4)).accuracy[-1]


@pytest.mark.parametrize("name", list(CATALOGUE))
def test_every_built_in_set_can_be_trained_on(name):
    data = CATALOGUE[name]()
    X, y = check_samples(data.X, data.y, data.feature_names, data.class_names)
    assert data.name == name
    assert (X.dtype, set(y.tolist())) == (np.float64, set(range(len(data.class_names))))
    assert len(data.class_names) <= len(CLASS_COLOURS)


@pytest.mark.parametrize(
    ("load", "source"),
    [
        pytest.param(load_wine, sklearn_datasets.load_wine, id="wine"),
        pytest.param(load_digits, sklearn_datasets.load_digits, id="digits"),
    ],
)
def test_wine_and_digits_equal_scikit_learns(load, source):
    ours, theirs = load(), source()
    np.testing.assert_array_equal(ours.X, theirs.data)
    np.testing.assert_array_equal(ours.y, theirs.target)


def test_digits_are_pictures_of_eight_by_eight():
    assert PICTURES["digits"] == (8, 8)
    data = load_digits()
    assert data.class_names == tuple("0123456789")
    assert data.feature_names[9] == "row 2 column 2"
    np.testing.assert_array_equal(data.X.reshape(-1, 8, 8), sklearn_datasets.load_digits().images)


# Counts and means of the published table: Horst, Hill and Gorman, palmerpenguins, 2020.
def test_penguins_are_the_published_ones():
    data = load_penguins()
    counts = dict(zip(data.class_names, np.bincount(data.y).tolist(), strict=True))
    assert counts == {"Adelie": 151, "Gentoo": 123, "Chinstrap": 68}
    np.testing.assert_allclose(data.X.mean(axis=0), [43.92193, 17.15117, 200.9152, 4201.754], rtol=1e-6)


def test_penguins_without_measures_are_left_out_and_said():
    with (ROOT / "data" / "penguins.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert (len(rows), sum("NA" in row.values() for row in rows)) == (344, 2)
    said = {fact.kind: dict(fact.values) for fact in read_penguins().facts}
    assert said["missing"] == {"count": 2, "rows": 344}


@pytest.mark.parametrize("name", list(MADE))
def test_made_data_are_the_same_for_the_same_seed_and_others_for_another(name):
    one, same, other = MADE[name](), MADE[name](), MADE[name](seed=1)
    np.testing.assert_array_equal(one.X, same.X)
    assert (one.X != other.X).any()
    np.testing.assert_array_equal(one.X, np.round(one.X, 2))


@given(st.integers(2, 20), st.floats(0.05, 5), st.integers(0, 10**6))
def test_blobs_have_the_classes_asked_for_around_centres_three_apart(k, spread, seed):
    data = blobs(spread, k, seed)
    assert np.bincount(data.y).tolist() == [40] * k
    centres = np.array([data.X[data.y == label].mean(axis=0) for label in range(k)])
    steps = np.linalg.norm(centres - np.roll(centres, -1, axis=0), axis=1)
    assert np.abs(steps - 3).max() < 5 * spread * np.sqrt(2 / 40) + 0.01


@pytest.mark.parametrize(("spread", "k"), [(0, 3), (-1, 3), (np.inf, 3), (np.nan, 3), (1, 1)])
def test_blobs_that_cannot_be_are_refused(spread, k):
    with pytest.raises(ValueError, match="they must be above 0 and at least 2"):
        blobs(spread, k)


@pytest.mark.parametrize("k", [2, 3, 11, 20])
def test_narrow_blobs_can_be_told_apart_by_a_linear_model(k):
    assert optimum_accuracy(blobs(0.2, k)) == 1


def test_the_separable_set_has_a_gap_and_so_no_finite_optimum():
    data = separable()
    distance = (data.X[:, 1] - data.X[:, 0] / 2) / np.hypot(1, 1 / 2)
    assert np.bincount(data.y).tolist() == [60, 60]
    assert (distance[data.y == 0] > GAP).all()
    assert (distance[data.y == 1] < -GAP).all()
    assert not separation(data.X, data.y, 2).finite_optimum


def test_the_rare_class_is_one_in_twenty():
    data = imbalanced()
    assert np.bincount(data.y).tolist() == [190, 10]
    assert 0.9 < optimum_accuracy(data) < 1  # always "common" is right for 95 of 100


def test_two_rings_defeat_a_linear_model_and_not_a_quadratic_one():
    data = rings()
    assert optimum_accuracy(data) < 0.7
    assert optimum_accuracy(with_squares_and_products(data)) == 1


def test_squares_and_products_are_named_after_their_factors():
    mapped = with_squares_and_products(rings())
    assert mapped.feature_names == ("x", "y", "x²", "x·y", "y²")
    x, y = rings().X.T
    np.testing.assert_array_equal(mapped.X, np.column_stack([x, y, x * x, x * y, y * y]))
    np.testing.assert_array_equal(mapped.y, rings().y)


@given(st.integers(1, 6), st.integers(0, 1000))
def test_the_map_of_a_row_is_the_row_of_the_map(d, seed):
    X = np.random.default_rng(seed).normal(size=(5, d))
    mapped = squares_and_products(X)
    assert mapped.shape == (5, n_features_mapped(d))
    np.testing.assert_array_equal(squares_and_products(X[2]), mapped[2])
    symmetric = X[:, :, None] * X[:, None, :]
    np.testing.assert_allclose(np.sort(mapped[:, d:]), np.sort(symmetric[:, *np.triu_indices(d)]), rtol=1e-15)


def test_the_penguins_file_is_what_its_script_makes():
    """From a table as published, here made again from the file with the columns that the script leaves out."""
    kept = (ROOT / "data" / "penguins.csv").read_text()
    rows = [line.split(",") for line in kept.splitlines()[1:]]
    header = "species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex,year\n"
    published = header + "".join(f"{row[4]},Dream,{','.join(row[:4])},NA,2007\n" for row in rows)
    command = [sys.executable, str(ROOT / "data" / "make_penguins.py")]
    assert subprocess.run(command, input=published, capture_output=True, text=True, check=True).stdout == kept
