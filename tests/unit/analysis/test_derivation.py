"""The derivation against hand calculation, 60-digit decimals and the complex step."""

import dataclasses
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from trainer.analysis.derivation import derive_logits, derive_sample
from trainer.analysis.loss_comparison import gradient_curves
from trainer.analysis.update import update_step
from trainer.config import TrainingConfig
from trainer.model import Parameters
from trainer.softmax import squared_error, squared_error_gradient
from trainer.training import train

FORWARD_AND_BACKWARD = [
    pytest.param([1.0, 2.0, 0.5], [0, 1, 0], id="three classes"),
    pytest.param([0.3, -1.2], [1, 0], id="two classes"),
    pytest.param(np.linspace(-3, 4, 10), np.eye(10)[2], id="ten classes"),
    pytest.param([1.0, -0.5, 0.25], [0.7, 0.2, 0.1], id="soft labels"),
    pytest.param([1.0, -0.5, 0.25], [2.0, 0.5, 1.0], id="sum above one"),
    pytest.param([1.0, -0.5, 0.25], [0.25, 0.0, 0.25], id="sum below one"),
    pytest.param([1.0, -0.5, 0.25], [0, 0, 0], id="no target"),
    pytest.param([0.0, 0.0, 0.0], [0, 0, 1], id="equal logits"),
]
EXTREME = [
    pytest.param([1e4, 0, -1e4], [1, 0, 0], 0.0, id="sure and right"),
    pytest.param([1e4, 0, -1e4], [0, 1, 0], 1e4, id="sure and wrong"),
    pytest.param([1e4, 0, -1e4], [0, 0, 1], 2e4, id="very wrong"),
    pytest.param([1e4, 0, -1e4], [0.5, 0.25, 0.25], 7.5e3, id="soft"),
    pytest.param([-1e4, -1e4], [1, 0], np.log(2), id="tie far down"),
    pytest.param([1e308, -1e308], [1, 0], 0.0, id="largest numbers"),
]
every_case = pytest.mark.parametrize(("z", "y"), FORWARD_AND_BACKWARD)
every_extreme = pytest.mark.parametrize(("z", "y", "loss"), EXTREME)

logits_by_hypothesis = arrays(np.float64, st.integers(2, 10), elements=st.floats(-30, 30))
PARAMETERS = Parameters(np.array([[0.5, -1.0], [0.25, 2.0], [-0.75, 0.125]]), np.array([0.1, -0.2, 0.3]))
SAMPLE = np.array([1.5, -0.5])
X = np.array([[1.0, 2.0], [-0.5, 0.25], [0.75, -1.5], [2.0, 0.5]])
LABELS = np.array([0, 2, 1, 1])


def decimal_softmax(z):
    """a and ln a to 60 digits, by the definition and without any shift."""
    with localcontext() as context:
        context.prec = 60
        exponentials = [Decimal(float(each)).exp() for each in z]
        a = [each / sum(exponentials) for each in exponentials]
        return np.array(a, dtype=float), np.array([each.ln() for each in a], dtype=float)


def complex_softmax(z):
    exponentials = np.exp(z)
    return exponentials / exponentials.sum()


def complex_cross_entropy(z, y):
    return -np.sum(np.asarray(y) * np.log(complex_softmax(z)))


def complex_squared_error(z, y):
    return np.sum((complex_softmax(z) - y) ** 2) / 2


def complex_step(function, point):
    """Derivatives Im f(p + ih)/h, last axis the entry moved: no subtraction, so right to the last digits."""
    point = np.asarray(point, dtype=float)
    moved = point + 1e-100j * np.eye(point.size).reshape(-1, *point.shape)
    return np.stack([np.imag(function(each)) / 1e-100 for each in moved], axis=-1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("largest", np.log(5)),
        ("exponentials", [1 / 5, 2 / 5, 1]),
        ("exponential_sum", 8 / 5),
        ("a", [1 / 8, 2 / 8, 5 / 8]),
        ("log_a", [-np.log(8), -np.log(4), -np.log(8 / 5)]),
        ("y_sum", 1),
        ("terms", [0, np.log(4), 0]),
        ("loss", np.log(4)),
        ("dloss_da", [0, -4, 0]),
        (
            "jacobian",
            [[7 / 64, -2 / 64, -5 / 64], [-2 / 64, 12 / 64, -10 / 64], [-5 / 64, -10 / 64, 15 / 64]],
        ),
        ("chain_terms", [[0, 0, 0], [1 / 8, -3 / 4, 5 / 8], [0, 0, 0]]),
        ("off_diagonal_sum", [1 / 8, 0, 5 / 8]),
        ("diagonal", [0, -3 / 4, 0]),
        ("a_y", [0, 1 / 4, 0]),
        ("a_sum_y", [1 / 8, 1 / 4, 5 / 8]),
        ("dloss_dz", [1 / 8, -3 / 4, 5 / 8]),
        ("a_minus_y", [1 / 8, -3 / 4, 5 / 8]),
        ("error_of_a_minus_y", [0, 0, 0]),
        ("squared_error", (1 / 64 + 36 / 64 + 25 / 64) / 2),
        ("squared_error_dz", [-6 / 512, -124 / 512, 130 / 512]),
    ],
)
def test_logits_0_ln2_ln5_give_the_numbers_of_a_hand_calculation(field, value):
    derivation = derive_logits(np.log([1, 2, 5]), [0, 1, 0])
    np.testing.assert_allclose(getattr(derivation, field), value, rtol=1e-14, atol=1e-15)


@every_case
def test_probabilities_and_their_logarithms_match_decimal_arithmetic(z, y):
    derivation = derive_logits(z, y)
    a, log_a = decimal_softmax(z)
    np.testing.assert_allclose(derivation.a, a, rtol=1e-14)
    np.testing.assert_allclose(derivation.log_a, log_a, rtol=1e-14)


@every_case
def test_loss_is_the_cross_entropy_of_decimal_arithmetic(z, y):
    _, log_a = decimal_softmax(z)
    np.testing.assert_allclose(derive_logits(z, y).loss, -np.dot(y, log_a), rtol=1e-14)


@every_case
def test_derivative_by_the_probabilities_is_the_complex_step(z, y):
    derivation = derive_logits(z, y)
    expected = complex_step(lambda a: -np.sum(np.asarray(y) * np.log(a)), derivation.a)
    np.testing.assert_allclose(derivation.dloss_da, expected, rtol=1e-14)


@every_case
def test_jacobian_is_the_complex_step_of_softmax(z, y):
    np.testing.assert_allclose(derive_logits(z, y).jacobian, complex_step(complex_softmax, z), atol=1e-15)


@every_case
def test_jacobian_rows_sum_to_zero(z, y):
    np.testing.assert_allclose(derive_logits(z, y).jacobian.sum(axis=1), 0, atol=1e-15)


@every_case
def test_jacobian_is_symmetric(z, y):
    jacobian = derive_logits(z, y).jacobian
    np.testing.assert_allclose(jacobian, jacobian.T, rtol=1e-15)


@every_case
def test_chain_terms_are_the_products_of_the_two_derivatives(z, y):
    derivation = derive_logits(z, y)
    products = derivation.dloss_da[:, None] * derivation.jacobian
    np.testing.assert_allclose(derivation.chain_terms, products, rtol=1e-13)


@every_case
def test_chain_terms_split_into_off_diagonal_sum_and_diagonal(z, y):
    derivation = derive_logits(z, y)
    diagonal = np.diag(derivation.chain_terms)
    np.testing.assert_array_equal(derivation.diagonal, diagonal)
    off_diagonal = derivation.chain_terms.sum(axis=0) - diagonal
    np.testing.assert_allclose(derivation.off_diagonal_sum, off_diagonal, atol=1e-15)


@every_case
def test_a_y_completes_the_off_diagonal_sum(z, y):
    derivation = derive_logits(z, y)
    completed = derivation.off_diagonal_sum + derivation.a_y
    np.testing.assert_allclose(derivation.a_sum_y, completed, rtol=1e-14)
    np.testing.assert_allclose(derivation.a_y - y, derivation.diagonal, atol=1e-15)


@every_case
def test_chain_terms_add_up_to_the_gradient(z, y):
    derivation = derive_logits(z, y)
    np.testing.assert_allclose(derivation.chain_terms.sum(axis=0), derivation.dloss_dz, atol=1e-15)


@every_case
def test_gradient_is_the_complex_step_of_the_loss(z, y):
    expected = complex_step(lambda point: complex_cross_entropy(point, y), z)
    np.testing.assert_allclose(derive_logits(z, y).dloss_dz, expected, atol=2e-15)


@every_case
def test_a_minus_y_is_wrong_by_its_error(z, y):
    derivation = derive_logits(z, y)
    error = derivation.a_minus_y - derivation.dloss_dz
    np.testing.assert_allclose(derivation.error_of_a_minus_y, error, atol=1e-15)


@pytest.mark.parametrize("y", [[0, 1, 0], [0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [1 / 3, 1 / 3, 1 / 3]])
def test_a_minus_y_has_no_error_at_all_when_y_sums_to_one(y):
    derivation = derive_logits([1.0, -0.5, 0.25], y)
    assert derivation.y_sum == 1
    np.testing.assert_array_equal(derivation.error_of_a_minus_y, 0)
    np.testing.assert_array_equal(derivation.a_minus_y, derivation.dloss_dz)


def test_a_minus_y_is_wrong_by_minus_a_when_y_sums_to_two():
    derivation = derive_logits(np.log([1, 2, 5]), [1, 1, 0])
    np.testing.assert_allclose(derivation.error_of_a_minus_y, [-1 / 8, -2 / 8, -5 / 8])
    np.testing.assert_allclose(derivation.dloss_dz, [2 / 8 - 1, 4 / 8 - 1, 10 / 8])


@every_case
def test_squared_error_gradient_is_the_complex_step_of_squared_error(z, y):
    derivation = derive_logits(z, y)
    expected = complex_step(lambda point: complex_squared_error(point, np.asarray(y)), z)
    np.testing.assert_allclose(derivation.squared_error_dz, expected, atol=1e-15)
    np.testing.assert_allclose(derivation.squared_error, complex_squared_error(np.asarray(z), y))


@every_extreme
def test_loss_of_extreme_logits_is_exact(z, y, loss):
    np.testing.assert_allclose(derive_logits(z, y).loss, loss, rtol=1e-15)


@every_extreme
def test_extreme_logits_leave_all_but_the_derivative_by_a_and_the_shift_finite(z, y, loss):
    steps = vars(derive_logits(z, y))
    infinite = {name for name, value in steps.items() if value is not None and not np.all(np.isfinite(value))}
    assert infinite <= {"dloss_da", "shifted", "log_a"}


@every_extreme
def test_gradient_of_extreme_logits_is_the_sum_of_the_chain_terms(z, y, loss):
    derivation = derive_logits(z, y)
    np.testing.assert_allclose(derivation.chain_terms.sum(axis=0), derivation.dloss_dz, atol=1e-15)
    np.testing.assert_allclose(derivation.off_diagonal_sum + derivation.diagonal, derivation.dloss_dz, atol=1e-15)


def test_derivative_by_a_probability_of_zero_is_minus_infinity_and_the_gradient_is_minus_one():
    derivation = derive_logits([1e4, 0, -1e4], [0, 1, 0])
    np.testing.assert_array_equal(derivation.a, [1, 0, 0])
    np.testing.assert_array_equal(derivation.dloss_da, [0, -np.inf, 0])
    np.testing.assert_array_equal(derivation.dloss_dz, [1, -1, 0])


def test_logarithms_stay_finite_where_probabilities_underflow():
    np.testing.assert_array_equal(derive_logits([1e4, 0, -1e4], [1, 0, 0]).log_a, [0, -1e4, -2e4])


@given(logits_by_hypothesis, st.floats(-100, 100))
def test_shifting_all_logits_changes_no_probability(z, shift):
    y = np.eye(len(z))[0]
    before, after = derive_logits(z, y), derive_logits(z + shift, y)
    np.testing.assert_allclose(after.a, before.a, rtol=1e-12)
    np.testing.assert_allclose(after.dloss_dz, before.dloss_dz, atol=1e-12)
    np.testing.assert_allclose(after.loss, before.loss, atol=1e-12)


@given(logits_by_hypothesis)
def test_the_largest_exponential_is_one_and_their_sum_is_between_one_and_k(z):
    derivation = derive_logits(z, np.eye(len(z))[0])
    assert derivation.exponentials.max() == 1
    assert 1 <= derivation.exponential_sum <= len(z)


@given(logits_by_hypothesis, st.data())
def test_gradient_sums_to_zero_for_any_target(z, data):
    y = data.draw(arrays(np.float64, len(z), elements=st.floats(0, 10)))
    np.testing.assert_allclose(derive_logits(z, y).dloss_dz.sum(), 0, atol=1e-12)


def test_products_and_bias_add_up_to_the_logits():
    derivation = derive_sample(PARAMETERS, SAMPLE, 1)
    np.testing.assert_allclose(derivation.products, [[0.75, 0.5], [0.375, -1], [-1.125, -0.0625]])
    np.testing.assert_allclose(derivation.z, [1.35, -0.825, -0.8875], rtol=1e-15)


def test_a_sample_and_its_logits_by_hand_share_every_step_after_z():
    sample = derive_sample(PARAMETERS, SAMPLE, 1)
    by_hand = derive_logits(sample.z, [0, 1, 0])
    only_for_samples = {"x", "W", "b", "products", "scores", "dloss_dW", "dloss_db"}
    steps = [field.name for field in dataclasses.fields(sample) if field.name not in only_for_samples]
    np.testing.assert_equal([getattr(sample, each) for each in steps], [getattr(by_hand, each) for each in steps])


def test_logits_by_hand_have_no_sample_and_no_weights():
    derivation = derive_logits([1, 2, 3], [0, 1, 0])
    absent = [name for name, value in vars(derivation).items() if value is None]
    assert absent == ["x", "W", "b", "products", "dloss_dW", "dloss_db"]


@pytest.mark.parametrize("y", [[0, 1, 0], [0.7, 0.2, 0.1], [2, 0, 1]])
def test_gradient_of_the_weights_is_the_complex_step(y):
    derivation = derive_sample(PARAMETERS, SAMPLE, y)
    W, b = PARAMETERS.W, PARAMETERS.b
    by_W = complex_step(lambda W: complex_cross_entropy(W @ SAMPLE + b, y), W)
    by_b = complex_step(lambda b: complex_cross_entropy(W @ SAMPLE + b, y), b)
    np.testing.assert_allclose(derivation.dloss_dW, by_W.reshape(W.shape), atol=2e-15)
    np.testing.assert_allclose(derivation.dloss_db, by_b, atol=2e-15)


def test_a_class_stands_for_its_one_hot_target():
    np.testing.assert_array_equal(derive_sample(PARAMETERS, SAMPLE, np.int64(2)).y, [0, 0, 1])


def test_arguments_keep_their_values_and_the_derivation_keeps_its_own():
    z, y = np.array([1.0, 2.0]), np.array([0.0, 1.0])
    derivation = derive_logits(z, y)
    np.testing.assert_array_equal([z, y], [[1, 2], [0, 1]])
    z[0], y[0] = 9, 9
    np.testing.assert_array_equal([derivation.z, derivation.y], [[1, 2], [0, 1]])


@pytest.mark.parametrize(
    ("z", "y", "message"),
    [
        ([1, np.nan], [0, 1], "z is .*finite"),
        ([1, 2], [0, np.inf], "y is .*finite"),
        ([[1, 2]], [0, 1], "z is .*a row"),
        ([1, 2], [0, 1, 0], "y holds 3 targets for 2 logits"),
        ([1], [1], "at least 2 classes"),
        ([1, 2], [-1, 2], r"y holds -1.0; .*at least 0"),
    ],
)
def test_logits_and_targets_that_have_no_derivation_are_refused(z, y, message):
    with pytest.raises(ValueError, match=message):
        derive_logits(z, y)


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ([1, 2, 3], 0, "x holds 3 features; the model has 2"),
        ([1, np.inf], 0, "x is .*finite"),
        ([1, 2], 3, "y is 3; .*from 0 to 2"),
        ([1, 2], -1, "y is -1"),
        ([1, 2], 0.5, "y is 0.5"),
        ([1, 2], "setosa", "y is 'setosa'"),
    ],
)
def test_samples_that_do_not_fit_the_model_are_refused(x, y, message):
    with pytest.raises(ValueError, match=message):
        derive_sample(PARAMETERS, x, y)


def test_squared_error_of_a_batch_has_one_value_a_sample():
    Z, Y = np.log([[1.0, 2.0, 5.0], [4.0, 3.0, 1.0]]), np.array([[0, 1, 0], [1, 0, 0]])
    np.testing.assert_allclose(squared_error(Z, Y), [62 / 128, (16 + 9 + 1) / 128])
    by_complex_step = [complex_step(lambda z, y=y: complex_squared_error(z, y), z) for z, y in zip(Z, Y, strict=True)]
    np.testing.assert_allclose(squared_error_gradient(Z, Y), by_complex_step, atol=1e-15)


def test_squared_error_gradient_vanishes_where_the_model_is_sure_and_wrong_and_a_minus_y_does_not():
    derivation = derive_logits([1e4, 0, -1e4], [0, 1, 0])
    np.testing.assert_array_equal(derivation.squared_error_dz, 0)
    np.testing.assert_array_equal(derivation.a_minus_y, [1, -1, 0])
    assert derivation.squared_error == 1


@pytest.mark.parametrize("l2", [0.0, 0.3])
def test_batch_gradient_is_the_mean_over_the_samples_plus_the_penalty(l2):
    update = update_step(PARAMETERS, X, LABELS, 0.5, l2)
    samples = [derive_sample(PARAMETERS, x, y) for x, y in zip(X, LABELS, strict=True)]
    mean_W = np.mean([each.dloss_dW for each in samples], axis=0)
    np.testing.assert_allclose(update.mean.W, mean_W, atol=1e-15)
    np.testing.assert_allclose(update.penalty.W, l2 * PARAMETERS.W)
    np.testing.assert_allclose(update.gradient.W, mean_W + l2 * PARAMETERS.W, atol=1e-15)
    np.testing.assert_allclose(update.gradient.b, np.mean([each.dloss_db for each in samples], axis=0), atol=1e-15)


def test_update_is_the_first_epoch_of_gradient_descent():
    config = TrainingConfig(learning_rate=0.5, n_epochs=1, l2=0.3, init_scale=1.0)
    history = train(X, LABELS, 3, config)
    update = update_step(history.parameters(0), X, LABELS, 0.5, 0.3)
    np.testing.assert_allclose(update.after.W, history.W[1], rtol=1e-14)
    np.testing.assert_allclose(update.after.b, history.b[1], atol=1e-15)
    np.testing.assert_allclose([update.loss_before, update.loss_after], history.loss, rtol=1e-14)


def test_update_leaves_the_parameters_it_started_from():
    W, b = PARAMETERS.W.copy(), PARAMETERS.b.copy()
    update = update_step(PARAMETERS, X, LABELS, 0.5, 0.3)
    np.testing.assert_array_equal(update.before.W, W)
    np.testing.assert_array_equal(update.before.b, b)


def test_a_step_too_large_has_a_loss_that_is_not_finite():
    assert not np.isfinite(update_step(PARAMETERS, X, LABELS, 1e300, 0.3).loss_after)


@pytest.mark.parametrize("true_logit", [-20.0, -1.5, 0.0, 3.0])
def test_gradient_curves_pass_through_the_derivation_of_each_point(true_logit):
    curves = gradient_curves([0.5, 7.0, -0.25], 1, [9.0, true_logit])
    derivation = derive_logits([0.5, true_logit, -0.25], [0, 1, 0])
    np.testing.assert_allclose(curves.true_logits, [9, true_logit])
    np.testing.assert_allclose(curves.a_true[1], derivation.a[1], rtol=1e-13)
    np.testing.assert_allclose(curves.cross_entropy[1], abs(derivation.a_minus_y[1]), rtol=1e-12)
    np.testing.assert_allclose(curves.squared_error[1], abs(derivation.squared_error_dz[1]), rtol=1e-12)


def test_between_equal_wrong_classes_cross_entropy_tends_to_a_fixed_gradient_and_squared_error_to_none():
    curves = gradient_curves([0.0, 0.0, 0.0], 0, [-40.0, 40.0])
    np.testing.assert_allclose(curves.cross_entropy, [1, 0], atol=1e-15)
    np.testing.assert_allclose(curves.squared_error, 0, atol=1e-15)


@pytest.mark.parametrize("y", [(0.01, 0.29, 0.7), (0.7, 0.2, 0.1), (0.1, 0.1, 0.8), (0.35, 0.33, 0.32)])
def test_targets_that_sum_to_one_up_to_the_rounding_of_their_decimals_sum_to_one(y):
    derivation = derive_logits((2.0, 1.0, 0.1), y)
    assert derivation.y_sum == 1
    np.testing.assert_array_equal(derivation.dloss_dz, derivation.a_minus_y)


def test_targets_that_miss_one_by_more_than_rounding_do_not_sum_to_one():
    assert derive_logits((2.0, 1.0, 0.1), (0.7, 0.2, 0.1 + 1e-12)).y_sum != 1


@pytest.mark.parametrize("z", [(30.0, 0.0, -20.0), (10.0, 0.0, -10.0), (36.0, 0.0, 0.0), (2.0, 1.0, 0.1)])
def test_what_is_left_of_a_sure_probability_keeps_its_digits(z):
    with localcontext() as context:
        context.prec = 60
        e = [Decimal(x).exp() for x in z]
        a = [x / sum(e) for x in e]
        exact = [float(1 - p) for p in a]
        jacobian = [float(p * (1 - p)) for p in a]
    found = derive_logits(z, (1.0, 0.0, 0.0))
    np.testing.assert_allclose(found.one_minus_a, exact, rtol=1e-13)
    np.testing.assert_allclose(np.diag(found.jacobian), jacobian, rtol=1e-13)
    np.testing.assert_allclose(found.dloss_dz, [-exact[0], float(a[1]), float(a[2])], rtol=1e-13)
    np.testing.assert_allclose(found.diagonal, [-exact[0], 0, 0], rtol=1e-13)
    np.testing.assert_allclose(np.diag(found.chain_terms), [-exact[0], 0, 0], rtol=1e-13)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 4.0])
def test_a_temperature_divides_the_scores(temperature):
    found = derive_logits([2.0, 1.0, 0.1], [0, 1, 0], temperature)
    a, _ = decimal_softmax(np.array([2.0, 1.0, 0.1]) / temperature)
    np.testing.assert_allclose(found.a, a, rtol=1e-14)
    np.testing.assert_array_equal(found.scores, [2.0, 1.0, 0.1])
    slopes = complex_step(lambda s: complex_cross_entropy(s / temperature, [0, 1, 0]), [2.0, 1.0, 0.1])
    np.testing.assert_allclose(found.dloss_dz / temperature, slopes, atol=2e-15)


@pytest.mark.parametrize("temperature", [0.0, -1.0, np.nan, np.inf])
def test_a_temperature_that_is_not_above_zero_is_refused(temperature):
    with pytest.raises(ValueError, match=r"temperature is .*above 0"):
        derive_logits([1, 2], [0, 1], temperature)
