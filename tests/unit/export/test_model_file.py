"""A model as JSON: written as the schema says, read back as it was, and refused with a sentence where it is not one."""

import json
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.unit.export import runs
from trainer.export.model_file import model_json
from trainer.export.model_reading import MOST_BYTES, read_model
from trainer.facts import Refused
from trainer.model import predict_proba

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "model.schema.json").read_text("utf-8"))
RUNS = {"iris": runs.iris, "curved": runs.curved, "hostile": runs.hostile, "awkward": runs.awkward}
QUERY = {"learning_rate": "0.3", "dataset": "iris"}


@pytest.mark.parametrize("name", RUNS)
def test_a_model_is_written_as_the_schema_says(name):
    jsonschema.validate(json.loads(model_json(RUNS[name](), QUERY)), SCHEMA)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", RUNS)
def test_a_model_read_back_is_the_same_to_the_last_bit(name):
    run = RUNS[name]()
    data = run.dataset
    model = read_model(model_json(run, QUERY))
    assert (model.features, model.classes) == (data.feature_names[: data.n_given], data.class_names)
    assert (model.products, model.settings) == (data.products, QUERY)
    np.testing.assert_array_equal(model.parameters.W, run.history.W[-1])
    np.testing.assert_array_equal(model.parameters.b, run.history.b[-1])
    expected = predict_proba(run.history.parameters(), run.standardizer(data.X))
    np.testing.assert_array_equal(model.predict_proba(data.X[:, : data.n_given]), expected)


CURVED = json.loads(model_json(runs.curved(), QUERY))


def changed(**parts):
    return json.dumps(CURVED | parts).encode()


NUMBERS = [0.5] * 5
FAULTS = {
    "too large": (b" " * (MOST_BYTES + 1), "model_too_large"),
    "empty": (b"", "model_not_json"),
    "text": (b"W = 1", "model_not_json"),
    "a pickle": (b"\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00\x8c\x07os.name\x94.", "model_not_json"),
    "deep": (b"[" * 500_000, "model_not_json"),
    "a list": (b"[]", "model_not_ours"),
    "another format": (changed(format="model"), "model_not_ours"),
    "a later version": (changed(version=2), "model_version"),
    "a version that is no number": (changed(version=True), "model_version"),
    "no features": (changed(features=[]), "model_names"),
    "101 features": (changed(features=[str(i) for i in range(101)]), "model_names"),
    "a feature that is a number": (changed(features=["x", 1]), "model_names"),
    "a feature twice": (changed(features=["x", "x"]), "model_names_again"),
    "one class": (changed(classes=["a"]), "model_names"),
    "21 classes": (changed(classes=[str(i) for i in range(21)]), "model_names"),
    "a class that cannot be shown": (changed(classes=["a", "\ud800"]), "model_names"),
    "a product of a feature that is not there": (changed(products=[[0, 0], [0, 1], [1, 2]]), "model_products"),
    "a product of one": (changed(products=[[0], [0, 1], [1, 1]]), "model_products"),
    "a product of a half": (changed(products=[[0, 0.5], [0, 1], [1, 1]]), "model_products"),
    "too many products": (changed(products=[[0, 0]] * 99), "model_products"),
    "no scaler": (changed(scaler=None), "model_shape"),
    "a short scaler": (changed(scaler={"mean": [0, 0], "std": NUMBERS}), "model_shape"),
    "a standard deviation of 0": (changed(scaler={"mean": NUMBERS, "std": [0.0] * 5}), "model_std"),
    "a negative standard deviation": (changed(scaler={"mean": NUMBERS, "std": [-1] * 5}), "model_std"),
    "a row too many": (changed(W=[NUMBERS] * 3), "model_shape"),
    "rows of unequal length": (changed(W=[NUMBERS, NUMBERS[:4]]), "model_shape"),
    "a weight that is text": (changed(W=[NUMBERS, ["1"] * 5]), "model_shape"),
    "a weight that is true": (changed(W=[NUMBERS, [True] * 5]), "model_shape"),
    "NaN": (changed(b=[float("nan"), 0]), "model_range"),
    "infinity": (changed(b=[float("inf"), 0]), "model_range"),
    "a number beyond float64": (changed(b=[0, 0]).replace(b"[0, 0]}", b"[1e999, 0]}"), "model_range"),
    "a whole number of 400 digits": (changed(b=[10**400, 0]), "model_range"),
    "a number too large": (changed(b=[1e101, 0]), "model_range"),
    "settings that are a list": (changed(settings=["a"]), "model_settings"),
    "a setting that is a number": (changed(settings={"learning_rate": 0.3}), "model_settings"),
    "a setting too long": (changed(settings={"edits": "d" * 5001}), "model_settings"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_no_model_is_refused(fault):
    content, kind = FAULTS[fault]
    with pytest.raises(Refused) as refused:
        read_model(content)
    assert refused.value.kind == kind


def test_members_that_are_not_known_are_passed_over():
    assert read_model(changed(author="x")).classes == ("inner", "outer")


JSON = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.text(),
    lambda part: some.lists(part) | some.dictionaries(some.text(), part),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(part=some.sampled_from(sorted(CURVED)), value=JSON)
def test_whatever_stands_in_a_part_ends_in_a_model_or_a_refusal(part, value):
    try:
        model = read_model(changed(**{part: value}))
    except Refused:
        return
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert np.isfinite(model.predict_proba(np.array([[1e50, -1e50], [0.0, 1.0]]))).all()


@settings(max_examples=100, deadline=None)
@given(some.binary())
def test_whatever_bytes_are_sent_end_in_a_refusal(content):
    with pytest.raises(Refused):
        read_model(content)
