"""The map of all learning rates on the Compare page: when it is there, what it says, and what a click sets."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import opened
from trainer import TrainingConfig, load_iris, run_experiment
from trainer.ui import rate_map
from trainer.ui.pages import learning_rate_map
from trainer.ui.settings.table import LEARNING_RATES

IRIS = {"dataset": "iris", "l2": "0.01"}


@pytest.fixture(scope="module")
def map_page() -> Callable[..., AppTest]:
    """The Compare page with its map asked for, opened once for every test that only reads it."""
    pages: dict[tuple, AppTest] = {}

    def mapped(**query: str) -> AppTest:
        link = tuple(query.items())
        if link not in pages:
            pages[link] = with_map(opened("compare", query))
        return pages[link]

    return mapped


def with_map(app: AppTest) -> AppTest:
    """The page as it is once the map has come into sight."""
    offered = [button for button in app.button if button.key == "draw_map"]
    return offered[0].click().run() if offered else app  # it is there at once where somebody saw it before


def found(app: AppTest, chart: Callable) -> dict | None:
    charts = [chart(app, i) for i in range(len(app.get("plotly_chart")))]
    maps = [figure for figure in charts if figure["data"][0]["type"] == "heatmap"]
    return maps[0] if maps else None


def captions(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption)


def test_no_rate_but_those_compared_is_trained_until_the_map_is_seen(
    monkeypatch: pytest.MonkeyPatch, chart: Callable
) -> None:
    made = []
    train = rate_map.train_family
    monkeypatch.setattr(rate_map, "train_family", lambda *args: made.append(args) or train(*args))
    app = opened("compare", {"dataset": "iris", "held_out": "0.3", "n_epochs": "90"})
    assert found(app, chart) is None
    assert not made
    assert found(with_map(app), chart)
    assert len(made) == 1


def test_a_map_seen_before_is_there_at_once_and_another_is_asked_for_anew(chart: Callable) -> None:
    app = with_map(opened("compare", {"dataset": "iris", "held_out": "0.3", "n_epochs": "80"}))
    rates = next(widget for widget in app.multiselect if widget.key == "rates")
    assert found(rates.set_value([0.5]).run(), chart)
    epochs = next(widget for widget in app.text_input if widget.key == "n_epochs_typed")
    assert found(epochs.set_value("81").run(), chart) is None
    assert found(with_map(app), chart)


@pytest.mark.parametrize("rate", [0.001, 0.1, 1.2, 1000.0])
def test_a_row_of_the_map_is_the_run_of_that_rate(map_page: Callable, chart: Callable, rate: float) -> None:
    heat = found(map_page(**IRIS), chart)["data"][0]
    history = run_experiment(load_iris(), TrainingConfig(rate, l2=0.01), held_out=0.2).history
    row = heat["customdata"][heat["y"].index(rate)]
    there = [epoch <= history.n_epochs for epoch in heat["x"]]
    expected = history.loss[np.minimum(heat["x"], history.n_epochs)]
    drawn = [loss for loss, seen in zip(row, there, strict=True) if seen and loss is not None]
    assert drawn == pytest.approx(expected[: len(drawn)], rel=1e-3)
    assert len(drawn) >= 2


def test_the_map_is_there_for_every_rate_of_the_slider(map_page: Callable, chart: Callable) -> None:
    app = map_page(**IRIS)
    assert tuple(found(app, chart)["data"][0]["y"]) == LEARNING_RATES
    assert "Only one in" not in captions(app)


@pytest.mark.parametrize(("loss_axes", "kind"), [("linear", None), ("log", None), ("loglog", "log")])
def test_epochs_are_logarithmic_with_the_loss_axes(
    map_page: Callable, chart: Callable, loss_axes: str, kind: str | None
) -> None:
    assert found(map_page(loss_axes=loss_axes), chart)["layout"]["xaxis"].get("type") == kind


def test_what_would_take_too_long_is_thinned_and_said(map_page: Callable, chart: Callable) -> None:
    app = map_page(n_epochs="5000", rates="1")
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
def test_where_there_is_no_map_a_sentence_says_why(map_page: Callable, chart: Callable, query: dict, said: str) -> None:
    app = map_page(rates="1", **query)
    assert found(app, chart) is None
    assert any(said in box.value for box in app.info)


@pytest.mark.parametrize("compare", ["optimizers", "kept"])
def test_the_map_stands_with_learning_rates_alone(map_page: Callable, chart: Callable, compare: str) -> None:
    assert found(map_page(compare=compare, kept_runs="seed:1"), chart) is None


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam"])
def test_zones_are_drawn_for_full_batch_gradient_descent_alone(
    map_page: Callable, chart: Callable, optimizer: str
) -> None:
    lines = found(map_page(optimizer=optimizer, **IRIS), chart)["layout"]["shapes"]
    assert bool(lines) == (optimizer == "gradient_descent")


def test_the_point_chosen_is_that_of_the_settings(map_page: Callable, chart: Callable) -> None:
    app = map_page(learning_rate="2", shown_epoch="40")
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


def test_the_map_is_told_in_words(map_page: Callable) -> None:
    words = next(
        element.proto.alt
        for element in map_page(**IRIS).get("plotly_chart")
        if element.proto.alt.startswith("Map of 61")
    )
    config = TrainingConfig(l2=0.01)
    runs = [
        run_experiment(load_iris(), replace(config, learning_rate=rate), held_out=0.2).history
        for rate in LEARNING_RATES
    ]
    blown_up = sum(run.status == "diverged" for run in runs)
    assert f"{blown_up} blow up" in words
