"""What a long run keeps: every loss, and the weights of as many epochs as there is room for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer import TrainingConfig, history, load_three_class, run_experiment, train
from trainer.history import MOST_WEIGHTS, Recorder

DATA = load_three_class()
BYTES = 3 * 3 * 8  # of [W | b] for two features and three classes


@pytest.fixture
def room(monkeypatch):
    """room(20): a history has room for the weights of twenty epochs."""
    return lambda most: monkeypatch.setattr(history, "MOST_WEIGHTS", most * BYTES)


@pytest.mark.parametrize("n_epochs", [1, 18, 19, 20, 21, 39, 40, 41, 100, 163])
@pytest.mark.parametrize("optimizer", ["gradient_descent", "nesterov"])
def test_a_thinned_run_has_every_loss_and_the_weights_of_every_nth_epoch(n_epochs, optimizer, room):
    config = TrainingConfig(0.5, n_epochs, optimizer=optimizer)
    whole = train(DATA.X, DATA.y, 3, config)
    room(20)
    thinned = train(DATA.X, DATA.y, 3, config)
    for name in ("loss", "accuracy", "gradient_norm"):
        np.testing.assert_array_equal(getattr(thinned, name), getattr(whole, name))
    np.testing.assert_array_equal(thinned.W, whole.W[thinned.kept])
    np.testing.assert_array_equal(thinned.b, whole.b[thinned.kept])
    assert len(thinned.kept) <= 21
    assert (thinned.kept[0], thinned.kept[-1]) == (0, n_epochs)
    assert len(set(np.diff(thinned.kept[:-1]).tolist())) <= 1


@given(st.integers(16, 40), st.integers(1, 400))
def test_a_record_never_holds_more_than_its_room(most, n_epochs):
    theta = np.zeros((1, 2))
    record = Recorder(theta, n_epochs)
    record.most = most
    for epoch in range(n_epochs + 1):
        record.add(np.full((1, 2), float(epoch)), (1.0, 0.0, 0.0, theta))
    run = record.history("max_epochs", 1.0)
    assert len(run.W) == len(run.kept) <= most + 1
    np.testing.assert_array_equal(run.W[:, 0, 0], run.kept)
    assert run.kept[-1] == n_epochs


def test_an_epoch_that_is_not_kept_is_spoken_for_by_the_one_before(room):
    room(20)
    run = train(DATA.X, DATA.y, 3, TrainingConfig(0.5, 100))
    assert run.kept[:3].tolist() == [0, 8, 16]
    np.testing.assert_array_equal(run.parameters(15).W, run.W[1])
    np.testing.assert_array_equal(run.parameters(-1).W, run.W[-1])
    np.testing.assert_array_equal(run.parameters(np.array([0, 7, 16, 100])).b, run.b[[0, 0, 2, -1]])


def test_a_run_that_ends_early_keeps_no_room_for_the_epochs_that_did_not_come():
    run = train(DATA.X, DATA.y, 3, TrainingConfig(0.5, 1000, tolerance=0.1))
    assert run.n_epochs < 100
    assert len(run.W.base) == run.n_epochs + 1


def test_a_run_with_room_keeps_every_epoch():
    run = train(DATA.X, DATA.y, 3, TrainingConfig(0.5, 100))
    np.testing.assert_array_equal(run.kept, np.arange(101))


def test_what_is_held_out_and_the_penalty_are_measured_where_weights_are_kept(room):
    config = TrainingConfig(0.5, 100, l2=0.1)
    whole = run_experiment(DATA, config, held_out=0.2)
    room(20)
    thinned = run_experiment(DATA, config, held_out=0.2)
    kept = thinned.history.kept
    for name in ("held_out_loss", "held_out_accuracy"):
        assert len(getattr(thinned, name)) == 101
        np.testing.assert_allclose(getattr(thinned, name)[kept], getattr(whole, name)[kept], atol=1e-14)
    np.testing.assert_allclose(thinned.penalty()[kept], whole.penalty()[kept], rtol=1e-14)
    assert thinned.held_out_loss[kept[1] + 1] == thinned.held_out_loss[kept[1]]


def test_the_room_holds_the_weights_of_any_run_of_ordinary_size():
    assert MOST_WEIGHTS > 5001 * (10 * 65 * 8)  # 5,000 epochs of the digits
    assert MOST_WEIGHTS <= 2**25
