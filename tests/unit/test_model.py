"""The model's loss, gradient and Hessian against formulas and differences written here."""

import math

import numpy as np
import pytest

from trainer.model import Parameters, accuracy, gradient, hessian, logits, loss, predict, predict_proba

SHAPES = [
    pytest.param((20, 2, 3), id="three classes"),
    pytest.param((15, 3, 2), id="two classes"),
    pytest.param((1, 2, 3), id="one sample"),
    pytest.param((4, 2, 7), id="more classes than samples"),
]
L2 = pytest.mark.parametrize("l2", [0.0, 0.3])
KIND = pytest.mark.parametrize("kind", ["cross_entropy", "squared_error"])


@pytest.fixture(params=SHAPES)
def problem(request):
    """Parameters, X and y of some shape (n, d, k)."""
    n, d, k = request.param
    rng = np.random.default_rng(0)
    parameters = Parameters(rng.normal(size=(k, d)), rng.normal(size=k))
    return parameters, rng.normal(size=(n, d)), rng.integers(0, k, n)


def flat(parameters):
    return np.column_stack([parameters.W, parameters.b]).ravel()


def unflat(theta, like):
    theta = theta.reshape(len(like.b), -1)
    return Parameters(theta[:, :-1], theta[:, -1])


def plain_loss(theta, like, X, y, l2, kind="cross_entropy"):
    """The loss by its definition; also of complex parameters."""
    p = unflat(theta, like)
    exponentials = np.exp(X @ p.W.T + p.b)
    A = exponentials / exponentials.sum(axis=1, keepdims=True)
    errors = {
        "cross_entropy": -np.log(A[np.arange(len(y)), y]),
        "squared_error": np.sum((A - np.eye(A.shape[1])[y]) ** 2, axis=1) / 2,
    }
    return errors[kind].mean() + l2 / 2 * np.sum(p.W**2)


def slopes(function, theta, h):
    """Central differences of a function (...) at theta (m,), one column an entry."""
    return np.stack([(function(theta + h * e) - function(theta - h * e)) / (2 * h) for e in np.eye(len(theta))], -1)


@L2
@KIND
def test_loss_is_its_definition(problem, l2, kind):
    p, X, y = problem
    assert loss(p, X, y, l2, kind) == pytest.approx(plain_loss(flat(p), p, X, y, l2, kind), rel=1e-14)


@L2
@KIND
def test_gradient_is_the_complex_step_of_the_loss(problem, l2, kind):
    p, X, y = problem
    theta, h = flat(p), 1e-30
    expected = [plain_loss(theta + 1j * h * e, p, X, y, l2, kind).imag / h for e in np.eye(len(theta))]
    np.testing.assert_allclose(flat(gradient(p, X, y, l2, kind)), expected, atol=2e-15)


@L2
def test_gradient_is_the_central_difference_of_the_loss(problem, l2):
    p, X, y = problem
    differences = slopes(lambda theta: loss(unflat(theta, p), X, y, l2), flat(p), 1e-5)
    np.testing.assert_allclose(flat(gradient(p, X, y, l2)), differences, atol=1e-9)


@L2
def test_hessian_is_the_central_difference_of_the_gradient(problem, l2):
    p, X, y = problem
    differences = slopes(lambda theta: flat(gradient(unflat(theta, p), X, y, l2)), flat(p), 1e-5)
    np.testing.assert_allclose(hessian(p, X, l2), differences, atol=2e-9)


@L2
def test_hessian_is_symmetric_and_never_negative(problem, l2):
    p, X, _ = problem
    H = hessian(p, X, l2)
    np.testing.assert_allclose(H, H.T, atol=1e-15)
    assert np.linalg.eigvalsh(H).min() >= -1e-14


def test_bias_is_not_penalized(problem):
    p, X, y = problem
    np.testing.assert_array_equal(gradient(p, X, y, 5.0).b, gradient(p, X, y, 0.0).b)
    np.testing.assert_allclose(gradient(p, X, y, 5.0).W, gradient(p, X, y, 0.0).W + 5 * p.W, rtol=1e-12)


def test_one_vector_added_to_every_class_changes_neither_loss_nor_gradient(problem):
    p, X, y = problem
    moved = Parameters(p.W + np.arange(1, X.shape[1] + 1), p.b - 3)
    assert loss(moved, X, y) == pytest.approx(loss(p, X, y), rel=1e-13)
    np.testing.assert_allclose(flat(gradient(moved, X, y)), flat(gradient(p, X, y)), atol=1e-14)
    np.testing.assert_allclose(predict_proba(moved, X), predict_proba(p, X), atol=1e-14)


def test_gradient_sums_to_zero_over_classes(problem):
    slope = gradient(*problem)
    np.testing.assert_allclose(slope.W.sum(axis=0), 0, atol=1e-15)
    assert slope.b.sum() == pytest.approx(0, abs=1e-15)


def test_hessian_is_flat_along_the_gauge(problem):
    p, X, _ = problem
    k, width = len(p.b), X.shape[1] + 1
    gauge = np.tile(np.eye(width), (k, 1))
    np.testing.assert_allclose(hessian(p, X) @ gauge, 0, atol=1e-14)


@L2
def test_permuting_the_classes_permutes_the_gradient(problem, l2):
    p, X, y = problem
    order = np.random.default_rng(1).permutation(len(p.b))
    permuted, labels = Parameters(p.W[order], p.b[order]), np.argsort(order)[y]
    assert loss(permuted, X, labels, l2) == pytest.approx(loss(p, X, y, l2), rel=1e-14)
    np.testing.assert_allclose(gradient(permuted, X, labels, l2).W, gradient(p, X, y, l2).W[order], atol=1e-15)


@L2
def test_permuting_the_features_permutes_the_gradient(problem, l2):
    p, X, y = problem
    permuted = Parameters(p.W[:, ::-1], p.b)
    assert loss(permuted, X[:, ::-1], y, l2) == pytest.approx(loss(p, X, y, l2), rel=1e-14)
    np.testing.assert_allclose(gradient(permuted, X[:, ::-1], y, l2).W, gradient(p, X, y, l2).W[:, ::-1], atol=1e-15)


@L2
@pytest.mark.parametrize("rows", ["reversed", "twice"])
def test_the_order_and_the_doubling_of_samples_change_nothing(problem, l2, rows):
    p, X, y = problem
    chosen = {"reversed": np.arange(len(y))[::-1], "twice": np.tile(np.arange(len(y)), 2)}[rows]
    assert loss(p, X[chosen], y[chosen], l2) == pytest.approx(loss(p, X, y, l2), rel=1e-13)
    np.testing.assert_allclose(flat(gradient(p, X[chosen], y[chosen], l2)), flat(gradient(p, X, y, l2)), atol=1e-14)
    np.testing.assert_allclose(hessian(p, X[chosen], l2), hessian(p, X, l2), atol=1e-14)


def test_two_classes_are_the_logistic_model_of_the_difference_with_half_the_penalty():
    rng = np.random.default_rng(2)
    X, y, w, b, l2 = rng.normal(size=(15, 3)), rng.integers(0, 2, 15), rng.normal(size=3), 0.4, 0.3
    halves = Parameters(np.array([-w / 2, w / 2]), np.array([-b / 2, b / 2]))
    binary = np.log1p(np.exp(-np.where(y == 1, 1, -1) * (X @ w + b))).mean() + l2 / 4 * np.dot(w, w)
    assert loss(halves, X, y, l2) == pytest.approx(binary, rel=1e-14)


@pytest.mark.parametrize("k", [2, 3, 10])
def test_untrained_loss_is_ln_k(k):
    X, y = np.random.default_rng(0).normal(size=(12, 4)), np.arange(12) % k
    assert loss(Parameters(np.zeros((k, 4)), np.zeros(k)), X, y, l2=1.0) == pytest.approx(math.log(k), rel=1e-15)


def test_logits_are_class_weights_times_features_plus_bias():
    p = Parameters(np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([0.5, -0.5]))
    np.testing.assert_array_equal(logits(p, np.array([[1.0, 1.0], [2.0, 0.0]])), [[3.5, -1.5], [2.5, -0.5]])
    np.testing.assert_array_equal(logits(p, np.array([1.0, 1.0])), [3.5, -1.5])


def test_prediction_is_the_most_probable_class_and_the_first_one_in_a_tie():
    p = Parameters(np.array([[0.0], [1.0], [1.0]]), np.zeros(3))
    X = np.array([[1.0], [-1.0], [0.0]])
    np.testing.assert_array_equal(predict(p, X), [1, 0, 0])
    assert accuracy(p, X, np.array([1, 2, 0])) == pytest.approx(2 / 3)


def test_the_arguments_are_left_alone(problem):
    copies = [flat(problem[0]), problem[1].copy(), problem[2].copy()]
    gradient(*problem, 0.1)
    hessian(*problem[:2], 0.1)
    np.testing.assert_array_equal(flat(problem[0]), copies[0])
    np.testing.assert_array_equal(problem[1], copies[1])
    np.testing.assert_array_equal(problem[2], copies[2])
