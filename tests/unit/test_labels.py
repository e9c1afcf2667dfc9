"""Every function that takes labels takes what train takes, and answers what it does not with the same sentence."""

import math
import re
from fractions import Fraction

import numpy as np
import pytest

from trainer import Parameters, TrainingConfig, run_experiment, train
from trainer.analysis.agreement import compare
from trainer.analysis.gradient_check import of_parameters
from trainer.analysis.landscape import loss_landscape, plane_of_largest_curvature
from trainer.analysis.reference import fit_reference, separation
from trainer.analysis.standalone import numpy_script
from trainer.analysis.update import update_step
from trainer.datasets import Dataset
from trainer.evaluation import evaluate
from trainer.labels import check_labels
from trainer.model import accuracy, gradient, loss

X = np.array([[0.0, 1.0], [1.0, 0.5], [2.0, -1.0], [0.3, 0.2]])
Y = [0, 1, 2, 1]
MODEL = Parameters(np.arange(6.0).reshape(3, 2), np.array([0.1, 0.2, 0.3]))
CONFIG = TrainingConfig(n_epochs=3)
ENTRANCES = {
    "train": lambda y: train(X, y, 3, CONFIG).loss[-1],
    "loss": lambda y: loss(MODEL, X, y),
    "gradient": lambda y: gradient(MODEL, X, y).W.sum(),
    "accuracy": lambda y: accuracy(MODEL, X, y),
    "evaluate": lambda y: evaluate(train(X, Y, 3, CONFIG), X, y)[0][-1],
    "compare": lambda y: compare(MODEL, MODEL, X, y).accuracies,
    "update_step": lambda y: update_step(MODEL, X, y, 0.1, 0.0).loss_after,
    "check of parameters": lambda y: of_parameters(X, y)[0](np.column_stack([MODEL.W, MODEL.b])),
    "landscape": lambda y: loss_landscape(plane_of_largest_curvature(MODEL, X), X, y, n_steps=3).loss.sum(),
    "script": lambda y: numpy_script(X, y, 3, CONFIG),
    "reference": lambda y: fit_reference(X, y, 3, 0.1).loss,
    "separation": lambda y: separation(X, y, 3).finite_optimum,
    "experiment": lambda y: run_experiment(Dataset("d", X, y, ("u", "v"), ("a", "b", "c")), CONFIG).history.loss[-1],
}
SAME = {
    "list": Y,
    "tuple": tuple(Y),
    "float": np.array(Y, float),
    "object": np.array(Y, object),
    "objects of numpy": np.array([np.int8(0), np.float32(1), 2.0, Fraction(1)], object),
    "small": np.array(Y, np.uint8),
}
BAD = {
    "text": (["0", "1", "2", "1"], "y holds '0' in"),
    "not whole": ([0, 1, 1.5, 1], "y holds 1.5 in"),
    "not a number": ([0, 1, math.nan, 1], "y holds nan in"),
    "too large": ([0, 1, 2, 3], "y holds 3 in"),
    "negative": ([0, -1, 2, 1], "y holds -1 in"),
    "truth values": ([True, False, True, False], "y holds True in"),
    "nothing": ([0, 1, None, 1], "y holds None in"),
    "object of text": (np.array([0, "1", 2, 1], object), "y holds '1' in"),
}


@pytest.mark.parametrize("y", SAME.values(), ids=SAME)
@pytest.mark.parametrize("entrance", ENTRANCES)
def test_whole_labels_of_any_type_give_the_same_everywhere(entrance, y):
    assert ENTRANCES[entrance](y) == ENTRANCES[entrance](np.array(Y))


@pytest.mark.parametrize(("y", "sentence"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("entrance", ENTRANCES)
def test_a_bad_label_gets_the_same_sentence_everywhere(entrance, y, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence) + r".*labels must be whole numbers from 0 to 2"):
        ENTRANCES[entrance](y)


@pytest.mark.parametrize("y", [[0, 1], [[0, 1, 2, 1]], 1, np.eye(4)], ids=["short", "nested", "one", "one-hot"])
@pytest.mark.parametrize("entrance", ENTRANCES)
def test_labels_of_a_wrong_shape_are_refused_everywhere(entrance, y):
    with pytest.raises(ValueError, match=r"y has shape .*; it must hold one label for each of the 4 rows of X"):
        ENTRANCES[entrance](y)


def test_integers_are_taken_as_they_are():
    y = np.array(Y)
    assert check_labels(y, 3) is y
