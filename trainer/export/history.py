"""The history of a run as a table: a row an epoch, with losses, accuracies, the gradient's norm and every weight.

A column of weights is called by its class and feature: W[setosa, petal length (cm)], and b[setosa] for the bias.
"""

from collections.abc import Iterator

import numpy as np

from trainer.experiment import Experiment
from trainer.export.spreadsheet import Cell, csv_bytes
from trainer.history import Epochs, History

MOST_WEIGHTS = 500_000  # in a table: about 10 MB


def history_csv(experiment: Experiment) -> bytes:
    """The table, from epoch 0 on; weights stand at the epochs of `epochs_with_weights`, other cells are empty."""
    data = experiment.dataset
    heads = ["epoch", "loss", "accuracy", "gradient_norm", "held_out_loss", "held_out_accuracy"]
    heads += [f"W[{name}, {feature}]" for name in data.class_names for feature in data.feature_names]
    heads += [f"b[{name}]" for name in data.class_names]
    return csv_bytes(heads, _rows(experiment))


def epochs_with_weights(history: History) -> Epochs:
    """The epochs whose weights the table holds: those that the history keeps, or evenly chosen ones where too many."""
    size = history.b[0].size + history.W[0].size
    every = -(-len(history.kept) * size // MOST_WEIGHTS)
    return np.union1d(history.kept[::every], history.kept[-1:])


def _rows(experiment: Experiment) -> Iterator[list[Cell]]:
    history, held_out = experiment.history, len(experiment.held_out_loss) > 0
    with_weights = set(epochs_with_weights(history).tolist())
    nothing: list[Cell] = [None] * (history.W[0].size + history.b[0].size)
    for epoch in range(history.n_epochs + 1):
        measures = [history.loss, history.accuracy, history.gradient_norm]
        measures += [experiment.held_out_loss, experiment.held_out_accuracy] if held_out else []
        row: list[Cell] = [epoch, *(float(values[epoch]) for values in measures)]
        row += [] if held_out else [None, None]
        if epoch in with_weights:
            model = history.parameters(epoch)
            yield [*row, *model.W.ravel().tolist(), *model.b.tolist()]
        else:
            yield row + nothing
