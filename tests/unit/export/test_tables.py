"""Histories and predictions as CSV, read back with the csv module."""

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from tests.unit.export import runs
from trainer.config import TrainingConfig
from trainer.experiment import run_experiment
from trainer.export import history as history_table
from trainer.export.history import epochs_with_weights, history_csv
from trainer.export.predictions import predictions_csv
from trainer.export.spreadsheet import csv_bytes, safe
from trainer.generated import blobs

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def read(content):
    """Rows as dicts, and the names of the columns."""
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return list(reader), reader.fieldnames


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\rx", "'\rx"),
        ("  =1", "  '=1"),
        ("＝1+1", "'＝1+1"),
        ("a;=1+1", "a;'=1+1"),
        ("a\n=1", "a\n'=1"),
        ("-inf", "'-inf"),
        ("-1.5", "-1.5"),
        ("+2", "+2"),
        ("-1,5", "-1,5"),
        ("a = b", "a = b"),
        ("x-y", "x-y"),
        ("", ""),
        ("it's", "it's"),
    ],
)
def test_what_a_spreadsheet_would_execute_is_marked_and_all_else_stays(typed, written):
    assert safe(typed) == written


def test_numbers_stay_numbers_to_the_last_digit_and_nothing_stays_nothing():
    (row,), _ = read(csv_bytes(["a", "b", "c", "d"], [[-0.1, 1 / 3, 7, None]]))
    assert (float(row["a"]), float(row["b"]), row["c"], row["d"]) == (-0.1, 1 / 3, "7", "")


def cells(content):
    """Every cell that a spreadsheet sees, whether cells are set apart by commas or by semicolons."""
    text = content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    return [cell for row in rows for cell in row] + [part.lstrip() for part in text.replace('"', "").split(";")[1:]]


@pytest.mark.parametrize("write", [history_csv, predictions_csv], ids=["history", "predictions"])
@pytest.mark.parametrize("run", [runs.hostile, runs.awkward], ids=["hostile", "awkward"])
def test_no_cell_of_a_table_is_a_formula(write, run):
    numbers = "0123456789."
    text = [cell for cell in cells(write(run())) if cell and not set(cell) <= {*numbers, "-", "e"}]
    assert len(text) > 5
    assert [cell for cell in text if cell.startswith(FORMULA_SIGNS)] == []


def test_the_history_has_every_epoch_with_its_losses_and_weights():
    run = runs.iris()
    rows, heads = read(history_csv(run))
    history = run.history
    assert [int(row["epoch"]) for row in rows] == list(range(31))
    for name, values in {
        "loss": history.loss,
        "accuracy": history.accuracy,
        "gradient_norm": history.gradient_norm,
        "held_out_loss": run.held_out_loss,
        "held_out_accuracy": run.held_out_accuracy,
        "W[versicolor, petal width (cm)]": history.W[:, 1, 3],
        "b[virginica]": history.b[:, 2],
    }.items():
        assert [float(row[name]) for row in rows] == values.tolist(), name
    assert len(heads) == 6 + 3 * 5


def test_without_samples_held_out_their_columns_are_empty():
    rows, _ = read(history_csv(runs.awkward()))
    assert {row["held_out_loss"] + row["held_out_accuracy"] for row in rows} == {""}


def test_weights_that_are_too_many_stand_at_fewer_epochs_and_losses_at_all(monkeypatch):
    monkeypatch.setattr(history_table, "MOST_WEIGHTS", 100)
    run = runs.iris()
    rows, _ = read(history_csv(run))
    filled = [int(row["epoch"]) for row in rows if row["b[setosa]"]]
    assert filled == epochs_with_weights(run.history).tolist() == [0, 5, 10, 15, 20, 25, 30]
    assert all(row["loss"] for row in rows)


def test_epochs_that_the_history_does_not_keep_have_no_weights():
    run = runs.iris()
    history = run.history
    thin = replace(history, kept=history.kept[::2], W=history.W[::2], b=history.b[::2])
    assert epochs_with_weights(thin).tolist() == list(range(0, 31, 2))
    rows, _ = read(history_csv(replace(run, history=thin)))
    assert [row["b[setosa]"] != "" for row in rows] == [epoch % 2 == 0 for epoch in range(31)]


def test_predictions_say_of_every_sample_what_the_model_says():
    run = runs.iris()
    rows, heads = read(predictions_csv(run))
    A = np.array([[float(row[f"P({name})"]) for name in run.dataset.class_names] for row in rows])
    X = np.array([[float(row[name]) for name in run.dataset.feature_names] for row in rows])
    z = run.logits(np.array([-1]))[0]
    expected = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(A, expected, atol=1e-12)
    np.testing.assert_array_equal(X, run.dataset.X)
    assert [row["class"] for row in rows] == [run.dataset.class_names[label] for label in run.dataset.y]
    assert [row["predicted"] for row in rows] == [run.dataset.class_names[label] for label in z.argmax(axis=1)]
    held_out = [int(row["sample"]) - 1 for row in rows if row["used_for"] == "held out"]
    assert held_out == run.held_out_rows.tolist()
    assert heads[:2] == ["sample", "used_for"]


def test_a_long_run_is_a_table_of_some_megabytes():
    run = run_experiment(blobs(n_classes=20, per_class=5), TrainingConfig(n_epochs=5000))
    assert len(history_csv(run)) < 15e6
