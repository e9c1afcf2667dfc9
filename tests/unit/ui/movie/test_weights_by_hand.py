"""Weights by hand: what any browser may say of them, and the start that comes of it."""

import numpy as np
import pytest

from tests.unit.ui.movie.asking import settings
from trainer.ui import runs
from trainer.ui.movie.weights_by_hand import NotTaken, new_start
from trainer.ui.settings import start

EPOCH = 7


def said(**fields):
    return {"epoch": EPOCH} | fields


def theta(of, epoch=EPOCH):
    model = runs.run(of.data, of.training).history.parameters(epoch)
    return np.column_stack([model.W, model.b])


def told(of, **fields):
    return np.reshape(start.numbers(new_start(of, said(**fields))), theta(of).shape)


def test_a_run_goes_on_from_the_very_weights_shown():
    np.testing.assert_array_equal(told(settings(), what="go_on"), theta(settings()))
    gone_on = settings(start=new_start(settings(), said(what="go_on")), n_epochs=3)
    np.testing.assert_array_equal(theta(gone_on, 3), theta(settings(), EPOCH + 3))


@pytest.mark.parametrize(("typed", "value"), [("−0,5", -0.5), ("1e3", 1000.0), (" 2 ", 2.0)])
def test_one_weight_typed_is_that_weight_alone(typed, value):
    expected = theta(settings())
    expected[1, 2] = value
    np.testing.assert_array_equal(told(settings(), what="weight", row=1, column=2, typed=typed), expected)


@pytest.mark.parametrize(("steps", "change"), [(1, 0.1), (-1, -0.1), (7, 0.7), (None, 0.0), (True, 0.0), (0.5, 0.0)])
def test_a_step_is_a_tenth(steps, change):
    moved = told(settings(), what="step", row=2, column=0, steps=steps) - theta(settings())
    np.testing.assert_allclose(moved, np.array([[0, 0, 0], [0, 0, 0], [change, 0, 0]]), atol=1e-12)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1e7", "1e7 is not from −10⁶ to 10⁶; "),
        ("abc", "“abc” is not a number; "),
        ("<b>", "“?b?” is not a number; "),
    ],
)
def test_what_is_no_weight_is_said(typed, sentence):
    with pytest.raises(NotTaken) as fault:
        new_start(settings(), said(what="weight", row=0, column=0, typed=typed))
    assert fault.value.sentence.startswith(sentence)


def test_weights_that_blew_up_are_no_start():
    blown_up = settings(dataset="iris", l2=1.0, learning_rate=1000.0, standardize=False)
    last = runs.run(blown_up.data, blown_up.training).history.n_epochs
    with pytest.raises(NotTaken) as fault:
        new_start(blown_up, said(what="go_on", epoch=last))
    assert fault.value.sentence == "A run cannot start from weights beyond ±10⁶; the start is as it was."


@pytest.mark.parametrize(
    "changes",
    [
        {"what": "other"},
        {"what": None},
        {"epoch": -1},
        {"epoch": 201},
        {"epoch": "7"},
        {"epoch": None},
    ],
    ids=repr,
)
def test_what_is_not_said_of_the_run_changes_nothing(changes):
    assert new_start(settings(), said(what="go_on") | changes) is None


@pytest.mark.parametrize("place", [(3, 0), (-1, 0), (0, 3), ("0", 0), (None, None), (True, [0]), (True, 0)], ids=repr)
def test_a_weight_that_there_is_not_is_left_alone(place):
    row, column = place
    same = told(settings(), what="weight", row=row, column=column, typed="5")
    assert np.count_nonzero(same != theta(settings())) == 0


def test_many_weights_are_not_set_by_hand():
    digits = settings(dataset="digits", n_epochs=10)
    assert new_start(digits, said(what="go_on")) is None
