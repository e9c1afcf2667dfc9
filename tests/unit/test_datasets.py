"""The data sets against their sources, standardization against its definition, and broken CSV text."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import datasets as sklearn_datasets

from trainer.datasets import Dataset, Standardizer, load_iris, load_three_class, read_csv
from trainer.held_out import split
from trainer.model import Parameters, logits

ROOT = Path(__file__).resolve().parents[2]


def test_iris_equals_scikit_learns():
    ours, theirs = load_iris(), sklearn_datasets.load_iris()
    np.testing.assert_array_equal(ours.X, theirs.data)
    np.testing.assert_array_equal(ours.y, theirs.target)
    assert ours.feature_names == tuple(theirs.feature_names)
    assert ours.class_names == tuple(theirs.target_names)


def test_three_class_is_what_its_script_prints():
    command = [sys.executable, str(ROOT / "data" / "make_three_class.py")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert (ROOT / "data" / "three_class.csv").read_text() == printed


@pytest.mark.parametrize(("load", "name", "n_features"), [(load_iris, "iris", 4), (load_three_class, "three_class", 2)])
def test_built_in_data_have_three_classes_of_fifty(load, name, n_features):
    data = load()
    assert (data.name, data.X.shape, data.X.dtype) == (name, (150, n_features), np.float64)
    np.testing.assert_array_equal(np.bincount(data.y), [50, 50, 50])
    assert (len(data.feature_names), len(data.class_names)) == (n_features, 3)


def test_selected_features_keep_their_names_in_the_order_given():
    iris = load_iris()
    chosen = iris.select((3, 0))
    np.testing.assert_array_equal(chosen.X, np.column_stack([iris.X[:, 3], iris.X[:, 0]]))
    assert chosen.feature_names == ("petal width (cm)", "sepal length (cm)")
    assert (chosen.name, chosen.class_names) == (iris.name, iris.class_names)


def test_selected_rows_keep_their_classes_in_the_order_given():
    iris = load_iris()
    chosen = iris.rows(np.array([149, 0]))
    np.testing.assert_array_equal(chosen.X, iris.X[[149, 0]])
    np.testing.assert_array_equal(chosen.y, [2, 0])
    assert chosen.class_names == iris.class_names


@pytest.mark.parametrize("scale", [1e-150, 1e-8, 1, 1e8, 1e150, 1e300])
def test_standardized_features_have_mean_zero_and_standard_deviation_one(scale):
    X = load_iris().X * scale
    standardized = Standardizer.fit(X)(X)
    np.testing.assert_allclose(standardized.mean(axis=0), 0, atol=1e-13)
    np.testing.assert_allclose(standardized.std(axis=0), 1, rtol=1e-13)


def test_mean_and_standard_deviation_are_those_of_the_population():
    standardizer = Standardizer.fit(np.array([[1.0, 0.0], [3.0, 10.0]]))
    np.testing.assert_allclose(standardizer.mean, [2, 5], rtol=1e-15)
    np.testing.assert_allclose(standardizer.std, [1, 5], rtol=1e-15)


@pytest.mark.parametrize(
    ("value", "n"),
    [
        pytest.param(0.1, 10, id="0.1 ten times"),
        pytest.param(0.1, 150, id="0.1 150 times"),
        pytest.param(0.0, 5, id="zero"),
        pytest.param(-1e300, 7, id="huge"),
        pytest.param(1e-300, 7, id="tiny"),
        pytest.param(3.7, 1, id="one sample"),
    ],
)
def test_a_constant_feature_becomes_zero_and_keeps_its_scale(value, n):
    X = np.column_stack([np.full(n, value), np.arange(n)])
    standardizer = Standardizer.fit(X)
    assert (standardizer.mean[0], standardizer.std[0]) == (value, 1)
    np.testing.assert_array_equal(standardizer(X)[:, 0], 0)


def test_rounding_alone_would_give_a_constant_feature_a_scale():
    X = np.full((150, 1), 0.1)
    assert 0 < X.std() < 1e-16
    assert Standardizer.fit(X).std[0] == 1


def test_a_nearly_constant_feature_is_still_standardized():
    X = 1e6 + np.array([[0.0], [1e-3], [2e-3], [3e-3]])
    assert Standardizer.fit(X)(X).std() == pytest.approx(1, rel=1e-6)


@pytest.mark.parametrize("features", [[0.0, 1e-310, 5e-311], [1e-320, 2e-320, 3e-320]])
def test_subnormal_features_are_standardized_to_finite_numbers(features):
    X = np.array(features)[:, None]
    assert np.isfinite(Standardizer.fit(X)(X)).all()


def test_inverse_undoes_standardizing():
    X = load_iris().X
    standardizer = Standardizer.fit(X)
    np.testing.assert_allclose(standardizer.inverse(standardizer(X)), X, rtol=1e-14)


def test_identity_leaves_the_data_as_they_are():
    X = load_iris().X
    identity = Standardizer.identity(4)
    np.testing.assert_array_equal(identity(X), X)
    np.testing.assert_array_equal(identity.inverse(X), X)


@pytest.mark.parametrize("scale", [1e-8, 1, 1e150])
def test_weights_in_data_units_give_the_same_logits(scale):
    X, rng = load_iris().X * scale, np.random.default_rng(0)
    standardizer = Standardizer.fit(X)
    learned = Parameters(rng.normal(size=(3, 4)), rng.normal(size=3))
    np.testing.assert_allclose(
        logits(standardizer.in_data_units(learned), X), logits(learned, standardizer(X)), atol=1e-13
    )


def test_weights_of_many_epochs_are_translated_at_once():
    X, rng = load_iris().X, np.random.default_rng(0)
    standardizer = Standardizer.fit(X)
    W, b = rng.normal(size=(5, 3, 4)), rng.normal(size=(5, 3))
    every = standardizer.in_data_units(Parameters(W, b))
    one = standardizer.in_data_units(Parameters(W[3], b[3]))
    np.testing.assert_allclose(every.W[3], one.W, rtol=1e-15)
    np.testing.assert_allclose(every.b[3], one.b, rtol=1e-14)


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=60),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 10**6),
)
def test_a_split_is_disjoint_complete_and_leaves_every_class_in_training(labels, held_out, seed):
    y = np.array(labels)
    train_rows, held_out_rows = split(y, held_out, seed)
    np.testing.assert_array_equal(np.sort(np.concatenate([train_rows, held_out_rows])), np.arange(len(y)))
    assert set(y[train_rows]) == set(labels)
    assert np.all(np.diff(train_rows) > 0)
    assert np.all(np.diff(held_out_rows) > 0)


@pytest.mark.parametrize(("held_out", "expected"), [(0.0, 0), (0.1, 5), (0.2, 10), (0.5, 25), (0.999, 49)])
def test_every_class_gives_the_same_fraction(held_out, expected):
    y = load_iris().y
    np.testing.assert_array_equal(np.bincount(y[split(y, held_out, 0)[1]], minlength=3), expected)


def held_out_by_class(sizes, held_out, seed):
    y = np.repeat(np.arange(len(sizes)), sizes)
    return np.bincount(y[split(y, held_out, seed)[1]], minlength=len(sizes))


@pytest.mark.parametrize(
    ("sizes", "held_out", "expected"),
    [
        pytest.param([5] * 11, 0.1, 6, id="eleven classes of 5: 5.5"),
        pytest.param([3] * 10, 0.1, 3, id="ten classes of 3: 3"),
        pytest.param([7, 7, 7], 0.5, 11, id="three classes of 7: 10.5"),
        pytest.param([100, 100, 3], 0.1, 20, id="two large and a small one: 20.3"),
        pytest.param([2, 2], 0.1, 0, id="two classes of 2: 0.4"),
        pytest.param([1, 1, 1], 0.5, 0, id="classes of a single sample"),
        pytest.param([1, 5], 0.9, 4, id="all but one of the only class that can give"),
    ],
)
@pytest.mark.parametrize("seed", range(5))
def test_as_many_rows_are_held_out_as_were_asked_for(sizes, held_out, expected, seed):
    assert held_out_by_class(sizes, held_out, seed).sum() == expected


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.floats(0, 0.95), st.integers(0, 1000))
def test_every_class_is_held_out_where_there_are_rows_for_it(sizes, held_out, seed):
    counts = held_out_by_class(sizes, held_out, seed)
    able = [size > 1 for size in sizes]
    if counts.sum() >= sum(able):
        assert [count > 0 for count in counts] == able
    assert min(np.array(sizes) - counts) >= 1


def test_which_of_equal_classes_gives_a_row_more_is_by_lot():
    assert len({tuple(held_out_by_class([5] * 11, 0.1, seed)) for seed in range(20)}) > 5


# Rows held out before shares were rounded together (seed 0): experiments in the documentation quote their numbers.
@pytest.mark.parametrize(
    ("held_out", "first"),
    [
        (0.1, [2, 4, 18, 23, 36, 51, 55, 66]),
        (0.2, [2, 3, 4, 18, 20, 23, 24, 26]),
        (0.3, [1, 2, 3, 4, 10, 11, 18, 20]),
        (0.4, [1, 2, 3, 4, 6, 10, 11, 18]),
        (0.5, [1, 2, 3, 4, 6, 10, 11, 16]),
    ],
)
def test_the_split_of_the_built_in_data_stays_as_it_was(held_out, first):
    assert split(load_iris().y, held_out, 0)[1][: len(first)].tolist() == first
    np.testing.assert_array_equal(split(load_three_class().y, held_out, 0)[1], split(load_iris().y, held_out, 0)[1])


def test_the_seed_decides_which_rows_are_held_out():
    y = load_iris().y
    np.testing.assert_array_equal(split(y, 0.2, 1)[1], split(y, 0.2, 1)[1])
    assert list(split(y, 0.2, 1)[1]) != list(split(y, 0.2, 2)[1])


@pytest.mark.parametrize("held_out", [-0.1, 1, 1.5, np.nan, np.inf])
def test_a_fraction_outside_zero_to_one_is_named(held_out):
    with pytest.raises(ValueError, match=f"held_out is {held_out!r}; it must be at least 0 and below 1"):
        split(np.array([0, 1]), held_out, 0)


def test_csv_text_becomes_a_data_set():
    data = read_csv("width, height,kind\n1,2.5,cat\n-3e2,4,dog\n5,6, cat\n", "pets")
    assert isinstance(data, Dataset)
    np.testing.assert_array_equal(data.X, [[1, 2.5], [-300, 4], [5, 6]])
    np.testing.assert_array_equal(data.y, [0, 1, 0])
    assert (data.name, data.feature_names, data.class_names) == ("pets", ("width", "height"), ("cat", "dog"))


def test_classes_named_by_numbers_are_numbered_as_they_appear():
    data = read_csv("x,class\n1,30\n2,10\n3,20\n4,10\n", "numbers")
    np.testing.assert_array_equal(data.y, [0, 1, 2, 1])
    assert data.class_names == ("30", "10", "20")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x,class\n1,a\n2,b", id="no last line break"),
        pytest.param("x,class\r\n1,a\r\n2,b\r\n", id="windows"),
        pytest.param("x,class\r1,a\r2,b\r", id="old mac"),
        pytest.param("x,class\n\n1,a\n\n\n2,b\n\n", id="blank lines"),
        pytest.param('"x","class"\n"1","a"\n"2","b"\n', id="quoted"),
        pytest.param("\ufeffx,class\n1,a\n2,b\n", id="byte order mark"),
        pytest.param(" x , class\n 1 , a\n 2 , b \n", id="spaces"),
    ],
)
def test_the_same_table_is_read_however_it_is_written(text):
    data = read_csv(text, "data")
    np.testing.assert_array_equal(data.X, [[1], [2]])
    assert (data.feature_names, data.class_names) == (("x",), ("a", "b"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("x,class\n1,a\n2,b,c\n", "row 3 has 3 entries; the header has 2", id="too long"),
        pytest.param("x,y,class\n1,a\n", "row 2 has 2 entries; the header has 3", id="too short"),
        pytest.param("x,class\none,a\n", "row 2, column x holds 'one'", id="text for a number"),
        pytest.param("x,y,class\n1,2,a\n1,,b\n", "row 3, column y holds ''", id="nothing for a number"),
        pytest.param("x,class\n1,a\nnan,b\n", "row 3, column x holds 'nan'", id="nan"),
        pytest.param("x,class\n-inf,a\n", "row 2, column x holds '-inf'", id="infinite"),
        pytest.param("x,class\n1e400,a\n", "row 2, column x holds '1e400'", id="too large"),
        pytest.param("x,class\n1;5,a\n", "row 2, column x holds '1;5'", id="decimal comma"),
        pytest.param("x,class\n\n1,a\n\nbad,b\n", "row 5, column x holds 'bad'", id="after blank lines"),
    ],
)
def test_a_bad_entry_is_named_with_its_row_and_column(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_csv(text, "data")


@pytest.mark.parametrize("text", ["", "\n\n", "x", "x,class", "x,class\n", "x,class\n\n\n", "class\na\nb\n"])
def test_text_without_a_table_is_refused_with_the_name_of_the_data(text):
    with pytest.raises(ValueError, match="pets: it must hold a header row, then at least one row"):
        read_csv(text, "pets")


@pytest.mark.parametrize("text", ["x,class\n1,\n", "x,class\n1,a\n2,  \n"])
def test_an_empty_class_is_refused(text):
    with pytest.raises(ValueError, match=r"row \d, column class"):
        read_csv(text, "data")


@given(st.text(alphabet='01.x,"\n\r \0é;', max_size=60))
def test_any_text_is_a_data_set_of_finite_numbers_or_one_sentence(text):
    try:
        X = read_csv(text, "data").X
    except ValueError:
        X = np.zeros((1, 1))
    assert np.isfinite(X).all()


def test_an_enormous_entry_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="row 2"):
        read_csv("x,class\n" + "1" * 200_000 + ",a\n", "data")


@pytest.mark.parametrize("seed", range(5))
def test_where_small_classes_are_rounded_up_the_large_one_gives_less_and_each_is_held_out(seed):
    assert held_out_by_class((3, 3, 3, 3, 28), 0.125, seed).tolist() == [1, 1, 1, 1, 1]
