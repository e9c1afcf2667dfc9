"""The parts that the movie is drawn from hold what the trainer computed."""

from dataclasses import replace

import numpy as np
import pytest

from trainer import TrainingConfig, load_iris, load_three_class, run_experiment
from trainer.datasets import Dataset
from trainer.ui.movie import family_part, parts
from trainer.ui.movie.wire import unpack
from trainer.ui.settings.table import LEARNING_RATES

CONFIGS = {
    "gradient_descent": TrainingConfig(0.5, 60),
    "momentum": TrainingConfig(0.1, 60, optimizer="momentum", l2=0.01),
    "nesterov": TrainingConfig(0.1, 40, optimizer="nesterov", momentum=0.5),
    "adam": TrainingConfig(0.1, 60, optimizer="adam", init_scale=1.0, seed=3),
    "mini_batches": TrainingConfig(0.1, 30, batch_size=16, seed=1),
}
RATES = (0.001, 0.1, 0.5, 3.0, 100.0, 1000.0)


def one(message):
    (part,) = unpack(message)
    return part


@pytest.mark.parametrize("name", CONFIGS)
def test_every_member_of_a_family_is_the_run_trained_alone(name):
    config, data = CONFIGS[name], load_iris()
    experiment = run_experiment(data, config, held_out=0.2)
    family = one(family_part.family(experiment, config, "base", RATES, 7))
    assert family["rates"] == list(RATES)
    assert 7 in family["epochs"]
    for run, rate in enumerate(RATES):
        alone = run_experiment(data, replace(config, learning_rate=rate), held_out=0.2)
        history, last = alone.history, alone.history.n_epochs
        at = np.minimum(family["epochs"], last)
        assert (family["lasts"][run], family["statuses"][run]) == (last, history.status)
        np.testing.assert_array_equal(family["loss"][run], history.loss[at])
        np.testing.assert_array_equal(family["accuracy"][run], history.accuracy[at])
        np.testing.assert_allclose(family["held_loss"][run], alone.held_out_loss[at], rtol=1e-12)
        np.testing.assert_array_equal(family["held_accuracy"][run], alone.held_out_accuracy[at])
        theta = np.concatenate([history.W[at], history.b[at][..., None]], axis=-1)
        scale = np.maximum(np.abs(theta).max(axis=(1, 2), keepdims=True) / parts.HUGE, 1)
        np.testing.assert_array_equal(family["theta"][run], (theta / scale).astype(np.float32))
        curve = family["curve_epochs"][run]
        np.testing.assert_array_equal(
            family["curve"][run], np.minimum(history.loss[curve], parts.HUGE).astype(np.float32)
        )
        assert (curve[0], curve[-1], history.loss[curve].max()) == (0, last, history.loss.max())


@pytest.mark.parametrize("held_out", [0.0, 0.2])
def test_a_run_holds_its_measures_and_weights(held_out):
    experiment = run_experiment(load_three_class(), TrainingConfig(0.5, 100), held_out=held_out)
    run, history = one(parts.run(experiment, "base", 33)), experiment.history
    np.testing.assert_array_equal(run["epochs"], np.arange(101))
    np.testing.assert_array_equal(run["loss"], history.loss)
    np.testing.assert_array_equal(run["held_loss"], experiment.held_out_loss)
    np.testing.assert_array_equal(run["held"], experiment.held_out_loss)
    assert (run["rate"], run["last"], run["status"]) == (0.5, 100, "max_epochs")


def test_a_long_run_travels_thinned_and_whole_when_it_is_asked_for():
    experiment = run_experiment(load_iris(), TrainingConfig(0.5, 3000), held_out=0.2)
    thin, whole = (one(parts.run(experiment, "base", 1234, size)) for size in (parts.RUN_BYTES, parts.WHOLE_RUN_BYTES))
    assert len(parts.run(experiment, "base", 1234)) < 60_000
    assert {0, 1, 1234, 3000} <= set(thin["epochs"].tolist())
    assert len(thin["epochs"]) < 400
    np.testing.assert_array_equal(whole["epochs"], np.arange(3001))
    assert thin["id"] == whole["id"]


def test_weights_too_large_for_float32_keep_their_regions():
    experiment = run_experiment(load_three_class(), TrainingConfig(1000.0, 400, l2=1.0))
    theta = one(parts.run(experiment, "base", 0))["theta"]
    assert experiment.history.status == "diverged"
    assert np.isfinite(theta).all()
    assert np.abs(theta).max() == pytest.approx(parts.HUGE, rel=1e-6)


def test_the_scene_holds_samples_in_the_units_trained_on():
    experiment = run_experiment(load_iris(), TrainingConfig(n_epochs=1), held_out=0.2)
    scene = one(parts.scene(experiment, (2, 3), 77, {"rate": 0.1}))
    data = scene["samples"] * scene["scale"] + scene["shift"]
    np.testing.assert_allclose(data, experiment.dataset.X, rtol=1e-6)
    assert (scene["row"], scene["rate"], scene["axes"]) == (77, 0.1, [2, 3])
    np.testing.assert_array_equal(np.flatnonzero(scene["held"]), experiment.held_out_rows)
    np.testing.assert_allclose(scene["mean"], 0, atol=1e-12)


def test_of_many_samples_a_fixed_subset_is_drawn_and_the_one_followed_with_it():
    X = np.random.default_rng(0).normal(size=(5000, 3))
    y = np.arange(5000) % 2
    experiment = run_experiment(Dataset("big", X, y, ("a", "b", "c"), ("p", "q")), TrainingConfig(n_epochs=1))
    drawn = parts.drawn_rows(5000, 3)
    assert (len(drawn), len(np.unique(drawn))) == (parts.MOST_DRAWN, parts.MOST_DRAWN)
    np.testing.assert_array_equal(drawn, parts.drawn_rows(5000, 3))
    left_out = int(np.setdiff1d(np.arange(5000), drawn)[0])
    scene = one(parts.scene(experiment, (0, 1), left_out, {}))
    assert scene["rows"][scene["row"]] == left_out
    assert parts.drawn_rows(5000, 100).size * 100 <= parts.MOST_NUMBERS


def test_the_landscape_projects_the_path_as_python_does():
    config = TrainingConfig(0.5, 30, l2=0.01)
    experiment = run_experiment(load_three_class(), config)
    best = run_experiment(load_three_class(), replace(config, optimizer="newton")).history.parameters()
    ground = one(parts.landscape(experiment, best))
    assert ground["loss"].shape == (len(ground["t"]), len(ground["s"]))
    theta = np.concatenate([experiment.history.W, experiment.history.b[..., None]], axis=-1)
    steps = (theta - ground["optimum"]).reshape(31, -1)
    s, t = steps @ ground["u"].ravel(), steps @ ground["v"].ravel()
    assert ground["s"].min() <= s.min() <= s.max() <= ground["s"].max()
    assert ground["t"].min() <= t.min() <= t.max() <= ground["t"].max()


@pytest.mark.parametrize("last", [0, 1, 5, 70, 5000])
def test_the_epochs_kept_hold_the_ends_and_what_is_looked_at(last):
    kept = parts.kept_epochs(last, 50, 3, 17, 4999)
    assert (kept[0], kept[-1]) == (0, last)
    assert {epoch for epoch in (3, 17, 4999) if epoch <= last} <= set(kept.tolist())
    assert np.all(np.diff(kept) > 0)
    assert len(kept) <= 55


def test_all_rates_of_the_slider_travel_in_a_bounded_message():
    experiment = run_experiment(load_iris(), TrainingConfig(0.1, 200), held_out=0.2)
    assert len(family_part.family(experiment, experiment.config, "base", LEARNING_RATES, 200)) < 450_000
