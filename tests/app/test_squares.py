"""Squares and products of the features on every page, and the two rings that need them."""

import numpy as np
import pytest

from tests.app.test_data_page import TABLE, paste, turn_to
from trainer.ui.settings.run_name import run_name
from trainer.ui.settings.values import DEFAULTS, applicable, from_values

QUERY = {"dataset": "rings", "squares": "true", "learning_rate": "1"}


@pytest.mark.parametrize("path", ["", "derive", "check", "compare", "data"])
@pytest.mark.parametrize("dataset", ["rings", "iris"])
def test_every_page_is_drawn_with_squares(open_page, path, dataset):
    app = open_page(path, dataset=dataset, squares="true")
    assert not app.exception
    assert app.query_params == {"dataset": dataset, "squares": "true"}


@pytest.mark.parametrize("path", ["", "data"])
def test_the_two_rings_say_that_a_linear_model_must_fail_and_switch_squares_on(open_page, path):
    app = open_page(path, dataset="rings", learning_rate="1")
    assert any("a linear model must fail here" in markdown.value for markdown in app.markdown)
    app.button(key="add_squares").click().run()
    assert not app.exception
    assert app.query_params == {"dataset": "rings", "squares": "true", "learning_rate": "1"}
    assert not [button for button in app.button if button.key == "add_squares"]


def test_the_live_picture_is_sent_which_features_are_products(shared_page, movie):
    sent = movie(shared_page("", **QUERY))
    scene, run = sent["scene"], sent["run"]
    assert scene["products"] == [[0, 0], [0, 1], [1, 1]]
    assert scene["features"] == ["x", "y", "x²", "x·y", "y²"]
    assert run["accuracy"][-1] == 1
    x = scene["samples"] * scene["scale"] + scene["shift"]
    np.testing.assert_allclose(x[:, 2:], np.stack([x[:, 0] ** 2, x[:, 0] * x[:, 1], x[:, 1] ** 2], axis=1), atol=1e-5)


def test_compare_draws_a_hole_in_the_outer_region(shared_page, chart):
    outer = chart(shared_page("compare", **QUERY), 1)["data"][3]
    assert outer["x"].count(None) == 1
    assert outer["y"].count(None) == 1


def test_weights_are_named_by_their_products_as_typed(open_page):
    app = paste(open_page("data", squares="true"), TABLE.replace("length", "a|b").replace("width", "$w$"))
    app = turn_to(app, "train")
    assert not app.exception
    tables = [markdown.value for markdown in app.markdown if "weight of" in markdown.value]
    assert all(r"| a\|b² |" in table and r"| a\|b·\$w\$ |" in table for table in tables)
    assert len(tables) == 2


def test_names_of_products_are_said_in_the_language_of_the_page(open_page, movie):
    scene = movie(open_page("", dataset="three_class", squares="true", lang="zh"))["scene"]
    assert scene["features"][2:] == ["甜度²", "甜度·脆度", "脆度²"]


@pytest.mark.parametrize(("dataset", "there"), [("penguins", True), ("wine", False), ("digits", False)])
def test_squares_are_offered_where_there_is_room_for_them(dataset, there):
    assert applicable({**DEFAULTS, "dataset": dataset})["squares"] == there
    assert from_values({**DEFAULTS, "dataset": dataset, "squares": True}).data.squares == there


def test_squares_of_twelve_chosen_features_have_room(open_page):
    twelve = "alcohol-malic_acid-ash-alcalinity_of_ash-magnesium-total_phenols-flavanoids-nonflavanoid_phenols"
    twelve += "-proanthocyanins-color_intensity-hue-proline"
    app = open_page("", dataset="wine", features=twelve, squares="true", n_epochs="5")
    assert not app.exception
    assert app.toggle(key="squares").value
    assert "with - between" not in str(app.warning)


def test_a_run_with_squares_is_called_so():
    assert run_name("dataset:rings~squares:true") == "two rings, with squares and products"
    assert run_name("standardize:false") == "not standardized"
