"""Weights by hand in a link."""

import numpy as np
import pytest

from trainer import Parameters
from trainer.ui.settings import start
from trainer.ui.settings.url import read, write
from trainer.ui.settings.values import DEFAULTS, from_values

NINE = "0.1,-2,3e-07,0,1000000.0,-0.25,1.5,0.30000000000000004,7"


def test_weights_come_back_to_the_last_bit():
    rng = np.random.default_rng(3)
    model = Parameters(rng.normal(scale=1e3, size=(3, 2)), rng.normal(scale=1e-9, size=3))
    numbers = start.numbers(start.written(model))
    np.testing.assert_array_equal(np.reshape(numbers, (3, 3)), np.column_stack([model.W, model.b]))


def test_a_start_is_that_of_the_training():
    training = from_values(DEFAULTS | {"start": NINE}).training
    assert training.start == (0.1, -2.0, 3e-07, 0.0, 1e6, -0.25, 1.5, 0.1 + 0.2, 7.0)
    assert from_values(DEFAULTS).training.start is None


@pytest.mark.parametrize(
    "text", ["1", "1,2", "nan," * 8 + "1", "1e7," * 8 + "1", "1" + ",2" * 9, "a" * 9, "," * 8, "1_0" + ",1" * 8, "-"]
)
def test_what_is_no_start_of_these_data_is_left_out_with_a_sentence(text):
    values, (sentence,) = read({"start": text})
    assert values["start"] == ""
    assert sentence.endswith(
        "it must be 9 numbers from −1000000 to 1000000 with commas between, [weights, bias] a class."
    )


def test_a_start_follows_the_data():
    assert start.fits(NINE, DEFAULTS)
    assert not start.fits(NINE, DEFAULTS | {"dataset": "iris"})
    assert write(DEFAULTS | {"start": NINE, "dataset": "iris"}) == {"dataset": "iris"}
    two = {"dataset": "iris", "features": "petal_length-petal_width"}
    assert write(DEFAULTS | two | {"start": NINE}) == two | {"start": NINE}


def test_a_model_of_many_weights_takes_none_from_a_link():
    assert read({"dataset": "digits", "start": "0," * 649 + "0"})[0]["start"] == ""
    _values, (sentence,) = read({"dataset": "digits", "start": NINE})
    assert sentence.endswith("it must be left out with more than 60 weights and biases.")
