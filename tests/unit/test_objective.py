"""The training loop's numbers against the readable formulas of model.py, at every epoch of many runs."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer import Parameters, TrainingConfig, batch, load_iris, load_three_class, train
from trainer.model import accuracy, gradient, hessian, loss
from trainer.objective import Objective
from trainer.optimizers import OPTIMIZERS

FIRST_ORDER = [name for name, row in OPTIMIZERS.items() if not row.second_order]
KINDS = ("cross_entropy", "squared_error")


def standardized(data):
    return (data.X - data.X.mean(axis=0)) / data.X.std(axis=0), data.y


def formulas(history, X, y, config):
    """Loss, accuracy and gradient norm of every epoch's model, by model.py."""
    models = [history.parameters(epoch) for epoch in range(history.n_epochs + 1)]
    slopes = [gradient(model, X, y, config.l2, config.loss) for model in models]
    return (
        [loss(model, X, y, config.l2, config.loss) for model in models],
        [accuracy(model, X, y) for model in models],
        [math.hypot(np.linalg.norm(slope.W), np.linalg.norm(slope.b)) for slope in slopes],
    )


def check(X, y, k, config):
    history = train(X, y, k, config)
    losses, accuracies, norms = formulas(history, X, y, config)
    np.testing.assert_allclose(history.loss, losses, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(history.accuracy, accuracies)
    np.testing.assert_allclose(history.gradient_norm, norms, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("l2", [0.0, 0.01])
@pytest.mark.parametrize("load", [load_iris, load_three_class])
def test_every_epoch_is_measured_by_the_formulas(optimizer, l2, load):
    check(*standardized(load()), 3, TrainingConfig(0.5, 40, l2=l2, optimizer=optimizer))


@pytest.mark.parametrize("optimizer", FIRST_ORDER)
@pytest.mark.parametrize("kind", KINDS)
def test_every_epoch_of_mini_batches_is_measured_over_all_rows(optimizer, kind):
    config = TrainingConfig(0.1, 10, batch_size=32, l2=0.01, optimizer=optimizer, loss=kind)
    check(*standardized(load_iris()), 3, config)


@pytest.mark.parametrize("optimizer", FIRST_ORDER)
@pytest.mark.parametrize("l2", [0.0, 0.01])
def test_every_epoch_of_squared_error_is_measured_by_its_formulas(optimizer, l2):
    config = TrainingConfig(0.5, 40, l2=l2, optimizer=optimizer, loss="squared_error")
    check(*standardized(load_iris()), 3, config)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("learning_rate", [10, 100, 1e3])
def test_bouncing_runs_are_measured_by_the_formulas(learning_rate, kind):
    check(*standardized(load_iris()), 3, TrainingConfig(learning_rate, 60, l2=1e-4, loss=kind))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rows", [1, 40, 149])
def test_many_blocks_of_rows_are_measured_by_the_formulas(rows, kind, optimizer, monkeypatch):
    monkeypatch.setattr(batch, "ROWS_A_BLOCK", rows)
    if OPTIMIZERS[optimizer].second_order and kind == "squared_error":
        pytest.skip("Newton has no squared error")
    check(*standardized(load_iris()), 3, TrainingConfig(0.5, 12, l2=0.01, optimizer=optimizer, loss=kind))


@pytest.mark.parametrize("init_scale", [0.1, 10, 100])
def test_runs_from_random_weights_are_measured_by_the_formulas(init_scale):
    iris = load_iris()
    check(iris.X, iris.y, 3, TrainingConfig(0.1, 20, l2=0.1, init_scale=init_scale))


@given(st.integers(0, 10**6), st.integers(1, 9), st.integers(1, 4), st.integers(2, 6), st.sampled_from(KINDS))
def test_runs_on_any_data_are_measured_by_the_formulas(seed, n, d, k, kind):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(n, d)), rng.integers(0, k, n)
    check(X, y, k, TrainingConfig(0.7, 8, l2=0.1, init_scale=1, seed=seed, loss=kind))


@pytest.mark.parametrize("k", [2, 3, 5])
def test_untrained_every_logit_ties_and_the_first_class_counts(k):
    y = np.arange(20) % k
    history = train(np.random.default_rng(0).normal(size=(20, 2)), y, k, TrainingConfig(n_epochs=1))
    assert history.accuracy[0] == np.mean(y == 0)


def test_logits_that_tie_for_some_rows_only_count_for_the_first_class():
    X = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
    theta = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [-1.0, -1.0, 0.0]])
    # logits: 1 0 -1 | 0 1 -1 | 1 1 -2, a tie of two | 0 0 0, a tie of all
    measured = [Objective(X, np.array(y), 3, 0.0).evaluate(theta)[1] for y in ([0, 1, 0, 0], [0, 1, 1, 2])]
    assert measured == [1.0, 0.5]


def test_a_tie_for_the_wrong_classes_does_not_count():
    X, theta = np.array([[1.0]]), np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 0.0]])
    measured = [Objective(X, np.array([label]), 3, 0.0).evaluate(theta)[1] for label in range(3)]
    assert measured == [0.0, 1.0, 0.0]


def test_duplicated_columns_of_weights_tie_exactly():
    X, y = np.array([[0.1], [0.2], [0.3]]), np.array([2, 2, 2])
    theta = np.array([[-1.0, 0.0], [0.7, 0.1], [0.7, 0.1]])
    expected = accuracy(Parameters(theta[:, :1], theta[:, 1]), X, y)
    assert Objective(X, y, 3, 0.0).evaluate(theta)[1] == expected == 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("l2", [0.0, 0.3])
@pytest.mark.parametrize("layout", ["C", "F"])
def test_the_gradient_is_that_of_the_model_at_any_weights(kind, l2, layout):
    rng = np.random.default_rng(0)
    X, y, theta = rng.normal(size=(20, 3)), rng.integers(0, 4, 20), rng.normal(size=(4, 4))
    expected = gradient(Parameters(theta[:, :3], theta[:, 3]), X, y, l2, kind)
    found = Objective(X, y, 4, l2, kind).evaluate(np.array(theta, order=layout))[3]
    np.testing.assert_allclose(found, np.column_stack([expected.W, expected.b]), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("rows", [[3], [0, 5, 2], [1, 1, 4]])
@pytest.mark.parametrize("kind", KINDS)
def test_the_gradient_of_a_batch_is_that_of_the_model_on_its_rows(rows, kind):
    rng = np.random.default_rng(0)
    X, y, theta = rng.normal(size=(6, 3)), rng.integers(0, 4, 6), rng.normal(size=(4, 4))
    expected = gradient(Parameters(theta[:, :3], theta[:, 3]), X[rows], y[rows], 0.3, kind)
    found = Objective(X, y, 4, 0.3, kind).rows(np.array(rows)).gradient(theta)
    np.testing.assert_allclose(found, np.column_stack([expected.W, expected.b]), rtol=1e-12, atol=1e-14)


def test_measuring_leaves_weights_and_data_alone():
    X, y, theta = np.ones((4, 2)), np.array([0, 1, 2, 0]), np.ones((3, 3))
    objective = Objective(X, y, 3, 0.1)
    objective.evaluate(theta)
    np.testing.assert_array_equal(theta, np.ones((3, 3)))
    np.testing.assert_array_equal(X, np.ones((4, 2)))


def test_measuring_twice_gives_the_same_numbers():
    rng = np.random.default_rng(0)
    objective = Objective(rng.normal(size=(9, 2)), rng.integers(0, 3, 9), 3, 0.1)
    theta = rng.normal(size=(3, 3))
    first, first_gradient = objective.evaluate(theta)[:3], objective.evaluate(theta)[3].copy()
    objective.evaluate(2 * theta)
    assert objective.evaluate(theta)[:3] == first
    np.testing.assert_array_equal(objective.evaluate(theta)[3], first_gradient)


@pytest.mark.parametrize(
    ("theta", "expected"),
    [
        pytest.param([[0, 1e4], [0, 0], [0, -1e4]], 1e4, id="far apart"),
        pytest.param([[0, 1e308], [0, 1e308], [0, 0]], math.log(2), id="largest"),
        pytest.param([[0, -1e308]] * 3, math.log(3), id="lowest"),
    ],
)
def test_logits_that_break_others_give_the_right_loss(theta, expected):
    objective = Objective(np.zeros((1, 1)), np.array([1]), 3, 0.0)
    assert objective.evaluate(np.array(theta, dtype=float))[0] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("l2", [0.0, 0.3])
@pytest.mark.parametrize("scale", [0.0, 1.0, 30.0])
@pytest.mark.parametrize("k", [2, 3, 5])
@pytest.mark.parametrize("rows", [7, 20])
def test_the_hessian_is_that_of_the_formula(l2, scale, k, rows, monkeypatch):
    rng = np.random.default_rng(1)
    X, y, theta = rng.normal(size=(20, 3)), np.arange(20) % k, scale * rng.normal(size=(k, 4))
    monkeypatch.setattr(batch, "ROWS_A_BLOCK", rows)
    objective = Objective(X, y, k, l2)
    objective.evaluate(theta)
    expected = hessian(Parameters(theta[:, :-1], theta[:, -1]), X, l2)
    np.testing.assert_allclose(objective.hessian(), expected, rtol=1e-12, atol=1e-14)


def test_the_hessian_of_a_saturated_softmax_does_not_cancel():
    objective = Objective(np.zeros((1, 1)), np.array([0]), 2, 0.0)
    objective.evaluate(np.array([[0.0, 40.0], [0.0, 0.0]]))
    curvature = math.exp(-40) / (1 + math.exp(-40)) ** 2  # a (1 - a), where 1 - a rounds to 0
    np.testing.assert_allclose(objective.hessian()[1::2, 1::2], curvature * np.array([[1, -1], [-1, 1]]), rtol=1e-14)
