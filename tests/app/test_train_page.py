"""The Train page: every setting does what it says, and every number is the trainer's."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.shown_words import without_terms
from tests.written_numbers import read_number
from trainer import Dataset, Experiment, TrainingConfig, load_iris, load_three_class, run_experiment
from trainer.figures.numbers import number
from trainer.ui import runs
from trainer.ui.settings import data_sets
from trainer.ui.words.movie import SENTENCES

ROOT = Path(__file__).parents[2]
DATASETS = ("three_class", "iris")
OPTIMIZERS = ("gradient_descent", "momentum", "nesterov", "adam", "newton")
DEFAULTS = {
    "dataset": "three_class",
    "standardize": True,
    "held_out": 0.2,
    "learning_rate": 0.1,
    "n_epochs": 200,
    "optimizer": "gradient_descent",
    "batch_size": "all",
    "l2": 0.0,
    "init_scale": 0.0,
    "seed": 0,
    "sample": 1,
    "loss_axes": "auto",
    "panel": "bars",
    "ghost": True,
    "arrows": False,
}
DIVERGED = {"l2": "0.01", "learning_rate": "1000", "n_epochs": "400"}
JUNK = {
    "dataset": "mnist",
    "learning_rate": "-3",
    "n_epochs": "5001",
    "standardize": "maybe",
    "l2": "nan",
    "seed": "1e3",
    "optimiser": "adam",
}
RUNS = [
    ({}, TrainingConfig(), True, 0.2),
    ({"dataset": "iris"}, TrainingConfig(), True, 0.2),
    ({"dataset": "iris", "standardize": "false", "held_out": "0.4"}, TrainingConfig(), False, 0.4),
    ({"optimizer": "newton", "l2": "0.01"}, TrainingConfig(optimizer="newton", l2=0.01), True, 0.2),
    (
        {"optimizer": "momentum", "momentum": "0.5"},
        TrainingConfig(optimizer="momentum", momentum=0.5),
        True,
        0.2,
    ),
    (
        {"dataset": "iris", "optimizer": "adam", "batch_size": "32", "init_scale": "0.1", "seed": "7"},
        TrainingConfig(optimizer="adam", batch_size=32, init_scale=0.1, seed=7),
        True,
        0.2,
    ),
    (DIVERGED, TrainingConfig(l2=0.01, learning_rate=1000.0, n_epochs=400), True, 0.2),
]

ALL = {"URL", "measures", "weights", "movie"}
VIEW = {"URL", "movie"}
CHANGES = [
    ({}, "dataset", "iris", ALL),
    ({}, "standardize", False, ALL),
    ({}, "held_out", 0.4, ALL),
    ({}, "learning_rate", 0.2, ALL),
    ({}, "n_epochs", 50, ALL),
    ({}, "optimizer", "nesterov", ALL),
    ({"optimizer": "momentum"}, "momentum", 0.5, ALL),
    ({}, "batch_size", 16, ALL),
    ({}, "l2", 0.1, ALL),
    ({}, "init_scale", 1.0, ALL),
    ({}, "seed", 1, ALL),
    ({}, "sample", 75, VIEW),
    ({}, "loss_axes", "loglog", VIEW),
    ({}, "panel", "landscape", VIEW),
    ({}, "ghost", False, VIEW),
    ({}, "arrows", True, VIEW),
]


def run_directly(query: dict, config: TrainingConfig, standardize: bool, held_out: float) -> Experiment:
    dataset = load_iris() if query.get("dataset") == "iris" else load_three_class()
    return run_experiment(dataset, config, standardize, held_out)


def measures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def as_number(shown: str) -> float:
    """ "87.5%" as 0.875, "infinity" as inf."""
    value = read_number(shown.removesuffix("%"))
    return value / 100 if shown.endswith("%") else value


def weight_tables(app: AppTest) -> list[np.ndarray]:
    """Every table of weights, (d + 1, k): a row a feature and the bias last, a column a class."""
    texts = [element.value for element in app.markdown if "| bias |" in element.value]
    return [
        np.array(
            [
                [read_number(cell) for cell in row.split("|")[2:-1]]
                for row in text.splitlines()
                if re.search(r"\.\d{4} \|$", row)
            ]
        )
        for text in texts
    ]


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_page_opens(shared_page: Callable, movie: Callable, dataset: str, optimizer: str) -> None:
    app = shared_page(dataset=dataset, optimizer=optimizer)
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert app.title[0].value == "Watch softmax regression learn"
    assert len(movie(app)["run"]["epochs"]) > 5


@pytest.mark.parametrize(
    "query",
    [
        {"n_epochs": "1"},
        {"n_epochs": "5000", "loss_axes": "loglog"},
        {"batch_size": "1", "n_epochs": "20"},
        {"init_scale": "10", "learning_rate": "1000", "loss_axes": "log"},
        {"dataset": "iris", "standardize": "false", "learning_rate": "1000", "optimizer": "momentum"},
        {"dataset": "iris", "optimizer": "newton", "n_epochs": "5000"},
        {"dataset": "iris", "l2": "10", "optimizer": "adam", "learning_rate": "1000"},
        {"held_out": "0.5", "seed": "9999", "sample": "150"},
    ],
    ids=lambda query: "&".join(f"{key}={value}" for key, value in query.items()),
)
def test_extreme_settings_are_drawn(shared_page: Callable, movie: Callable, query: dict) -> None:
    app = shared_page(**query)
    assert not app.exception
    assert len(movie(app)["run"]["epochs"]) >= 2


@pytest.mark.parametrize(("query", "key", "value", "changed"), CHANGES, ids=[change[1] for change in CHANGES])
def test_a_control_changes_what_it_should_and_its_link_is_the_same_page(
    open_page: Callable, sent: Callable, widget: Callable, query: dict, key: str, value: object, changed: set
) -> None:
    def shown(app: AppTest) -> dict:
        tables = [element.value for element in app.markdown if "| bias |" in element.value]
        return {"URL": app.query_params, "measures": measures(app), "weights": tables, "movie": sent(app)}

    app = open_page(**query)
    before = shown(app)
    widget(app, key).set_value(value).run()
    after = shown(app)
    assert not app.exception
    assert {part for part in before if before[part] != after[part]} == changed
    by_link = open_page(**app.query_params)
    assert not by_link.warning
    assert widget(by_link, key).value == value
    assert shown(by_link) == after


def test_defaults_are_left_out_of_the_link(shared_page: Callable) -> None:
    assert shared_page(learning_rate="0.1", dataset="iris", seed="0").query_params == {"dataset": "iris"}


@pytest.mark.parametrize(
    ("query", "key", "value"),
    [
        ({"optimizer": "newton"}, "learning_rate", "5"),
        ({"optimizer": "newton"}, "batch_size", "8"),
        ({"optimizer": "adam"}, "momentum", "0.5"),
        ({"held_out": "0"}, "seed", "3"),
    ],
)
def test_a_setting_without_effect_is_kept_and_changes_nothing(
    shared_page: Callable, sent: Callable, query: dict, key: str, value: str
) -> None:
    app = shared_page(**query, **{key: value})
    assert app.query_params[key] == value
    assert sent(app) == sent(shared_page(**query))


@pytest.mark.parametrize("key", DEFAULTS)
def test_every_control_has_help(shared_page: Callable, widget: Callable, key: str) -> None:
    assert len(widget(shared_page(), key).help) > 20


def test_reset_and_every_measure_have_help(shared_page: Callable) -> None:
    app = shared_page()
    assert [element for element in (*app.button, *app.metric) if len(element.help) < 20] == []


@pytest.mark.parametrize(("query", "config", "standardize", "held_out"), RUNS)
def test_measures_are_those_of_a_run_made_directly(
    shared_page: Callable, query: dict, config: TrainingConfig, standardize: bool, held_out: float
) -> None:
    experiment = run_directly(query, config, standardize, held_out)
    shown = measures(shared_page(**query))
    exact = {
        "Training loss, last epoch": experiment.history.loss[-1],
        "Gradient norm, last epoch": experiment.history.gradient_norm[-1],
    }
    assert {label: as_number(shown[label]) for label in exact} == pytest.approx(exact, rel=5e-3, abs=5e-4)


@pytest.mark.parametrize(("query", "config", "standardize", "held_out"), RUNS)
def test_the_movie_is_of_a_run_made_directly(
    shared_page: Callable, movie: Callable, query: dict, config: TrainingConfig, standardize: bool, held_out: float
) -> None:
    experiment = run_directly(query, config, standardize, held_out)
    history, run = experiment.history, movie(shared_page(**query))["run"]
    epochs = run["epochs"]
    assert (epochs[0], epochs[-1], run["last"]) == (0, history.n_epochs, history.n_epochs)
    np.testing.assert_array_equal(run["loss"], history.loss[epochs])
    np.testing.assert_array_equal(run["accuracy"], history.accuracy[epochs])
    np.testing.assert_array_equal(run["held_loss"], experiment.held_out_loss[epochs])
    np.testing.assert_array_equal(run["held_accuracy"], experiment.held_out_accuracy[epochs])
    np.testing.assert_array_equal(run["curve"], history.loss[run["curve_epochs"]])
    assert (run["rate"], run["status"]) == (config.learning_rate, history.status)


@pytest.mark.parametrize(("query", "config", "standardize", "held_out"), RUNS[:-1])
def test_weights_are_the_models_in_both_units(
    shared_page: Callable, query: dict, config: TrainingConfig, standardize: bool, held_out: float
) -> None:
    experiment = run_directly(query, config, standardize, held_out)
    W, b = experiment.history.W[-1], experiment.history.b[-1]
    X = experiment.dataset.X[experiment.train_rows]
    W_data = W / X.std(axis=0)
    expected = [np.vstack([W.T, b])]
    if standardize:
        expected.append(np.vstack([W_data.T, b - W_data @ X.mean(axis=0)]))
    tables = weight_tables(shared_page(**query))
    assert len(tables) == len(expected)
    assert np.concatenate(tables) == pytest.approx(np.concatenate(expected), abs=5.1e-5)


@pytest.mark.parametrize("sample", [1, 60, 150])
def test_the_movie_follows_the_sample(open_page: Callable, movie: Callable, widget: Callable, sample: int) -> None:
    app = open_page(dataset="iris")
    widget(app, "sample").set_value(sample).run()
    scene = movie(app)["scene"]
    assert scene["rows"][scene["row"]] == sample - 1


def test_the_chart_is_told_in_words(shared_page: Callable) -> None:
    words = shared_page(dataset="iris", sample="75").get("plotly_chart")[0].proto.alt
    assert words.startswith("150 samples of 3 classes over petal length (cm) and petal width (cm)")


@pytest.mark.parametrize(
    ("key", "value"),
    [("learning_rate", 3.0), ("sample", 77), ("n_epochs", 50), ("l2", 0.1), ("optimizer", "adam"), ("arrows", True)],
)
def test_no_chart_is_mounted_again(open_page: Callable, widget: Callable, key: str, value: object) -> None:
    def mounted() -> list[str]:
        movie = [element.proto.id for element in app.get("bidi_component")]
        return [element.proto.id for element in app.get("plotly_chart")] + movie

    app = open_page(dataset="iris")
    before = mounted()
    widget(app, key).set_value(value).run()
    assert mounted() == before


def test_the_first_visit_alone_plays(open_page: Callable, movie: Callable, widget: Callable) -> None:
    app = open_page()
    assert movie(app)["scene"]["play"]
    widget(app, "seed").set_value(3).run()
    assert not movie(app)["scene"]["play"]


@pytest.mark.parametrize(("shown", "epoch"), [("0", 0), ("57", 57), ("200", -1), ("5000", -1)])
def test_the_epoch_shown_is_in_the_link(shared_page: Callable, movie: Callable, shown: str, epoch: int) -> None:
    app = shared_page(shown_epoch=shown)
    assert movie(app)["scene"]["epoch"] == epoch
    assert not movie(app)["scene"]["play"] or epoch < 0


def test_the_learning_rate_stands_on_the_page_and_for_newton_nowhere(shared_page: Callable) -> None:
    assert [slider.key for slider in shared_page().main.select_slider] == ["learning_rate"]
    assert "learning_rate" not in [slider.key for slider in shared_page(optimizer="newton").select_slider]


def test_every_sentence_of_the_movie_is_sent(shared_page: Callable, movie: Callable) -> None:
    words = movie(shared_page())["scene"]["words"]
    assert set(SENTENCES) <= set(words)
    assert words["status"]["diverged"] == "blew up"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ("petal length (cm)", "petal width (cm)")),
        ({"plane": "sepal_length-petal_length"}, ("sepal length (cm)", "petal length (cm)")),
        ({"features": "sepal_width-petal_width"}, ("sepal width (cm)", "petal width (cm)")),
    ],
)
def test_the_axes_name_the_features_shown(
    shared_page: Callable, chart: Callable, query: dict, names: tuple[str, str]
) -> None:
    layout = chart(shared_page(dataset="iris", **query))["layout"]
    assert (layout["xaxis"]["title"]["text"], layout["yaxis"]["title"]["text"]) == names


def test_four_features_are_shown_as_a_slice_at_the_training_means(shared_page: Callable) -> None:
    experiment = run_experiment(load_iris(), TrainingConfig(), True, 0.2)
    means = experiment.dataset.X[experiment.train_rows].mean(axis=0)
    note = next(caption.value for caption in shared_page(dataset="iris").caption if "slice" in caption.value)
    assert f"sepal length (cm) = {means[0]:.3g} and sepal width (cm) = {means[1]:.3g}" in note


def test_two_features_need_no_slice(shared_page: Callable) -> None:
    app = shared_page(dataset="iris", features="petal_length-petal_width")
    assert not [caption for caption in app.caption if "slice" in caption.value]


@pytest.mark.parametrize(("standardize", "sentence"), [("true", "are standardized"), ("false", "as they are")])
def test_standardization_is_said(shared_page: Callable, standardize: str, sentence: str) -> None:
    assert sentence in without_terms(shared_page(standardize=standardize).caption[0].value)


def test_nothing_held_out_is_said(shared_page: Callable, chart: Callable, movie: Callable) -> None:
    app = shared_page(held_out="0")
    assert "Trained on all 150 samples" in app.caption[0].value
    assert movie(app)["run"]["held_loss"].size == 0
    assert not [trace for trace in chart(app)["data"] if "held out" in trace["name"]]


def test_junk_in_a_link_is_named_in_one_warning(shared_page: Callable) -> None:
    app = shared_page(**JUNK)
    assert not app.exception
    assert len(app.warning) == 1
    named = [key for key in JUNK if key in app.warning[0].value]
    assert named == list(JUNK)


def test_junk_in_a_link_leaves_the_default_page(shared_page: Callable, sent: Callable, widget: Callable) -> None:
    app, default = shared_page(**JUNK), shared_page()
    assert {key: widget(app, key).value for key in DEFAULTS} == DEFAULTS
    assert sent(app) == sent(default)
    assert measures(app) == measures(default)
    assert app.query_params == {}


def test_the_good_part_of_a_link_is_kept(shared_page: Callable, widget: Callable) -> None:
    app = shared_page(dataset="iris", seed="minus one")
    assert widget(app, "dataset").value == "iris"
    assert app.query_params == {"dataset": "iris"}


def test_a_number_between_two_steps_becomes_the_nearer_one(shared_page: Callable, widget: Callable) -> None:
    app = shared_page(learning_rate="0.13")
    assert widget(app, "learning_rate").value == 0.12
    assert "0.12 is used" in app.warning[0].value


def test_the_warning_goes_with_the_next_change(open_page: Callable, widget: Callable) -> None:
    app = open_page(**JUNK)
    widget(app, "seed").set_value(3).run()
    assert not app.warning


@pytest.mark.parametrize("query", [{key: value for _, key, value, _ in CHANGES[::-1]}, JUNK], ids=["set", "junk"])
def test_reset_returns_to_the_default_page(open_page: Callable, sent: Callable, widget: Callable, query: dict) -> None:
    app = open_page(**{key: str(value).lower() for key, value in query.items()})
    next(button for button in app.button if "Reset" in button.label).click().run()
    assert {key: widget(app, key).value for key in DEFAULTS} == DEFAULTS
    assert app.query_params == {}
    assert not app.warning
    assert sent(app) == sent(open_page())


def test_a_diverged_run_says_when_why_and_what_to_do(shared_page: Callable) -> None:
    last = run_experiment(load_three_class(), TrainingConfig(l2=0.01, learning_rate=1000.0, n_epochs=400), True, 0.2)
    app = shared_page(**DIVERGED)
    assert not app.exception
    assert f"By epoch {last.history.n_epochs} the loss had grown" in app.error[0].value
    assert "below 2/λ = 200" in app.error[0].value
    assert measures(app)["Status"] == "blew up"


FIRST_PAGE = """
import importlib, json, pkgutil, sys, threading
import trainer.ui
for module in pkgutil.walk_packages(trainer.ui.__path__, "trainer.ui."):
    importlib.import_module(module.name)
happened = ["imported" if "sklearn" in sys.modules else "not imported"]

from streamlit.testing.v1 import AppTest
from trainer.analysis import reference
from trainer.ui.pages import train
page, load = train.page, reference.load
train.page = lambda settings: (page(settings), happened.append("page drawn"))
reference.load = lambda: (happened.append(threading.current_thread().name), load())
AppTest.from_file(sys.argv[1], default_timeout=60).run()
for thread in threading.enumerate():
    if thread.name == "load scikit-learn":
        thread.join()
happened.append("imported" if "sklearn" in sys.modules else "not imported")
print(json.dumps(happened))
"""


def test_scikit_learn_is_imported_in_the_background_once_the_first_page_is_drawn() -> None:
    command = [sys.executable, "-c", FIRST_PAGE, str(ROOT / "app.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["not imported", "page drawn", "load scikit-learn", "imported"]


AWKWARD = ("A|B", "*B*", "7", "<b>x</b>", "$y$", "f_6", "g", "h", "i", "j", "k")


@pytest.fixture
def other_data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, int], None]]:
    """other_data(k, d) puts 110 samples of k classes with d features in the place of the three classes."""
    kept = [getattr(runs, name) for name in ("run", "optimum", "limits", "fitted", "separated")]

    def put(k: int, n_features: int) -> None:
        y = np.arange(110) % k
        X = np.random.default_rng(0).normal(size=(110, n_features)) + y[:, None]
        names = ("bill_length_mm", "share_%")[:n_features]
        data = Dataset("three_class", X, y, names, AWKWARD[:k])
        monkeypatch.setattr(data_sets, "dataset", lambda _: data)
        for cached in kept:
            cached.cache_clear()

    yield put
    for cached in kept:
        cached.cache_clear()


@pytest.mark.parametrize(("k", "n_features"), [(2, 1), (3, 1), (3, 2), (11, 2)])
@pytest.mark.parametrize("path", ["", "derive", "compare", "check"])
def test_fewer_samples_one_feature_and_eleven_classes_are_drawn(
    open_page: Callable, other_data: Callable, path: str, k: int, n_features: int
) -> None:
    other_data(k, n_features)
    app = open_page(path, sample="130", n_epochs="30", l2="0.01")
    assert not app.exception


def test_names_are_shown_as_typed_in_the_table_of_weights(open_page: Callable, other_data: Callable) -> None:
    other_data(5, 2)
    table = next(element.value for element in open_page().markdown if "| bias |" in element.value)
    assert r"| weight of | A\|B | \*B\* | 7 | \<b\>x\<\/b\> | \$y\$ |".replace(r"\/", "/") in table
    assert r"| bill\_length\_mm |" in table
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines() if row.startswith("|")} == {7}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"l2": "0"}, "0.2223"),
        ({"l2": "0.001"}, "0.2201"),
        ({"l2": "0.003"}, "0.2198"),
        ({"dataset": "iris", "l2": "0.0001"}, "0.1308"),
        ({"dataset": "iris", "l2": "0.0003"}, "0.1266"),
        ({"dataset": "iris", "l2": "0.001"}, "0.1332"),
    ],
)
def test_the_held_out_loss_is_without_the_penalty(
    shared_page: Callable, movie: Callable, query: dict, shown: str
) -> None:
    assert number(movie(shared_page(optimizer="newton", **query))["run"]["held_loss"][-1]) == shown


def test_the_training_loss_says_how_much_of_it_is_penalty(shared_page: Callable) -> None:
    experiment = run_experiment(load_iris(), TrainingConfig(optimizer="newton", l2=0.001), True, 0.2)
    penalty = 0.0005 * (experiment.history.W[-1] ** 2).sum()
    app = shared_page(dataset="iris", optimizer="newton", l2="0.001")
    help_text = next(metric.help for metric in app.metric if metric.label.startswith("Training loss"))
    assert f"plus the L2 penalty, which is {penalty:.4g} of it" in help_text
    assert "penalty" not in next(
        metric.help for metric in shared_page().metric if metric.label.startswith("Training loss")
    )


def test_shades_are_told_as_probabilities(shared_page: Callable) -> None:
    assert any("at least 60%, at 19 : 1 at least 90%" in caption.value for caption in shared_page().caption)
