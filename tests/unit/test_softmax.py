"""Softmax and cross-entropy against fifty-digit decimals, complex steps and the inputs that break others."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from trainer.softmax import (
    cross_entropy,
    cross_entropy_gradient,
    log_softmax,
    one_hot,
    softmax,
    softmax_jacobian,
    squared_error,
    squared_error_gradient,
)

SAMPLES = [
    pytest.param([1.0, 2.0, 0.5], id="three classes"),
    pytest.param([0.3, -1.2], id="two classes"),
    pytest.param(np.linspace(-3, 4, 10), id="ten classes"),
    pytest.param([30.0, -30.0, 0.0], id="nearly certain"),
    pytest.param([-700.0, 0.0, 700.0], id="smallest probabilities"),
]
TARGETS = [
    pytest.param([1.0, -0.5, 0.25], [0, 1, 0], id="hard label"),
    pytest.param([1.0, -0.5, 0.25], [0.7, 0.2, 0.1], id="soft label"),
    pytest.param([0.3, -1.2], [0.5, 0.5], id="undecided label"),
    pytest.param([4.0, -3.0, 1.0, 0.0], [0.1, 0.2, 0.3, 0.4], id="four classes"),
]
OF_LOGITS = [softmax, log_softmax, softmax_jacobian]
LOGITS = arrays(np.float64, st.integers(2, 6), elements=st.floats(-300, 300))


def exact_log_softmax(z):
    with localcontext(prec=50):
        exponentials = [Decimal(float(entry)).exp() for entry in z]
        return np.array([float((e / sum(exponentials)).ln()) for e in exponentials])


def plain_softmax(z):
    exponentials = np.exp(z)
    return exponentials / exponentials.sum()


def complex_step(function, z):
    """d function/dz, one column an entry of z; exact to rounding, for there is no difference in it."""
    z, h = np.asarray(z, dtype=complex), 1e-30
    return np.stack([function(z + 1j * h * unit).imag / h for unit in np.eye(len(z))], axis=-1)


@pytest.mark.parametrize("z", SAMPLES)
def test_log_softmax_is_right_to_rounding(z):
    np.testing.assert_allclose(log_softmax(z), exact_log_softmax(z), rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("z", SAMPLES)
def test_softmax_is_right_to_rounding(z):
    np.testing.assert_allclose(softmax(z), np.exp(exact_log_softmax(z)), rtol=1e-12, atol=0)


@given(LOGITS)
def test_probabilities_are_positive_and_sum_to_one(z):
    a = softmax(z)
    assert np.all(a > 0)
    assert a.sum() == pytest.approx(1, abs=1e-14)


@given(LOGITS, st.floats(-1e3, 1e3))
def test_moving_all_logits_together_changes_nothing(z, shift):
    np.testing.assert_allclose(softmax(z + shift), softmax(z), atol=1e-12)


@given(LOGITS, st.randoms(use_true_random=False))
def test_permuting_the_classes_permutes_the_probabilities(z, random):
    order = random.sample(range(len(z)), len(z))
    np.testing.assert_allclose(softmax(z[order]), softmax(z)[order], rtol=1e-13)


@given(LOGITS)
def test_the_order_of_the_logits_is_kept(z):
    assert np.all(np.diff(softmax(z)[np.argsort(z)]) >= 0)


@pytest.mark.parametrize("k", [2, 3, 10])
def test_equal_logits_give_equal_probabilities(k):
    np.testing.assert_allclose(softmax(np.full(k, 7.0)), 1 / k, rtol=1e-15)


@given(st.floats(-50, 50))
def test_two_classes_give_the_logistic_function(difference):
    assert softmax([0, difference])[1] == pytest.approx(1 / (1 + math.exp(-difference)), rel=1e-13)


@pytest.mark.parametrize("function", OF_LOGITS)
def test_a_batch_is_its_samples_one_by_one(function):
    Z = np.random.default_rng(0).normal(size=(4, 5, 3))
    one_by_one = [[function(z) for z in row] for row in Z]
    np.testing.assert_allclose(function(Z), one_by_one, rtol=1e-14)


@pytest.mark.parametrize("function", [cross_entropy, cross_entropy_gradient, squared_error, squared_error_gradient])
def test_a_batch_of_losses_is_its_samples_one_by_one(function):
    rng = np.random.default_rng(0)
    Z, Y = rng.normal(size=(6, 3)), rng.dirichlet(np.ones(3), 6)
    np.testing.assert_allclose(function(Z, Y), list(map(function, Z, Y)), rtol=1e-13, atol=1e-16)


@pytest.mark.parametrize(
    ("z", "true_class", "expected"),
    [
        pytest.param([1e4, 0, -1e4], 1, 1e4, id="far apart"),
        pytest.param([1e308, 1e308, 0], 0, math.log(2), id="largest logits"),
        pytest.param([-1e308] * 3, 2, math.log(3), id="lowest logits"),
        pytest.param([1e308, -1e308], 0, 0, id="farthest apart and right"),
        pytest.param([1e308, -1e308], 1, math.inf, id="farthest apart and wrong"),
        pytest.param([1e-320, 0, 0], 0, math.log(3), id="subnormal"),
        pytest.param([0, 800], 0, 800, id="no epsilon cuts the loss off"),
        pytest.param([40, 0], 0, math.log1p(math.exp(-40)), id="tiny loss"),
    ],
)
def test_logits_that_break_others_give_the_right_loss(z, true_class, expected):
    assert cross_entropy(z, one_hot(true_class, len(z))) == pytest.approx(expected, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("z", [[1e4, 0, -1e4], [1e308, 1e308, 0], [-1e308] * 3, [1e308, -1e308]])
def test_logits_that_break_others_give_probabilities(z):
    assert softmax(z).sum() == pytest.approx(1, abs=1e-15)
    assert np.isfinite(softmax_jacobian(z)).all()


@pytest.mark.parametrize(("z", "y"), TARGETS)
def test_cross_entropy_is_minus_the_sum_of_y_ln_a(z, y):
    assert cross_entropy(z, y) == pytest.approx(-np.dot(y, exact_log_softmax(z)), rel=1e-14)


@pytest.mark.parametrize("a", [[0.7, 0.2, 0.1], [0.5, 0.5], [0.25] * 4])
def test_the_smallest_loss_of_a_soft_label_is_its_entropy(a):
    assert cross_entropy(np.log(a), a) == pytest.approx(-np.dot(a, np.log(a)), rel=1e-14)
    np.testing.assert_allclose(cross_entropy_gradient(np.log(a), a), 0, atol=1e-15)


@given(LOGITS, st.data())
def test_a_loss_is_never_negative(z, data):
    label = data.draw(st.integers(0, len(z) - 1))
    assert cross_entropy(z, one_hot(label, len(z))) >= 0


def test_a_class_without_target_adds_nothing_even_at_probability_zero():
    assert cross_entropy([1e308, -1e308, 1e308], [0.5, 0, 0.5]) == pytest.approx(math.log(2), rel=1e-15)


@pytest.mark.parametrize(("z", "y"), TARGETS)
def test_the_gradient_is_the_complex_step_of_the_loss(z, y):
    expected = complex_step(lambda z: -np.dot(y, np.log(plain_softmax(z))), z)
    np.testing.assert_allclose(cross_entropy_gradient(z, y), expected, atol=1e-15)


@pytest.mark.parametrize(("z", "y"), TARGETS)
def test_the_gradient_is_a_minus_y(z, y):
    np.testing.assert_allclose(cross_entropy_gradient(z, y), np.exp(exact_log_softmax(z)) - y, atol=1e-15)


@given(LOGITS, st.data())
def test_the_gradient_sums_to_zero_over_classes(z, data):
    label = data.draw(st.integers(0, len(z) - 1))
    assert cross_entropy_gradient(z, one_hot(label, len(z))).sum() == pytest.approx(0, abs=1e-14)


@pytest.mark.parametrize(("z", "_y"), TARGETS)
def test_the_jacobian_is_the_complex_step_of_softmax(z, _y):
    np.testing.assert_allclose(softmax_jacobian(z), complex_step(plain_softmax, z), atol=1e-15)


@given(LOGITS)
def test_the_jacobian_is_symmetric_with_rows_summing_to_zero_and_no_negative_eigenvalue(z):
    J = softmax_jacobian(z)
    np.testing.assert_allclose(J, J.T, rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(J.sum(axis=1), 0, atol=1e-14)
    assert np.linalg.eigvalsh(J).min() >= -1e-14


@pytest.mark.parametrize(("z", "y"), TARGETS)
def test_the_chain_rule_through_the_jacobian_gives_a_minus_y(z, y):
    dL_da = -np.asarray(y) / softmax(z)
    np.testing.assert_allclose(dL_da @ softmax_jacobian(z), cross_entropy_gradient(z, y), atol=1e-14)


@pytest.mark.parametrize(("z", "y"), TARGETS)
def test_squared_error_and_its_gradient_are_half_the_squared_distance(z, y):
    assert squared_error(z, y) == pytest.approx(np.sum((plain_softmax(z) - np.array(y)) ** 2) / 2, rel=1e-14)
    expected = complex_step(lambda z: np.sum((plain_softmax(z) - np.array(y)) ** 2) / 2, z)
    np.testing.assert_allclose(squared_error_gradient(z, y), expected, atol=1e-15)


@pytest.mark.parametrize(
    ("y", "expected"),
    [
        pytest.param([0, 2], [[1, 0, 0], [0, 0, 1]], id="rows"),
        pytest.param(1, [0, 1, 0], id="one label"),
        pytest.param([2, 2], [[0, 0, 1], [0, 0, 1]], id="classes missing"),
    ],
)
def test_one_hot_is_one_at_the_label(y, expected):
    np.testing.assert_array_equal(one_hot(y, 3), expected)


def test_whole_numbers_are_taken_as_logits():
    np.testing.assert_allclose(softmax([1, 2, 3]), plain_softmax(np.array([1.0, 2.0, 3.0])), rtol=1e-15)


@pytest.mark.parametrize("function", [cross_entropy, cross_entropy_gradient, squared_error_gradient])
def test_the_arguments_are_left_alone(function):
    z, y = np.array([1.0, 2.0, 0.5]), np.array([0.0, 1.0, 0.0])
    function(z, y)
    np.testing.assert_array_equal([z, y], [[1.0, 2.0, 0.5], [0.0, 1.0, 0.0]])


def test_the_jacobian_keeps_what_is_left_of_a_probability_that_is_all_but_1():
    left = np.exp(-40.0) / (1 + np.exp(-40.0)) ** 2  # a (1 - a), which is 0 if 1 - a is subtracted
    np.testing.assert_allclose(softmax_jacobian([40.0, 0.0]), left * np.array([[1, -1], [-1, 1]]), rtol=1e-14)
