"""Which runs are compared, what they are called, and the table that measures them."""

from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.own_data import DIGEST, IRIS_EDITS, brought  # noqa: F401
from tests.written_tables import read_table
from trainer import TrainingConfig, load_iris, run_experiment
from trainer.ui.pages.compared_runs import NamedRun, kept_run, named_runs, run_name, table, zone_words
from trainer.ui.settings.kinds import Whole
from trainer.ui.settings.table import OPTIMIZER_NAMES, RUN_KEYS, SETTINGS
from trainer.ui.settings.url import run_text, run_values
from trainer.ui.settings.values import DEFAULTS, DataSettings, from_values

IRIS = DataSettings("iris")
COLUMNS = [
    "run",
    "runs with",
    "zone of its rate",
    "training loss",
    "accuracy",
    "held-out accuracy",
    "stays within 10⁻³ of the least from epoch",
    "status",
]


def compared(**changes):
    return named_runs(from_values(DEFAULTS | changes))


def named(data=IRIS, **training):
    return NamedRun("a run", data, TrainingConfig(**training))


def some_values(key):
    """Some values of a setting, the default among them."""
    setting = SETTINGS[key]
    if isinstance(setting, Whole):
        return st.integers(setting.low, setting.high)
    if key in ("own", "edits"):
        return st.sampled_from([DIGEST] if key == "own" else ["", IRIS_EDITS, f"{IRIS_EDITS}_d9"])
    if key == "start":
        return st.sampled_from(["", ",".join("123456789"), ",".join("987654321")])
    features = ("all", "sweetness", "crispness-sweetness", "petal_length", "petal_width-sepal_length")
    return st.sampled_from(features if key == "features" else getattr(setting, "options", (True, False)))


SETTINGS_OF_A_RUN = st.fixed_dictionaries({}, optional={key: some_values(key) for key in RUN_KEYS})


def test_rates_are_compared_with_all_else_as_in_the_sidebar():
    found = compared(dataset="iris", rates=(0.1, 5.0), l2=0.01, n_epochs=300, batch_size=16, optimizer="adam")
    training = {"n_epochs": 300, "l2": 0.01, "batch_size": 16, "optimizer": "adam"}
    assert found == [
        NamedRun("rate 0.1", IRIS, TrainingConfig(0.1, **training)),
        NamedRun("rate 5", IRIS, TrainingConfig(5.0, **training)),
    ]


def test_rates_of_newton_which_takes_none_are_those_of_gradient_descent():
    found = compared(optimizer="newton", rates=(0.1, 5.0), batch_size=16)
    assert [run.training for run in found] == [TrainingConfig(0.1, batch_size=16), TrainingConfig(5.0, batch_size=16)]


def test_optimizers_are_compared_at_the_rate_of_the_sidebar():
    found = compared(compare="optimizers", learning_rate=0.5, optimizer="adam")
    assert [run.training for run in found] == [
        TrainingConfig(0.1 if name == "newton" else 0.5, optimizer=name) for name in OPTIMIZER_NAMES
    ]
    assert [run.name for run in found] == list(OPTIMIZER_NAMES.values())


def test_newton_beside_mini_batches_uses_all_rows():
    found = compared(compare="optimizers", optimizers=("adam", "newton"), batch_size=16)
    assert [run.training.batch_size for run in found] == [16, None]


def test_no_kept_run_is_nothing_to_compare():
    assert compared(compare="kept") == []


def test_kept_runs_have_their_own_settings():
    found = compared(compare="kept", kept_runs=("dataset:iris~l2:0.01", "optimizer:adam"), seed=7, n_epochs=3)
    assert [(run.data, run.training) for run in found] == [
        (IRIS, TrainingConfig(l2=0.01)),
        (DataSettings(), TrainingConfig(optimizer="adam")),
    ]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "default settings"),
        ({"learning_rate": 0.3}, "learning rate 0.3"),
        ({"dataset": "iris"}, "iris"),
        ({"dataset": "iris", "features": "petal_length-petal_width"}, "iris, petal length and petal width"),
        ({"standardize": False}, "not standardized"),
        ({"held_out": 0.0}, "held-out samples none"),
        ({"optimizer": "adam", "learning_rate": 0.01, "n_epochs": 1000}, "learning rate 0.01, epochs 1000, Adam"),
        ({"batch_size": 16, "seed": 7}, "batch size 16, seed 7"),
        ({"l2": 0.01}, "l2 penalty 0.01"),
        ({"init_scale": 1.0}, "initial weights random, scale 1"),
        ({"start": ",".join("123456789")}, f"weights by hand {sha256(b'1,2,3,4,5,6,7,8,9').hexdigest()[:8]}"),
        ({"optimizer": "momentum", "momentum": 0.5}, "momentum (heavy ball), momentum 0.5"),
        ({"dataset": "blobs", "spread": 2.0}, "blobs, spread of the blobs 2"),
        ({"dataset": "own", "own": DIGEST}, f"your own data, own data {DIGEST[:8]}"),
        ({"dataset": "iris", "edits": IRIS_EDITS}, f"iris, edited rows {sha256(IRIS_EDITS.encode()).hexdigest()[:8]}"),
        ({"sample": 9, "loss_axes": "log", "rates": (0.1,)}, "default settings"),
    ],
)
def test_a_run_is_called_by_what_is_not_default(changes, name):
    assert run_name(run_text(DEFAULTS | changes)) == name


@pytest.mark.parametrize(
    ("applied", "without_effect"),
    [
        ({}, {"features": "petal_length-petal_width"}),
        ({}, {"momentum": 0.5}),
        ({"optimizer": "newton"}, {"learning_rate": 5.0, "batch_size": 16}),
        ({"held_out": 0.0}, {"seed": 7}),
    ],
)
def test_a_setting_without_effect_is_no_part_of_a_kept_run(applied, without_effect):
    assert run_text(DEFAULTS | applied | without_effect) == run_text(DEFAULTS | applied)


@given(SETTINGS_OF_A_RUN)
def test_a_kept_run_is_the_run_that_was_set(changes):
    values = DEFAULTS | changes
    kept, now = kept_run(run_text(values)), from_values(values)
    assert (kept.data, kept.training) == (now.data, now.training)


@given(SETTINGS_OF_A_RUN, SETTINGS_OF_A_RUN)
def test_runs_of_different_settings_have_different_names(first, second):
    texts = [run_text(DEFAULTS | changes) for changes in (first, second)]
    assert (run_name(texts[0]) == run_name(texts[1])) == (texts[0] == texts[1])


@given(SETTINGS_OF_A_RUN)
def test_no_name_breaks_markdown(changes):
    name = run_name(run_text(DEFAULTS | changes))
    assert name
    assert not set("|\n*_`[]<>$") & set(name)


@pytest.mark.parametrize("run", ["default", "learning_rate:0.3~optimizer:adam", "standardize:false~held_out:0"])
def test_the_text_of_a_run_comes_back(run):
    assert run_text(run_values(run)) == run


@pytest.mark.parametrize(
    ("rate", "words"), [(1.0, "safe"), (3.0, "may bounce"), (10.0, "cannot settle"), (250.0, "blows up")]
)
def test_a_rate_is_in_its_zone(rate, words):
    assert zone_words(named(learning_rate=rate, l2=0.01)) == words


@pytest.mark.parametrize("rate", [3.0, 1000.0])
def test_without_a_finite_optimum_a_large_rate_may_bounce_and_no_more(rate):
    assert zone_words(named(learning_rate=rate)) == "may bounce"


@pytest.mark.parametrize(("rate", "words"), [(3.0, "safe"), (16.0, "may bounce"), (16.5, "cannot settle")])
def test_without_a_penalty_a_finite_optimum_has_its_zones(rate, words):
    assert zone_words(named(DataSettings(), learning_rate=rate)) == words


def test_a_run_that_never_settles_never_stays_near_the_least():
    found = read_table(table(compared(l2=0.01, rates=(0.01, 1.0, 10.0, 20.0))))
    assert [row["stays within 10⁻³ of the least from epoch"] for row in found] == [
        "never",
        "39",
        "7",
        "never",
    ]


@pytest.mark.parametrize(
    ("optimizer", "words"),
    [
        ("gradient_descent", "rate 3, batches of 16"),
        ("momentum", "rate 3, momentum 0.5, batches of 16"),
        ("adam", "rate 3, batches of 16"),
        ("newton", "all samples, no learning rate"),
    ],
)
@pytest.mark.parametrize("sidebar", ["gradient_descent", "newton"])
def test_every_run_names_the_settings_that_the_panel_shows(optimizer, words, sidebar):
    panel = {"learning_rate": 3.0, "momentum": 0.5, "batch_size": 16, "optimizer": sidebar, "n_epochs": 2}
    runs = compared(compare="optimizers", optimizers=(optimizer,), **panel)
    assert [row["runs with"] for row in read_table(table(runs, "optimizers"))] == [words]


def test_runs_of_different_rules_name_their_rule():
    found = read_table(table([named(optimizer="adam"), named(optimizer="newton")], "kept"))
    assert [row["runs with"] for row in found] == [
        "Adam: rate 0.1, all samples",
        "Newton: all samples, no learning rate",
    ]


@pytest.mark.parametrize(
    "training",
    [{"batch_size": 16}, *({"optimizer": name} for name in OPTIMIZER_NAMES if name != "gradient_descent")],
    ids=str,
)
def test_zones_are_those_of_full_batch_gradient_descent_alone(training):
    assert zone_words(named(learning_rate=250.0, l2=0.01, **training)) == "–"


@pytest.mark.parametrize("rate", [0.01, 0.1, 1.2, 5.0])
def test_the_table_holds_the_numbers_of_runs_made_directly(rate):
    found = read_table(table(compared(dataset="iris", l2=0.01, n_epochs=300, rates=(0.01, 0.1, 1.2, 5.0))))
    row = next(row for row in found if row["run"] == f"rate {rate:g}")
    direct = run_experiment(load_iris(), TrainingConfig(rate, 300, l2=0.01), held_out=0.2)
    history = direct.history
    best = run_experiment(load_iris(), TrainingConfig(optimizer="newton", l2=0.01), held_out=0.2).history.loss[-1]
    outside = np.flatnonzero(history.loss > best + 1e-3)
    within = "never" if outside[-1] == 300 else str(outside[-1] + 1)
    assert list(row) == COLUMNS
    assert float(row["training loss"]) == pytest.approx(history.loss[-1], rel=1e-3)
    assert row["accuracy"] == f"{100 * history.accuracy[-1]:.1f}%"
    assert row["held-out accuracy"] == f"{100 * direct.held_out_accuracy[-1]:.1f}%"
    assert row["stays within 10⁻³ of the least from epoch"] == within
    assert row["status"] == "finished after 300"


def test_the_table_says_where_nothing_is_held_out():
    assert read_table(table([named(DataSettings("iris", held_out=0.0))]))[0]["held-out accuracy"] == "–"


@pytest.mark.parametrize(
    ("training", "status"),
    [
        ({"learning_rate": 1000.0, "l2": 0.01, "n_epochs": 400}, "blew up after 160"),
        ({"optimizer": "newton", "l2": 10.0}, "converged after"),
        ({"n_epochs": 7}, "finished after 7"),
    ],
)
def test_the_table_says_how_a_run_ended(training, status):
    assert read_table(table([named(**training)]))[0]["status"].startswith(status)
