"""What a browser sends for a click is taken only where it is a place."""

import math

import pytest

from trainer.ui.widgets.chart_clicks import clicked_place, clicked_sample


def test_a_click_is_a_place():
    assert clicked_place({"x": 3, "y": 0.5}) == (3.0, 0.5)


@pytest.mark.parametrize(
    "sent",
    [
        None,
        3,
        "x",
        [1, 2],
        {},
        {"x": 1},
        {"x": 1, "y": None},
        {"x": "1", "y": 2},
        {"x": True, "y": 1},
        {"x": math.nan, "y": 1},
        {"x": 1, "y": math.inf},
        {"x": {}, "y": []},
    ],
    ids=str,
)
def test_anything_else_is_none(sent):
    assert clicked_place(sent) is None


def test_a_click_on_a_sample_names_it():
    assert clicked_sample({"x": 3, "y": 0.5, "customdata": 118}) == 118


@pytest.mark.parametrize("sent", [None, {}, 7, {"customdata": None}, {"customdata": "7"}, {"customdata": 1.5}], ids=str)
@pytest.mark.parametrize("also", [{"customdata": True}, {"customdata": [7]}], ids=str)
def test_a_click_elsewhere_names_none(sent, also):
    assert (clicked_sample(sent), clicked_sample(also)) == (None, None)
