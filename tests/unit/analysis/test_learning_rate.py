"""The limits of a learning rate against finite differences, published numbers and real runs."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.analysis.learning_rate import (
    LearningRateLimits,
    curvature,
    find_optimum,
    largest_safe,
    learning_rate_limits,
    smoothness,
    zone,
    zones_between,
)
from trainer.config import TrainingConfig
from trainer.datasets import Standardizer, load_iris, load_three_class
from trainer.experiment import run_experiment
from trainer.model import Parameters, gradient
from trainer.training import train

IRIS, THREE = load_iris(), load_three_class()
X, y = Standardizer.fit(IRIS.X)(IRIS.X), IRIS.y
LIMITS = LearningRateLimits(smoothness=2.0, safe=1.0, stability_threshold=4.0, blow_up=20.0)
FINITE = LearningRateLimits(smoothness=2.0, safe=1.0, stability_threshold=4.0, blow_up=math.inf)
NO_OPTIMUM = LearningRateLimits(smoothness=2.0, safe=1.0, stability_threshold=None, blow_up=math.inf)
AWKWARD = [
    pytest.param(IRIS.X, id="raw"),
    pytest.param(X[:, :1], id="one feature"),
    pytest.param(np.ones((150, 1)), id="constant feature"),
    pytest.param(np.column_stack([X, X]), id="doubled features"),
    pytest.param(np.zeros((150, 2)), id="zeros"),
    pytest.param(X * 1e-8, id="tiny"),
    pytest.param(X * [1, 1e5, 1e-5, 1], id="mixed units"),
    pytest.param(X * 1e150, id="huge"),
]


def limits_of(X, y, k, l2):
    """The limits at the optimum that Newton finds."""
    return learning_rate_limits(X, l2, find_optimum(X, y, k, l2).parameters())


def hessian_by_differences(parameters, X, y, l2, h=1e-5):
    """Column i: the central difference of the gradient along entry i of [W | b]."""
    theta = np.column_stack([parameters.W, parameters.b])
    columns = []
    for index in np.ndindex(theta.shape):
        step = np.zeros_like(theta)
        step[index] = h
        above, below = (
            gradient(Parameters(moved[:, :-1], moved[:, -1]), X, y, l2) for moved in (theta + step, theta - step)
        )
        columns.append(np.column_stack([above.W - below.W, above.b - below.b]).ravel() / (2 * h))
    return np.array(columns)


@st.composite
def problems(draw):
    """(X, y, k, l2) of any size, spread and offset."""
    n, d, k = draw(st.integers(1, 20)), draw(st.integers(1, 4)), draw(st.integers(2, 4))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    scale, offset = draw(st.sampled_from([1e-3, 1.0, 30.0])), draw(st.sampled_from([0.0, 1.0, 100.0]))
    X = scale * rng.standard_normal((n, d)) + offset
    return X, rng.integers(0, k, n), k, draw(st.sampled_from([0.0, 1e-4, 0.1, 3.0]))


@given(problems(), st.floats(0.01, 1), st.sampled_from([0.0, 1.0, 10.0]))
def test_the_loss_cannot_rise_up_to_two_over_l(problem, fraction, init_scale):
    X, y, k, l2 = problem
    rate = fraction * 2 / smoothness(X, l2)
    loss = train(X, y, k, TrainingConfig(rate, n_epochs=50, l2=l2, init_scale=init_scale)).loss
    assert np.all(np.diff(loss) <= 1e-12 * (1 + loss[:-1]))


@given(problems(), st.sampled_from([0.0, 1.0, 10.0]))
def test_the_curvature_is_nowhere_above_l(problem, spread):
    X, _y, k, l2 = problem
    theta = spread * np.random.default_rng(0).standard_normal((k, X.shape[1] + 1))
    found = curvature(Parameters(theta[:, :-1], theta[:, -1]), X, l2)
    assert found <= smoothness(X, l2) * (1 + 1e-12)


def test_the_bound_is_reached_by_two_classes_of_equal_probability():
    np.testing.assert_allclose(curvature(Parameters(np.zeros((2, 4)), np.zeros(2)), X), smoothness(X))


@pytest.mark.parametrize(("features", "published"), [(X, 1.459), (IRIS.X, 31.175)])
@pytest.mark.parametrize("l2", [0.0, 0.01])
def test_l_of_iris_is_the_published_number(features, published, l2):
    np.testing.assert_allclose(smoothness(features, l2), published + l2, atol=5e-4)


@pytest.mark.parametrize("features", AWKWARD)
def test_l_is_half_the_squared_singular_value_over_n(features):
    X1 = np.column_stack([features, np.ones(len(features))])
    singular = np.linalg.svd(X1, compute_uv=False)[0] / math.sqrt(len(X1))
    np.testing.assert_allclose(smoothness(features, 0.5), singular**2 / 2 + 0.5)


@pytest.mark.parametrize("k", [2, 3, 7])
def test_the_curvature_at_zero_is_lambda_over_k_plus_l2(k):
    largest = np.linalg.eigvalsh(X.T @ X / len(X))[-1]
    zero = Parameters(np.zeros((k, 4)), np.zeros(k))
    np.testing.assert_allclose(curvature(zero, X, 0.01), largest / k + 0.01, rtol=1e-12)


@pytest.mark.parametrize("features", [X, X[:, :1], np.ones((150, 1)), np.column_stack([X[:, :2]] * 2)])
@pytest.mark.parametrize("l2", [0.01, 1.0])
@pytest.mark.parametrize("epoch", [0, -1])
def test_the_curvature_is_the_largest_eigenvalue_by_differences(features, l2, epoch):
    parameters = find_optimum(features, y, 3, l2).parameters(epoch)
    H = hessian_by_differences(parameters, features, y, l2)
    np.testing.assert_allclose(curvature(parameters, features, l2), np.linalg.eigvalsh(H)[-1], atol=1e-8)


@pytest.mark.parametrize(("l2", "loss"), [(1e-2, 0.243677226649382), (1e-4, 0.053980150413822)])
def test_the_optimum_of_iris_is_the_published_number(l2, loss):
    np.testing.assert_allclose(find_optimum(X, y, 3, l2).loss[-1], loss, atol=1e-14)


def test_the_limits_of_iris_are_the_published_numbers():
    limits = limits_of(X, y, 3, 0.01)
    np.testing.assert_allclose(
        [limits.safe, limits.stability_threshold, limits.blow_up], [1.361, 5.519, 200], atol=5e-4
    )


def test_raw_iris_needs_a_rate_twenty_times_smaller():
    np.testing.assert_allclose(limits_of(IRIS.X, y, 3, 0.01).safe, 0.064, atol=5e-4)


def test_an_optimum_that_is_given_is_used():
    zero = Parameters(np.zeros((3, 4)), np.zeros(3))
    limits = learning_rate_limits(X, 0.01, zero)
    np.testing.assert_allclose(limits.stability_threshold, 2 / curvature(zero, X, 0.01))


@pytest.mark.parametrize("features", AWKWARD)
@pytest.mark.parametrize("l2", [1e-6, 0.01, 10.0])
def test_the_limits_come_in_order(features, l2):
    limits = limits_of(features, y, 3, l2)
    assert 0 < limits.safe <= limits.stability_threshold <= limits.blow_up == 2 / l2


def test_the_limits_come_in_order_where_all_three_are_nearly_equal():
    limits = limits_of(np.zeros((4, 1)), np.array([0, 1, 0, 1]), 2, 1e6)
    assert limits.safe <= limits.stability_threshold <= limits.blow_up


@pytest.mark.parametrize(
    ("low", "high", "centered"), [(0.3, 1.0, True), (-9.0, -6.0, False)], ids=["two are equal", "all are equal"]
)
def test_rounding_keeps_the_order_of_limits_that_are_equal(low, high, centered):
    rng, zero, wrong = np.random.default_rng(1), Parameters(np.zeros((2, 1)), np.zeros(2)), []
    for _ in range(800):
        X, l2 = rng.standard_normal((8, 1)) * 10 ** rng.uniform(low, high), float(rng.integers(1, 1000))
        limits = learning_rate_limits(X - X.mean() * centered, l2, zero)
        wrong += [] if limits.safe <= limits.stability_threshold <= limits.blow_up else [limits]
    assert wrong == []


def test_where_the_loss_is_flat_at_the_optimum_no_rate_is_too_large_to_settle():
    saturated = Parameters(np.array([[1e6], [-1e6]]), np.zeros(2))
    limits = learning_rate_limits(np.array([[-1.0], [1.0]]), 0.0, saturated)
    assert limits == LearningRateLimits(0.5, 4.0, math.inf, math.inf)


def test_where_the_hessian_overflows_and_the_bound_does_not_the_threshold_is_the_safe_rate():
    features = np.full((4, 1), 1e154)  # a sum of four squares is too large, their mean is not
    limits = learning_rate_limits(features, 0.01, Parameters(np.zeros((2, 1)), np.zeros(2)))
    assert 0 < limits.safe == limits.stability_threshold < 1e-300


def test_a_class_without_samples_has_limits():
    limits = limits_of(X[y != 1], y[y != 1], 3, 0.01)
    assert 0 < limits.safe <= limits.stability_threshold <= limits.blow_up


def test_numbers_whose_squares_overflow_allow_no_rate():
    zero = Parameters(np.zeros((3, 4)), np.zeros(3))
    assert learning_rate_limits(X * 1e300, 0.01, zero) == LearningRateLimits(math.inf, 0.0, 0.0, 200.0)


def test_without_a_finite_optimum_only_the_safe_rate_is_known():
    limits = learning_rate_limits(X, 0.0, None)
    assert (limits.stability_threshold, limits.blow_up) == (None, math.inf)


def test_without_a_penalty_a_finite_optimum_has_a_stability_threshold():
    rows = run_experiment(THREE, TrainingConfig(n_epochs=1), standardize=True, held_out=0.2)
    limits = limits_of(rows.X_train(), rows.y_train(), 3, 0.0)
    assert (limits.stability_threshold, limits.blow_up) == (pytest.approx(16.3, abs=0.05), math.inf)


@pytest.mark.parametrize(("fraction", "settles"), [(0.97, True), (1.03, False)])
def test_the_threshold_without_a_penalty_divides_runs_that_settle_from_those_that_bounce(fraction, settles):
    best = find_optimum(THREE.X, THREE.y, 3, 0.0)
    rate = fraction * learning_rate_limits(THREE.X, 0.0, best.parameters()).stability_threshold
    gap = train(THREE.X, THREE.y, 3, TrainingConfig(rate, 5000)).loss[-50:] - best.loss[-1]
    assert (gap.max() < 1e-9) == settles


@pytest.mark.parametrize(
    ("rate", "limits", "expected"),
    [
        (1.0, LIMITS, "safe"),
        (1.001, LIMITS, "may_bounce"),
        (4.0, LIMITS, "may_bounce"),
        (4.001, LIMITS, "cannot_settle"),
        (20.0, LIMITS, "cannot_settle"),
        (20.001, LIMITS, "blows_up"),
        (1.0, NO_OPTIMUM, "safe"),
        (1.001, NO_OPTIMUM, "may_bounce"),
        (1e300, NO_OPTIMUM, "may_bounce"),
        (4.001, FINITE, "cannot_settle"),
        (1e300, FINITE, "cannot_settle"),
    ],
)
def test_a_zone_ends_at_its_limit(rate, limits, expected):
    assert zone(rate, limits) == expected


def run(rate, n_epochs=3000):
    return train(X, y, 3, TrainingConfig(rate, n_epochs, l2=0.01))


def test_a_run_just_below_the_settling_limit_settles():
    assert abs(run(5.3).loss[-1] - 0.243677226649382) < 1e-9


def test_a_run_just_above_the_settling_limit_keeps_bouncing():
    loss = run(5.7).loss[-200:]
    assert 0.2437 < loss.min() < loss.max() < 1


def test_a_run_just_below_the_last_limit_does_not_blow_up():
    assert run(195.0).status == "max_epochs"


def test_a_run_above_the_last_limit_blows_up():
    assert run(250.0).status == "diverged"


def test_without_a_penalty_a_huge_rate_does_not_blow_up():
    assert train(X, y, 3, TrainingConfig(1e6, 3000)).status == "max_epochs"


def test_at_exactly_the_last_limit_the_loss_grows_but_does_not_blow_up():
    history = train(X, y, 3, TrainingConfig(200.0, 2000, l2=0.01, init_scale=1.0))
    assert history.loss[-1] > history.loss[0]
    assert history.status == "max_epochs"


def test_above_the_safe_rate_the_loss_may_fall_at_every_epoch_all_the_same():
    rate = 2 * limits_of(X, y, 3, 0.01).safe
    assert np.all(np.diff(run(rate, 300).loss) < 0)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (LIMITS, [("safe", 0.1, 1), ("may_bounce", 1, 4), ("cannot_settle", 4, 20), ("blows_up", 20, 100)]),
        (FINITE, [("safe", 0.1, 1), ("may_bounce", 1, 4), ("cannot_settle", 4, 100)]),
        (NO_OPTIMUM, [("safe", 0.1, 1), ("may_bounce", 1, 100)]),
        (LearningRateLimits(math.inf, 0.0, 0.0, 200.0), [("cannot_settle", 0.1, 100)]),
        (LearningRateLimits(2.0, 1.0, 1.0, 1.0), [("safe", 0.1, 1), ("blows_up", 1, 100)]),
    ],
)
def test_zones_follow_each_other_without_a_gap(limits, expected):
    assert zones_between(0.1, 100, limits) == expected


@pytest.mark.parametrize(("choices", "expected"), [([0.1, 2, 1.0, 0.5], 1.0), ([3, 2], None), ([], None)])
def test_the_largest_safe_choice_is_at_most_two_over_l(choices, expected):
    assert largest_safe(LIMITS, choices) == expected
