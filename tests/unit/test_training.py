"""Whole runs: against scikit-learn, glmnet and a loop written here, and on data that break others."""

import math
from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from trainer import TrainingConfig, history, load_iris, load_three_class, predict_proba, run_experiment, steps, train
from trainer.model import Parameters, loss
from trainer.optimizers import OPTIMIZERS
from trainer.training import train_in_slices

FIRST_ORDER = [name for name, row in OPTIMIZERS.items() if not row.second_order]
INFIMUM = 0.03966182263786281  # of iris without a penalty: facts/numerics.md


@pytest.fixture(scope="module")
def iris():
    """Iris with mean 0 and population standard deviation 1, and its classes."""
    data = load_iris()
    return (data.X - data.X.mean(axis=0)) / data.X.std(axis=0), data.y


@pytest.fixture
def small():
    rng = np.random.default_rng(0)
    return rng.normal(size=(7, 2)), np.array([0, 1, 2, 0, 1, 2, 2])


def same(first, second):
    np.testing.assert_array_equal(first.W, second.W)
    np.testing.assert_array_equal(first.b, second.b)
    np.testing.assert_array_equal(first.loss, second.loss)
    assert first.status == second.status


def mini_batches(X, y, k, config, orders):
    """Mini-batch gradient descent as a textbook has it; W and b after each epoch."""
    W, b, Y, after = np.zeros((k, X.shape[1])), np.zeros(k), np.eye(k)[y], []
    for order in orders:
        for start in range(0, len(y), config.batch_size):
            batch = order[start : start + config.batch_size]
            exponentials = np.exp(X[batch] @ W.T + b)
            dZ = (exponentials / exponentials.sum(axis=1, keepdims=True) - Y[batch]) / len(batch)
            dW, db = dZ.T @ X[batch] + config.l2 * W, dZ.sum(axis=0)
            W, b = W - config.learning_rate * dW, b - config.learning_rate * db
        after.append(np.column_stack([W, b]))
    return np.array(after)


def trained(history):
    """[W | b] after each epoch, the untrained one left out."""
    return np.concatenate([history.W, history.b[..., None]], axis=-1)[1:]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("k", [2, 3, 5])
def test_untrained_loss_is_ln_k(optimizer, k):
    X, y = np.random.default_rng(0).normal(size=(12, 2)), np.arange(12) % k
    history = train(X, y, k, TrainingConfig(optimizer=optimizer, n_epochs=3, l2=0.1))
    assert history.loss[0] == pytest.approx(math.log(k), rel=1e-15)
    np.testing.assert_array_equal(history.W[0], 0)


def test_first_weights_are_normal_numbers_of_the_seed_times_the_scale(small):
    history = train(*small, 3, TrainingConfig(init_scale=0.5, seed=4))
    np.testing.assert_array_equal(history.W[0], 0.5 * np.random.default_rng(4).standard_normal((3, 2)))
    np.testing.assert_array_equal(history.b[0], 0)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("batch_size", [None, 3])
def test_the_same_arguments_give_the_same_run(small, optimizer, batch_size):
    batch_size = None if optimizer == "newton" else batch_size
    config = TrainingConfig(optimizer=optimizer, n_epochs=5, init_scale=1, batch_size=batch_size, l2=0.1)
    same(train(*small, 3, config), train(*small, 3, config))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_arguments_are_left_alone_and_not_kept(small, optimizer):
    X, y = small[0].copy(), small[1].copy()
    history = train(X, y, 3, TrainingConfig(optimizer=optimizer, n_epochs=5))
    np.testing.assert_array_equal(X, small[0])
    np.testing.assert_array_equal(y, small[1])
    assert not any(np.shares_memory(X, values) for values in (history.W, history.b, history.loss))


def test_global_random_state_is_neither_read_nor_moved(small):
    np.random.seed(0)
    before = np.random.get_state()[2]
    train(*small, 3, TrainingConfig(init_scale=1, batch_size=2, n_epochs=2))
    assert np.random.get_state()[2] == before


@pytest.mark.parametrize("convert", [np.asfortranarray, np.float32, lambda X: X[::-1][::-1], list])
def test_the_layout_of_the_data_does_not_matter(small, convert):
    X = np.round(small[0], 2).astype(np.float32).astype(float)
    expected = train(X, small[1], 3).loss
    np.testing.assert_allclose(train(convert(X), list(small[1]), 3).loss, expected, rtol=1e-14)


@pytest.mark.parametrize("name", ["W", "b", "loss", "accuracy", "gradient_norm"])
def test_a_history_is_read_only(small, name):
    values = getattr(train(*small, 3, TrainingConfig(n_epochs=2)), name)
    with pytest.raises(ValueError, match="read-only"):
        values[0] = 1


def test_a_history_has_an_entry_for_every_epoch_and_the_untrained_model(small):
    history = train(*small, 3, TrainingConfig(n_epochs=9))
    shapes = [v.shape for v in (history.W, history.b, history.loss, history.accuracy, history.gradient_norm)]
    assert shapes == [(10, 3, 2), (10, 3), (10,), (10,), (10,)]
    assert (history.n_epochs, history.status) == (9, "max_epochs")


@pytest.mark.parametrize("epoch", [0, 4, -1])
def test_parameters_of_an_epoch_are_its_weights(small, epoch):
    history = train(*small, 3, TrainingConfig(n_epochs=9))
    np.testing.assert_array_equal(history.parameters(epoch).W, history.W[epoch])
    np.testing.assert_array_equal(history.parameters(epoch).b, history.b[epoch])


def test_a_longer_run_begins_with_the_shorter_one(small):
    short, long = (train(*small, 3, TrainingConfig(n_epochs=n, batch_size=2, l2=0.1)) for n in (5, 9))
    np.testing.assert_array_equal(long.W[:6], short.W)
    np.testing.assert_array_equal(long.loss[:6], short.loss)


@pytest.mark.parametrize("batch_size", [None, 7])
@pytest.mark.parametrize("optimizer", ["gradient_descent", "newton"])
def test_a_run_resumed_is_the_run_that_went_on(small, optimizer, batch_size):
    batch_size = None if optimizer == "newton" else batch_size
    whole = train(*small, 3, TrainingConfig(0.3, 4, batch_size=batch_size, l2=0.1, optimizer=optimizer))
    config = TrainingConfig(0.3, 2, batch_size=batch_size, l2=0.1, optimizer=optimizer)
    resumed = train(*small, 3, config, start=whole.parameters(2))
    np.testing.assert_array_equal(resumed.W, whole.W[2:])
    np.testing.assert_array_equal(resumed.loss, whole.loss[2:])


def test_a_start_takes_the_place_of_random_weights_and_is_left_alone(small):
    start = Parameters(np.ones((3, 2)), np.array([1.0, 2.0, 3.0]))
    history = train(*small, 3, TrainingConfig(init_scale=5), start=start)
    np.testing.assert_array_equal(history.W[0], np.ones((3, 2)))
    np.testing.assert_array_equal(history.b[0], [1, 2, 3])
    np.testing.assert_array_equal(start.W, np.ones((3, 2)))


def test_a_start_in_the_config_is_the_same_start(small):
    numbers = (1.0, 2.0, 0.5, 0.0, -1.0, 0.0, 3.0, 0.5, -2.0)
    given = Parameters(np.array([[1, 2], [0, -1], [3, 0.5]]), np.array([0.5, 0, -2]))
    for batch_size in (None, 3):
        configured = train(*small, 3, TrainingConfig(n_epochs=5, batch_size=batch_size, start=numbers))
        told = train(*small, 3, TrainingConfig(n_epochs=5, batch_size=batch_size), given)
        np.testing.assert_array_equal(configured.W, told.W)
        np.testing.assert_array_equal(configured.b, told.b)


def test_squared_error_starts_at_the_distance_of_equal_probabilities(small):
    history = train(*small, 3, TrainingConfig(loss="squared_error"))
    assert history.loss[0] == pytest.approx(((2 / 3) ** 2 + 2 * (1 / 3) ** 2) / 2, rel=1e-14)
    assert np.diff(history.loss).max() <= 0


def test_a_run_uses_the_default_configuration_when_none_is_given(small):
    same(train(*small, 3), train(*small, 3, TrainingConfig()))


@pytest.mark.parametrize("l2", [1e-2, 1e-3, 1e-4])
def test_newton_agrees_with_scikit_learn(iris, l2):
    X, y = iris
    witness = LogisticRegression(C=1 / (len(y) * l2), solver="newton-cg", tol=1e-10, max_iter=1000).fit(X, y)
    learned = train(X, y, 3, TrainingConfig(optimizer="newton", l2=l2)).parameters()
    witness_loss = loss(Parameters(witness.coef_, witness.intercept_), X, y, l2)
    assert loss(learned, X, y, l2) == pytest.approx(witness_loss, abs=1e-10)
    np.testing.assert_allclose(predict_proba(learned, X), witness.predict_proba(X), atol=1e-6)
    np.testing.assert_allclose(learned.W - learned.W.mean(axis=0), witness.coef_, atol=1e-6)


def test_two_classes_agree_with_scikit_learn_at_twice_its_penalty(iris):
    X, y, l2 = iris[0][50:], iris[1][50:] - 1, 1e-2
    witness = LogisticRegression(C=2 / (100 * l2), solver="newton-cg", tol=1e-10, max_iter=1000).fit(X, y)
    learned = train(X, y, 2, TrainingConfig(optimizer="newton", l2=l2)).parameters()
    np.testing.assert_allclose(learned.W[1] - learned.W[0], witness.coef_[0], atol=1e-6)
    assert learned.b[1] - learned.b[0] == pytest.approx(witness.intercept_[0], abs=1e-6)


def test_the_published_coefficients_of_glmnet_come_out():
    X = np.column_stack([np.arange(-4.0, 5), [0, 0, 1, 0, 1, 1, 1, 0, 0]])
    y = np.repeat([0, 1, 2], 3)
    learned = train(X, y, 3, TrainingConfig(optimizer="newton", l2=1.0)).parameters()
    expected = [
        [-0.38023389305, -0.01226499932, -0.12004759652],
        [-8.164030176e-5, 0.04734548012, 0.2251747383],
        [0.3803155334, -0.0350804808, -0.1051271418],
    ]
    np.testing.assert_allclose(np.column_stack([learned.W, learned.b - learned.b.mean()]), expected, atol=1e-6)


@pytest.mark.parametrize("batch_size", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_mini_batches_are_the_textbook_loop_with_its_short_last_batch(small, batch_size, l2):
    config = TrainingConfig(0.3, 6, batch_size=batch_size, l2=l2, seed=3)
    rng = np.random.default_rng(3)
    rng.standard_normal((3, 2))  # the first weights, times a scale of 0
    expected = mini_batches(*small, 3, config, [rng.permutation(7) for _ in range(6)])
    np.testing.assert_allclose(trained(train(*small, 3, config)), expected, atol=1e-13)


def test_every_epoch_shuffles_anew(small):
    config = TrainingConfig(0.3, 2, batch_size=3, seed=3)
    rng = np.random.default_rng(3)
    rng.standard_normal((3, 2))
    repeated = mini_batches(*small, 3, config, [rng.permutation(7)] * 2)
    after = trained(train(*small, 3, config))
    np.testing.assert_allclose(after[0], repeated[0], atol=1e-13)
    assert np.abs(after[1] - repeated[1]).max() > 1e-3


@pytest.mark.parametrize("optimizer", FIRST_ORDER)
@pytest.mark.parametrize("batch_size", [7, 8, 10**9])
def test_batches_of_at_least_all_samples_are_the_full_batch(small, optimizer, batch_size):
    full = TrainingConfig(optimizer=optimizer, n_epochs=5)
    same(
        train(*small, 3, TrainingConfig(optimizer=optimizer, n_epochs=5, batch_size=batch_size)),
        train(*small, 3, full),
    )


@pytest.mark.parametrize("optimizer", FIRST_ORDER)
def test_mini_batches_learn_with_every_first_order_rule(iris, optimizer):
    config = TrainingConfig(0.05, 60, batch_size=16, optimizer=optimizer)
    assert train(*iris, 3, config).accuracy[-1] > 0.9


def test_the_loss_of_a_mini_batch_run_is_over_all_rows(small):
    history = train(*small, 3, TrainingConfig(0.3, 6, batch_size=2, l2=0.1))
    expected = [loss(history.parameters(epoch), *small, 0.1) for epoch in range(7)]
    np.testing.assert_allclose(history.loss, expected, atol=1e-13)


@pytest.mark.parametrize("l2", [0.0, 1e-2])
@pytest.mark.parametrize("init_scale", [0.0, 3.0])
def test_the_loss_never_rises_at_one_over_the_largest_curvature(iris, l2, init_scale):
    X1 = np.column_stack([iris[0], np.ones(150)])
    rate = 1 / (np.linalg.eigvalsh(X1.T @ X1 / 150)[-1] / 2 + l2)
    history = train(*iris, 3, TrainingConfig(rate, 1000, l2=l2, init_scale=init_scale))
    assert np.diff(history.loss).max() <= 1e-15


@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(1, 4), st.integers(2, 5))
def test_the_loss_never_rises_up_to_twice_that_rate_on_any_data(seed, n, d, k):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(n, d)) * rng.lognormal(0, 2), rng.integers(0, k, n)
    X1 = np.column_stack([X, np.ones(n)])
    rate = 1.999 / (np.linalg.eigvalsh(X1.T @ X1 / n)[-1] / 2)
    history = train(X, y, k, TrainingConfig(rate, 50, init_scale=1, seed=seed))
    assert np.diff(history.loss).max(initial=0) <= 1e-12 * history.loss[0]


@pytest.mark.parametrize(("learning_rate", "last_epoch"), [(1e3, 160), (300, 507)], ids=["times nine", "minus twice"])
def test_a_rate_above_two_over_l2_blows_up_and_ends_at_the_last_finite_epoch(iris, learning_rate, last_epoch):
    history = train(*iris, 3, TrainingConfig(learning_rate, 1000, l2=0.01))
    assert (history.status, history.n_epochs) == ("diverged", last_epoch)
    assert np.isfinite(history.loss).all()
    assert np.isfinite(history.W).all()
    assert len(history.W) == len(history.b) == len(history.accuracy) == len(history.gradient_norm) == last_epoch + 1


def test_the_weights_grow_by_rate_times_l2_minus_one_in_a_run_that_blows_up(iris):
    history = train(*iris, 3, TrainingConfig(1e3, 200, l2=0.01))
    size = np.abs(history.W).max(axis=(1, 2))
    np.testing.assert_allclose(size[101:] / size[100:-1], 9, rtol=1e-6)


@pytest.mark.parametrize(
    ("learning_rate", "l2"),
    [
        pytest.param(10, 0.0, id="large"),
        pytest.param(1e3, 0.0, id="larger"),
        pytest.param(1e300, 0.0, id="enormous"),
        pytest.param(10, 0.01, id="cannot settle"),
        pytest.param(199, 0.01, id="just below two over l2"),
    ],
)
def test_a_rate_that_cannot_settle_does_not_diverge(iris, learning_rate, l2):
    history = train(*iris, 3, TrainingConfig(learning_rate, 2000, l2=l2))
    assert (history.status, history.n_epochs) == ("max_epochs", 2000)
    assert np.isfinite(history.loss).all()


@pytest.mark.parametrize(("learning_rate", "settles"), [(1.3, True), (3, True), (5, True), (6, False)])
def test_a_run_settles_up_to_twice_the_inverse_curvature_at_the_optimum(iris, learning_rate, settles):
    history = train(*iris, 3, TrainingConfig(learning_rate, 2000, l2=0.01))
    assert bool(history.gradient_norm[-1] < 1e-12) is settles


def test_a_rate_of_ten_beats_one_on_separable_classes(iris):
    ends = [train(*iris, 3, TrainingConfig(rate, 2000)).loss[-1] for rate in (10, 1)]
    assert ends == pytest.approx([0.0399, 0.0469], abs=5e-5)


@pytest.mark.parametrize(("learning_rate", "last_epoch"), [(1e307, 1), (1e308, 0)])
def test_features_not_standardized_blow_up_at_once_at_the_largest_rates(learning_rate, last_epoch):
    data = load_iris()
    history = train(data.X, data.y, 3, TrainingConfig(learning_rate, 10))
    assert (history.status, history.n_epochs) == ("diverged", last_epoch)


def test_without_a_penalty_the_gap_to_the_infimum_falls_like_one_over_the_epoch(iris):
    gap = train(*iris, 3, TrainingConfig(1.3, 4000)).loss - INFIMUM
    assert gap.min() > 0
    assert gap[1000] / gap[2000] == pytest.approx(2, abs=0.3)
    assert gap[2000] / gap[4000] == pytest.approx(2, abs=0.3)


def test_a_run_stops_as_converged_at_the_first_gradient_within_the_tolerance(iris):
    history = train(*iris, 3, TrainingConfig(1.0, 5000, l2=0.01, tolerance=1e-6))
    assert history.status == "converged"
    assert history.n_epochs < 5000
    assert history.gradient_norm[-1] <= 1e-6
    assert history.gradient_norm[:-1].min() > 1e-6


def test_a_run_that_starts_within_the_tolerance_does_not_train(small):
    history = train(*small, 3, TrainingConfig(tolerance=10))
    assert (history.status, history.n_epochs) == ("converged", 0)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_one_class_only_is_learned(optimizer):
    X = np.random.default_rng(0).normal(size=(10, 2))
    history = train(X, np.ones(10, int), 3, TrainingConfig(optimizer=optimizer, n_epochs=50))
    assert history.accuracy[-1] == 1
    assert history.loss[-1] < history.loss[0]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_one_sample_is_learned(optimizer):
    history = train([[1.0, -2.0]], [2], 3, TrainingConfig(optimizer=optimizer, n_epochs=50))
    assert history.accuracy[-1] == 1
    assert history.loss[-1] < history.loss[0]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_more_classes_than_samples_are_learned(optimizer):
    history = train([[0.0], [1.0], [2.0]], [0, 3, 6], 8, TrainingConfig(0.2, 500, optimizer=optimizer))
    assert history.loss[0] == pytest.approx(math.log(8))
    assert history.loss[-1] < 1


@pytest.mark.parametrize("optimizer", FIRST_ORDER)
def test_a_class_missing_from_a_mini_batch_does_no_harm(optimizer):
    X, y = np.arange(6.0)[:, None], np.array([0, 0, 0, 0, 0, 1])
    history = train(X, y, 3, TrainingConfig(0.01, 20, batch_size=2, optimizer=optimizer))
    assert np.isfinite(history.loss).all()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_duplicated_columns_share_the_weight_of_one(small, optimizer):
    X, y = small
    history = train(X[:, [0, 1, 1]], y, 3, TrainingConfig(optimizer=optimizer, n_epochs=20, l2=0.1))
    np.testing.assert_allclose(history.W[..., 1], history.W[..., 2], atol=1e-12)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_feature_that_is_always_zero_gets_no_weight(small, optimizer):
    X, y = small
    config = TrainingConfig(optimizer=optimizer, n_epochs=20, l2=0.1)
    history = train(np.column_stack([X, np.zeros(7)]), y, 3, config)
    np.testing.assert_allclose(history.W[..., 2], 0, atol=1e-14)
    np.testing.assert_allclose(history.loss[-1], train(X, y, 3, config).loss[-1], atol=1e-12)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("scale", [1e-8, 1e150])
def test_tiny_and_huge_features_give_finite_numbers(iris, optimizer, scale):
    history = train(iris[0] * scale, iris[1], 3, TrainingConfig(optimizer=optimizer, n_epochs=20))
    assert np.isfinite(history.loss).all()
    assert np.isfinite(history.W).all()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("scale", [1e200, 1e307])
def test_features_whose_squares_overflow_give_a_run_or_a_sentence_about_x(iris, optimizer, scale):
    try:
        message = train(iris[0] * scale, iris[1], 3, TrainingConfig(optimizer=optimizer, n_epochs=5)).status
    except ValueError as error:
        message = str(error)
    assert message.startswith(("X ", "max_epochs", "converged", "diverged"))


@pytest.mark.parametrize("start", [1e160, 1.7e308])
def test_first_weights_that_overflow_are_named(small, start):
    with pytest.raises(ValueError, match="init_scale"):
        train(*small, 3, TrainingConfig(init_scale=start, l2=0.1))


def test_permuting_the_classes_permutes_the_run(small):
    X, y = small
    order = np.array([2, 0, 1])
    plain, permuted = (train(X, labels, 3, TrainingConfig(0.3, 20)) for labels in (y, np.argsort(order)[y]))
    np.testing.assert_allclose(permuted.W, plain.W[:, order], atol=1e-14)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("rows", [np.arange(7)[::-1], np.tile(np.arange(7), 2)], ids=["reversed", "twice"])
def test_the_order_and_the_doubling_of_samples_change_nothing(small, optimizer, rows):
    X, y = small
    config = TrainingConfig(optimizer=optimizer, n_epochs=3, l2=0.1)
    np.testing.assert_allclose(train(X[rows], y[rows], 3, config).loss, train(X, y, 3, config).loss, atol=1e-10)


def test_the_three_class_example_has_a_finite_optimum_without_a_penalty():
    data = load_three_class()
    history = train(data.X, data.y, 3, TrainingConfig(optimizer="newton"))
    assert (history.status, history.n_epochs < 12) == ("converged", True)
    assert history.gradient_norm[-1] < 1e-10
    assert np.abs(history.W[-1]).max() < 3


@pytest.mark.parametrize(
    "changes",
    [
        {"learning_rate": 3.0, "n_epochs": 5000},
        {"learning_rate": 3.0, "n_epochs": 1000, "l2": 0.01},
        {"optimizer": "momentum", "n_epochs": 1000, "l2": 0.01},
        {"optimizer": "newton"},
        {"optimizer": "newton", "l2": 0.01},
    ],
)
def test_a_run_at_the_floor_of_its_loss_has_converged_by_whatever_rule(changes):
    run = run_experiment(load_three_class(), TrainingConfig(**changes), held_out=0.2)
    assert run.history.status == "converged"


@pytest.mark.parametrize("changes", [{}, {"learning_rate": 3.0, "n_epochs": 100}, {"optimizer": "adam", "l2": 0.01}])
def test_a_run_whose_loss_still_falls_has_not_converged(changes):
    history = run_experiment(load_three_class(), TrainingConfig(**changes), held_out=0.2).history
    assert (history.status, history.n_epochs) == ("max_epochs", changes.get("n_epochs", 200))


@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum"])
def test_a_finite_loss_far_above_its_start_has_blown_up(optimizer):
    config = TrainingConfig(0.25, l2=10.0, optimizer=optimizer, momentum=0.0)
    history = run_experiment(load_three_class(), config, held_out=0.2).history
    assert 1e60 < history.loss[-1] < math.inf
    assert history.status == "diverged"


def test_a_start_at_the_optimum_that_bounces_has_not_blown_up():
    data = load_iris()
    separable = train(data.X, data.y, 3, TrainingConfig(optimizer="newton", n_epochs=100)).parameters()
    resumed = train(data.X, data.y, 3, TrainingConfig(10.0, n_epochs=20), start=separable)
    assert resumed.status == "max_epochs"


def in_slices(monkeypatch, *arguments):
    """The epochs at which a run pauses that looks at its clock often and finds every slice over; the history."""
    monkeypatch.setattr(steps, "SLICE", -1.0)
    slices, pauses = train_in_slices(*arguments), []
    while True:
        try:
            pauses.append(next(slices))
        except StopIteration as end:
            return pauses, end.value


@pytest.mark.parametrize("batch_size", [None, 2])
@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam", "newton"])
def test_a_run_in_slices_is_the_run_in_one_piece(small, optimizer, batch_size, monkeypatch):
    batch_size = None if optimizer == "newton" else batch_size
    config = TrainingConfig(0.3, 2000, l2=0.1, optimizer=optimizer, batch_size=batch_size)
    pauses, sliced = in_slices(monkeypatch, *small, 3, config)
    same(sliced, train(*small, 3, config))
    assert pauses == sorted(pauses)
    assert 0 <= pauses[0] <= pauses[-1] <= sliced.n_epochs


def test_an_epoch_of_many_mini_batches_is_cut_too(small, monkeypatch):
    pauses, _ = in_slices(monkeypatch, *small, 3, TrainingConfig(n_epochs=2, batch_size=1))
    assert pauses == [0] * 7 + [1] * 8  # after every batch of an epoch, and after the first epoch


def test_a_run_of_a_billion_epochs_reserves_little_and_ends_when_it_is_closed(small):
    slices = train_in_slices(*small, 3, TrainingConfig(n_epochs=10**9))
    first, second = next(slices), next(slices)
    assert 0 < first < second
    slices.close()
    with pytest.raises(StopIteration):
        next(slices)


def test_a_pause_gives_the_warnings_of_the_caller_back(small):
    before = np.geterr()
    next(train_in_slices(*small, 3, TrainingConfig(n_epochs=10**9)))
    assert np.geterr() == before


@pytest.mark.parametrize("n_epochs", [1, 15, 16, 17, 100])
def test_a_record_that_grows_is_the_record_reserved_at_once(small, n_epochs, monkeypatch):
    config = TrainingConfig(n_epochs=n_epochs, optimizer="adam")
    reserved = train(*small, 3, config)
    monkeypatch.setattr(history, "RESERVED", 0)
    same(train(*small, 3, config), reserved)


def test_a_billion_epochs_can_be_asked_for_and_end_where_nothing_moves():
    data = load_three_class()
    run = train(data.X, data.y, 3, TrainingConfig(optimizer="newton", n_epochs=10**9))
    assert (run.status, run.n_epochs < 12) == ("converged", True)


def test_within_an_epoch_a_run_pauses_once_a_slice_and_not_at_every_step_after_it(monkeypatch):
    clock = count(0, 0.4 * steps.SLICE)  # the third look at the clock is after the end of a slice
    monkeypatch.setattr(steps, "monotonic", lambda: next(clock))
    iris = load_iris()
    pauses = list(train_in_slices(iris.X, iris.y, 3, TrainingConfig(n_epochs=1, batch_size=1)))
    assert 150 // 3 - 1 <= len(pauses) <= 150 // 3 + 1


def test_a_run_that_begins_where_the_gradient_is_0_has_converged_there():
    found = train(np.zeros((2, 1)), [0, 1], 2, TrainingConfig(n_epochs=5))
    assert (found.status, found.n_epochs, found.gradient_norm.tolist()) == ("converged", 0, [0.0])


def test_no_more_epochs_are_said_to_be_done_than_there_are(monkeypatch):
    monkeypatch.setattr(steps, "SLICE", -1.0)  # every slice is over at once
    X = np.random.default_rng(0).normal(size=(5000, 1))
    assert list(train_in_slices(X, np.arange(5000) % 2, 2, TrainingConfig(n_epochs=3))) == [1, 2, 3, 3]
