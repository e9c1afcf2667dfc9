"""Rows without a class: found by the names of the features, predicted, and written with every probability."""

import csv
import io

import numpy as np
import pytest

from tests.unit.export import runs
from trainer.export.model_file import model_json
from trainer.export.model_reading import read_model
from trainer.export.new_rows import predicted_csv, read_rows
from trainer.facts import Refused

RINGS = read_model(model_json(runs.curved(), {}))
IRIS = read_model(model_json(runs.iris(), {}))


@pytest.mark.parametrize(
    "text",
    [
        "x,y\n1,2\n3,4.5\n",
        "y,x\n2,1\n4.5,3\n",
        "name,y,x\na,2,1\nb,4.5,3\n",
        "1,2\n3,4.5\n",
        "x;y\n1;2\n3;4,5\n",
        "\ufeffx\ty\r\n1\t2\r\n3\t4.5\r\n",
    ],
    ids=["by name", "in another order", "beside others", "without a header", "decimal commas", "tabs"],
)
def test_rows_are_read_by_the_names_of_the_features(text):
    np.testing.assert_array_equal(read_rows(text, RINGS), [[1, 2], [3, 4.5]])


def named(*features):
    return read_model(model_json(runs.curved(), {})).__class__(
        features, (), RINGS.classes, RINGS.scaler, RINGS.parameters, {}
    )


def test_features_called_by_numbers_are_names_and_no_sample():
    np.testing.assert_array_equal(read_rows("2020,2019\n1,2\n", named("2019", "2020")), [[2, 1]])


def test_a_single_feature_is_a_table_of_one_column():
    np.testing.assert_array_equal(read_rows("a\n1.5\n\n2\n", named("a")), [[1.5], [2]])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        ("x,y\n", "header_only"),
        ("x,z\n1,2\n", "rows_without"),
        ("x,y\n1,\n", "rows_not_a_number"),
        ("x,y\n1,a\n", "rows_not_a_number"),
        ("x,y\n1,inf\n", "rows_not_a_number"),
        ("x,y\n1,1e51\n", "rows_not_a_number"),
        ("x,y\n1\n", "ragged"),
        ("7\n8\n", "one_column"),
    ],
)
def test_what_cannot_be_predicted_is_refused(text, kind):
    with pytest.raises(Refused) as refused:
        read_rows(text, RINGS)
    assert refused.value.kind == kind


def test_a_table_with_fewer_columns_than_features_is_refused():
    model = read_model(model_json(runs.iris(), {}))
    with pytest.raises(Refused) as refused:
        read_rows("1,2,3\n4,5,6\n", model)
    assert refused.value.kind == "rows_too_narrow"


def test_a_refusal_names_row_and_column():
    with pytest.raises(Refused) as refused:
        read_rows("x,y\n1,2\n\n3,a\n", RINGS)
    assert refused.value.values == {"row": 4, "column": "y", "entry": "a"}


def test_rows_are_written_with_every_probability():
    run = runs.iris()
    content = predicted_csv(IRIS, run.dataset.X[[0, 149]]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert [row["predicted"] for row in rows] == ["setosa", "virginica"]
    model = run.in_data_units(-1)
    z = run.dataset.X[149] @ model.W.T + model.b
    found = [float(rows[1][f"P({name})"]) for name in run.dataset.class_names]
    np.testing.assert_allclose(found, np.exp(z) / np.exp(z).sum(), atol=1e-12)


def test_a_table_of_predictions_can_be_predicted_again():
    content = predicted_csv(RINGS, np.array([[0.1, 0.2], [-2.0, 1.0]])).decode("utf-8-sig")
    np.testing.assert_array_equal(read_rows(content, RINGS), [[0.1, 0.2], [-2.0, 1.0]])
