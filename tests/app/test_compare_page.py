"""The Compare page and the runs kept for it: which runs are shown, and that their numbers are the trainer's."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.shown_words import without_terms
from tests.written_numbers import read_number
from tests.written_tables import read_table
from trainer import Experiment, TrainingConfig, load_iris, load_three_class, run_experiment

RATES = (0.001, 0.01, 0.1, 1.0, 1.2, 5.0, 10.0, 1000.0)
EIGHT = {"rates": ",".join(f"{rate:g}" for rate in RATES)}
IRIS = {"dataset": "iris", "l2": "0.01", "n_epochs": "300"}
OPTIMIZERS = {
    "gradient_descent": "gradient descent",
    "momentum": "momentum (heavy ball)",
    "nesterov": "Nesterov",
    "adam": "Adam",
    "newton": "Newton",
}
KEPT = {"compare": "kept", "kept_runs": "default!dataset:iris~l2:0.01!learning_rate:0.3~optimizer:adam"}
KEPT_NAMES = ["default settings", "iris, l2 penalty 0.01", "learning rate 0.3, Adam"]
OFFERED = ("rates", "optimizers", "kept")
BLOWN_UP = {"l2": "0.01", "n_epochs": "400", "rates": "0.1,1000"}
DATA = (("three_class", "0"), ("three_class", "0.01"), ("iris", "0"), ("iris", "0.01"))


def run_directly(rate: float = 0.1, optimizer: str = "gradient_descent", **query: str) -> Experiment:
    data = load_iris() if query.get("dataset") == "iris" else load_three_class()
    config = TrainingConfig(rate, int(query.get("n_epochs", 200)), l2=float(query.get("l2", 0)), optimizer=optimizer)
    return run_experiment(data, config, held_out=0.2)


def charts(app: AppTest, chart: Callable) -> list[dict]:
    return [chart(app, i) for i in range(len(app.get("plotly_chart")))]


def regions_shown(app: AppTest, chart: Callable) -> list[dict]:
    """The charts of decision regions, which stand before all others."""
    return [figure for figure in charts(app, chart) if figure["data"][0].get("fill") == "toself"]


def landscape(app: AppTest, chart: Callable) -> dict | None:
    found = [figure for figure in charts(app, chart) if figure["data"][0]["type"] == "contour"]
    return found[0] if found else None


def curves(app: AppTest, chart: Callable) -> dict:
    return next(figure for figure in charts(app, chart) if figure["layout"]["hovermode"] == "x unified")


def names(app: AppTest) -> list[str]:
    """The headings over the small charts."""
    return [text.value.strip("*") for text in app.markdown if text.value.startswith("**")]


def table(app: AppTest) -> list[dict[str, str]]:
    """A dict a row of the table of runs."""
    (found,) = (element.proto.body for element in app.get("html") if 'class="listed"' in element.proto.body)
    return read_table(found)


def epochs_shown(app: AppTest) -> list[int]:
    captions = [caption.value for caption in app.caption if caption.value.startswith("epoch ")]
    return [int(caption.split()[1].rstrip(":")) for caption in captions]


def slider(app: AppTest) -> Any:
    return next(slider for slider in app.slider if slider.label == "Epoch shown")


def button(app: AppTest, label: str) -> Any:
    found = [button for button in app.button if button.label == label]
    assert len(found) == 1, f"{len(found)} buttons {label}"
    return found[0]


@pytest.mark.parametrize(
    ("dataset", "compare", "optimizer", "l2"),
    [
        *((dataset, "rates", optimizer, "0.01") for dataset in ("three_class", "iris") for optimizer in OPTIMIZERS),
        *((dataset, compare, "adam", l2) for dataset, l2 in DATA for compare in ("optimizers", "kept")),
    ],
)
def test_page_opens(shared_page: Callable, dataset: str, compare: str, optimizer: str, l2: str) -> None:
    app = shared_page("compare", **KEPT | {"dataset": dataset, "compare": compare, "optimizer": optimizer, "l2": l2})
    assert not app.exception
    assert not app.error
    assert app.title[0].value == "Compare runs"
    assert len(table(app)) == {"rates": 3, "optimizers": 5, "kept": 3}[compare]


@pytest.mark.parametrize(
    "query",
    [
        EIGHT | {"l2": "0.01", "n_epochs": "400"},
        EIGHT | {"dataset": "iris", "standardize": "false", "l2": "10", "loss_axes": "loglog"},
        EIGHT | {"dataset": "iris", "optimizer": "momentum", "batch_size": "8", "n_epochs": "20"},
        {"rates": "1000", "n_epochs": "1", "init_scale": "10"},
        {"compare": "optimizers", "learning_rate": "1000", "l2": "0.01", "n_epochs": "400", "loss_axes": "log"},
        {"compare": "optimizers", "batch_size": "16", "n_epochs": "20", "held_out": "0"},
        {"dataset": "iris", "features": "petal_length-petal_width", "l2": "0.0001"},
    ],
    ids=lambda query: "&".join(f"{key}={value}" for key, value in query.items()),
)
def test_extreme_settings_are_drawn(shared_page: Callable, chart: Callable, query: dict) -> None:
    app = shared_page("compare", **query)
    assert not app.exception
    assert len(regions_shown(app, chart)) == len(table(app))
    assert (landscape(app, chart) is not None) == ("l2" in query or "dataset" not in query)
    assert all(len(element.proto.alt) > 40 for element in app.get("plotly_chart"))


def test_eight_rates_are_shown_with_regions_curves_and_rows(shared_page: Callable, chart: Callable) -> None:
    app = shared_page("compare", **EIGHT)
    expected = [f"rate {rate:g}" for rate in RATES]
    assert names(app) == expected
    assert len(regions_shown(app, chart)) == 8
    assert [trace["name"] for trace in curves(app, chart)["data"]] == expected
    assert [row["run"] for row in table(app)] == expected


def test_a_ninth_rate_in_a_link_is_refused_in_a_sentence(shared_page: Callable) -> None:
    app = shared_page("compare", rates="0.001,0.01,0.1,1,1.2,5,10,100,1000")
    assert "it must be at most 8 of 0.001" in app.warning[0].value
    assert names(app) == ["rate 0.01", "rate 2", "rate 20"]


def test_choosing_rates_changes_runs_and_link(open_page: Callable) -> None:
    app = open_page("compare")
    app.multiselect(key="rates").set_value([0.5, 2.0]).run()
    assert names(app) == ["rate 0.5", "rate 2"]
    assert app.query_params["rates"] == "0.5,2"


def test_no_rate_chosen_is_nothing_to_compare(open_page: Callable) -> None:
    app = open_page("compare")
    app.multiselect(key="rates").set_value([]).run()
    assert not app.exception
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("rate", RATES)
def test_the_table_holds_the_numbers_of_runs_made_directly(shared_page: Callable, rate: float) -> None:
    row = next(row for row in table(shared_page("compare", **IRIS | EIGHT)) if row["run"] == f"rate {rate:g}")
    experiment = run_directly(rate, **IRIS)
    history, best = experiment.history, run_directly(optimizer="newton", **IRIS).history.loss[-1]
    within = [epoch for epoch in range(len(history.loss)) if (history.loss[epoch:] <= best + 1e-3).all()]
    assert read_number(row["training loss"]) == pytest.approx(history.loss[-1], rel=1e-3)
    assert row["accuracy"] == f"{100 * history.accuracy[-1]:.1f}%"
    assert row["held-out accuracy"] == f"{100 * experiment.held_out_accuracy[-1]:.1f}%"
    assert row["stays within 10⁻³ of the least from epoch"] == (str(within[0]) if len(within) else "never")
    status = "blew up" if history.status == "diverged" else "finished"
    assert row["status"] == f"{status} after {history.n_epochs}"


def test_the_table_names_the_zone_of_every_rate(shared_page: Callable) -> None:
    zones = [row["zone of its rate"] for row in table(shared_page("compare", **IRIS | EIGHT))]
    assert zones == [*["safe"] * 5, "may bounce", "cannot settle", "blows up"]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_is_run_at_the_rate_of_the_sidebar(shared_page: Callable, optimizer: str) -> None:
    app = shared_page("compare", compare="optimizers", learning_rate="0.5", **IRIS)
    assert names(app) == list(OPTIMIZERS.values())
    row = next(row for row in table(app) if row["run"] == OPTIMIZERS[optimizer])
    assert read_number(row["training loss"]) == pytest.approx(
        run_directly(0.5, optimizer, **IRIS).history.loss[-1], rel=1e-3
    )


def test_some_optimizers_can_be_chosen(open_page: Callable) -> None:
    app = open_page("compare", compare="optimizers")
    app.multiselect(key="optimizers").set_value(["adam", "newton"]).run()
    assert names(app) == ["Adam", "Newton"]
    assert app.query_params["optimizers"] == "adam,newton"


@pytest.mark.parametrize("rate", [0.1, 1.2])
def test_with_newton_chosen_rates_are_those_of_gradient_descent(shared_page: Callable, rate: float) -> None:
    app = shared_page("compare", optimizer="newton", rates="0.1,1.2", **IRIS)
    assert "Newton takes no learning rate" in without_terms(app.main.caption[0].value)
    row = next(row for row in table(app) if row["run"] == f"rate {rate:g}")
    assert read_number(row["training loss"]) == pytest.approx(run_directly(rate, **IRIS).history.loss[-1], rel=1e-3)
    assert row["zone of its rate"] == "safe"


@pytest.mark.parametrize(("loss_axes", "types"), [("linear", ("linear",) * 2), ("loglog", ("log",) * 2)])
def test_the_curves_are_those_of_runs_made_directly(
    shared_page: Callable, chart: Callable, loss_axes: str, types: tuple[str, str]
) -> None:
    figure = curves(shared_page("compare", loss_axes=loss_axes, rates="1.2", **IRIS), chart)
    losses = run_directly(1.2, **IRIS).history.loss
    assert figure["data"][0]["y"] == pytest.approx(losses, rel=1e-6)
    assert (figure["layout"]["xaxis"]["type"], figure["layout"]["yaxis"]["type"]) == types


def test_the_last_epoch_is_shown_first(shared_page: Callable) -> None:
    app = shared_page("compare", n_epochs="300")
    assert epochs_shown(app) == [300] * 3
    assert (slider(app).value, slider(app).max) == (300, 300)


def test_by_default_one_rate_crawls_one_is_right_and_one_never_arrives(shared_page: Callable, chart: Callable) -> None:
    app = shared_page("compare")
    reached = [row["stays within 10⁻³ of the least from epoch"] for row in table(app)]
    rises = [int((np.diff(trace["y"]) > 0).sum()) for trace in curves(app, chart)["data"]]
    assert reached == ["never", "51", "never"]
    assert rises[:2] == [0, 0]
    assert rises[2] > 50
    assert [row["zone of its rate"] for row in table(app)] == ["safe", "safe", "cannot settle"]
    assert [trace["name"] for trace in landscape(app, chart)["data"][1:-1]] == names(app)


def test_opening_the_page_leaves_the_link_as_it_was(shared_page: Callable) -> None:
    assert shared_page("compare", n_epochs="300").query_params == {"n_epochs": "300"}


def test_the_last_epoch_stays_the_last_when_runs_become_longer(open_page: Callable, widget: Callable) -> None:
    app = open_page("compare")
    widget(app, "n_epochs").set_value(500).run()
    assert epochs_shown(app) == [500] * 3


def test_one_slider_sets_the_epoch_of_every_run(open_page: Callable, chart: Callable) -> None:
    app = open_page("compare", **IRIS)
    at_the_end, curves_before, rows = regions_shown(app, chart), curves(app, chart), table(app)
    slider(app).set_value(7).run()
    assert epochs_shown(app) == [7] * 3
    assert app.query_params["compare_epoch"] == "7"
    assert [a != b for a, b in zip(at_the_end, regions_shown(app, chart), strict=True)] == [True] * 3
    assert (curves(app, chart), table(app)) == (curves_before, rows)


def test_all_runs_of_one_start_look_alike_at_epoch_zero(shared_page: Callable, chart: Callable) -> None:
    app = shared_page("compare", init_scale="1", compare_epoch="0")
    assert epochs_shown(app) == [0] * 3
    assert [a["data"] == b["data"] for a, b in pairwise(regions_shown(app, chart))] == [True] * 2


def test_the_loss_shown_is_that_of_the_epoch(shared_page: Callable) -> None:
    app = shared_page("compare", rates="1.2", compare_epoch="7", **IRIS)
    history = run_directly(1.2, **IRIS).history
    caption = next(caption.value for caption in app.caption if caption.value.startswith("epoch 7"))
    assert caption == f"epoch 7: loss {history.loss[7]:.4g}, accuracy {100 * history.accuracy[7]:.1f}%"


def test_a_run_that_blew_up_is_shown_at_its_last_epoch(shared_page: Callable) -> None:
    app = shared_page("compare", **BLOWN_UP)
    assert epochs_shown(app) == [400, 160]
    assert [row["status"] for row in table(app)] == ["finished after 400", "blew up after 160"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"l2": "0.01"}, True),
        ({}, True),
        ({"compare": "optimizers"}, True),
        ({"dataset": "iris", "l2": "0.01"}, True),
        ({"dataset": "iris"}, False),
        ({"dataset": "iris", "compare": "optimizers"}, False),
    ],
    ids=str,
)
def test_the_landscape_needs_a_finite_optimum(shared_page: Callable, chart: Callable, query: dict, shown: bool) -> None:
    app = shared_page("compare", **query)
    assert (landscape(app, chart) is not None) == shown
    assert len(app.info) == (not shown)


def test_where_there_is_no_finite_optimum_the_classes_are_named(shared_page: Callable) -> None:
    said = shared_page("compare", dataset="iris", features="petal_length-petal_width").info[0].value
    assert "class setosa can be separated" in said
    assert "set an L2 penalty to see the paths" in said


@pytest.mark.parametrize("optimizer", ["newton", "adam"])
@pytest.mark.parametrize(
    ("name", "optimizer_run", "read"),
    [
        ("gradient descent", "gradient_descent", "rate 3, batches of 64"),
        ("momentum (heavy ball)", "momentum", "rate 3, momentum 0.5, batches of 64"),
        ("Newton", "newton", "all samples, no learning rate"),
    ],
)
def test_what_the_panel_shows_is_what_runs_whatever_the_optimizer_of_the_sidebar(
    shared_page: Callable, optimizer: str, name: str, optimizer_run: str, read: str
) -> None:
    panel = {"learning_rate": "3", "momentum": "0.5", "batch_size": "64", "n_epochs": "20"}
    app = shared_page("compare", compare="optimizers", optimizer=optimizer, **panel)
    row = next(row for row in table(app) if row["run"] == name)
    batch_size = None if optimizer_run == "newton" else 64
    config = TrainingConfig(3.0, 20, batch_size, optimizer=optimizer_run, momentum=0.5)
    loss = run_experiment(load_three_class(), config, held_out=0.2).history.loss[-1]
    assert row["runs with"] == read
    assert read_number(row["training loss"]) == pytest.approx(loss, rel=1e-3)


def test_the_landscape_has_a_path_for_every_run_and_is_called_a_slice(shared_page: Callable, chart: Callable) -> None:
    app = shared_page("compare", **IRIS)
    assert [trace["name"] for trace in landscape(app, chart)["data"]] == ["equal loss", *names(app), "optimum"]
    assert any(caption.value.startswith("A slice") for caption in app.caption)


def test_the_path_of_newton_ends_at_the_optimum(shared_page: Callable, chart: Callable) -> None:
    paths = landscape(shared_page("compare", compare="optimizers", **IRIS), chart)["data"]
    newton = next(trace for trace in paths if trace["name"] == "Newton")
    assert [newton["x"][-1], newton["y"][-1]] == pytest.approx([0, 0], abs=1e-4)


def test_kept_runs_of_other_data_have_no_path(shared_page: Callable, chart: Callable) -> None:
    app = shared_page("compare", **KEPT, **IRIS)
    assert [trace["name"] for trace in landscape(app, chart)["data"][1:-1]] == [KEPT_NAMES[1]]
    nothing_there = shared_page("compare", **KEPT, l2="3")
    assert landscape(nothing_there, chart) is None
    assert "none shares its landscape" in nothing_there.info[0].value


def test_kept_runs_are_compared_by_their_own_settings(shared_page: Callable) -> None:
    app = shared_page("compare", learning_rate="5", seed="3", **KEPT)
    assert names(app) == KEPT_NAMES
    expected = [run_directly(), run_directly(dataset="iris", l2="0.01"), run_directly(0.3, "adam")]
    losses = [read_number(row["training loss"]) for row in table(app)]
    assert losses == pytest.approx([experiment.history.loss[-1] for experiment in expected], rel=1e-3)


def test_without_a_kept_run_the_page_says_how_to_keep_one(shared_page: Callable) -> None:
    app = shared_page("compare", compare="kept")
    assert not app.exception
    assert not app.get("plotly_chart")
    assert "Keep this run" in app.info[0].value


def test_keeping_puts_the_settings_into_the_link(open_page: Callable) -> None:
    app = open_page(learning_rate="0.3", optimizer="adam", sample="9")
    button(app, "Keep this run").click().run()
    assert app.query_params["kept_runs"] == "learning_rate:0.3~optimizer:adam"
    assert button(app, "Kept").disabled


def test_keeping_changes_nothing_else(open_page: Callable, chart: Callable) -> None:
    app = open_page(dataset="iris")
    before = [metric.value for metric in app.metric], chart(app)
    button(app, "Keep this run").click().run()
    assert ([metric.value for metric in app.metric], chart(app)) == before


def test_kept_runs_survive_a_change_of_settings(open_page: Callable, widget: Callable) -> None:
    app = open_page(learning_rate="0.3")
    button(app, "Keep this run").click().run()
    widget(app, "dataset").set_value("iris").run()
    button(app, "Keep this run").click().run()
    widget(app, "learning_rate").set_value(5.0).run()
    assert app.query_params["kept_runs"] == "learning_rate:0.3!dataset:iris~learning_rate:0.3"
    compared = open_page("compare", **app.query_params | {"compare": "kept"})
    assert names(compared) == ["learning rate 0.3", "iris, learning rate 0.3"]


@pytest.mark.parametrize(
    ("seeds", "label", "disabled"),
    [(5, "Keep this run", False), (6, "6 runs are kept", True), (7, "Keep this run", False)],
)
def test_at_most_six_runs_are_kept(shared_page: Callable, seeds: int, label: str, disabled: bool) -> None:
    app = shared_page(kept_runs="!".join(f"seed:{seed}" for seed in range(1, seeds + 1)))
    assert button(app, label).disabled == disabled
    assert len(app.query_params.get("kept_runs", "").split("!")) == (seeds if seeds <= 6 else 1)
    assert len(app.warning) == (seeds > 6)


def test_a_sixth_run_can_be_kept(open_page: Callable) -> None:
    app = open_page(kept_runs="!".join(f"seed:{seed}" for seed in range(1, 6)))
    button(app, "Keep this run").click().run()
    assert app.query_params["kept_runs"].endswith("!seed:5!default")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_kept_run_can_be_removed(open_page: Callable, place: int) -> None:
    app = open_page("compare", **KEPT)
    button(app, KEPT_NAMES[place]).click().run()
    assert not app.exception
    assert names(app) == [*KEPT_NAMES[:place], *KEPT_NAMES[place + 1 :]]
    assert len(app.query_params["kept_runs"].split("!")) == 2


def test_all_kept_runs_can_be_removed(open_page: Callable) -> None:
    app = open_page("compare", **KEPT)
    button(app, "Remove all").click().run()
    assert "kept_runs" not in app.query_params
    assert not app.get("plotly_chart")
    assert "No run is kept yet" in app.info[0].value


def test_reset_leaves_kept_runs(open_page: Callable) -> None:
    app = open_page("compare", **KEPT)
    button(app, "Reset to defaults").click().run()
    assert app.query_params == {"kept_runs": KEPT["kept_runs"]}


@pytest.mark.parametrize("path", ["", "check", "compare"])
@pytest.mark.parametrize("junk", ["junk", "seed:x", "default!", "seed:1!seed:2!dataset:mnist", "<script>", "!" * 3000])
def test_junk_in_kept_gives_one_sentence_and_keeps_nothing(shared_page: Callable, path: str, junk: str) -> None:
    app = shared_page(path, kept_runs=junk)
    assert not app.exception
    assert len(app.warning) == 1
    assert app.warning[0].value.startswith("From the link: kept_runs=")
    assert app.query_params == {}


def test_every_control_has_help(shared_page: Callable, widget: Callable) -> None:
    rates, optimizers, kept = (shared_page("compare", **KEPT | {"compare": which}) for which in OFFERED)
    controls = [widget(rates, "compare"), *rates.multiselect, *optimizers.multiselect, slider(rates), *kept.button]
    assert [control.label for control in controls if len(control.help) < 20] == []
