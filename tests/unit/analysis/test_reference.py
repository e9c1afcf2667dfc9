"""scikit-learn's optimum against published numbers and ours; separation against data built to have it."""

import threading
import warnings

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize._linesearch import LineSearchWarning
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from trainer.analysis import reference
from trainer.analysis.agreement import compare
from trainer.analysis.learning_rate import find_optimum
from trainer.analysis.reference import Complaint, fit_reference, inverse_penalty, load, separation
from trainer.datasets import Standardizer, load_iris, load_three_class
from trainer.model import gradient, predict_proba

IRIS, THREE = load_iris(), load_three_class()
X, y = Standardizer.fit(IRIS.X)(IRIS.X), IRIS.y
TWO = y > 0  # versicolor and virginica, which overlap
LINE = np.array([[0.0], [1], [2], [3], [4], [5]])


def two_clouds(gap):
    """Nine points of a square and nine more, `gap` to the right of them."""
    square = np.array([(i, j) for i in range(3) for j in range(3)], dtype=float)
    return np.vstack([square, square + np.array([2 + gap, 0])])


@pytest.mark.parametrize(
    ("l2", "loss"), [(1e-2, 0.243677226649382), (1e-3, 0.102368078430078), (1e-4, 0.053980150413822)]
)
def test_the_optimum_of_iris_is_the_published_number(l2, loss):
    found = fit_reference(X, y, 3, l2)
    np.testing.assert_allclose(found.loss, loss, atol=1e-10)
    assert found.complaints == ()


def test_the_coefficients_are_those_of_glmnet():
    features = np.column_stack([np.arange(-4, 5), [0, 0, 1, 0, 1, 1, 1, 0, 0]]).astype(float)
    found = fit_reference(features, np.repeat([0, 1, 2], 3), 3, 1.0).parameters
    glmnet = [
        [-0.38023389305, -0.01226499932, -0.12004759652],
        [-8.164030176e-5, 0.04734548012, 0.2251747383],
        [0.3803155334, -0.0350804808, -0.1051271418],
    ]
    np.testing.assert_allclose(np.column_stack([found.W, found.b]), glmnet, atol=1e-6)


PROBLEMS = [
    pytest.param(X, y, 3, 0.01, id="iris"),
    pytest.param(IRIS.X, y, 3, 0.01, id="raw iris"),
    pytest.param(X, y, 3, 1e-4, id="small penalty"),
    pytest.param(X[TWO], y[TWO] - 1, 2, 0.01, id="two classes"),
    pytest.param(X[TWO], y[TWO] - 1, 2, 0.0, id="two classes without penalty"),
    pytest.param(X[:, :1], y, 3, 0.01, id="one feature"),
    pytest.param(X[:, :1], y, 3, 0.0, id="one feature without penalty"),
    pytest.param(THREE.X, THREE.y, 3, 0.0, id="three_class without penalty"),
    pytest.param(np.column_stack([X, X, np.ones(150)]), y, 3, 0.01, id="doubled and constant features"),
    pytest.param(X[[0, 50, 100]], np.arange(3), 3, 0.1, id="one sample a class"),
]


@pytest.mark.parametrize(("X", "y", "k", "l2"), PROBLEMS)
def test_newton_from_scratch_finds_the_same_optimum(X, y, k, l2):
    found, ours = fit_reference(X, y, k, l2), find_optimum(X, y, k, l2)
    assert abs(found.loss - ours.loss[-1]) < 1e-10
    assert compare(ours.parameters(), found.parameters, X, y).probability_difference < 1e-6


@pytest.mark.parametrize(("X", "y", "k", "l2"), PROBLEMS)
def test_our_gradient_vanishes_at_the_reference(X, y, k, l2):
    slope = gradient(fit_reference(X, y, k, l2).parameters, X, y, l2)
    np.testing.assert_allclose(np.column_stack([slope.W, slope.b]), 0, atol=1e-9)


@pytest.mark.parametrize(("X", "y", "k", "l2"), PROBLEMS)
def test_the_reference_is_centered_and_shaped_like_our_parameters(X, y, k, l2):
    found = fit_reference(X, y, k, l2).parameters
    assert (found.W.shape, found.b.shape) == ((k, X.shape[1]), (k,))
    np.testing.assert_allclose([*found.W.sum(axis=0), found.b.sum()], 0, atol=1e-9)


@pytest.mark.parametrize(("n", "k", "l2", "expected"), [(50, 3, 0.1, 0.2), (50, 2, 0.1, 0.4), (50, 3, 0.0, np.inf)])
def test_c_is_doubled_for_two_classes_and_infinite_without_penalty(n, k, l2, expected):
    np.testing.assert_allclose(inverse_penalty(n, k, l2), expected)


def test_without_a_finite_optimum_loss_and_probabilities_still_agree():
    found, ours = fit_reference(X, y, 3, 0.0), find_optimum(X, y, 3, 0.0)
    np.testing.assert_allclose(found.loss, 0.0396618226378, atol=1e-9)
    difference = predict_proba(found.parameters, X) - predict_proba(ours.parameters(), X)
    np.testing.assert_allclose(difference, 0, atol=1e-6)


def test_iterations_are_counted():
    assert fit_reference(X, y, 3, 0.01).n_iter in range(1, 20)


def warn_and_fit(message, category):
    """LogisticRegression.fit, which first warns twice: what a solver complains of differs from machine to machine."""
    fit = LogisticRegression.fit

    def fit_with_warnings(self, X, y):
        for _ in range(2):
            warnings.warn(message, category, stacklevel=2)
        return fit(self, X, y)

    return fit_with_warnings


@pytest.mark.parametrize(
    ("category", "message", "kind"),
    [
        (ConvergenceWarning, "newton-cg failed to converge at loss = 1.0", "stopped_early"),
        (LineSearchWarning, "The line search algorithm did not converge", "line_search"),
        (UserWarning, "Line Search failed", "line_search"),
        (RuntimeWarning, "overflow encountered in exp", "other"),
    ],
)
def test_a_warning_becomes_a_kind_named_once(monkeypatch, category, message, kind):
    monkeypatch.setattr(LogisticRegression, "fit", warn_and_fit(message, category))
    assert fit_reference(X, y, 3, 0.01).complaints == (Complaint(kind, message),)


def test_a_solver_with_too_few_steps_is_found_to_have_stopped_early(monkeypatch):
    monkeypatch.setattr(reference, "MAX_ITERATIONS", 1)
    assert [found.kind for found in fit_reference(X, y, 3, 1e-4).complaints] == ["stopped_early"]


def test_fits_at_the_same_time_leave_the_warning_filters_alone():
    load()
    before = list(warnings.filters)
    threads = [threading.Thread(target=fit_reference, args=(X * 1e-8, y, 3, 0.0)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(warnings.filters) == before


def test_numbers_too_large_for_scikit_learn_are_refused():
    with pytest.raises(ValueError, match=r"X holds numbers above 1e\+50; standardize the features"):
        fit_reference(-1e51 * X, y, 3, 0.1)


@pytest.mark.parametrize("scale", [1e20, 1e50])
def test_numbers_almost_too_large_are_warned_of(scale):
    assert fit_reference(scale * X / 4, y, 3, 0.1).complaints


@pytest.mark.parametrize("function", [lambda X, y, k: fit_reference(X, y, k, 0.1), separation])
def test_a_class_without_samples_is_refused(function):
    with pytest.raises(ValueError, match="y has no sample of class 1; its bias would fall for ever"):
        function(X[y != 1], y[y != 1], 3)


@pytest.mark.parametrize("function", [lambda X, y, k: fit_reference(X, y, k, 0.1), separation])
def test_bad_data_are_refused_as_in_training(function):
    bad = X.copy()
    bad[7, 2] = np.nan
    with pytest.raises(ValueError, match="X holds nan in row 7, column 2"):
        function(bad, y, 3)


SEPARATIONS = [
    pytest.param(X, y, (False, (0,)), id="setosa can be separated, the others not"),
    pytest.param(X[TWO], y[TWO] - 1, (True, ()), id="versicolor and virginica cannot"),
    pytest.param(X[y < 2], y[y < 2], (False, (0, 1)), id="of two classes both or none"),
    pytest.param(X[:, :1], y, (True, ()), id="one feature of iris"),
    pytest.param(LINE, [0, 0, 1, 1, 2, 2], (False, (0, 2)), id="on a line the middle class cannot"),
    pytest.param(LINE, [0, 1, 0, 1, 0, 1], (True, ()), id="alternating classes"),
    pytest.param(LINE, [0, 1, 0, 2, 3, 2], (False, ()), id="two overlapping pairs, apart"),
    pytest.param(LINE // 2, [0, 0, 0, 1, 1, 1], (False, ()), id="touching at one point"),
    pytest.param(np.ones((4, 1)), [0, 1, 0, 1], (True, ()), id="a constant feature separates nothing"),
    pytest.param(np.eye(4), [0, 1, 2, 3], (False, (0, 1, 2, 3)), id="as many features as samples"),
    pytest.param([[0.0, 0], [1, 1], [0, 1], [1, 0]], [0, 0, 1, 1], (True, ()), id="exclusive or"),
    pytest.param(two_clouds(1e-3), np.repeat([0, 1], 9), (False, (0, 1)), id="a small gap"),
    pytest.param(two_clouds(0.0), np.repeat([0, 1], 9), (False, ()), id="a common edge"),
    pytest.param(two_clouds(-1e-3), np.repeat([0, 1], 9), (True, ()), id="a small overlap"),
    pytest.param(THREE.X, THREE.y, (True, ()), id="three_class"),
]


@pytest.mark.parametrize(("X", "y", "expected"), SEPARATIONS)
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda X: X, id="as given"),
        pytest.param(lambda X: np.column_stack([X, X, 0 * X[:, :1] + 7]), id="doubled and constant"),
        pytest.param(lambda X: 1e6 * X + 1e3, id="other units"),
        pytest.param(lambda X: 1e-150 * X, id="tiny"),
    ],
)
def test_separation_is_decided(X, y, expected, change):
    y = np.array(y)
    found = separation(change(np.array(X)), y, y.max() + 1)
    assert (found.finite_optimum, found.classes) == expected


@st.composite
def rows_and_rule(draw):
    """Random rows X (n, d) and a linear rule that gives each of k classes at least one of them."""
    k, d = draw(st.integers(2, 4)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    X = rng.standard_normal((draw(st.integers(8, 25)), d))
    labels = np.argmax(X @ rng.standard_normal((d, k)) + rng.standard_normal(k), axis=1)
    present, y = np.unique(labels, return_inverse=True)
    return X, y, max(len(present), 2)


@given(rows_and_rule())
def test_labels_made_by_a_linear_rule_have_no_finite_optimum(problem):
    X, y, k = problem
    assume(len(np.unique(y)) == k)
    assert not separation(X, y, k).finite_optimum


@given(rows_and_rule())
def test_rows_seen_with_every_label_have_a_finite_optimum(problem):
    X, _y, k = problem
    found = separation(np.tile(X, (k, 1)), np.repeat(np.arange(k), len(X)), k)
    assert (found.finite_optimum, found.classes) == (True, ())
