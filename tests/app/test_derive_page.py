"""The Derive page: every step there in both ways in, and every number the trained model's."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from trainer import Experiment, TrainingConfig, load_iris, load_three_class, run_experiment
from trainer.analysis.derivation import derive_logits, derive_sample
from trainer.figures.theme import CLASS_TEXT
from trainer.model import loss
from trainer.ui.derive.gradient_formulas import (
    chain_rule_step,
    jacobian_step,
    result_step,
    slope_step,
    squared_error_step,
)
from trainer.ui.derive.loss_formulas import logits_step, loss_step, softmax_step
from trainer.ui.widgets.tex import Ink

DATASETS = {"three_class": load_three_class, "iris": load_iris}
OPTIMIZERS = ("gradient_descent", "momentum", "nesterov", "adam", "newton")
TITLES = [
    "1. Logits",
    "2. Softmax",
    "3. Loss",
    "4. Slope of the loss",
    "5. Jacobian of softmax",
    "6. Chain rule",
    "7. a − y",
    "8. From one sample to the update",
    "9. The check",
    "10. Why not squared error?",
]
STEPS = {
    "1. Logits": logits_step,
    "2. Softmax": softmax_step,
    "3. Loss": loss_step,
    "4. Slope of the loss": slope_step,
    "5. Jacobian of softmax": jacobian_step,
    "6. Chain rule": chain_rule_step,
    "7. a − y": result_step,
    "10. Why not squared error?": squared_error_step,
}
BY_HAND = {"way": "logits"}
FREE = {"way": "logits", "target": "free", "y3": "0.3"}  # 0.7 + 0.2 + 0.3
SOFT = {"way": "logits", "target": "free"}  # 0.7 + 0.2 + 0.1
LARGE = {"way": "logits", "z1": "10000", "z2": "-10000", "z3": "0", "target": "2", "shift": "-100"}
BLOWN_UP = {"learning_rate": "1000", "l2": "0.01", "n_epochs": "400"}
BLOWN_UP_FASTER = {"learning_rate": "100", "l2": "0.1", "n_epochs": "400", "optimizer": "momentum"}
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/140.0 Mobile Safari/537.36"
JUNK = {
    "way": "model",
    "z1": "1e5",
    "z2": "nan",
    "z3": "<b>",
    "target": "4",
    "y1": "-1",
    "shift": "inf",
    "step": "11",
    "epoch": "-1",
    "sample": "151",
}
SAMPLES = [  # query, sample, epoch, standardized, held out
    ({}, 1, 10, True, 0.2),
    ({"sample": "77", "epoch": "0"}, 77, 0, True, 0.2),
    ({"sample": "150", "epoch": "200", "held_out": "0"}, 150, 200, True, 0.0),
    ({"dataset": "iris", "sample": "71"}, 71, 10, True, 0.2),
    ({"dataset": "iris", "sample": "120", "epoch": "137", "standardize": "false"}, 120, 137, False, 0.2),
]
every_sample = pytest.mark.parametrize(("query", "sample", "epoch", "standardize", "held_out"), SAMPLES)
every_way = pytest.mark.parametrize(
    "query", [{}, {"dataset": "iris"}, BY_HAND, FREE, LARGE], ids=["three_class", "iris", "by hand", "free", "large"]
)
CHANGES = [
    ({}, "way", "logits"),
    ({}, "sample", 75),
    ({}, "epoch", 50),
    ({}, "shift", 3.0),
    ({}, "learning_rate", 0.2),
    ({"dataset": "iris"}, "features", "petal_length-petal_width"),
    (BY_HAND, "z1", -1.5),
    (BY_HAND, "z2", 3.25),
    (BY_HAND, "z3", 10000.0),
    (BY_HAND, "target", "3"),
    (BY_HAND, "target", "free"),
    (FREE, "y1", 0.5),
    (FREE, "y2", 0.0),
    (FREE, "y3", 0.1),
]
every_change = pytest.mark.parametrize(("query", "key", "value"), CHANGES, ids=[f"{k}={v}" for _, k, v in CHANGES])


@pytest.fixture
def derive(open_page: Callable[..., AppTest]) -> Callable[..., AppTest]:
    """derive(step="3") is the page at /derive?step=3."""
    return lambda **query: open_page("derive", **query)


def control(app: AppTest, key: str) -> Any:
    """The one control of a setting, on the page or beside it."""
    keys = (key, f"{key}_slider")
    (found,) = (each for block in (app.main, app.sidebar) for each in block if getattr(each, "key", "") in keys)
    return found


def button(app: AppTest, label: str) -> Any:
    return next(element for element in app.button if element.label == label)


def sections(app: AppTest) -> dict[str, list[str]]:
    """The formulas of each step by its title."""
    found: dict[str, list[str]] = {}
    for element in app.main:
        if element.type == "subheader":
            found[element.value] = []
        elif element.type == "latex":
            found[list(found)[-1]].append(element.value)
    return found


def numbers(tex: str) -> list[float]:
    """The numbers of a formula, as they are shown."""
    found = re.findall(r"(-?\d+\.\d{4})(?:\\cdot 10\^\{(-?\d+)\})?", tex)
    return [float(mantissa) * 10.0 ** int(exponent or 0) for mantissa, exponent in found]


def results(tex: str) -> list[float]:
    """The number at the end of every line."""
    return [numbers(line)[-1] for line in tex.split(r"\\[6pt]")]


def cells(tex: str) -> np.ndarray:
    """The numbers of a table, a row a feature and the bias last, a column a class."""
    return np.array([numbers(row) for row in tex.partition("[-8pt]")[2].split(r"\\[4pt]")])


def run_directly(query: dict, standardize: bool, held_out: float) -> Experiment:
    return run_experiment(DATASETS[query.get("dataset", "three_class")](), TrainingConfig(), standardize, held_out)


def units(experiment: Experiment, standardize: bool) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation of the training rows, or none."""
    X = experiment.dataset.X[experiment.train_rows]
    return (X.mean(axis=0), X.std(axis=0)) if standardize else (np.zeros(X.shape[1]), np.ones(X.shape[1]))


def probabilities(Z: np.ndarray) -> np.ndarray:
    exponentials = np.exp(Z - Z.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("way", ["sample", "logits"])
def test_page_opens_with_every_step(derive: Callable, way: str, dataset: str, optimizer: str) -> None:
    app = derive(way=way, dataset=dataset, optimizer=optimizer)
    assert (len(app.exception), len(app.error), len(app.warning)) == (0, 0, 0)
    assert app.title[0].value == "Why the gradient is a − y"
    assert list(sections(app)) == TITLES


@every_way
def test_every_chart_is_strict_json_and_told_in_words(derive: Callable, chart: Callable, query: dict) -> None:
    app = derive(**query)
    charts = [element.proto.alt for element in app.main.get("plotly_chart")]
    assert len(charts) == 6 + (query.get("way") != "logits") - 2 * (query.get("target") == "free")
    assert min(map(len, charts)) > 40
    assert all(chart(app, index)["data"] for index in range(len(app.get("plotly_chart"))))


@every_way
def test_every_step_has_words_and_a_formula(derive: Callable, query: dict) -> None:
    app = derive(**query)
    assert [title for title, formulas in sections(app).items() if not formulas] == []
    assert len(app.main.get("markdown")) >= len(TITLES)


@pytest.mark.parametrize("way", ["sample", "logits"])
@pytest.mark.parametrize("step", range(1, 11))
def test_as_many_steps_are_shown_as_the_link_says(derive: Callable, step: int, way: str) -> None:
    assert list(sections(derive(step=str(step), way=way))) == TITLES[:step]


@pytest.mark.parametrize(
    ("step", "label", "shown"),
    [
        (1, "Next", 2),
        (4, "Next", 5),
        (9, "Next", 10),
        (10, "Back", 9),
        (2, "Back", 1),
        (5, "First step", 1),
        (1, "All steps", 10),
        (7, "All steps", 10),
    ],
)
def test_a_button_changes_the_steps_shown_and_the_link(derive: Callable, step: int, label: str, shown: int) -> None:
    app = derive(step=str(step))
    button(app, label).click().run()
    assert list(sections(app)) == TITLES[:shown]
    assert app.query_params == ({} if shown == 10 else {"step": str(shown)})


@pytest.mark.parametrize(
    ("step", "disabled"),
    [(1, ["First step", "Back"]), (2, []), (9, []), (10, ["Next", "All steps"])],
)
def test_a_button_that_would_change_nothing_is_disabled(derive: Callable, step: int, disabled: list) -> None:
    labels = ("First step", "Back", "Next", "All steps")
    app = derive(step=str(step))
    assert [label for label in labels if button(app, label).disabled] == disabled


@pytest.mark.parametrize(("label", "key"), [("Back", "b"), ("Next", "n")])
def test_a_key_presses_the_button(derive: Callable, label: str, key: str) -> None:
    found = button(derive(step="5"), label)
    assert found.proto.shortcut.lower() == key
    assert f"key {key.upper()}" in found.help


def test_steps_shown_stay_when_the_sample_changes(derive: Callable) -> None:
    app = derive(step="3")
    control(app, "sample").set_value(75).run()
    assert list(sections(app)) == TITLES[:3]
    assert app.query_params == {"sample": "75", "step": "3"}


@every_sample
def test_numbers_are_those_of_a_model_trained_directly(
    derive: Callable, query: dict, sample: int, epoch: int, standardize: bool, held_out: float
) -> None:
    experiment = run_directly(query, standardize, held_out)
    mean, std = units(experiment, standardize)
    W, b = experiment.history.W[epoch], experiment.history.b[epoch]
    z = W @ ((experiment.dataset.X[sample - 1] - mean) / std) + b
    y = np.eye(3)[experiment.dataset.y[sample - 1]]
    a = probabilities(z)
    shown = sections(derive(**query))
    assert results(shown["1. Logits"][1])[1::2] == pytest.approx(z, abs=5.1e-5)
    assert results(shown["2. Softmax"][1])[-3:] == pytest.approx(a, abs=5.1e-5)
    assert results(shown["3. Loss"][1])[-1] == pytest.approx(-np.log(a @ y), abs=5.1e-5)
    assert results(shown["7. a − y"][1])[1:] == pytest.approx(a - y, abs=5.1e-5)


@every_sample
def test_lines_are_the_steps_of_the_derivation(
    derive: Callable, query: dict, sample: int, epoch: int, standardize: bool, held_out: float
) -> None:
    experiment = run_directly(query, standardize, held_out)
    row = sample - 1
    x = experiment.standardizer(experiment.dataset.X[row])
    d = derive_sample(experiment.history.parameters(epoch), x, int(experiment.dataset.y[row]))
    shown = sections(derive(**query))
    steps = {title: step(d, Ink()) for title, step in STEPS.items()}
    assert [title for title, step in steps.items() if step.formula not in shown[title][0]] == []
    assert [title for title, step in steps.items() if step.numbers not in shown[title][1]] == []


@pytest.mark.parametrize(
    ("query", "z", "y"),
    [
        (BY_HAND, (2.0, 1.0, 0.1), (1, 0, 0)),
        ({"way": "logits", "z2": "3.5", "target": "3"}, (2.0, 3.5, 0.1), (0, 0, 1)),
        (SOFT, (2.0, 1.0, 0.1), (0.7, 0.2, 0.1)),
        (FREE, (2.0, 1.0, 0.1), (0.7, 0.2, 0.3)),
        (LARGE, (1e4, -1e4, 0.0), (0, 1, 0)),
    ],
)
def test_logits_by_hand_are_the_steps_of_their_derivation(derive: Callable, query: dict, z: tuple, y: tuple) -> None:
    d, shown = derive_logits(z, y), sections(derive(**query))
    assert [title for title, step in STEPS.items() if step(d, Ink()).numbers not in shown[title][1]] == []


@every_sample
def test_the_update_is_a_step_of_full_batch_gradient_descent(
    derive: Callable, query: dict, sample: int, epoch: int, standardize: bool, held_out: float
) -> None:
    experiment = run_directly(query, standardize, held_out)
    model, X, y = experiment.history.parameters(epoch), experiment.X_train(), experiment.y_train()
    X1 = np.column_stack([X, np.ones(len(X))])
    before = np.vstack([model.W.T, model.b])
    gradient = X1.T @ (probabilities(X1 @ before) - np.eye(3)[y]) / len(X)
    tables = [cells(tex) for tex in sections(derive(**query))["8. From one sample to the update"] if "array" in tex]
    own, shown_before, shown_gradient, after = tables
    x = np.append(experiment.standardizer(experiment.dataset.X[sample - 1]), 1)
    right = np.eye(3)[experiment.dataset.y[sample - 1]]
    assert own == pytest.approx(np.outer(x, probabilities(x @ before) - right), abs=5.1e-5)
    assert shown_before == pytest.approx(before, abs=5.1e-5)
    assert shown_gradient == pytest.approx(gradient, abs=5.1e-5)
    assert after == pytest.approx(before - 0.1 * gradient, abs=5.1e-5)


def test_the_loss_before_and_after_are_the_models(derive: Callable) -> None:
    experiment = run_experiment(load_three_class(), TrainingConfig(), True, 0.2)
    losses = [
        loss(experiment.history.parameters(epoch), experiment.X_train(), experiment.y_train()) for epoch in (10, 11)
    ]
    shown = sections(derive())["8. From one sample to the update"][-1]
    assert numbers(shown) == pytest.approx(losses, abs=5.1e-5)


@pytest.mark.parametrize("query", [BY_HAND, FREE, LARGE], ids=["one-hot", "free", "large"])
def test_logits_by_hand_have_no_update_and_the_page_says_so(derive: Callable, query: dict) -> None:
    app = derive(**query)
    assert "a sample of the run has an update" in app.info[0].value
    assert [tex for tex in sections(app)["8. From one sample to the update"] if numbers(tex)] == []


def test_a_sample_has_an_update_and_no_such_words(derive: Callable) -> None:
    assert not derive().info


def test_the_check_gives_a_verdict_with_its_tolerance_for_logits_and_weights(derive: Callable) -> None:
    verdicts = [element.value for element in derive().success]
    assert [verdict.partition(" agrees")[0] for verdict in verdicts] == [
        "The formula for the logits",
        "The formula for the weights and biases",
    ]
    assert all("tolerance" in verdict for verdict in verdicts)


@pytest.mark.parametrize("query", [BY_HAND, SOFT, FREE, LARGE], ids=["one-hot", "soft", "free", "large"])
def test_logits_by_hand_pass_the_check(derive: Callable, query: dict) -> None:
    app = derive(**query)
    assert len(app.success) == 1
    assert not app.error


def test_free_targets_are_warned_of_with_what_a_minus_y_is_wrong_by(derive: Callable) -> None:
    app = derive(**FREE)
    largest = 0.2 * probabilities(np.array([2.0, 1.0, 0.1])).max()
    assert len(app.warning) == 1
    assert f"a − y wrong by up to {largest:.4f}" in app.warning[0].value
    assert any("**a − y is wrong**" in element.value for element in app.markdown)


@pytest.mark.parametrize("query", [{}, BY_HAND, SOFT, LARGE], ids=["sample", "one-hot", "soft", "large"])
def test_nothing_is_wrong_when_targets_sum_to_one(derive: Callable, query: dict) -> None:
    app = derive(**query)
    assert not app.warning
    assert not any("a − y is wrong" in element.value for element in app.markdown)


@pytest.mark.parametrize("query", [{}, BY_HAND, LARGE | {"shift": "0"}], ids=["sample", "by hand", "large"])
def test_a_shift_moves_the_logits_and_not_the_probabilities(derive: Callable, query: dict) -> None:
    app = derive(**query)
    still = sections(app)
    control(app, "shift").set_value(7.0).run()
    moved = sections(app)
    before, after = (numbers(each["2. Softmax"][2]) for each in (still, moved))
    assert np.subtract(after[1:4], before[1:4]) == pytest.approx(7.0, abs=1.1e-4)
    assert after[4:7] == before[4:7]
    assert after[7] < 1e-12
    assert {title: tex[:2] for title, tex in moved.items()} == {title: tex[:2] for title, tex in still.items()}


def duels(app: AppTest) -> list[list[str]]:
    """The percentages of each demonstration: at the start, by cross-entropy, by squared error."""
    captions = [caption.value for caption in app.caption if "Both start" in caption.value]
    return [re.findall(r"[\d.]+%", words) for words in captions]


def test_the_runs_from_a_wrong_start_show_what_is_claimed_of_squared_error(derive: Callable) -> None:
    cannot_start, ends_ahead = duels(derive())
    assert cannot_start == ["5.0%", "84.2%", "5.0%"]
    assert ends_ahead[1:] == ["89.2%", "91.7%"]


@pytest.mark.parametrize(
    "query",
    [{"dataset": "iris"}, {"learning_rate": "10"}, {"learning_rate": "1000", "l2": "0.01", "n_epochs": "400"}, BY_HAND],
    ids=str,
)
def test_the_demonstrations_of_squared_error_do_not_follow_the_settings(derive: Callable, query: dict) -> None:
    assert duels(derive(**query)) == duels(derive())


@every_change
def test_a_control_changes_the_link_and_the_numbers(derive: Callable, query: dict, key: str, value: object) -> None:
    app = derive(**query)
    before = sections(app)
    control(app, key).set_value(value).run()
    assert not app.exception
    assert app.query_params.keys() - query.keys() <= {key}
    assert app.query_params != query
    assert sections(app) != before


@every_change
def test_a_link_shows_the_same_page(derive: Callable, query: dict, key: str, value: object) -> None:
    by_hand = derive(**query)
    control(by_hand, key).set_value(value).run()
    by_link = derive(**by_hand.query_params)
    assert control(by_link, key).value == value
    assert by_link.query_params == by_hand.query_params
    assert sections(by_link) == sections(by_hand)


def test_numbers_given_by_hand_are_kept_while_a_sample_is_followed(derive: Callable) -> None:
    app = derive(way="logits", z1="-3", sample="80")
    by_hand = sections(app)
    control(app, "way").set_value("sample").run()
    assert app.query_params == {"z1": "-3", "sample": "80"}
    control(app, "way").set_value("logits").run()
    assert sections(app) == by_hand


@pytest.mark.parametrize("key", ["z1", "z2", "z3", "target", "y1", "y2", "y3"])
def test_controls_of_logits_by_hand_are_not_drawn_for_a_sample(derive: Callable, key: str) -> None:
    app = derive(**{key: "free" if key == "target" else "0.5"})
    assert key not in [getattr(element, "key", None) for element in app.main]


@pytest.mark.parametrize("key", ["sample", "epoch"])
def test_controls_of_a_sample_are_not_drawn_for_logits_by_hand(derive: Callable, key: str) -> None:
    assert key not in [getattr(element, "key", None) for element in derive(**BY_HAND).main]


@pytest.mark.parametrize(("target", "disabled"), [("1", True), ("3", True), ("free", False)])
@pytest.mark.parametrize("key", ["y1", "y2", "y3"])
def test_targets_are_free_only_when_they_are_chosen_to_be(
    derive: Callable, key: str, target: str, disabled: bool
) -> None:
    assert control(derive(way="logits", target=target), key).disabled == disabled


@pytest.mark.parametrize("key", ["z1", "z2", "z3", "target", "way", "shift"])
def test_a_control_that_has_an_effect_is_enabled(derive: Callable, key: str) -> None:
    assert not control(derive(**BY_HAND), key).disabled


@pytest.mark.parametrize("query", [{}, BY_HAND], ids=["sample", "by hand"])
def test_every_control_has_help(derive: Callable, query: dict) -> None:
    app = derive(**query)
    kinds = (app.selectbox, app.select_slider, app.slider, app.number_input, app.toggle, app.button)
    assert [element.label for kind in kinds for element in kind if len(element.help) < 12] == []


@pytest.mark.parametrize(("n_epochs", "epoch", "shown"), [("20", "300", 20), ("1", "11", 1), ("200", "5000", 200)])
def test_an_epoch_after_the_last_shows_the_last(derive: Callable, n_epochs: str, epoch: str, shown: int) -> None:
    app = derive(n_epochs=n_epochs, epoch=epoch)
    assert not app.exception
    assert control(app, "epoch").value == control(app, "epoch").max == shown
    assert f"Weights of epoch {shown} of {n_epochs}." in app.main.get("caption")[0].value


def test_an_epoch_after_the_last_is_kept_for_a_longer_run(derive: Callable) -> None:
    app = derive(epoch="150", n_epochs="20")
    assert app.query_params["epoch"] == "150"
    control(app, "n_epochs").set_value(200).run()
    assert (control(app, "epoch").value, app.query_params) == (150, {"epoch": "150"})


@pytest.mark.parametrize("way", ["sample", "logits"])
@pytest.mark.parametrize("epoch", ["10", "5000"])
@pytest.mark.parametrize("blown_up", [BLOWN_UP, BLOWN_UP_FASTER], ids=["gradient_descent", "momentum"])
def test_a_run_that_blew_up_shows_every_step(
    derive: Callable, chart: Callable, blown_up: dict, epoch: str, way: str
) -> None:
    app = derive(**blown_up, epoch=epoch, way=way)
    assert (len(app.exception), len(app.error)) == (0, 0)
    assert list(sections(app)) == TITLES
    assert all(chart(app, index)["data"] for index in range(len(app.get("plotly_chart"))))


def test_the_check_says_where_it_can_say_nothing(derive: Callable) -> None:
    app = derive(**BLOWN_UP, epoch="5000")
    assert [box.value.partition(" cannot be checked here")[0] for box in app.info] == [
        "The logits",
        "The weights and biases",
    ]
    assert not app.success


@pytest.mark.parametrize("query", [SOFT, FREE], ids=["soft", "free"])
def test_charts_of_the_true_class_are_left_out_where_there_is_none(derive: Callable, query: dict) -> None:
    alts = [element.proto.alt for element in derive(**query).main.get("plotly_chart")]
    assert [alt for alt in alts if "true class" in alt] == []


@pytest.mark.parametrize("step", [1, 5, 9])
def test_a_button_below_the_last_step_shows_one_more(derive: Callable, step: int) -> None:
    app = derive(step=str(step))
    button(app, f"Next: step {step + 1}").click().run()
    assert list(sections(app)) == TITLES[: step + 1]


def test_there_is_no_button_below_when_every_step_is_shown(derive: Callable) -> None:
    assert [element.label for element in derive().button if element.label.startswith("Next:")] == []


def test_a_run_of_newton_is_followed_and_its_update_is_a_step_of_gradient_descent(derive: Callable) -> None:
    app = derive(optimizer="newton", epoch="2")
    assert not app.exception
    assert "Weights of epoch 2 of " in app.main.get("caption")[0].value
    before, gradient, after = [
        cells(tex) for tex in sections(app)["8. From one sample to the update"] if "array" in tex
    ][1:]
    assert after == pytest.approx(before - 0.1 * gradient, abs=1.1e-4)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, ("Sample 1 (trained on), true class: class 1.", "sweetness = 0.12", "Weights of epoch 10 of 200")),
        (
            {"dataset": "iris", "sample": "71"},
            ("Sample 71 (held out", "true class: versicolor.", "1 = setosa", "standardized"),
        ),
        (BY_HAND, ("Three classes, their logits given by hand.",)),
    ],
)
def test_what_is_followed_is_said(derive: Callable, query: dict, words: tuple) -> None:
    said = derive(**query).main.get("caption")[0].value
    assert [part for part in words if part not in said] == []


def test_standardization_is_not_said_where_there_is_none(derive: Callable) -> None:
    assert "standardized" not in derive(standardize="false").main.get("caption")[0].value


def test_junk_in_a_link_is_named_in_one_warning_and_leaves_the_default_page(derive: Callable) -> None:
    app = derive(**JUNK)
    assert not app.exception
    assert len(app.warning) == 1
    assert [key for key in JUNK if f"{key}=" in app.warning[0].value] == list(JUNK)
    assert sections(app) == sections(derive())
    assert app.query_params == {}


def test_the_good_part_of_a_link_is_kept(derive: Callable) -> None:
    app = derive(way="logits", z1="-7.5", z2="two", step="4")
    assert app.query_params == {"way": "logits", "z1": "-7.5", "step": "4"}
    assert results(sections(app)["1. Logits"][1]) == [-7.5, 1.0, 0.1]


def test_reset_returns_to_the_default_page(derive: Callable) -> None:
    app = derive(**FREE, z1="5", step="2", dataset="iris")
    button(app, "Reset to defaults").click().run()
    assert app.query_params == {}
    assert sections(app) == sections(derive())


@pytest.mark.parametrize(
    ("user_agent", "layout", "narrow"),
    [(PHONE, "auto", True), (PHONE, "wide", False), ("Chrome/140.0", "auto", False), ("Chrome/140.0", "stacked", True)],
)
def test_long_lines_are_broken_on_a_phone_or_on_demand(
    derive: Callable, monkeypatch: pytest.MonkeyPatch, user_agent: str, layout: str, narrow: bool
) -> None:
    monkeypatch.setattr(ContextProxy, "headers", {"User-Agent": user_agent})
    logits = sections(derive(layout=layout))["1. Logits"][1]
    assert (r"\\ &\quad + " in logits, r"\footnotesize" in logits) == (narrow, narrow)


@pytest.mark.parametrize("theme", CLASS_TEXT)
def test_classes_are_written_in_the_colours_of_the_theme(derive: Callable, theme: str) -> None:
    app = derive()
    app.context = {"theme": theme}
    shown = sections(app.run())
    assert set(re.findall(r"#\w{6}", str(shown))) == set(CLASS_TEXT[theme])
