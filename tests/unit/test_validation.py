"""Every argument that train cannot use, and the sentence that says so."""

import math
import re

import numpy as np
import pytest

from trainer import Parameters, TrainingConfig, train
from trainer.family import train_family

NOT_NUMBERS = [math.nan, math.inf, -math.inf, "0.1", None, True, False, [0.1], 1j, np.array([0.1, 0.2])]
NOT_WHOLE = [1.0, 2.5, "3", True, False, [1], math.nan, math.inf, -1]
BAD = {
    "learning_rate": ("a finite number above 0", [*NOT_NUMBERS, 0, 0.0, -0.1]),
    "n_epochs": ("a whole number of at least 1", [*NOT_WHOLE, None, 0]),
    "batch_size": ("a whole number of at least 1", [*NOT_WHOLE, 0, "all"]),
    "l2": ("a finite number of at least 0", [*NOT_NUMBERS, -1e-9]),
    "momentum": ("at least 0 and below 1", [*NOT_NUMBERS, -0.1, 1, 1.5]),
    "init_scale": ("a finite number of at least 0", [*NOT_NUMBERS, -1]),
    "seed": ("a whole number of at least 0", [*NOT_WHOLE, None]),
    "tolerance": ("a finite number of at least 0", [*NOT_NUMBERS, -1e-9]),
    "optimizer": (
        "one of gradient_descent, momentum, nesterov, adam, newton",
        ["sgd", "", "Newton", None, 3, True, ["newton"], math.nan],
    ),
    "start": (
        "None or a tuple of finite numbers, one a weight and bias",
        [(), [0.1], "0.1", 1.0, np.array([1.0])],
    ),
    "loss": ("one of cross_entropy, squared_error", ["mse", "", None, 1]),
}
GOOD = {
    "learning_rate": [1, 1e-300, 1e300, np.float32(0.5), np.float64(0.5), np.int64(2)],
    "n_epochs": [1, np.int64(5)],
    "batch_size": [None, 1, 10**6, np.int32(3)],
    "l2": [0, 0.0, 5, 1e300],
    "momentum": [0, 0.0, 0.999],
    "init_scale": [0, 2],
    "seed": [0, 2**64, np.uint8(7)],
    "tolerance": [0, 1],
    "optimizer": ["gradient_descent", "momentum", "nesterov", "adam", "newton"],
    "start": [None, (0.5,), (1, -2.5, 1e300)],
    "loss": ["cross_entropy", "squared_error"],
}
X = np.arange(6.0).reshape(3, 2)
LABELS = "labels must be whole numbers from 0 to 2"


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [(field, value, allowed) for field, (allowed, values) in BAD.items() for value in values],
)
def test_a_value_not_allowed_is_named_with_what_is(field, value, allowed):
    with pytest.raises(ValueError, match=re.escape(f"{field} is {value!r}; it must be {allowed}")):
        TrainingConfig(**{field: value})


@pytest.mark.parametrize(("field", "value"), [(field, value) for field in GOOD for value in GOOD[field]])
def test_a_value_allowed_is_kept(field, value):
    assert getattr(TrainingConfig(**{field: value}), field) == value


@pytest.mark.parametrize("number", NOT_NUMBERS)
def test_a_start_holds_finite_numbers_alone(number):
    with pytest.raises(ValueError, match=r"start is .*it must be None or a tuple of finite numbers"):
        TrainingConfig(start=(0.5, number))


@pytest.mark.parametrize("train_it", [train, lambda *given: train_family(*given, (0.1,))])
def test_a_start_has_a_number_for_every_weight_and_bias(train_it):
    with pytest.raises(ValueError, match="start holds 8 numbers; it must hold 9, 2 weights and a bias"):
        train_it(X, [0, 1, 2], 3, TrainingConfig(start=(1.0,) * 8))


def test_every_field_is_tested_here():
    fields = set(TrainingConfig.__dataclass_fields__)
    assert (set(BAD), set(GOOD)) == (fields, fields)


def test_newton_takes_no_batches():
    with pytest.raises(ValueError, match="batch_size is 10; newton uses all rows, so it must be None"):
        TrainingConfig(optimizer="newton", batch_size=10)


@pytest.mark.parametrize("field", ["learning_rate", "l2", "init_scale", "tolerance"])
def test_a_whole_number_too_large_for_a_float_is_refused(field):
    with pytest.raises(ValueError, match=f"{field} is 1000.*; it must be a finite number"):
        TrainingConfig(**{field: 10**400})


def test_newton_takes_no_loss_but_cross_entropy():
    with pytest.raises(ValueError, match="loss is 'squared_error'; newton needs cross_entropy"):
        TrainingConfig(optimizer="newton", loss="squared_error")


@pytest.mark.parametrize(
    ("W", "b", "sentence"),
    [
        pytest.param(np.zeros((2, 2)), np.zeros(3), "W of shape (2, 2)", id="too few classes"),
        pytest.param(np.zeros((3, 4)), np.zeros(3), "W of shape (3, 4)", id="too many features"),
        pytest.param(np.zeros((3, 2)), np.zeros((3, 1)), "b of shape (3, 1)", id="bias in a column"),
        pytest.param(np.full((3, 2), math.nan), np.zeros(3), "start holds a number that is not finite", id="nan"),
        pytest.param(np.zeros((3, 2)), np.full(3, math.inf), "start holds a number that is not finite", id="inf"),
    ],
)
def test_a_start_that_does_not_fit_is_refused(W, b, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        train(X, [0, 1, 2], 3, start=Parameters(W, b))


def test_a_configuration_cannot_be_changed():
    config = TrainingConfig()
    with pytest.raises(AttributeError):
        config.learning_rate = 1.0  # type: ignore[misc]


@pytest.mark.parametrize("value", [1, 0, -3, 2.0, "3", True, None, math.nan])
def test_a_number_of_classes_below_two_or_not_whole_is_named(value):
    with pytest.raises(ValueError, match=re.escape(f"n_classes is {value!r}; it must be a whole number")):
        train(X, [0, 1, 1], value)


@pytest.mark.parametrize("entry", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize(("row", "column"), [(0, 0), (2, 1), (1, 0)])
def test_what_is_not_finite_is_named_with_its_row_and_column(entry, row, column):
    spoiled = X.copy()
    spoiled[row, column] = entry
    with pytest.raises(ValueError, match=f"X holds {entry} in row {row}, column {column}; it must hold finite"):
        train(spoiled, [0, 1, 2], 3)


def test_the_first_of_several_bad_entries_is_named():
    spoiled = X.copy()
    spoiled[1, 1] = spoiled[2, 0] = math.nan
    with pytest.raises(ValueError, match="row 1, column 1"):
        train(spoiled, [0, 1, 2], 3)


@pytest.mark.parametrize(
    ("features", "shape"),
    [
        pytest.param([1.0, 2.0, 3.0], "(3,)", id="one dimension"),
        pytest.param(np.zeros((3, 2, 2)), "(3, 2, 2)", id="three dimensions"),
        pytest.param(np.zeros((0, 2)), "(0, 2)", id="no sample"),
        pytest.param(np.zeros((3, 0)), "(3, 0)", id="no feature"),
        pytest.param(None, "()", id="nothing"),
    ],
)
def test_features_of_a_wrong_shape_are_refused_with_their_shape(features, shape):
    with pytest.raises(ValueError, match=re.escape(f"X has shape {shape}; it must be (n samples, d features)")):
        train(features, [0, 1, 2], 3)


@pytest.mark.parametrize(
    "features",
    [
        pytest.param([[1], [2], ["a"]], id="text"),
        pytest.param([[1], [2], [3, 4]], id="ragged"),
        pytest.param([[1], [2], [3j]], id="complex"),
        pytest.param([[1], [2], [{}]], id="object"),
    ],
)
def test_features_that_are_no_table_of_numbers_are_refused(features):
    with pytest.raises(ValueError, match="X must be a table of numbers"):
        train(features, [0, 1, 2], 3)


def test_features_too_large_for_a_float_are_refused():
    with pytest.raises(ValueError, match="X"):
        train([[10**400], [0], [0]], [0, 1, 2], 3)


@pytest.mark.parametrize(
    ("y", "row", "entry"),
    [
        pytest.param([10, 20, 30], 0, "10", id="10, 20, 30"),
        pytest.param([1, 2, 3], 2, "3", id="counted from one"),
        pytest.param([0, -1, 2], 1, "-1", id="negative"),
        pytest.param([0, 1, 1.5], 2, "1.5", id="not whole"),
        pytest.param([0, math.nan, 2], 1, "nan", id="nan"),
        pytest.param([math.inf, 0, 2], 0, "inf", id="infinite"),
        pytest.param(["setosa", "virginica", "setosa"], 0, "'setosa'", id="text"),
        pytest.param(["0", "1", "2"], 0, "'0'", id="digits as text"),
        pytest.param([True, False, True], 0, "True", id="truth values"),
    ],
)
def test_a_bad_label_is_named_with_its_row(y, row, entry):
    with pytest.raises(ValueError, match=re.escape(f"y holds {entry} in row {row}; {LABELS}")):
        train(X, y, 3)


@pytest.mark.parametrize(
    ("y", "row"),
    [pytest.param([0, 1, None], 2, id="none"), pytest.param([0, 1, 2**70], 2, id="huge")],
)
def test_a_bad_label_among_objects_is_named_with_its_row(y, row):
    with pytest.raises(ValueError, match=f"in row {row}; {LABELS}"):
        train(X, y, 3)


@pytest.mark.parametrize(
    ("y", "shape"), [([0, 1], "(2,)"), ([[0, 1, 2]], "(1, 3)"), (np.eye(3), "(3, 3)"), (None, "()")]
)
def test_labels_of_a_wrong_shape_are_refused_with_their_shape(y, shape):
    with pytest.raises(ValueError, match=re.escape(f"y has shape {shape}; it must hold one label for each of the 3")):
        train(X, y, 3)


def test_ragged_labels_are_refused_by_name():
    with pytest.raises(ValueError, match=r"^y "):
        train(X, [0, [1], 2], 3)


@pytest.mark.parametrize("y", [[0.0, 1.0, 2.0], np.array([0, 1, 2], np.uint8), (0, 1, 2)])
def test_whole_labels_of_any_type_are_taken(y):
    assert train(X, y, 3).loss[-1] == train(X, [0, 1, 2], 3).loss[-1]
