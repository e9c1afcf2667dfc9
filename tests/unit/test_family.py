"""A family of learning rates: each run is train()'s, to the last bit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer import Parameters, Standardizer, TrainingConfig, batch, load_iris, load_three_class, train, train_family
from trainer.optimizers import OPTIMIZERS

FIRST_ORDER = [name for name, row in OPTIMIZERS.items() if "learning_rate" in row.constants]
RATES = (0.001, 0.1, 1.0, 12.0, 100.0, 1000.0)  # from crawling to chaotic, where a last bit decides
KINDS = {
    "plain": {},
    "penalty": {"l2": 0.01},
    "blow-ups": {"l2": 3.0, "n_epochs": 120},
    "mini-batches": {"batch_size": 32, "n_epochs": 12},
    "batches of one": {"batch_size": 1, "n_epochs": 2},
    "squared error": {"loss": "squared_error", "l2": 0.01},
    "random start": {"init_scale": 3.0, "seed": 7},
    "tolerance": {"tolerance": 0.2},
}


def standardized(load):
    data = load()
    return Standardizer.fit(data.X)(data.X), data.y


def assert_the_same(family, run, history):
    last = history.n_epochs
    assert (family.last[run], family.status[run]) == (last, history.status)
    np.testing.assert_array_equal(family.loss[run, : last + 1], history.loss)
    np.testing.assert_array_equal(family.accuracy[run, : last + 1], history.accuracy)
    assert np.isnan(family.loss[run, last + 1 :]).all()
    shown = np.minimum(family.epochs, last)
    np.testing.assert_array_equal(family.theta[run, :, :, :-1], history.W[shown])
    np.testing.assert_array_equal(family.theta[run, :, :, -1], history.b[shown])


@pytest.mark.parametrize("load", [load_iris, load_three_class])
@pytest.mark.parametrize("optimizer", FIRST_ORDER)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_every_run_of_a_family_is_the_one_trained_alone(load, optimizer, kind):
    X, y = standardized(load)
    config = TrainingConfig(optimizer=optimizer, **{"n_epochs": 60, **kind})
    family = train_family(X, y, 3, config, RATES)
    for run, rate in enumerate(RATES):
        assert_the_same(family, run, train(X, y, 3, replace(config, learning_rate=rate)))


@pytest.mark.parametrize("optimizer", FIRST_ORDER)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_every_run_of_a_family_on_many_blocks_of_rows_is_the_one_trained_alone(optimizer, kind, monkeypatch):
    monkeypatch.setattr(batch, "ROWS_A_BLOCK", 40)
    X, y = standardized(load_iris)
    config = TrainingConfig(optimizer=optimizer, **{"n_epochs": 20, **kind})
    family = train_family(X, y, 3, config, RATES)
    for run, rate in enumerate(RATES):
        assert_the_same(family, run, train(X, y, 3, replace(config, learning_rate=rate)))


@pytest.mark.parametrize("load", [load_iris, load_three_class])
@pytest.mark.parametrize(
    ("over", "values", "optimizer"),
    [("l2", (0.01, 0.0, 1e-4, 3.0, 10.0), name) for name in FIRST_ORDER]
    + [("momentum", (0.0, 0.9, 0.5, 0.99), "momentum")],
)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_a_family_over_another_setting_is_its_runs_trained_alone(load, over, values, optimizer, kind):
    X, y = standardized(load)
    config = TrainingConfig(**{"n_epochs": 40, "learning_rate": 0.3, **kind, "optimizer": optimizer})
    family = train_family(X, y, 3, config, values, over=over)
    for run, value in enumerate(values):
        assert_the_same(family, run, train(X, y, 3, replace(config, **{over: value})))


@given(
    seed=st.integers(0, 10**6),
    n=st.integers(2, 40),
    d=st.integers(1, 5),
    k=st.integers(2, 5),
    whole=st.booleans(),
    optimizer=st.sampled_from(FIRST_ORDER),
    l2=st.sampled_from([0.0, 0.01, 3.0]),
    batch_size=st.sampled_from([None, 1, 7]),
    loss=st.sampled_from(["cross_entropy", "squared_error"]),
)
def test_any_family_is_its_runs_trained_alone(seed, n, d, k, whole, optimizer, l2, batch_size, loss):
    rng = np.random.default_rng(seed)
    X, y = 10 ** rng.uniform(-3, 3) * rng.standard_normal((n, d)), rng.integers(0, k, n)
    X = np.round(X) if whole else X  # whole numbers make logits tie
    config = TrainingConfig(n_epochs=15, optimizer=optimizer, l2=l2, batch_size=batch_size, loss=loss)
    family = train_family(X, y, k, config, RATES[1:5])
    for run, rate in enumerate(RATES[1:5]):
        assert_the_same(family, run, train(X, y, k, replace(config, learning_rate=rate)))


def test_only_the_epochs_asked_for_are_kept_and_the_losses_of_all():
    X, y = standardized(load_iris)
    family = train_family(X, y, 3, TrainingConfig(n_epochs=50), RATES, epochs=[50, 0, 7, 7])
    assert family.epochs.tolist() == [0, 7, 50]
    assert (family.theta.shape, family.loss.shape) == ((6, 3, 3, 5), (6, 51))
    alone = train(X, y, 3, TrainingConfig(RATES[2], 50))
    np.testing.assert_array_equal(family.parameters(2, 1).W, alone.W[7])


def test_a_family_starts_where_it_is_told():
    X, y = standardized(load_three_class)
    start = Parameters(np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]]), np.array([0.5, 0.0, -2.0]))
    family = train_family(X, y, 3, TrainingConfig(n_epochs=9), RATES, start=start)
    assert_the_same(family, 3, train(X, y, 3, TrainingConfig(RATES[3], 9), start))
    configured = TrainingConfig(n_epochs=9, start=tuple(np.column_stack([start.W, start.b]).ravel().tolist()))
    assert_the_same(train_family(X, y, 3, configured, RATES), 3, train(X, y, 3, TrainingConfig(RATES[3], 9), start))


def test_a_family_can_not_be_written_to():
    X, y = standardized(load_three_class)
    family = train_family(X, y, 3, TrainingConfig(n_epochs=2), RATES)
    with pytest.raises(ValueError, match="read-only"):
        family.theta[0, 0, 0, 0] = 1.0


@pytest.mark.parametrize(
    ("changes", "rates", "sentence"),
    [
        (
            {"optimizer": "newton"},
            RATES,
            "optimizer is 'newton'; a family of runs needs one that takes a learning rate",
        ),
        ({}, (), "values is empty"),
        ({}, (0.1, -1.0), r"values\[1\]: learning_rate is -1.0; it must be a finite number above 0"),
        ({}, (0.1, float("inf")), r"values\[1\]: learning_rate is inf"),
        ({"init_scale": 1e200, "l2": 1.0}, (0.1,), "the untrained loss is not finite"),
    ],
)
def test_what_makes_no_family_is_refused_with_a_sentence(changes, rates, sentence):
    X, y = standardized(load_iris)
    with pytest.raises(ValueError, match=sentence):
        train_family(X, y, 3, TrainingConfig(**changes), rates)


@pytest.mark.parametrize("over", ["momentum", "optimizer", "n_epochs", "batch_size"])
def test_a_family_is_over_a_setting_that_its_optimizer_reads(over):
    with pytest.raises(
        ValueError, match=f"over is '{over}'; with 'gradient_descent' it must be one of learning_rate, l2$"
    ):
        train_family(*standardized(load_iris), 3, TrainingConfig(), (0.1,), over=over)


def test_data_that_cannot_be_trained_on_are_refused_as_train_does():
    with pytest.raises(ValueError, match="labels"):
        train_family(np.ones((3, 2)), [0, 1, 5], 3, TrainingConfig(), RATES)
