"""The map of all learning rates is read off runs made one by one."""

import math
from dataclasses import replace

import numpy as np
import pytest

from trainer import Standardizer, TrainingConfig, load_iris, load_three_class, train, train_family
from trainer.analysis.learning_rate import find_optimum, learning_rate_limits
from trainer.analysis.learning_rate_map import (
    FLOOR,
    affordable,
    learning_rate_map,
    map_epochs,
    seconds_a_run,
)

RATES = (0.001, 0.1, 1.0, 5.0, 20.0, 1000.0)
CONFIGS = [
    TrainingConfig(l2=0.01, n_epochs=60),
    TrainingConfig(n_epochs=60),
    TrainingConfig(n_epochs=60, optimizer="momentum", l2=0.1),
    TrainingConfig(n_epochs=7, batch_size=16, seed=3, init_scale=1.0),
]
every_config = pytest.mark.parametrize("config", CONFIGS, ids=["penalty", "none", "momentum", "batches"])


def standardized(load=load_iris):
    data = load()
    return Standardizer.fit(data.X)(data.X), data.y


def made(config, rates=RATES, epochs=None, best=math.inf):
    X, y = standardized()
    epochs = map_epochs(config.n_epochs) if epochs is None else epochs
    return learning_rate_map(train_family(X, y, 3, config, rates, [0]), epochs, best)


def alone(config, rate):
    X, y = standardized()
    return train(X, y, 3, replace(config, learning_rate=rate))


@every_config
def test_every_loss_is_that_of_a_run_made_alone(config):
    found = made(config)
    for rate, losses, blown_up in zip(RATES, found.loss, found.blown_up, strict=True):
        history = alone(config, rate)
        there = found.epochs <= history.n_epochs
        if history.status == "diverged":
            there &= history.loss[np.minimum(found.epochs, history.n_epochs)] <= 1e6 * history.loss[0]
        np.testing.assert_array_equal(losses[there], history.loss[found.epochs[there]])
        np.testing.assert_array_equal(blown_up, ~there)
        assert np.isnan(losses[~there]).all()


@every_config
def test_distances_are_from_the_best_loss_of_all_runs(config):
    best = min(alone(config, rate).loss.min() for rate in RATES)
    found = made(config)
    assert found.best == best
    seen = ~found.blown_up
    np.testing.assert_allclose(10 ** found.distance[seen], np.maximum(found.loss[seen] - best, FLOOR), rtol=1e-12)


def test_a_best_loss_known_from_elsewhere_is_used_where_it_is_lower():
    X, y = standardized()
    optimum = find_optimum(X, y, 3, 0.01).loss[-1]
    assert made(CONFIGS[0], best=optimum).best == optimum
    assert made(CONFIGS[0], best=5.0).best == made(CONFIGS[0]).best


@every_config
@pytest.mark.parametrize("n_columns", [5, 160])
def test_a_loss_that_rises_between_two_columns_is_not_skipped(config, n_columns):
    epochs = map_epochs(config.n_epochs, most=n_columns)
    found = made(config, epochs=epochs)
    for rate, rises, blown_up in zip(RATES, found.rises, found.blown_up, strict=True):
        loss = alone(config, rate).loss
        expected = [
            bool((np.diff(loss[start : stop + 1]) > FLOOR).any())
            for start, stop in zip([0, *epochs[:-1]], epochs, strict=True)
        ]
        assert rises[~blown_up].tolist() == np.array(expected)[~blown_up].tolist()
        assert not rises[blown_up].any()


def test_nothing_rises_where_it_cannot_and_something_does_above_the_threshold():
    X, y = standardized()
    config = TrainingConfig(l2=0.01, n_epochs=400)
    limits = learning_rate_limits(X, 0.01, find_optimum(X, y, 3, 0.01).parameters())
    rates = (0.5 * limits.safe, limits.safe, 1.2 * limits.stability_threshold, 1.2 * limits.blow_up)
    found = made(config, rates)
    assert found.rises.any(axis=1).tolist() == [False, False, True, True]
    assert found.blown_up.any(axis=1).tolist() == [False, False, False, True]


def test_a_run_that_converged_stays_where_it_ended():
    config = TrainingConfig(n_epochs=3000, l2=1.0, tolerance=1e-6)
    found = made(config, (1.0,), epochs=np.array([0, 2000, 3000]))
    assert alone(config, 1.0).status == "converged"
    assert found.loss[0, 1:].tolist() == [alone(config, 1.0).loss[-1]] * 2
    assert found.distance[0, 2] == math.log10(FLOOR)


def test_rates_are_ascending_whatever_order_they_are_trained_in():
    forward, backward = made(CONFIGS[0]), made(CONFIGS[0], RATES[::-1])
    for name, values in vars(forward).items():
        np.testing.assert_array_equal(values, getattr(backward, name), err_msg=name)


def test_a_map_is_read_only():
    with pytest.raises(ValueError, match="read-only"):
        made(CONFIGS[0]).distance[0, 0] = 0.0


@pytest.mark.parametrize(("n_epochs", "most"), [(1, 160), (7, 160), (200, 50), (5000, 160)])
@pytest.mark.parametrize("logarithmic", [False, True])
def test_columns_reach_from_the_first_epoch_to_the_last(n_epochs, most, logarithmic):
    epochs = map_epochs(n_epochs, logarithmic, most)
    assert (epochs[0], epochs[-1]) == (int(logarithmic), n_epochs)
    assert (np.diff(epochs) > 0).all()
    assert len(epochs) <= most


def test_columns_are_as_wide_as_each_other():
    assert set(np.diff(map_epochs(5000))) == {31, 32}
    late = map_epochs(5000, logarithmic=True)[-20:]
    np.testing.assert_allclose(late[1:] / late[:-1], 5000 ** (1 / 159), rtol=1e-3)


def test_every_epoch_of_a_short_run_has_its_column():
    assert map_epochs(50).tolist() == list(range(51))


@pytest.mark.parametrize(
    ("seconds_each", "count"), [(1e-3, 61), (1 / 61, 61), (1 / 40, 31), (1 / 21, 21), (1 / 16, 16), (1 / 15, 0), (9, 0)]
)
def test_rates_are_thinned_evenly_to_what_a_second_trains(seconds_each, count):
    rates = tuple(np.geomspace(0.001, 1000, 61).tolist())
    chosen = affordable(rates, seconds_each, 1.0)
    assert len(chosen) == count
    assert len(chosen) * seconds_each <= 1 + 1e-9
    places = [rates.index(rate) for rate in chosen]
    assert len({*np.diff(places)}) <= 1


def test_a_longer_run_of_more_data_in_smaller_batches_takes_longer():
    config = TrainingConfig(n_epochs=100)
    cases = [
        (120, 4, 3, config),
        (120, 4, 3, replace(config, optimizer="nesterov")),
        (1200, 4, 3, config),
        (1200, 40, 3, config),
        (1200, 40, 30, config),
        (1200, 40, 30, replace(config, batch_size=16)),
    ]
    times = [seconds_a_run(*case) for case in cases]
    assert times == sorted(times)
    assert times[0] == pytest.approx(100 * 8e-6, rel=0.5)  # 8 microseconds a run and epoch on iris
    assert seconds_a_run(120, 4, 3, replace(config, n_epochs=200)) == pytest.approx(2 * times[0])


def test_the_map_of_the_three_classes_has_a_valley_between_crawling_and_bouncing():
    X, y = standardized(load_three_class)
    config = TrainingConfig(l2=0.01, n_epochs=200)
    family = train_family(X, y, 3, config, (0.001, 1.0, 50.0), [0])
    found = learning_rate_map(family, map_epochs(200), find_optimum(X, y, 3, 0.01).loss[-1])
    crawling, valley, bouncing = found.distance[:, -1]
    assert valley < -5 < -1 < min(crawling, bouncing)
    assert found.rises.any(axis=1).tolist() == [False, False, True]
