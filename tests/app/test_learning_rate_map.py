"""The map of all learning rates on the Compare page: when it is there, what it says, and what a click sets."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from trainer import TrainingConfig, load_iris, run_experiment
from trainer.ui.pages import learning_rate_map
from trainer.ui.settings.table import LEARNING_RATES

IRIS = {"dataset": "iris", "l2": "0.01"}


def found(app: AppTest, chart: Callable) -> dict | None:
    charts = [chart(app, i) for i in range(len(app.get("plotly_chart")))]
    maps = [figure for figure in charts if figure["data"][0]["type"] == "heatmap"]
    return maps[0] if maps else None


def captions(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption)


@pytest.mark.parametrize("rate", [0.001, 0.1, 1.2, 1000.0])
def test_a_row_of_the_map_is_the_run_of_that_rate(shared_page: Callable, chart: Callable, rate: float) -> None:
    heat = found(shared_page("compare", **IRIS), chart)["data"][0]
    history = run_experiment(load_iris(), TrainingConfig(rate, l2=0.01), held_out=0.2).history
    row = heat["customdata"][heat["y"].index(rate)]
    there = [epoch <= history.n_epochs for epoch in heat["x"]]
    expected = history.loss[np.minimum(heat["x"], history.n_epochs)]
    drawn = [loss for loss, seen in zip(row, there, strict=True) if seen and loss is not None]
    assert drawn == pytest.approx(expected[: len(drawn)], rel=1e-3)
    assert len(drawn) >= 2


def test_the_map_is_there_for_every_rate_of_the_slider(shared_page: Callable, chart: Callable) -> None:
    app = shared_page("compare", **IRIS)
    assert tuple(found(app, chart)["data"][0]["y"]) == LEARNING_RATES
    assert "Only one in" not in captions(app)


@pytest.mark.parametrize(("loss_axes", "kind"), [("linear", None), ("log", None), ("loglog", "log")])
def test_epochs_are_logarithmic_with_the_loss_axes(
    shared_page: Callable, chart: Callable, loss_axes: str, kind: str | None
) -> None:
    assert found(shared_page("compare", loss_axes=loss_axes), chart)["layout"]["xaxis"].get("type") == kind


def test_what_would_take_too_long_is_thinned_and_said(shared_page: Callable, chart: Callable) -> None:
    app = shared_page("compare", n_epochs="5000", rates="1")
    rates = found(app, chart)["data"][0]["y"]
    step = LEARNING_RATES.index(rates[1])
    assert rates == list(LEARNING_RATES[::step])
    assert f"Only one in {step} of the slider's rates is trained." in captions(app)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"optimizer": "newton"}, "Newton takes no learning rate, so there is no map of them."),
        ({"batch_size": "1"}, "about 15 s, so there is no map of them: take fewer epochs"),
    ],
    ids=["newton", "batches of one"],
)
def test_where_there_is_no_map_a_sentence_says_why(
    shared_page: Callable, chart: Callable, query: dict, said: str
) -> None:
    app = shared_page("compare", rates="1", **query)
    assert found(app, chart) is None
    assert any(said in box.value for box in app.info)


@pytest.mark.parametrize("compare", ["optimizers", "kept"])
def test_the_map_stands_with_learning_rates_alone(shared_page: Callable, chart: Callable, compare: str) -> None:
    assert found(shared_page("compare", compare=compare, kept_runs="seed:1"), chart) is None


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam"])
def test_zones_are_drawn_for_full_batch_gradient_descent_alone(
    shared_page: Callable, chart: Callable, optimizer: str
) -> None:
    lines = found(shared_page("compare", optimizer=optimizer, **IRIS), chart)["layout"]["shapes"]
    assert bool(lines) == (optimizer == "gradient_descent")


def test_the_point_chosen_is_that_of_the_settings(shared_page: Callable, chart: Callable) -> None:
    app = shared_page("compare", learning_rate="2", shown_epoch="40")
    point = found(app, chart)["data"][-1]
    assert (point["x"], point["y"]) == ([40], [2.0])
    assert "Chosen: learning rate 2, epoch 40." in captions(app)


@pytest.mark.parametrize(
    ("place", "chosen"),
    [
        ((40.0, 2.0), (2.0, 40)),
        ((40.4, 2.1), (2.0, 40)),
        ((-5.0, 1e-9), (0.001, 0)),
        ((1e9, 1e9), (1000.0, 200)),
        ((40.0, 0.0), None),
        ((40.0, -1.0), None),
    ],
    ids=str,
)
def test_a_click_sets_the_nearest_rate_and_epoch_there_are(
    monkeypatch: pytest.MonkeyPatch, place: tuple[float, float], chosen: tuple[float, int] | None
) -> None:
    state: dict[str, float] = {}
    monkeypatch.setattr(learning_rate_map.st, "session_state", state)
    learning_rate_map._choose(*place, 200)
    assert state == ({} if chosen is None else {"learning_rate": chosen[0], "shown_epoch": chosen[1]})


def test_the_map_is_told_in_words(shared_page: Callable) -> None:
    words = next(
        element.proto.alt
        for element in shared_page("compare", **IRIS).get("plotly_chart")
        if element.proto.alt.startswith("Map of 61")
    )
    config = TrainingConfig(l2=0.01)
    runs = [
        run_experiment(load_iris(), replace(config, learning_rate=rate), held_out=0.2).history
        for rate in LEARNING_RATES
    ]
    blown_up = sum(run.status == "diverged" for run in runs)
    assert f"{blown_up} blow up" in words
