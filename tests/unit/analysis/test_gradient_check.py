"""Finite differences against polynomials, whose quotients are known exactly, and the checks on mistakes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from trainer.analysis.gradient_check import (
    STEPS,
    check_gradient,
    error_by_step,
    finite_differences,
    of_logits,
    of_parameters,
)

Z = np.array([1.0, 2.0, 0.5])
TARGETS = [
    pytest.param([1.0, 2.0, 0.5], [1, 0, 0], id="three classes"),
    pytest.param([0.3, -1.2], [1, 0], id="two classes"),
    pytest.param(np.linspace(-3, 4, 10), np.eye(10)[2], id="ten classes"),
    pytest.param([1.0, -0.5, 0.25], [0.7, 0.2, 0.1], id="soft labels"),
    pytest.param([1.0, -0.5, 0.25], [2.0, 0.5, 1.0], id="sum above one"),
    pytest.param([1.0, -0.5, 0.25], [0.0, 0.0, 0.0], id="no target"),
    pytest.param([1e4, 0, -1e4], [1, 0, 0], id="extreme and right"),
    pytest.param([1e4, 0, -1e4], [0, 0, 1], id="extreme and wrong"),
    pytest.param([1e4, 1e4 - 1, -1e4], [0.5, 0.25, 0.25], id="extreme and soft"),
    pytest.param([-1e4, -1e4, 1e4], [3, 2, 1], id="extreme and free"),
]


def cubes(point):
    return np.sum(point**3)


@pytest.fixture
def data():
    rng = np.random.default_rng(0)
    return rng.standard_normal((20, 2)), rng.integers(0, 3, 20)


@pytest.fixture
def theta():
    return np.random.default_rng(1).standard_normal((3, 3))


@pytest.mark.parametrize(
    ("quotient", "expected"),
    [
        ("forward", lambda x, h: 3 * x**2 + 3 * x * h + h**2),
        ("backward", lambda x, h: 3 * x**2 - 3 * x * h + h**2),
        ("central", lambda x, h: 3 * x**2 + h**2),
    ],
)
def test_differences_of_a_cube_are_known_exactly(quotient, expected):
    point = np.array([[1.0, -2.0, 0.5], [0.0, 3.0, -0.25]])
    differences = finite_differences(cubes, point, 0.125)
    np.testing.assert_array_equal(getattr(differences, quotient), expected(point, 0.125))


def test_differences_leave_the_point_alone():
    point = Z.copy()
    finite_differences(cubes, point, 0.125)
    np.testing.assert_array_equal(point, Z)


def test_differences_divide_by_the_step_really_made():
    differences = finite_differences(lambda point: point[0], np.array([1e4]), 1e-8)
    np.testing.assert_array_equal([differences.forward, differences.backward, differences.central], [[1]] * 3)


def test_a_step_lost_in_rounding_gives_a_difference_of_zero():
    np.testing.assert_array_equal(finite_differences(cubes, np.array([1e4]), 1e-14).central, 0)


@pytest.mark.parametrize("h", [0.0, -1e-5, np.inf, np.nan])
def test_a_step_that_is_not_finite_and_positive_is_refused(h):
    with pytest.raises(ValueError, match=r"h is .*; it must be a finite number above 0"):
        finite_differences(cubes, Z, h)


@pytest.mark.parametrize(("z", "y"), TARGETS)
def test_cross_entropy_passes_for_any_target(z, y):
    assert check_gradient(*of_logits(y), np.array(z)).passed


@given(arrays(np.float64, st.integers(2, 10), elements=st.floats(-1e4, 1e4)), st.data())
def test_cross_entropy_passes_for_any_logits(z, data):
    y = data.draw(arrays(np.float64, len(z), elements=st.floats(0, 10)))
    assert check_gradient(*of_logits(y), z).passed


@pytest.mark.parametrize("h", [1e-2, 1e-3, 1e-5, 1e-8, 1e-11])
def test_the_tolerance_follows_the_step(h):
    assert check_gradient(*of_logits([1, 0, 0]), Z, h).passed


@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_model_passes_for_every_weight_and_bias(data, theta, l2):
    check = check_gradient(*of_parameters(*data, l2), theta)
    assert check.passed
    assert check.analytic.shape == check.forward.shape == check.backward.shape == check.central.shape == (3, 3)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 100.0])
def test_model_passes_in_any_usual_units(data, theta, scale):
    X, y = data
    assert check_gradient(*of_parameters(scale * X, y, 0.1), theta).passed


def test_a_minus_y_fails_when_y_sums_to_two():
    y = np.array([1.0, 1.0, 0.0])
    function, right = of_logits(y)
    check = check_gradient(function, lambda z: (right(z) + y) / 2 - y, Z)
    assert not check.passed
    np.testing.assert_allclose(check.error_central, np.exp(2) / np.exp(Z).sum(), rtol=1e-8)  # the largest a_i


@pytest.mark.parametrize(
    "mistake",
    [
        pytest.param(lambda g: -g, id="sign"),
        pytest.param(lambda g: 2 * g, id="factor"),
        pytest.param(lambda g: g[::-1], id="order"),
        pytest.param(lambda g: g + np.array([0, 1e-8, 0]), id="one entry off by 1e-8"),
        pytest.param(lambda g: g * np.nan, id="not a number"),
    ],
)
def test_a_wrong_formula_fails(mistake):
    function, right = of_logits([1, 0, 0])
    assert not check_gradient(function, lambda z: mistake(right(z)), Z).passed


@pytest.mark.parametrize("l2", [1e-6, 0.1])
def test_a_penalized_bias_fails(data, theta, l2):
    function, right = of_parameters(*data, l2)
    assert not check_gradient(function, lambda theta: right(theta) + l2 * theta * [0, 0, 1], theta).passed


def test_no_wrong_formula_widens_the_tolerance():
    function, right = of_logits([1, 0, 0])
    wrong = check_gradient(function, lambda z: 1e6 * right(z), Z)
    assert wrong.tolerance == check_gradient(function, right, Z).tolerance


@pytest.mark.parametrize(("z", "largest"), [([1.0, 2.0, 0.5], 1e-9), ([1e4, 0.0, -1e4], 1e-5)])
def test_the_tolerance_stays_small(z, largest):
    assert check_gradient(*of_logits([0, 1, 0]), np.array(z)).tolerance < largest


def test_errors_are_the_largest_over_the_entries():
    check = check_gradient(cubes, lambda point: 3 * point**2, np.array([1.0, -2.0]), h=0.125)
    found = [check.error_forward, check.error_backward, check.error_central]
    np.testing.assert_allclose(found, [6 * 0.125 - 0.125**2, 6 * 0.125 + 0.125**2, 0.125**2])


def test_one_sided_differences_are_thousands_of_times_worse_than_central_ones():
    check = check_gradient(*of_logits([1, 0, 0]), Z)
    assert min(check.error_forward, check.error_backward) > 1000 * check.error_central


@pytest.fixture(scope="module")
def errors():
    function, gradient = of_logits([1, 0, 0])
    return error_by_step(function, gradient(Z), Z)


def test_error_by_step_takes_the_steps_given():
    errors = error_by_step(cubes, 3 * Z**2, Z, [0.25, 0.125])
    np.testing.assert_array_equal(errors.steps, [0.25, 0.125])
    np.testing.assert_array_equal(errors.central, [0.25**2, 0.125**2])
    np.testing.assert_array_equal(errors.forward, [6 * 0.25 + 0.25**2, 6 * 0.125 + 0.125**2])


def test_steps_run_from_a_tenth_down_to_1e_14(errors):
    np.testing.assert_allclose([errors.steps[0], errors.steps[-1]], [1e-1, 1e-14])
    assert len(errors.steps) == len(errors.central) == len(errors.forward) == len(STEPS)


@pytest.mark.parametrize("far", [1e-1, 1e-12])
def test_the_error_at_1e_5_is_below_the_error_on_both_arms_of_the_v(errors, far):
    near, away = np.argmin(abs(errors.steps / [[1e-5], [far]] - 1), axis=1)
    assert 1000 * errors.central[near] < errors.central[away]


@pytest.mark.parametrize(("quotient", "low", "high"), [("central", 1e-6, 1e-4), ("forward", 1e-9, 1e-7)])
def test_the_bottom_of_the_v_is_where_truncation_meets_round_off(errors, quotient, low, high):
    assert low < errors.steps[np.argmin(getattr(errors, quotient))] < high


@pytest.mark.parametrize(("quotient", "power"), [("central", 2), ("forward", 1)])
def test_truncation_falls_with_the_power_of_the_step(errors, quotient, power):
    large = (errors.steps > 0.9e-4) & (errors.steps < 1.1e-2)
    slope, _ = np.polyfit(np.log(errors.steps[large]), np.log(getattr(errors, quotient)[large]), 1)
    np.testing.assert_allclose(slope, power, atol=0.02)


@pytest.mark.parametrize("quotient", ["central", "forward"])
def test_round_off_grows_as_the_step_shrinks(errors, quotient):
    small = errors.steps < 1e-8
    slope, _ = np.polyfit(np.log(errors.steps[small]), np.log(getattr(errors, quotient)[small]), 1)
    np.testing.assert_allclose(slope, -1, atol=0.2)
