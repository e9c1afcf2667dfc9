"""What a model says of samples, as a table: the probability of every class, and the most probable one."""

from collections.abc import Iterator

import numpy as np

from trainer.datasets import Dataset
from trainer.experiment import Experiment
from trainer.export.spreadsheet import Cell, csv_bytes
from trainer.model import predict_proba
from trainer.softmax import Array


def predictions_csv(experiment: Experiment) -> bytes:
    """A row a sample of the data set: its number, what it was used for, features, class, and what the model says.

    The model is that of the last epoch; features are in the units of the data. A tie goes to the first class.
    """
    data = experiment.dataset
    heads = ["sample", "used_for", *data.feature_names, "class", "predicted", *probability_heads(data)]
    A = predict_proba(experiment.history.parameters(), experiment.standardizer(data.X))
    return csv_bytes(heads, _rows(experiment, A))


def probability_heads(data: Dataset) -> list[str]:
    """What the columns of probabilities are called."""
    return [f"P({name})" for name in data.class_names]


def _rows(experiment: Experiment, A: Array) -> Iterator[list[Cell]]:
    data, names = experiment.dataset, experiment.dataset.class_names
    held_out = np.zeros(len(data.y), dtype=bool)
    held_out[experiment.held_out_rows] = True
    for row, (x, label, a) in enumerate(zip(data.X, data.y, A, strict=True)):
        used_for = "held out" if held_out[row] else "training"
        yield [row + 1, used_for, *x.tolist(), names[label], names[int(a.argmax())], *a.tolist()]
