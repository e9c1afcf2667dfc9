"""The Derive page: every card there in both ways in, and every number the trained model's.

A page that a test only reads is opened once for all of them: `read`. One that a test changes is its own: `derive`.
"""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.shown_words import without_terms
from trainer import Experiment, TrainingConfig, load_iris, load_three_class, run_experiment
from trainer.analysis.derivation import derive_logits, derive_sample
from trainer.figures.theme import CLASS_TEXT
from trainer.model import loss
from trainer.ui.derive.deck import NARROW
from trainer.ui.derive.gradient_formulas import (
    chain_rule_step,
    jacobian_step,
    result_step,
    slope_step,
    squared_error_step,
)
from trainer.ui.derive.loss_formulas import logits_step, loss_step, softmax_step
from trainer.ui.settings.kinds import text
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
ALL = {"all_steps": "true"}
GLOSSARY = "- **logit**"
BY_HAND = {"numbers_from": "logits"}
FREE = {"numbers_from": "logits", "target": "free", "y3": "0.3"}  # 0.7 + 0.2 + 0.3
SOFT = {"numbers_from": "logits", "target": "free"}  # 0.7 + 0.2 + 0.1
LARGE = {"numbers_from": "logits", "z1": "10000", "z2": "-10000", "z3": "0", "target": "2", "added_to_logits": "-100"}
BLOWN_UP = {"learning_rate": "1000", "l2": "0.01", "n_epochs": "400"}
BLOWN_UP_FASTER = {"learning_rate": "100", "l2": "0.1", "n_epochs": "400", "optimizer": "momentum"}
JUNK = {
    "numbers_from": "model",
    "z1": "1e5",
    "z2": "nan",
    "z3": "<b>",
    "target": "4",
    "y1": "-1",
    "added_to_logits": "inf",
    "derivation_step": "11",
    "temperature": "0",
    "all_steps": "yes",
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
    ({}, "numbers_from", "logits"),
    ({}, "sample", 75),
    ({}, "epoch", 50),
    ({}, "added_to_logits", 3.0),
    ({}, "learning_rate", 0.2),
    ({"dataset": "iris"}, "standardize", False),
    (BY_HAND, "z1", -1.5),
    (BY_HAND, "z2", 3.25),
    (BY_HAND, "z3", 10000.0),
    (BY_HAND, "temperature", 2.5),
    (BY_HAND, "target", "3"),
    (BY_HAND, "target", "free"),
    (FREE, "y1", 0.5),
    (FREE, "y2", 0.0),
    (FREE, "y3", 0.1),
]
every_change = pytest.mark.parametrize(("query", "key", "value"), CHANGES, ids=[f"{k}={v}" for _, k, v in CHANGES])


@pytest.fixture
def derive(open_page: Callable[..., AppTest]) -> Callable[..., AppTest]:
    """derive(derivation_step="3") is the page at /derive?derivation_step=3, for one test."""
    return lambda **query: open_page("derive", **query)


@pytest.fixture
def read(shared_page: Callable[..., AppTest]) -> Callable[..., AppTest]:
    """read(z1="2") is /derive?z1=2&all_steps=true, the same page for every test that asks for it."""
    return lambda **query: shared_page("derive", **query, **ALL)


def control(app: AppTest, key: str) -> Any:
    """The one control of a setting, on the page or beside it."""
    keys = (key, f"{key}_typed")
    widgets = (each for block in (app.main, app.sidebar) for each in block if hasattr(each, "set_value"))
    (found,) = (each for each in widgets if each.key in keys or (each.key or "").startswith(f"{key}_up_to_"))
    return found


def put(app: AppTest, key: str, value: Any) -> None:
    """Set a setting by its control; a number is typed."""
    found = control(app, key)
    found.set_value(text(value) if found.key.endswith("_typed") else value).run()


def held(app: AppTest, key: str) -> Any:
    """What the control of a setting shows; a number as its text."""
    return control(app, key).value


def button(app: AppTest, label: str) -> Any:
    return next(element for element in app.button if element.label == label)


def sections(app: AppTest) -> dict[str, list[str]]:
    """The formulas of each card shown by its title."""
    found: dict[str, list[str]] = {}
    for element in app.main:
        if element.type == "header":
            found[element.value] = []
        elif element.type == "latex":
            found[list(found)[-1]].append(element.value)
    return found


def said(app: AppTest) -> dict[str, str]:
    """Words and formulas of each card shown, as one text."""
    found: dict[str, str] = {}
    for element in app.main:
        if element.type == "markdown" and element.value.startswith(GLOSSARY):
            break  # the words of the page stand below its cards
        if element.type == "header":
            found[element.value] = ""
        elif element.type in ("markdown", "latex", "caption", "info") and found:
            found[list(found)[-1]] += without_terms(element.value) + "\n"
    return found


def numbers(tex: str) -> list[float]:
    """The numbers of a formula, as they are shown."""
    found = re.findall(r"(-?\d+\.\d{4})(?:\\cdot 10\^\{(-?\d+)\})?", tex)
    return [float(mantissa) * 10.0 ** int(exponent or 0) for mantissa, exponent in found]


def results(tex: str) -> list[float]:
    """The number at the end of every line."""
    return [numbers(line)[-1] for line in tex.split(r"\\[6pt]")]


def tables(tex: str) -> list[np.ndarray]:
    """The numbers of every table, a row a class, a column a feature and the bias last."""
    bodies = re.findall(r"\[-8pt\] (.*?) \\end\{array\}", tex)
    return [np.array([numbers(row) for row in body.split(r"\\[4pt]")]) for body in bodies]


def alts(app: AppTest) -> list[str]:
    """What is said of each chart on the cards."""
    return [element.proto.alt for element in app.main.get("plotly_chart")]


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
def test_all_cards_are_there_whatever_the_optimizer(read: Callable, optimizer: str) -> None:
    app = read(optimizer=optimizer)
    assert (len(app.exception), len(app.error), len(app.warning)) == (0, 0, 0)
    assert app.title[0].value == "Why the gradient is a − y"
    assert list(sections(app)) == TITLES


@every_way
def test_every_card_has_words_and_a_formula(read: Callable, query: dict) -> None:
    app = read(**query)
    assert (len(app.exception), len(app.error)) == (0, 0)
    assert list(sections(app)) == TITLES
    assert [title for title, formulas in sections(app).items() if not formulas] == []
    assert [title for title, text in said(app).items() if len(re.findall(r"[a-z]{3,}", text)) < 10] == []


@every_way
def test_every_chart_is_strict_json_and_told_in_words(read: Callable, chart: Callable, query: dict) -> None:
    app = read(**query)
    charts = alts(app)
    assert len(charts) == 6 + (query.get("numbers_from") != "logits") - 2 * (query.get("target") == "free")
    assert min(map(len, charts)) > 40
    assert all(chart(app, index)["data"] for index in range(len(app.get("plotly_chart"))))


@pytest.mark.parametrize(
    ("card", "statement"),
    [
        (1, r"z = W x + b"),
        (2, r"a_j = \frac{e^{z_j}}{\sum_c e^{z_c}}"),
        (3, "column with one entry a class"),
        (3, r"y = \begin{bmatrix}"),
        (3, r"\ell = -\sum_j y_j \ln a_j"),
        (3, "For classifiers it is better than squared error"),
        (4, "i is one fixed index, j runs over all"),
        (4, "Leave the sum aside"),
        (4, "its two factors"),
        (4, "then put them together"),
        (4, r"\frac{\partial \ell}{\partial z_i} = \sum_j"),
        (4, r"\frac{\partial \ell}{\partial a_j} = -\frac{y_j}{a_j}"),
        (5, r"\Sigma &= \sum_c e^{z_c} = e^{z_1} + \dots + e^{z_i} + \dots + e^{z_k}"),
        (5, r"\frac{\partial \Sigma}{\partial z_i} &= 0 + \dots + e^{z_i} + \dots + 0 = e^{z_i}"),
        (5, r"\frac{e^{z_i}\,\Sigma - (e^{z_i})^2}{\Sigma^2}"),
        (5, "$(e^{z_i})^2$ is the numerator times that slope"),
        (5, r"\frac{0 \cdot \Sigma - e^{z_j} e^{z_i}}{\Sigma^2}"),
        (5, r"\begin{cases} a_i (1 - a_i) & i = j \\ -a_i a_j & i \neq j \end{cases}"),
        (6, r"\sum_{j \neq i} \Big(-\frac{y_j}{a_j}\Big)(-a_i a_j) + \Big(-\frac{y_i}{a_i}\Big) \cdot a_i (1 - a_i)"),
        (6, r"\textstyle\sum_{j \neq i} a_i y_j + a_i y_i - y_i"),
        (6, r"a_i \textstyle\sum_j y_j - y_i"),
        (7, "A sample belongs to exactly one class, so one of y₁, y₂, y₃ is 1 and the others are 0"),
        (7, r"y = \begin{bmatrix}"),
        (7, r"= a_i - y_i"),
        (8, r"\frac{\partial \ell}{\partial W} = (a - y)\,x^\top"),
        (9, "no calculus, and it must agree"),
        (10, "negative log-likelihood"),
        (10, "convex in W"),
    ],
)
def test_every_statement_of_the_derivation_has_its_card(read: Callable, card: int, statement: str) -> None:
    assert statement in said(read())[TITLES[card - 1]]


def test_a_row_is_said_to_be_rounded_after_adding_where_rows_are_added(read: Callable) -> None:
    rounded = [title for title, text in said(read()).items() if "rounded after adding" in text]
    assert rounded == ["5. Jacobian of softmax", "6. Chain rule"]


def test_no_card_says_more_than_a_class_will_read(read: Callable) -> None:
    words = [
        (element.value, len(element.value.split()))
        for element in read().main
        if element.type == "markdown" and not element.value.startswith(("Two runs", "<", GLOSSARY))
    ]
    assert [text for text, n in words if n > 70] == []


@pytest.mark.parametrize("way", ["sample", "logits"])
def test_one_card_is_shown_and_next_brings_the_next(derive: Callable, way: str) -> None:
    app = derive(numbers_from=way)
    seen = [list(sections(app))]
    for step in range(2, 11):
        button(app, "Next").click().run()
        seen.append(list(sections(app)))
        assert app.query_params["derivation_step"] == str(step)
    assert seen == [[title] for title in TITLES]
    assert (button(app, "Back").disabled, button(app, "Next").disabled) == (False, True)


def test_back_brings_the_card_before_and_the_first_has_none_before_it(derive: Callable) -> None:
    app = derive(derivation_step="2")
    button(app, "Back").click().run()
    assert list(sections(app)) == TITLES[:1]
    assert "derivation_step" not in app.query_params
    assert (button(app, "Back").disabled, button(app, "Next").disabled) == (True, False)


def test_all_steps_are_one_switch_away_and_back_at_the_same_card(derive: Callable) -> None:
    app = derive(derivation_step="4")
    put(app, "all_steps", True)
    assert list(sections(app)) == TITLES
    assert app.query_params == {"derivation_step": "4", "all_steps": "true"}
    assert not {"Back", "Next"} & {each.label for each in app.button}
    put(app, "all_steps", False)
    assert list(sections(app)) == [TITLES[3]]


@pytest.mark.parametrize(("label", "key", "other"), [("Back", "B", "Page Up"), ("Next", "N", "Page Down")])
def test_help_names_the_keys(derive: Callable, label: str, key: str, other: str) -> None:
    assert f"key {key} or {other}" in button(derive(derivation_step="5"), label).help


def test_the_card_stays_when_the_sample_changes(derive: Callable) -> None:
    app = derive(derivation_step="3")
    put(app, "sample", 75)
    assert list(sections(app)) == [TITLES[2]]
    assert app.query_params == {"sample": "75", "derivation_step": "3"}


@every_sample
def test_numbers_are_those_of_a_model_trained_directly(
    read: Callable, query: dict, sample: int, epoch: int, standardize: bool, held_out: float
) -> None:
    experiment = run_directly(query, standardize, held_out)
    mean, std = units(experiment, standardize)
    W, b = experiment.history.W[epoch], experiment.history.b[epoch]
    z = W @ ((experiment.dataset.X[sample - 1] - mean) / std) + b
    y = np.eye(3)[experiment.dataset.y[sample - 1]]
    a = probabilities(z)
    shown = sections(read(**query))
    assert results(shown["1. Logits"][1]) == pytest.approx(z, abs=5.1e-5)
    assert results(shown["2. Softmax"][-1])[-3:] == pytest.approx(a, abs=5.1e-5)
    assert results(shown["3. Loss"][-1])[-1] == pytest.approx(-np.log(a @ y), abs=5.1e-5)
    assert numbers(shown["3. Loss"][0]) == y.tolist()
    assert results(shown["7. a − y"][-1])[1:] == pytest.approx(a - y, abs=5.1e-5)


@every_sample
def test_lines_are_the_steps_of_the_derivation(
    read: Callable, query: dict, sample: int, epoch: int, standardize: bool, held_out: float
) -> None:
    experiment = run_directly(query, standardize, held_out)
    row = sample - 1
    x = experiment.standardizer(experiment.dataset.X[row])
    d = derive_sample(experiment.history.parameters(epoch), x, int(experiment.dataset.y[row]))
    text = said(read(**query))
    steps = {title: step(d, Ink()) for title, step in STEPS.items()}
    parts = [(title, part) for title, step in steps.items() for part in (step.words, step.formula, step.numbers)]
    assert [(title, part) for title, part in parts if part not in text[title]] == []


@pytest.mark.parametrize(
    ("query", "z", "y"),
    [
        (BY_HAND, (2.0, 1.0, 0.1), (1, 0, 0)),
        ({"numbers_from": "logits", "z2": "3.5", "target": "3"}, (2.0, 3.5, 0.1), (0, 0, 1)),
        (SOFT, (2.0, 1.0, 0.1), (0.7, 0.2, 0.1)),
        (FREE, (2.0, 1.0, 0.1), (0.7, 0.2, 0.3)),
        (LARGE, (1e4, -1e4, 0.0), (0, 1, 0)),
    ],
)
def test_logits_by_hand_are_the_steps_of_their_derivation(read: Callable, query: dict, z: tuple, y: tuple) -> None:
    d, text = derive_logits(z, y), said(read(**query))
    assert [title for title, step in STEPS.items() if step(d, Ink()).numbers not in text[title]] == []


def test_a_temperature_is_explained_and_every_card_follows_it(read: Callable) -> None:
    text = said(read(numbers_from="logits", temperature="2.5"))
    d = derive_logits((2.0, 1.0, 0.1), (1, 0, 0), 2.5)
    assert "a = softmax(s/T)" in text["1. Logits"]
    assert [title for title, step in STEPS.items() if step(d, Ink()).numbers not in text[title]] == []
    slopes = (probabilities(np.array([2.0, 1.0, 0.1]) / 2.5) - [1, 0, 0]) / 2.5
    (line,) = [line for line in text["7. a − y"].splitlines() if r"\partial s" in line]
    assert numbers(line) == pytest.approx(slopes, abs=5.1e-5)


def test_nothing_is_said_of_a_temperature_of_one(read: Callable) -> None:
    assert "temperature" not in "".join(said(read(**BY_HAND)).values())


@every_sample
def test_the_update_is_a_step_of_full_batch_gradient_descent(
    read: Callable, query: dict, sample: int, epoch: int, standardize: bool, held_out: float
) -> None:
    experiment = run_directly(query, standardize, held_out)
    model, X, y = experiment.history.parameters(epoch), experiment.X_train(), experiment.y_train()
    X1 = np.column_stack([X, np.ones(len(X))])
    before = np.column_stack([model.W, model.b])
    gradient = (probabilities(X1 @ before.T) - np.eye(3)[y]).T @ X1 / len(X)
    own, shown_gradient, shown_before, after = tables(sections(read(**query))["8. From one sample to the update"][-1])
    x = np.append(experiment.standardizer(experiment.dataset.X[sample - 1]), 1)
    right = np.eye(3)[experiment.dataset.y[sample - 1]]
    assert own == pytest.approx(np.outer(probabilities(before @ x) - right, x), abs=5.1e-5)
    assert shown_before == pytest.approx(before, abs=5.1e-5)
    assert shown_gradient == pytest.approx(gradient, abs=5.1e-5)
    assert after == pytest.approx(before - 0.1 * gradient, abs=5.1e-5)


def test_the_objective_before_and_after_is_the_models(read: Callable) -> None:
    experiment = run_experiment(load_three_class(), TrainingConfig(), True, 0.2)
    losses = [
        loss(experiment.history.parameters(epoch), experiment.X_train(), experiment.y_train()) for epoch in (10, 11)
    ]
    (shown,) = [tex for tex in sections(read())["8. From one sample to the update"] if r"L_{\text{before}}" in tex]
    assert numbers(shown) == pytest.approx(losses, abs=5.1e-5)


@pytest.mark.parametrize("query", [BY_HAND, FREE, LARGE], ids=["one-hot", "free", "large"])
def test_logits_by_hand_have_no_update_and_the_page_says_so(read: Callable, query: dict) -> None:
    app = read(**query)
    assert "a sample of the run has an update" in app.info[0].value
    assert [tex for tex in sections(app)["8. From one sample to the update"] if numbers(tex)] == []
    assert not read().info


def test_the_check_gives_a_verdict_with_its_tolerance_for_logits_and_weights(read: Callable) -> None:
    verdicts = [element.value for element in read().success]
    assert [verdict.partition(" agrees")[0] for verdict in verdicts] == [
        "The formula for the logits",
        "The formula for the weights and biases",
    ]
    assert all("tolerance" in verdict for verdict in verdicts)


@pytest.mark.parametrize("query", [BY_HAND, SOFT, FREE, LARGE], ids=["one-hot", "soft", "free", "large"])
def test_logits_by_hand_pass_the_check(read: Callable, query: dict) -> None:
    app = read(**query)
    assert len(app.success) == 1
    assert not app.error


def test_free_targets_are_warned_of_with_what_a_minus_y_is_wrong_by(read: Callable) -> None:
    app = read(**FREE)
    largest = 0.2 * probabilities(np.array([2.0, 1.0, 0.1])).max()
    assert len(app.warning) == 1
    assert f"a − y wrong by up to {largest:.4f}" in app.warning[0].value
    assert "**a − y is wrong**" in said(app)["7. a − y"]


@pytest.mark.parametrize("query", [{}, BY_HAND, SOFT, LARGE], ids=["sample", "one-hot", "soft", "large"])
def test_nothing_is_wrong_when_targets_sum_to_one(read: Callable, query: dict) -> None:
    assert not read(**query).warning
    assert "a − y is wrong" not in "".join(said(read(**query)).values())


@pytest.mark.parametrize("query", [{}, LARGE | {"added_to_logits": "0"}], ids=["sample", "large"])
def test_a_shift_moves_the_logits_and_not_the_probabilities(derive: Callable, query: dict) -> None:
    app = derive(**query, derivation_step="2")
    rule, before, with_numbers = sections(app)["2. Softmax"]
    put(app, "added_to_logits", 7.0)
    moved = sections(app)["2. Softmax"]
    before, after = numbers(before), numbers(moved[1])
    assert np.subtract(after[1:4], before[1:4]) == pytest.approx(7.0, abs=1.1e-4)
    assert after[4:7] == before[4:7]
    assert after[7] < 1e-12
    assert [moved[0], moved[2]] == [rule, with_numbers]


def duels(app: AppTest) -> list[list[str]]:
    """The percentages of each demonstration: at the start, by cross-entropy, by squared error."""
    captions = [caption.value for caption in app.caption if "Both start" in caption.value]
    return [re.findall(r"[\d.]+%", words) for words in captions]


def test_the_runs_from_a_wrong_start_show_what_is_claimed_of_squared_error(read: Callable) -> None:
    cannot_start, ends_ahead = duels(read())
    assert cannot_start == ["5.0%", "84.2%", "5.0%"]
    assert ends_ahead[1:] == ["89.2%", "91.7%"]


@pytest.mark.parametrize(
    "query", [{"dataset": "iris"}, {"learning_rate": "10"}, BLOWN_UP | {"epoch": "10"}, BY_HAND], ids=str
)
def test_the_demonstrations_of_squared_error_do_not_follow_the_settings(read: Callable, query: dict) -> None:
    assert duels(read(**query)) == duels(read())


@every_change
def test_a_control_changes_link_and_numbers_and_the_link_restores_them(
    derive: Callable, query: dict, key: str, value: object
) -> None:
    app = derive(**query, **ALL)
    before = sections(app)
    put(app, key, value)
    assert not app.exception
    assert app.query_params.keys() - query.keys() - ALL.keys() <= {key}
    assert app.query_params != query | ALL
    assert sections(app) != before
    by_link = derive(**app.query_params)
    assert held(by_link, key) == held(app, key) in (value, text(value))
    assert by_link.query_params == app.query_params
    assert sections(by_link) == sections(app)


def test_numbers_given_by_hand_are_kept_while_a_sample_is_followed(derive: Callable) -> None:
    app = derive(numbers_from="logits", z1="-3", sample="80")
    by_hand = sections(app)
    put(app, "numbers_from", "sample")
    assert app.query_params == {"z1": "-3", "sample": "80"}
    put(app, "numbers_from", "logits")
    assert sections(app) == by_hand


@pytest.mark.parametrize(
    ("query", "drawn"),
    [
        ({}, {"numbers_from", "sample", "epoch_up_to_200"}),
        ({"target": "free"}, {"numbers_from", "sample", "epoch_up_to_200"}),
        (BY_HAND, {"numbers_from", "target", "z1", "z2", "z3", "temperature"}),
        (FREE, {"numbers_from", "target", "z1", "z2", "z3", "temperature", "y1", "y2", "y3"}),
    ],
    ids=["sample", "sample, free", "by hand", "by hand, free"],
)
def test_only_controls_that_have_an_effect_are_drawn(read: Callable, query: dict, drawn: set) -> None:
    controls = [each for each in read(**query).main if getattr(each, "key", None) and hasattr(each, "disabled")]
    keys = {each.key.removesuffix("_typed") for each in controls if not each.key.endswith(("_less", "_more"))}
    assert keys == drawn | {"added_to_logits", "all_steps", "language_switch"}
    assert not any(each.disabled for each in controls)


@pytest.mark.parametrize("query", [{}, BY_HAND], ids=["sample", "by hand"])
def test_every_control_has_help(read: Callable, query: dict) -> None:
    app = read(**query)
    kinds = (app.selectbox, app.select_slider, app.slider, app.number_input, app.toggle, app.button)
    assert [element.label for kind in kinds for element in kind if len(element.help) < 10] == []


@pytest.mark.parametrize(("n_epochs", "epoch", "shown"), [("20", "300", 20), ("1", "11", 1), ("200", "5000", 200)])
def test_an_epoch_after_the_last_shows_the_last(derive: Callable, n_epochs: str, epoch: str, shown: int) -> None:
    app = derive(n_epochs=n_epochs, epoch=epoch)
    assert not app.exception
    assert control(app, "epoch").value == control(app, "epoch").max == shown
    assert f"Weights of epoch {shown} of {n_epochs}." in app.main.get("caption")[0].value


def test_an_epoch_after_the_last_is_kept_for_a_longer_run(derive: Callable) -> None:
    app = derive(epoch="150", n_epochs="20")
    assert app.query_params["epoch"] == "150"
    put(app, "n_epochs", 200)
    assert (control(app, "epoch").value, app.query_params) == (150, {"epoch": "150"})


@pytest.mark.parametrize("epoch", ["10", "5000"])
@pytest.mark.parametrize("blown_up", [BLOWN_UP, BLOWN_UP_FASTER], ids=["gradient_descent", "momentum"])
def test_a_run_that_blew_up_shows_every_card(read: Callable, chart: Callable, blown_up: dict, epoch: str) -> None:
    app = read(**blown_up, epoch=epoch)
    assert (len(app.exception), len(app.error)) == (0, 0)
    assert list(sections(app)) == TITLES
    assert all(chart(app, index)["data"] for index in range(len(app.get("plotly_chart"))))


def test_the_check_says_where_it_can_say_nothing(read: Callable) -> None:
    app = read(**BLOWN_UP, epoch="5000")
    assert [box.value.partition(" cannot be checked here")[0] for box in app.info] == [
        "The logits",
        "The weights and biases",
    ]
    assert not app.success


@pytest.mark.parametrize("query", [SOFT, FREE], ids=["soft", "free"])
def test_charts_of_the_true_class_are_left_out_where_there_is_none(read: Callable, query: dict) -> None:
    assert [alt for alt in alts(read(**query)) if "true class" in alt] == []


def test_a_run_of_newton_is_followed_and_its_update_is_a_step_of_gradient_descent(derive: Callable) -> None:
    app = derive(optimizer="newton", epoch="2", **ALL)
    assert not app.exception
    assert "Weights of epoch 2 of " in app.main.get("caption")[0].value
    _, gradient, before, after = tables(sections(app)["8. From one sample to the update"][-1])
    assert after == pytest.approx(before - 0.1 * gradient, abs=1.1e-4)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, ("Sample 1 (trained on), true class: class 1.", "sweetness = 0.12", "Weights of epoch 10 of 200")),
        (
            {"dataset": "iris", "sample": "71"},
            ("Sample 71 (held out", "true class: versicolor.", "1 = setosa", "standardized"),
        ),
    ],
)
def test_what_is_followed_is_said_on_the_first_card(derive: Callable, query: dict, words: tuple) -> None:
    text = said(derive(**query))["1. Logits"]
    assert [part for part in words if part not in text] == []


def test_standardization_is_not_said_where_there_is_none(derive: Callable) -> None:
    assert "standardized" not in said(derive(standardize="false"))["1. Logits"]


def test_junk_in_a_link_is_named_in_one_warning_and_leaves_the_default_page(derive: Callable) -> None:
    app = derive(**JUNK)
    assert not app.exception
    assert len(app.warning) == 1
    assert [key for key in JUNK if f"{key}=" in app.warning[0].value] == list(JUNK)
    assert sections(app) == sections(derive())
    assert app.query_params == {}


def test_the_good_part_of_a_link_is_kept(derive: Callable) -> None:
    app = derive(numbers_from="logits", z1="-7.5", z2="two", derivation_step="1")
    assert app.query_params == {"numbers_from": "logits", "z1": "-7.5"}
    assert results(sections(app)["1. Logits"][1]) == [-7.5, 1.0, 0.1]


def test_reset_returns_to_the_default_page(derive: Callable) -> None:
    app = derive(**FREE, z1="5", derivation_step="2", dataset="iris")
    button(app, "Reset to defaults").click().run()
    assert app.query_params == {}
    assert sections(app) == sections(derive())


@pytest.mark.parametrize(("said", "narrow"), [(True, True), (False, False), (None, False), ("yes", False)], ids=str)
def test_long_lines_are_broken_where_the_browser_says_that_it_is_narrow(
    derive: Callable, said: object, narrow: bool
) -> None:
    app = derive()
    app.session_state[NARROW] = said
    logits = sections(app.run())["1. Logits"][1]
    assert (r"\\ &\quad + " in logits, r"\footnotesize" in logits) == (narrow, narrow)


@pytest.mark.parametrize("theme", CLASS_TEXT)
def test_classes_are_written_in_the_colours_of_the_theme(derive: Callable, theme: str) -> None:
    app = derive(**ALL)
    app.context = {"theme": theme}
    shown = sections(app.run())
    assert set(re.findall(r"#\w{6}", str(shown))) == set(CLASS_TEXT[theme][:3])


@pytest.mark.parametrize("dataset", ["penguins", "digits"])
def test_any_data_set_has_every_card_and_a_check_that_agrees(read: Callable, dataset: str) -> None:
    app = read(dataset=dataset, epoch="3", n_epochs="5")
    assert (len(app.exception), len(app.error), len(app.warning)) == (0, 0, 0)
    assert list(sections(app)) == TITLES
    assert len(app.success) == 2
