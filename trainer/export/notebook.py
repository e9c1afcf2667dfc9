"""A run as a Jupyter notebook that repeats it with NumPy alone and with scikit-learn, its data embedded.

The code is that of analysis/standalone.py, so that of examples/softmax.py; rows, standardizing and the measures are
around it. Written as JSON, nbformat 4.5.
"""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from trainer.analysis.standalone import data_block, numpy_code, scikit_learn_code
from trainer.experiment import Experiment

MOST_NUMBERS = 500_000  # of data: about 10 MB

TITLE = """# Softmax regression, repeated

The same run as in Softmax Trainer: once with NumPy alone, once with scikit-learn. The data are in the notebook, so it
runs anywhere. Run all cells from the top.

The gradient of the loss with respect to the logits is $a - y$: look for `A - Y[rows]` below."""

ROWS = """held_out = np.zeros(len(y), dtype=bool)
held_out[{rows}] = True  # kept out of training, to measure the model on samples that it has not seen
X_all, y_all = X, y"""

PRODUCTS = """pairs = {pairs}  # squares and products of the features, after them
X_all = np.column_stack([X_all, *(X_all[:, i] * X_all[:, j] for i, j in pairs)])"""

STANDARDIZE = """mean, std = X_all[~held_out].mean(axis=0), X_all[~held_out].std(axis=0)
constant = np.ptp(X_all[~held_out], axis=0) == 0
mean, std = np.where(constant, X_all[~held_out][0], mean), np.where(constant, 1.0, std)
X_all = (X_all - mean) / std"""

TRAINING_ROWS = "X, y = X_all[~held_out], y_all[~held_out]"

MEASURES = """W_run, b_run = theta[:, :-1], theta[:, -1]


def measure(X, y):
    \"\"\"Mean cross-entropy, without the penalty, and accuracy.\"\"\"
    log_a = log_softmax(X @ W_run.T + b_run)
    return float(-log_a[np.arange(len(y)), y].mean()), float((log_a.argmax(axis=1) == y).mean())


print("training loss without penalty and accuracy", *measure(X, y))
if held_out.any():
    print("held-out loss and accuracy", *measure(X_all[held_out], y_all[held_out]))"""

DIFFERENCE = """theta_reference = np.column_stack([W, b])
centered = theta - theta.mean(axis=0), theta_reference - theta_reference.mean(axis=0)
print("largest difference of a weight", float(np.abs(centered[0] - centered[1]).max()))"""

CENTER_WORDS = """## How far the run is from the optimum

Adding one vector to the weights of all classes changes no probability, so the mean over the classes is subtracted from
both before they are compared. After enough epochs, and with a penalty, the difference goes to 0."""


def fits(experiment: Experiment) -> bool:
    """Whether the data are few enough to be embedded."""
    return int(experiment.dataset.X.size) <= MOST_NUMBERS


def notebook(experiment: Experiment) -> bytes:
    """The notebook; ValueError where the data are too many, or there is no script for the run."""
    if not fits(experiment):
        raise ValueError(f"the data hold {experiment.dataset.X.size} numbers; at most {MOST_NUMBERS} are embedded")
    data = experiment.dataset
    block = data_block(data.X[:, : data.n_given], data.y, len(data.class_names), _origin(experiment))
    names = f"feature_names = {list(data.feature_names)!r}\nclass_names = {list(data.class_names)!r}"
    cells = [
        _words(TITLE),
        _words("## The data\n\nA row a sample, in the units of the data; classes are numbered from 0."),
        _code("import numpy as np"),
        _code(f"{block}{names}"),
        _words("## What is trained on\n\nThe mean and the standard deviation are those of the training samples."),
        _code(_prepared(experiment)),
        _words("## With NumPy alone"),
        _code(numpy_code(experiment.config)),
        _code(MEASURES),
        _words("## With scikit-learn\n\nThe optimum of the same loss on the same samples."),
        _code(scikit_learn_code(experiment.config.l2)),
        _words(CENTER_WORDS),
        _code(DIFFERENCE),
    ]
    content = {"cells": _numbered(cells), "metadata": _metadata(), "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1).encode()


def _origin(experiment: Experiment) -> str:
    data = experiment.dataset
    return f"{len(data.y)} samples of {data.name}: {', '.join(data.feature_names[: data.n_given])}"


def _prepared(experiment: Experiment) -> str:
    """From all samples to those trained on."""
    steps = [ROWS.format(rows=experiment.held_out_rows.tolist())]
    if experiment.dataset.products:
        steps.append(PRODUCTS.format(pairs=list(experiment.dataset.products)))
    scaler = experiment.standardizer
    if np.any(scaler.mean != 0) or np.any(scaler.std != 1):
        steps.append(STANDARDIZE)
    return "\n".join([*steps, TRAINING_ROWS])


def _words(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": _lines(text)}


def _code(text: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": _lines(text.rstrip("\n")),
    }


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _numbered(cells: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"cell-{number}", **cell} for number, cell in enumerate(cells, start=1)]


def _metadata() -> dict[str, Any]:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"kernelspec": kernel, "language_info": {"name": "python"}}
