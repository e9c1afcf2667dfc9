"""What the widgets of a tab hold that knew an earlier server."""

import pytest

from trainer.language import speaking
from trainer.ui.settings.sent import sent_values
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.values import DEFAULTS

IRIS = DEFAULTS | {"dataset": "iris"}


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
        ({"epoch_up_to_50": [11.0]}, {"epoch": 11}),
        ({"epoch_up_to_50": [50.0]}, {"epoch": 5000}),
        ({"compare_epoch_up_to_37": 36}, {"compare_epoch": 36}),
        ({"language_switch": ["中文"]}, {"lang": "zh"}),
        ({"language_switch": ["English"]}, {"lang": "auto"}),
    ],
    ids=str,
)
def test_a_widget_is_read_as_the_value_that_it_shows(widgets, values):
    assert sent_values(widgets, DEFAULTS) == values


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
        {"epoch_up_to_50": "x"},
        {"epoch_up_to_50": []},
        {"epoch_up_to_": [3.0]},
        {"shown_epoch_up_to_x": [3.0]},
        {"features_of_three_class": ["no such feature"]},
        {"features_of_iris": ["petal width (cm)"]},
        {"features_shown_across": "sweetness"},
        {"language_switch": ["no language"]},
        {"language_switch": []},
        {"no_setting": "x"},
    ],
    ids=str,
)
def test_what_cannot_be_read_is_left_out(widgets):
    assert sent_values(widgets, DEFAULTS) == {}


def test_the_words_of_every_language_are_read():
    with speaking("zh"):
        shown = {key: SETTINGS[key].name(SETTINGS[key].options[-1]) for key in ("dataset", "batch_size", "held_out")}
    assert sent_values(shown, DEFAULTS) == {key: SETTINGS[key].options[-1] for key in shown}


@pytest.mark.parametrize(
    ("shown", "features"),
    [
        ([], "all"),
        (["petal width (cm)", "sepal length (cm)"], "sepal_length-petal_width"),
        (["花瓣宽度 (cm)"], "petal_width"),
        (["petal length (cm)", "petal width (cm)", "sepal length (cm)", "sepal width (cm)"], "all"),
    ],
)
def test_features_are_those_of_the_data_of_the_address(shown, features):
    assert sent_values({"features_of_iris": shown}, IRIS) == {"features": features}


@pytest.mark.parametrize(
    ("across", "up", "pair"),
    [
        ("petal length (cm)", "petal width (cm)", "auto"),
        ("sepal length (cm)", "petal width (cm)", "sepal_length-petal_width"),
        ("petal width (cm)", "petal width (cm)", "petal_width-petal_length"),
        ("petal length (cm)", "petal length (cm)", "petal_width-petal_length"),
    ],
)
def test_axes_not_changed_stay_automatic_and_a_feature_of_the_other_axis_changes_places(across, up, pair):
    widgets = {"features_shown_across": across, "features_shown_up": up}
    assert sent_values(widgets, IRIS) == {"features_shown": pair}
