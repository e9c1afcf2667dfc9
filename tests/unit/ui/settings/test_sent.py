"""What the widgets of a tab hold that knew an earlier server."""

import pytest

from trainer.language import speaking
from trainer.ui.settings.sent import sent_values
from trainer.ui.settings.table import SETTINGS


@pytest.mark.parametrize(
    ("widgets", "values"),
    [
        ({}, {}),
        ({"learning_rate": ["0.3"]}, {"learning_rate": 0.3}),
        ({"dataset": "iris", "optimizer": "Adam"}, {"dataset": "iris", "optimizer": "adam"}),
        ({"held_out": "none", "init_scale": "random, scale 1"}, {"held_out": 0.0, "init_scale": 1.0}),
        ({"batch_size": "all samples"}, {"batch_size": "all"}),
        ({"batch_size": "16"}, {"batch_size": 16}),
        ({"standardize": False}, {"standardize": False}),
        ({"seed_typed": "7", "gauge_typed": "−2"}, {"seed": 7, "gauge": -2.0}),
        ({"rates": ["1", "0.01"]}, {"rates": (0.01, 1.0)}),
        ({"optimizers": []}, {"optimizers": ()}),
    ],
    ids=str,
)
def test_a_widget_is_read_as_the_value_that_it_shows(widgets, values):
    assert sent_values(widgets) == values


@pytest.mark.parametrize(
    "widgets",
    [
        {"dataset": "no such data"},
        {"dataset": 7},
        {"dataset": []},
        {"dataset": None},
        {"standardize": "true"},
        {"seed_typed": "x"},
        {"seed_typed": 7},
        {"seed_typed": "10000"},
        {"rates": ["0.11"]},
        {"rates": [str(rate) for rate in (1, 2, 3, 4, 5, 6, 8, 10, 12)]},
        {"kept_runs": ["seed:1"]},
        {"features": "x"},
        {"no_setting": "x"},
    ],
    ids=str,
)
def test_what_cannot_be_read_is_left_out(widgets):
    assert sent_values(widgets) == {}


def test_the_words_of_every_language_are_read():
    with speaking("zh"):
        shown = {key: SETTINGS[key].name(SETTINGS[key].options[-1]) for key in ("dataset", "batch_size", "held_out")}
    assert sent_values(shown) == {key: SETTINGS[key].options[-1] for key in shown}
