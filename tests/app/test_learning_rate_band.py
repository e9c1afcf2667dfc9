"""The zones of the learning rate: the band, its sentence, its button, and the mathematics in the foldout."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from trainer import TrainingConfig, load_iris, load_three_class, run_experiment
from trainer.analysis.learning_rate import LearningRateLimits, zones_between
from trainer.figures.zone_band import zone_band
from trainer.model import hessian
from trainer.ui import runs
from trainer.ui.widgets.learning_rate_band import FOLDOUT
from trainer.ui.words.learning_rate import ZONE_NAMES, zones_in_words

DATA = [
    {},
    {"l2": "0.01"},
    {"dataset": "iris", "l2": "0.01"},
    {"dataset": "iris", "l2": "0.0001", "standardize": "false", "held_out": "0"},
    {"dataset": "iris", "held_out": "0.5", "seed": "3"},
    {"l2": "10"},
]
RATES = [
    ("1", "Safe: up to 2/β = 1.34 the loss cannot rise from one epoch to the next."),
    (
        "2",
        "May bounce: above 2/β = 1.34 nothing keeps the loss from rising now and then, but up to the",
    ),
    ("10", "Cannot settle: above the stability threshold 5.75 a step from near the optimum lands farther away"),
    ("250", "Blows up: above 2/λ = 200 the penalty overshoots zero"),
]
OTHER_RULES = [
    {"optimizer": "momentum"},
    {"optimizer": "nesterov"},
    {"optimizer": "adam"},
    {"batch_size": "16"},
    {"optimizer": "adam", "batch_size": "16"},
]
IRIS = {"dataset": "iris", "l2": "0.01"}


def limits_of(query: dict) -> LearningRateLimits:
    """The limits by their definitions, from the rows trained on."""
    data = load_iris() if query.get("dataset") == "iris" else load_three_class()
    l2 = float(query.get("l2", 0))
    config = TrainingConfig(optimizer="newton", l2=l2, seed=int(query.get("seed", 0)))
    standardize, held_out = query.get("standardize") != "false", float(query.get("held_out", 0.2))
    newton = run_experiment(data, config, standardize, held_out)
    X1 = np.column_stack([newton.X_train(), np.ones(len(newton.train_rows))])
    beta = np.linalg.norm(X1, 2) ** 2 / len(X1) / 2 + l2
    if l2 == 0 and query.get("dataset") == "iris":  # setosa can be separated
        return LearningRateLimits(beta, 2 / beta, None, np.inf)
    H = hessian(newton.history.parameters(), newton.X_train(), l2)
    return LearningRateLimits(beta, 2 / beta, 2 / np.linalg.eigvalsh(H)[-1], 2 / l2 if l2 else np.inf)


def band(app: AppTest) -> str:
    found = [element.proto.body for element in app.get("html") if "Zones of the learning rate" in element.proto.body]
    assert len(found) == 1
    return found[0]


def words(app: AppTest) -> str:
    return re.search(r'aria-label="([^"]*)"', band(app)).group(1)


def sentence(app: AppTest) -> str:
    """What stands under the band."""
    return app.sidebar.caption[0].value


def button(app: AppTest) -> Any:
    return app.button(key="set_safe_rate")


def mathematics(app: AppTest) -> list[str]:
    """The formulas of the foldout, which is opened for them."""
    app.session_state[FOLDOUT] = True
    app.run()
    foldout = next(foldout for foldout in app.expander if "limits of the learning rate" in foldout.label)
    return [element.value for element in foldout.latex]


def shown(formulas: list[str], name: str) -> float:
    """The number that stands for a limit in the formulas: 1.34, or 5 · 10⁻⁴."""
    text = re.search(re.escape(name) + r"\s*&=\s*(.*?)\s*(?:\\\\|\\end)", " ".join(formulas)).group(1)
    number = re.sub(r"\s*\\(?:cdot|times)\s*10\^\{?(-?\d+)\}?", r"e\1", text)
    return float("inf") if "infty" in number else float(number)


@pytest.mark.parametrize("query", DATA, ids=str)
def test_the_band_is_that_of_the_rows_trained_on(shared_page: Callable, query: dict) -> None:
    app = shared_page("check", **query)
    assert not app.exception
    zones = zones_between(0.001, 1000.0, limits_of(query))
    expected = zone_band(zones, 0.1, ZONE_NAMES, zones_in_words(zones, 0.1))
    assert words(app) == re.search(r'aria-label="([^"]*)"', expected).group(1)
    assert band(app) == expected


@pytest.mark.parametrize(("rate", "said"), RATES)
def test_the_sentence_says_what_is_true_in_the_zone(shared_page: Callable, rate: str, said: str) -> None:
    app = shared_page("check", learning_rate=rate, **IRIS)
    assert sentence(app).startswith(said)
    assert words(app).endswith(f"now {rate}")


@pytest.mark.parametrize("rate", ["2", "1000"])
def test_where_there_is_no_finite_optimum_the_classes_that_can_be_separated_are_named(
    shared_page: Callable, rate: str
) -> None:
    said = sentence(shared_page("check", learning_rate=rate, dataset="iris"))
    assert "There is no finite optimum: without a penalty, λ = 0, classes setosa and virginica" in said


@pytest.mark.parametrize(("rate", "said"), [("3", "Safe"), ("15", "May bounce"), ("20", "Cannot settle")])
def test_a_finite_optimum_without_a_penalty_has_a_stability_threshold(
    shared_page: Callable, rate: str, said: str
) -> None:
    app = shared_page("check", learning_rate=rate)
    assert sentence(app).startswith(said)
    assert words(app).startswith("Zones of the learning rate: safe from 0.001 to 3.73, may bounce from 3.73 to 16.3,")
    assert "separated" not in sentence(app)


def test_the_band_waits_for_no_linear_program(open_page: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError("linear programs take a second to load")

    monkeypatch.setattr("trainer.analysis.reference.separation", refuse)
    runs.separated.cache_clear()
    assert not open_page(dataset="iris").exception
    assert not open_page().exception


@pytest.mark.parametrize("rate", ["2", "1000"])
def test_without_a_penalty_nothing_is_said_to_blow_up(shared_page: Callable, rate: str) -> None:
    app = shared_page("check", learning_rate=rate, dataset="iris")
    assert sentence(app).startswith("May bounce: ")
    assert "blow" not in sentence(app) + words(app)


def test_the_word_diverges_is_never_used(shared_page: Callable) -> None:
    said = [sentence(shared_page("check", learning_rate=rate, **IRIS)) for rate, _ in RATES]
    assert "diverge" not in " ".join(said)


@pytest.mark.parametrize("query", OTHER_RULES, ids=str)
def test_other_rules_are_told_that_the_limits_are_not_theirs(shared_page: Callable, query: dict) -> None:
    app = shared_page("check", learning_rate="250", **IRIS, **query)
    assert sentence(app) == "These are the limits of full-batch gradient descent, not those of this run."
    assert band(app) == band(shared_page("check", learning_rate="250", **IRIS))


def test_newton_takes_no_rate_and_shows_no_band(shared_page: Callable) -> None:
    app = shared_page("check", optimizer="newton", **IRIS)
    assert not [element for element in app.get("html") if "Zones of the learning rate" in element.proto.body]
    assert "set_safe_rate" not in [button.key for button in app.button]


@pytest.mark.parametrize("query", DATA, ids=str)
def test_the_zones_of_the_picture_are_those_of_the_band(shared_page: Callable, movie: Callable, query: dict) -> None:
    scene, limits = movie(shared_page("", **query))["scene"], limits_of(query)
    expected = zones_between(0.001, 1000.0, limits)
    assert [zone[0] for zone in scene["zones"]] == [name for name, _, _ in expected]
    assert [zone[2] for zone in scene["zones"]] == pytest.approx([last for _, _, last in expected])
    assert scene["zone_band"] == zone_band(expected, 0.1, ZONE_NAMES, zones_in_words(expected, 0.1))


@pytest.mark.parametrize(("rate", "said"), RATES)
def test_each_zone_of_the_picture_has_its_sentence(
    shared_page: Callable, movie: Callable, rate: str, said: str
) -> None:
    zones = movie(shared_page("", **IRIS))["scene"]["zones"]
    assert next(zone[3] for zone in zones if float(rate) <= zone[2]).startswith(said)


@pytest.mark.parametrize("query", OTHER_RULES, ids=str)
def test_the_button_promises_nothing_for_other_rules(open_page: Callable, query: dict) -> None:
    assert button(open_page(learning_rate="10", **IRIS, **query)).disabled


def test_the_button_sets_the_largest_rate_that_is_safe(open_page: Callable, widget: Callable) -> None:
    app = open_page(learning_rate="10", **IRIS)
    assert button(app).label == "Largest safe rate: 1.2"
    button(app).click().run()
    assert widget(app, "learning_rate").value == 1.2
    assert app.query_params["learning_rate"] == "1.2"
    assert button(app).disabled


@pytest.mark.parametrize("query", DATA, ids=str)
def test_the_rate_of_the_button_is_safe_and_the_next_is_not(open_page: Callable, widget: Callable, query: dict) -> None:
    app = open_page(**query)
    button(app).click().run()
    control, safe = widget(app, "learning_rate"), limits_of(query).safe
    rates = [float(option) for option in control.options]
    assert control.value <= safe < rates[rates.index(control.value) + 1]


@pytest.mark.parametrize("query", DATA, ids=str)
def test_at_the_largest_safe_rate_the_loss_never_rises(open_page: Callable, movie: Callable, query: dict) -> None:
    app = open_page(**query)
    button(app).click().run()
    assert np.all(np.diff(movie(app)["run"]["loss"]) <= 1e-12)


def test_the_button_changes_with_the_data(open_page: Callable, widget: Callable) -> None:
    app = open_page(**IRIS)
    widget(app, "standardize").set_value(False).run()
    assert button(app).label == "Largest safe rate: 0.06"


def test_the_button_says_what_it_does(open_page: Callable) -> None:
    assert len(button(open_page()).help) > 20


@pytest.mark.parametrize("query", DATA, ids=str)
def test_the_foldout_holds_the_numbers_of_the_data(open_page: Callable, query: dict) -> None:
    formulas, limits = mathematics(open_page(**query)), limits_of(query)
    found = [shown(formulas, name) for name in (r"\beta", r"2/\beta", r"2/\lambda")]
    assert found == pytest.approx([limits.smoothness, limits.safe, limits.blow_up], rel=5e-3)


@pytest.mark.parametrize("query", [query for query in DATA if "l2" in query or not query], ids=str)
def test_the_foldout_holds_the_limit_at_the_optimum(open_page: Callable, query: dict) -> None:
    found = shown(mathematics(open_page(**query)), r"2/\lambda_{\max}(H^*)")
    assert found == pytest.approx(limits_of(query).stability_threshold, rel=5e-3)


def test_without_a_finite_optimum_the_foldout_leaves_the_limit_there_out(open_page: Callable) -> None:
    app = open_page(dataset="iris")
    assert r"\lambda_{\max}(H^*)" not in " ".join(mathematics(app))
    assert any(caption.value.endswith("So there is no stability threshold.") for caption in app.caption)


def test_the_foldout_says_what_is_guaranteed_and_what_is_not(open_page: Callable) -> None:
    app = open_page()
    mathematics(app)
    said = " ".join(element.value for element in app.markdown)
    assert "That is a guarantee and no threshold" in said
    assert "stability threshold" in said
