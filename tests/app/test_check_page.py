"""The Check page: its numbers are the trainer's and scikit-learn's, found here without the page."""

import ast
import json
import re
import subprocess
import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.written_numbers import read_number
from trainer import Experiment, TrainingConfig, load_iris, load_three_class, predict_proba, run_experiment
from trainer.analysis.agreement import center
from trainer.analysis.reference import Complaint, Reference, fit_reference
from trainer.model import Parameters, logits
from trainer.ui import runs

ROOT = Path(__file__).parents[2]
DATASETS = ("three_class", "iris")
OPTIMIZERS = ("gradient_descent", "momentum", "nesterov", "adam", "newton")
PAIR = "petal_length-petal_width"
NEAR = {"dataset": "iris", "l2": "0.01", "learning_rate": "1", "n_epochs": "1000"}
FAR = {"l2": "0.001", "n_epochs": "30"}
SEPARABLE = {"dataset": "iris", "features": PAIR}
BOUNCING = {"dataset": "iris", "standardize": "false", "l2": "0.0003", "learning_rate": "0.8", "n_epochs": "2000"}
BLOWN_UP = {"l2": "0.01", "learning_rate": "1000", "n_epochs": "400"}
WARNED = {  # on some machines scikit-learn warns of its line search
    "dataset": "iris",
    "features": "sepal_length-petal_length",
    "standardize": "false",
    "held_out": "0.5",
    "l2": "0.0001",
}
PENALIZED = [
    NEAR,
    FAR,
    {"dataset": "iris", "features": PAIR, "l2": "0.1", "held_out": "0"},
    {"dataset": "iris", "standardize": "false", "l2": "0.01", "held_out": "0.4", "seed": "3"},
    {"optimizer": "adam", "l2": "0.03", "batch_size": "16", "init_scale": "1"},
]
NEWTON = [
    {"dataset": "iris", "l2": "0.01", "optimizer": "newton"},
    {"optimizer": "newton"},
]
REPEATED = [NEAR, NEWTON[0], {"batch_size": "16", "l2": "0.01"}]  # each rule is repeated in test_standalone
EVERYTHING = [{"dataset": dataset, "optimizer": optimizer} for dataset in DATASETS for optimizer in OPTIMIZERS]
AWKWARD = [
    SEPARABLE,
    BLOWN_UP,
    BLOWN_UP | {"l2": "10", "dataset": "iris", "standardize": "false"},
    {"dataset": "iris", "learning_rate": "1000", "optimizer": "momentum", "standardize": "false"},
    {"n_epochs": "1", "held_out": "0.5", "init_scale": "10"},
    WARNED,
]


def named(query: dict) -> str:
    return "&".join(f"{key}={value}" for key, value in query.items()) or "defaults"


def run_directly(query: dict) -> Experiment:
    """The run of a link, by the library alone."""
    data = load_iris() if query.get("dataset") == "iris" else load_three_class()
    if query.get("features") == PAIR:
        data = data.select((2, 3))
    numbers = {key: float(query[key]) for key in ("learning_rate", "l2", "init_scale") if key in query}
    counts = {key: int(query[key]) for key in ("n_epochs", "batch_size", "seed") if key in query}
    config = TrainingConfig(optimizer=query.get("optimizer", "gradient_descent"), **numbers, **counts)
    return run_experiment(data, config, query.get("standardize") != "false", float(query.get("held_out", 0.2)))


def fit_directly(experiment: Experiment) -> Any:
    """scikit-learn's model of the same rows, by another of its solvers than the page uses."""
    from sklearn.linear_model import LogisticRegression

    n, l2 = len(experiment.train_rows), experiment.config.l2
    C = 1 / (n * l2) if l2 else np.inf
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-10, max_iter=100)
    return model.fit(experiment.X_train(), experiment.y_train())


def measures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def as_number(shown: str) -> float:
    """ "87.5%" as 0.875, "−1" as -1."""
    value = read_number(shown.removesuffix("%"))
    return value / 100 if shown.endswith("%") else value


def verdict(app: AppTest) -> str:
    return (*app.success, *app.error, *app.info)[0].value


def weight_tables(app: AppTest) -> list[np.ndarray]:
    """The tables of the run, of scikit-learn, and of the gauge: (d + 1, k), the bias last."""
    texts = [element.value for element in app.markdown if "| bias |" in element.value]
    lines = [text.partition(":|\n")[2].splitlines() for text in texts]
    return [np.array([[read_number(cell) for cell in line.split("|")[2:-1]] for line in table]) for table in lines]


def stacked(parameters: Parameters) -> np.ndarray:
    """Weights and biases as a table shows them."""
    return np.vstack([parameters.W.T, parameters.b])


def disagreements(app: AppTest) -> list[list[str]]:
    """The rows of the table of samples: number, true class, class here, class of scikit-learn."""
    found = [element.value for element in app.markdown if element.value.startswith("They disagree")]
    lines = found[0].partition("--|\n")[2].splitlines() if found else []
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def text_boxes(app: AppTest) -> list[str]:
    return [element.value for element in (*app.markdown, *app.caption)]


@pytest.mark.parametrize("query", [*EVERYTHING, *AWKWARD], ids=named)
def test_page_opens_with_every_chart_told_in_words(shared_page: Callable, chart: Callable, query: dict) -> None:
    app = shared_page("check", **query)
    assert not app.exception
    assert app.title[0].value == "Check against scikit-learn"
    assert len(app.get("download_button")) == 2
    assert [chart(app, i)["layout"]["height"] for i in range(3)] == [400, 272, 272]
    assert all(len(element.proto.alt) > 40 for element in app.get("plotly_chart"))


@pytest.mark.parametrize("query", [*EVERYTHING, *AWKWARD], ids=named)
def test_no_number_is_missing_or_too_long_to_read(shared_page: Callable, query: dict) -> None:
    shown = " ".join(text_boxes(shared_page("check", **query)))
    assert "not a number" not in shown
    assert "nan" not in shown
    assert not re.search(r"\d{20}", shown)


@pytest.mark.parametrize("query", [*PENALIZED, *NEWTON], ids=named)
def test_epochs_to_a_gap_are_those_of_a_run_made_directly(shared_page: Callable, query: dict) -> None:
    experiment = run_directly(query)
    optimum = fit_reference(experiment.X_train(), experiment.y_train(), 3, experiment.config.l2).loss
    losses = experiment.history.loss
    stays = [[(losses[epoch:] <= optimum + gap).all() for epoch in range(len(losses))] for gap in (1e-3, 1e-6, 1e-9)]
    expected = [f"epoch {within.index(True):,}" if any(within) else "never" for within in stays]
    shown = measures(shared_page("check", **query))
    assert [shown[f"Stays within {gap} from"] for gap in ("10⁻³", "10⁻⁶", "10⁻⁹")] == expected


@pytest.mark.parametrize("query", [*PENALIZED, *NEWTON], ids=named)
def test_differences_and_accuracies_are_those_of_an_independent_fit(shared_page: Callable, query: dict) -> None:
    experiment = run_directly(query)
    X, y, model = experiment.X_train(), experiment.y_train(), fit_directly(experiment)
    run = experiment.history.parameters()
    exact = {
        "Largest weight difference": np.abs(
            stacked(center(run)) - stacked(center(Parameters(model.coef_, model.intercept_)))
        ).max(),
        "Largest probability difference": np.abs(predict_proba(run, X) - model.predict_proba(X)).max(),
        "Accuracy here": np.mean(logits(run, X).argmax(axis=1) == y),
        "Accuracy of scikit-learn": model.score(X, y),
    }
    shown = measures(shared_page("check", **query))
    assert {label: as_number(shown[label]) for label in exact} == pytest.approx(exact, rel=3e-2, abs=2e-7)


@pytest.mark.parametrize("query", [*PENALIZED, *NEWTON], ids=named)
def test_weights_are_the_models_with_their_mean_over_the_classes_subtracted(shared_page: Callable, query: dict) -> None:
    experiment = run_directly(query)
    model = fit_directly(experiment)
    ours, theirs, _ = weight_tables(shared_page("check", **query))
    expected = np.column_stack([model.coef_, model.intercept_]).T
    np.testing.assert_allclose(theirs, expected - expected.mean(axis=1, keepdims=True), atol=2e-6)
    np.testing.assert_allclose(ours, stacked(center(experiment.history.parameters())), atol=5.1e-7)
    np.testing.assert_allclose(np.stack([ours, theirs]).sum(axis=2), 0, atol=2e-6)


@pytest.mark.parametrize("query", [*PENALIZED, SEPARABLE], ids=named)
def test_confusion_matrices_are_those_of_scikit_learn(shared_page: Callable, chart: Callable, query: dict) -> None:
    from sklearn.metrics import confusion_matrix

    experiment = run_directly(query)
    X, y = experiment.X_train(), experiment.y_train()
    reference = fit_reference(X, y, 3, experiment.config.l2).parameters
    app = shared_page("check", **query)
    classes = [logits(model, X).argmax(axis=1) for model in (experiment.history.parameters(), reference)]
    assert [chart(app, i)["data"][0]["z"] for i in (1, 2)] == [confusion_matrix(y, c).tolist() for c in classes]


@pytest.mark.parametrize("query", [*PENALIZED, SEPARABLE, {"dataset": "iris"}], ids=named)
def test_samples_listed_are_those_on_which_the_models_disagree(shared_page: Callable, query: dict) -> None:
    experiment = run_directly(query)
    names, X, y = experiment.dataset.class_names, experiment.X_train(), experiment.y_train()
    reference = fit_reference(X, y, 3, experiment.config.l2).parameters
    ours, theirs = (logits(model, X).argmax(axis=1) for model in (experiment.history.parameters(), reference))
    expected = [
        [str(experiment.train_rows[i] + 1), names[y[i]], names[ours[i]], names[theirs[i]]]
        for i in np.flatnonzero(ours != theirs)
    ]
    app = shared_page("check", **query)
    assert disagreements(app) == expected
    assert ("Both give every training sample the same class." in text_boxes(app)) == (not expected)


def test_of_many_samples_the_first_ten_are_listed(shared_page: Callable) -> None:
    app = shared_page("check", **BLOWN_UP)
    said = next(text for text in text_boxes(app) if text.startswith("They disagree"))
    assert int(said.split()[3]) > 10
    assert "The first 10 are:" in said
    assert len(disagreements(app)) == 10


def test_one_sample_of_disagreement_is_not_called_samples(shared_page: Callable) -> None:
    app = shared_page("check", **SEPARABLE)
    assert len(disagreements(app)) == 1
    assert any(text.startswith("They disagree on 1 training sample.") for text in text_boxes(app))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (NEAR, "Agrees to 10⁻⁹ in loss after 1,000 epochs."),
        (NEAR | {"n_epochs": "500"}, "Agrees to 10⁻⁶ in loss after 500 epochs."),
        (NEAR | {"n_epochs": "200"}, "Agrees to 10⁻³ in loss after 200 epochs."),
        (FAR, "above the optimum after 30 epochs. Train longer or raise the learning rate."),
        (FAR | {"n_epochs": "1"}, "above the optimum after 1 epoch. Train longer or raise the learning rate."),
        (
            FAR | {"learning_rate": "50"},
            "will not do: lower the learning rate below the stability threshold",
        ),
        (BOUNCING, "will not do: lower the learning rate below the stability threshold 0.768"),
        ({"l2": "10", "learning_rate": "0.25"}, "lower the learning rate below 2/λ = 0.2, above which"),
        (
            {"learning_rate": "20"},
            "will not do: lower the learning rate below the stability threshold 16.3",
        ),
        (SEPARABLE, "There is no finite optimum: without a penalty, λ = 0, class setosa can be separated"),
        ({"dataset": "iris"}, "There is no finite optimum: without a penalty, λ = 0, classes setosa and"),
        (BLOWN_UP, "The run blew up after 160 epochs"),
        ({}, "above the optimum after 200 epochs"),
        ({"optimizer": "newton"}, "Agrees to 10⁻⁹ in loss"),
    ],
    ids=lambda case: named(case) if isinstance(case, dict) else "",
)
def test_the_verdict_is_a_sentence(shared_page: Callable, query: dict, words: str) -> None:
    assert words in verdict(shared_page("check", **query))


@pytest.mark.parametrize(
    ("query", "box"), [(NEAR, "success"), (FAR, "info"), (SEPARABLE, "info"), (BLOWN_UP, "error")], ids=str
)
def test_the_verdict_is_green_only_for_agreement_and_red_only_for_a_run_that_blew_up(
    shared_page: Callable, query: dict, box: str
) -> None:
    app = shared_page("check", **query)
    assert {kind: len(getattr(app, kind)) for kind in ("success", "info", "error")} == {
        kind: int(kind == box) for kind in ("success", "info", "error")
    }


def test_the_gap_shown_in_the_verdict_is_that_of_a_run_made_directly(shared_page: Callable) -> None:
    experiment = run_directly(FAR)
    optimum = fit_reference(experiment.X_train(), experiment.y_train(), 3, experiment.config.l2).loss
    gap = read_number(re.search(r"Still (\S+) above", verdict(shared_page("check", **FAR))).group(1))
    assert gap == pytest.approx(experiment.history.loss[-1] - optimum, rel=0.05)


@pytest.mark.parametrize("query", PENALIZED[:3], ids=named)
def test_the_chart_draws_the_run_and_newton_as_distances_from_the_optimum(
    shared_page: Callable, chart: Callable, query: dict
) -> None:
    experiment = run_directly(query)
    optimum = fit_reference(experiment.X_train(), experiment.y_train(), 3, experiment.config.l2).loss
    run, newton = chart(shared_page("check", **query))["data"]
    epochs = np.array(run["x"], dtype=int)
    np.testing.assert_allclose(run["y"], np.abs(experiment.history.loss[epochs] - optimum), rtol=1e-3, atol=1e-13)
    assert (run["name"], newton["name"]) == ("this run", "Newton from scratch")
    assert newton["y"][-1] < 1e-12


def warns(fit: Callable) -> Callable:
    """The same fit, with SciPy's complaint about its line search."""

    def fit_and_warn(self: LogisticRegression, *data: Any) -> LogisticRegression:
        warnings.warn("Line Search failed", RuntimeWarning, stacklevel=1)
        return fit(self, *data)

    return fit_and_warn


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("line_search", "scikit-learn's line search found no lower loss: its optimum may be inexact."),
        ("stopped_early", "scikit-learn stopped after 200 steps: its optimum may be inexact."),
        ("other", "scikit-learn warned: something else."),
    ],
)
def test_a_warning_of_scikit_learn_is_said_in_words(
    open_page: Callable, monkeypatch: pytest.MonkeyPatch, kind: str, sentence: str
) -> None:
    fitted = runs.fitted

    def complaining(*settings: Any) -> Reference:
        return replace(fitted(*settings), complaints=(Complaint(kind, "something else."),))

    monkeypatch.setattr(runs, "fitted", complaining)
    app = open_page("check", **WARNED)
    assert [warning.value for warning in app.warning] == [sentence]
    assert len(app.metric) == 8


def test_what_scikit_learn_cannot_fit_gets_a_sentence(open_page: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*settings: object) -> None:
        raise ValueError("y has no sample of class 2")

    monkeypatch.setattr("trainer.ui.runs.fitted", refuse)
    app = open_page("check")
    assert not app.exception
    assert app.error[0].value == "There is nothing to compare with: y has no sample of class 2."


@pytest.mark.parametrize("query", [{}, NEAR, FAR], ids=named)
@pytest.mark.parametrize("amount", [-10.0, 0.5, 3.0])
def test_the_gauge_changes_only_the_raw_weights(
    open_page: Callable, chart: Callable, widget: Callable, query: dict, amount: float
) -> None:
    def rest() -> list:
        return [measures(app), verdict(app), disagreements(app), *(chart(app, i) for i in range(3))]

    app = open_page("check", **query)
    before, (ours, theirs, raw) = rest(), weight_tables(app)
    widget(app, "gauge").set_value(amount).run()
    after = weight_tables(app)
    assert rest() == before
    np.testing.assert_array_equal(after[:2], [ours, theirs])
    np.testing.assert_allclose(after[2], raw + amount, atol=1.1e-4)
    assert app.query_params == query | {"gauge": f"{amount:g}"}


@pytest.mark.parametrize(("l2", "told_apart"), [("0", False), ("0.01", True)])
def test_the_gauge_is_said_to_change_no_probability(shared_page: Callable, l2: str, told_apart: bool) -> None:
    words = next(text for text in text_boxes(shared_page("check", gauge="5", l2=l2)) if "Largest change" in text)
    change, before, after = re.fullmatch(
        r"Largest change of a probability: (\S+)\. Mean cross-entropy: (\S+) before and (\S+) after\.(?: .*)?", words
    ).groups()
    assert as_number(change) < 1e-13
    assert before == after
    assert ("Only the penalty" in words) == told_apart


def test_every_control_and_measure_has_help(shared_page: Callable, widget: Callable) -> None:
    app = shared_page("check")
    assert len(widget(app, "gauge").help) > 20
    assert [metric.label for metric in app.metric if len(metric.help) < 20] == []


RUNNER = """
import contextlib, io, json, pathlib, runpy
import numpy as np
done = {}
for path in pathlib.Path().glob("*.py"):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), np.errstate():
        runpy.run_path(str(path), run_name="__main__")
    done[path.stem] = out.getvalue()
print(json.dumps(done))
"""


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], dict]:
    """downloads(0) is what the scripts to download for REPEATED[0] print, run outside the app, by file name."""
    folder = tmp_path_factory.mktemp("downloads")
    load_and_get_id = MemoryMediaFileStorage.load_and_get_id
    with pytest.MonkeyPatch.context() as patch:
        for number, query in enumerate(REPEATED):

            def keep(
                self: Any, data: Any, mimetype: str, kind: Any, filename: str | None = None, n: int = number
            ) -> str:
                (folder / f"{n}_{filename}").write_bytes(data.encode() if isinstance(data, str) else data)
                return load_and_get_id(self, data, mimetype, kind, filename)

            patch.setattr(MemoryMediaFileStorage, "load_and_get_id", keep)
            app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
            app.query_params, app._page_hash = dict(query), calc_hash("check")
            app.run()
    command = [sys.executable, "-I", "-W", "error", "-c", RUNNER]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    printed = {
        file: {name: ast.literal_eval(value) for name, value in (line.split(" ", 1) for line in out.splitlines())}
        for file, out in json.loads(done.stdout).items()
    }
    return lambda number: {file.partition("_")[2]: found for file, found in printed.items() if int(file[0]) == number}


@pytest.mark.parametrize("number", range(len(REPEATED)))
def test_the_numpy_script_prints_the_numbers_of_the_run(
    shared_page: Callable, downloads: Callable, number: int
) -> None:
    printed, experiment = downloads(number)["softmax_run"], run_directly(REPEATED[number])
    history = experiment.history
    assert printed["loss"] == pytest.approx(history.loss[-1], abs=1e-9)
    np.testing.assert_allclose(printed["W"], history.W[-1], atol=1e-9)
    np.testing.assert_allclose(printed["b"], history.b[-1], atol=1e-9)
    ours = weight_tables(shared_page("check", **REPEATED[number]))[0]
    np.testing.assert_allclose(
        stacked(center(Parameters(np.array(printed["W"]), np.array(printed["b"])))), ours, atol=5.1e-7
    )


@pytest.mark.parametrize("number", range(len(REPEATED)))
def test_the_scikit_learn_script_prints_the_numbers_of_the_reference(
    shared_page: Callable, downloads: Callable, number: int
) -> None:
    printed, experiment = downloads(number)["scikit_learn_run"], run_directly(REPEATED[number])
    reference = fit_reference(experiment.X_train(), experiment.y_train(), 3, experiment.config.l2)
    assert printed["loss"] == pytest.approx(reference.loss, abs=1e-9)
    np.testing.assert_allclose(printed["W"], reference.parameters.W, atol=1e-9)
    np.testing.assert_allclose(printed["b"], reference.parameters.b, atol=1e-9)
    theirs = weight_tables(shared_page("check", **REPEATED[number]))[1]
    np.testing.assert_allclose(np.vstack([np.transpose(printed["W"]), printed["b"]]), theirs, atol=5.1e-7)


def test_the_code_shown_is_that_of_the_scripts(shared_page: Callable) -> None:
    numpy_code, scikit_learn_code = (element.value for element in shared_page("check", **NEAR).code)
    assert "n_epochs = 1000" in numpy_code
    assert "def gradient" in numpy_code
    assert "LogisticRegression(C=C" in scikit_learn_code
    assert "l2 = 0.01" in scikit_learn_code
