"""The settings panel: what it shows, and what happens to what is typed into it."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from trainer.ui.settings.kinds import Real, Whole
from trainer.ui.settings.table import PANEL_KEYS, SETTINGS
from trainer.ui.settings.values import DEFAULTS, applicable

EVERYWHERE = [
    ("", {}),
    ("derive", {}),
    ("derive", {"numbers_from": "logits", "target": "free"}),
    ("check", {}),
    ("compare", {}),
]


def keys(app: AppTest) -> set[str]:
    """The settings that have a control in the panel; a control of several widgets begins with its setting's id."""
    shown = {widget.key for widget in app.sidebar if getattr(widget, "key", None)}
    return {key for group in PANEL_KEYS.values() for key in group if any(found.startswith(key) for found in shown)}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"dataset": "iris"},
        {"dataset": "iris", "features": "petal_length-petal_width"},
        {"optimizer": "newton"},
        {"optimizer": "momentum", "held_out": "0", "batch_size": "16"},
        {"held_out": "0"},
    ],
    ids=lambda query: " ".join(map("=".join, query.items())) or "default",
)
def test_a_control_that_has_no_effect_is_not_shown_and_every_other_is(shared_page: Callable, query: dict) -> None:
    values = DEFAULTS | query | ({"held_out": 0.0} if "held_out" in query else {})
    values |= {"batch_size": 16} if "batch_size" in query else {}
    applies = applicable(values)
    expected = {key for group in PANEL_KEYS.values() for key in group if applies[key]} - {"start"}
    assert keys(shared_page("check", **query)) == expected
    assert keys(shared_page(**query)) == expected - {"learning_rate"}  # there it stands over the picture


def test_weights_by_hand_can_be_dropped_on_every_page(open_page: Callable) -> None:
    app = open_page("check", start="1,2,3,4,5,6,7,8,9", init_scale="1")
    assert {"start", "init_scale"} & keys(app) == {"start"}
    app.button(key="start_drop").click().run()
    assert {"start", "init_scale"} & keys(app) == {"init_scale"}
    assert "start" not in app.query_params


def test_the_learning_rate_is_in_the_first_half_of_the_panel(shared_page: Callable) -> None:
    shown = [widget.key for widget in shared_page("check", dataset="iris").sidebar if getattr(widget, "key", None)]
    assert shown.index("learning_rate") < len(shown) / 2


@pytest.mark.parametrize(("path", "query"), EVERYWHERE, ids=str)
def test_every_control_has_a_sentence_of_help(shared_page: Callable, path: str, query: dict) -> None:
    app = shared_page(path, **query)
    kinds = (app.selectbox, app.select_slider, app.slider, app.toggle, app.text_input, app.multiselect, app.button)
    without = [widget.key for kind in kinds for widget in kind if not widget.help or not widget.help.endswith(".")]
    assert without == []


@pytest.mark.parametrize(
    ("typed", "query", "said"),
    [
        ("1e3", {"n_epochs": "1000"}, None),
        ("", {"n_epochs": "300"}, None),
        ("  ", {"n_epochs": "300"}, None),
        ("many", {"n_epochs": "300"}, "“many” is not a number; 300 stays."),
        ("5001", {"n_epochs": "300"}, "5001 is not from 1 to 5000; 300 stays."),
        ("2.5", {"n_epochs": "300"}, "2.5 is not a whole number; 300 stays."),
        ("<b>|$x$", {"n_epochs": "300"}, "“?b???x?” is not a number; 300 stays."),
    ],
)
def test_what_is_typed_is_what_was_meant_or_a_sentence(
    open_page: Callable, typed: str, query: dict, said: str | None
) -> None:
    app = open_page(n_epochs="300")
    field = app.text_input(key="n_epochs_typed")
    assert field.value == "300"
    field.set_value(typed).run()
    assert not app.exception
    assert app.query_params == query
    assert app.text_input(key="n_epochs_typed").value == query["n_epochs"]
    assert [caption.value for caption in app.sidebar.caption if "stays" in caption.value] == ([said] if said else [])


def test_a_sentence_on_what_was_typed_goes_with_the_next_change(open_page: Callable) -> None:
    app = open_page()
    app.text_input(key="seed_typed").set_value("x").run()
    assert "stays" in str([caption.value for caption in app.sidebar.caption])
    app.selectbox(key="optimizer").set_value("adam").run()
    assert "stays" not in str([caption.value for caption in app.sidebar.caption])


@pytest.mark.parametrize(
    ("start", "button", "end"),
    [(0, "more", "1"), (5, "less", "4"), (0, "less", "0"), (9999, "more", "9999")],
)
def test_a_step_up_or_down_ends_at_the_limits(open_page: Callable, start: int, button: str, end: str) -> None:
    app = open_page(seed=str(start))
    app.button(key=f"seed_{button}").click().run()
    assert app.text_input(key="seed_typed").value == end
    assert app.query_params.get("seed", "0") == end


def test_a_value_that_is_typed_is_where_a_step_begins(open_page: Callable) -> None:
    app = open_page()
    app.text_input(key="n_epochs_typed").set_value("1000")
    app.button(key="n_epochs_more").click().run()
    assert app.query_params == {"n_epochs": "1050"}


def test_features_are_chosen_by_name_and_kept_while_another_data_set_is_looked_at(open_page: Callable) -> None:
    app = open_page(dataset="iris")
    chosen = app.multiselect(key="features_of_iris")
    assert (chosen.value, len(chosen.options)) == ([], 4)
    chosen.set_value(["petal_width", "sepal_width", "sepal_length"]).run()
    assert app.query_params == {"dataset": "iris", "features": "sepal_length-sepal_width-petal_width"}
    app.selectbox(key="features_shown_across").set_value("petal_width").run()
    assert app.query_params["features_shown"] == "petal_width-sepal_width"
    app.selectbox(key="features_shown_up").set_value("petal_width").run()
    assert app.query_params["features_shown"] == "sepal_width-petal_width"
    app.selectbox(key="dataset").set_value("three_class").run()
    assert app.query_params == {}
    app.selectbox(key="dataset").set_value("iris").run()
    assert app.query_params["features"] == "sepal_length-sepal_width-petal_width"
    app.multiselect(key="features_of_iris").set_value([]).run()
    assert "features" not in app.query_params
    assert not app.exception


@pytest.mark.parametrize("key", [key for key, row in SETTINGS.items() if isinstance(row, Whole | Real)])
def test_a_step_is_a_value_that_may_be_set(key: str) -> None:
    setting = SETTINGS[key]
    assert type(setting.step) is type(setting.default)
    assert setting.allows(min(setting.default + setting.step, setting.high))
