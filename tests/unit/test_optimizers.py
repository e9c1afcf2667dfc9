"""Every update rule against its published recurrence, and every optimizer against the optimum of iris."""

from copy import deepcopy

import numpy as np
import pytest

from trainer import TrainingConfig, load_iris, load_three_class, train
from trainer.batch import Batch
from trainer.catalogue import load_wine
from trainer.datasets import Standardizer
from trainer.model import Parameters, gradient, hessian, loss
from trainer.newton import newton, seen_by_samples, solve
from trainer.objective import Objective
from trainer.optimizers import OPTIMIZERS, LookAhead, adam, gradient_descent, momentum, nesterov

OPTIMUM = {1e-2: 0.243677226649382, 1e-3: 0.102368078430078, 1e-4: 0.053980150413822}  # facts/numerics.md
INFIMUM = 0.03966182263786281  # without a penalty
A = np.array([[2.0, 0.3], [0.3, 0.5]])  # the curvature of a small quadratic
START = np.array([1.0, -2.0])


FIRST_ORDER = [name for name, row in OPTIMIZERS.items() if not row.second_order]


def newton_step(parameters, X, y, l2=0.0):
    """theta = [W | b] before and after one step."""
    objective = Objective(X, y, len(parameters.b), l2)
    theta = np.column_stack([parameters.W, parameters.b])
    return theta, newton(objective)(theta, objective.evaluate(theta))[0]


def standardized_iris():
    iris = load_iris()
    return (iris.X - iris.X.mean(axis=0)) / iris.X.std(axis=0), iris.y


def largest_curvature(X, l2):
    X1 = np.column_stack([X, np.ones(len(X))])
    return np.linalg.eigvalsh(X1.T @ X1 / len(X))[-1] / 2 + l2


def path(rule, n_steps):
    """theta after each step of a rule on the quadratic 1/2 theta^T A theta."""
    theta, state, thetas = START, rule.init(START), []
    for _ in range(n_steps):
        theta, state = rule.update(theta, A @ theta, state)
        thetas.append(theta)
    return np.array(thetas)


def first_within(history, optimum, gap=1e-10):
    return int(np.flatnonzero(history.loss - optimum <= gap)[0])


def test_gradient_descent_multiplies_by_identity_minus_rate_times_curvature():
    expected = [np.linalg.matrix_power(np.eye(2) - 0.1 * A, t) @ START for t in (1, 2, 3)]
    np.testing.assert_allclose(path(gradient_descent(0.1), 3), expected, rtol=1e-14)


def test_momentum_adds_a_fraction_of_the_last_move():
    thetas = [
        START,
        START,
    ]  # Polyak: theta[t+1] = theta[t] - rate gradient + momentum (theta[t] - theta[t-1])
    for _ in range(5):
        thetas.append(thetas[-1] - 0.1 * A @ thetas[-1] + 0.8 * (thetas[-1] - thetas[-2]))
    np.testing.assert_allclose(path(momentum(0.1, 0.8), 5), thetas[2:], rtol=1e-13)


def test_momentum_zero_is_gradient_descent():
    np.testing.assert_array_equal(path(momentum(0.1, 0.0), 4), path(gradient_descent(0.1), 4))


def test_nesterov_looks_ahead_along_the_last_move():
    x_before, ahead, expected = START, START, []
    for t in range(4):
        x = ahead - 0.1 * A @ ahead
        ahead = x + t / (t + 3) * (x - x_before)
        x_before = x
        expected.append(ahead)
    np.testing.assert_allclose(path(nesterov(0.1), 4), expected, rtol=1e-14)


def test_nesterov_forgets_its_momentum_when_it_points_uphill():
    theta, gradient_there, x_before = np.array([1.0]), np.array([2.0]), np.array([-5.0])
    new, (x, t) = nesterov(0.1).update(theta, gradient_there, LookAhead(x_before, 7))
    assert (new, x, t) == (pytest.approx(0.8), pytest.approx(0.8), 0)


def test_adam_first_step_is_the_learning_rate_in_every_entry():
    np.testing.assert_allclose(path(adam(0.1), 1)[0], START - 0.1 * np.sign(A @ START), rtol=1e-7)


def test_adam_divides_averages_of_the_gradient_and_of_its_square():
    theta, gradients, expected = START, [], []
    for t in range(1, 6):
        gradients.append(A @ theta)
        m = sum(0.1 * 0.9 ** (t - 1 - s) * g for s, g in enumerate(gradients)) / (1 - 0.9**t)
        v = sum(0.001 * 0.999 ** (t - 1 - s) * g**2 for s, g in enumerate(gradients)) / (1 - 0.999**t)
        theta = theta - 0.1 * m / (np.sqrt(v) + 1e-8)
        expected.append(theta)
    np.testing.assert_allclose(path(adam(0.1), 5), expected, rtol=1e-10)


@pytest.mark.parametrize("name", FIRST_ORDER)
def test_a_step_leaves_its_arguments_alone(name):
    row, given = OPTIMIZERS[name], {"learning_rate": 0.1, "momentum": 0.9}
    rule = row.rule(**{constant: given[constant] for constant in row.constants})
    theta, slope, state = START.copy(), A @ START, rule.init(START.copy())
    for _ in range(3):
        theta_before, state_before = theta.copy(), deepcopy(state)
        new, new_state = rule.update(theta, slope, state)
        np.testing.assert_array_equal(theta, theta_before)
        np.testing.assert_array_equal(slope, A @ START)
        np.testing.assert_equal(state, state_before)
        theta, state = new, new_state


@pytest.mark.parametrize(
    ("optimizer", "rate_times_L", "l2", "n_epochs"),
    [
        ("gradient_descent", 1.95, 1e-2, 651),
        ("gradient_descent", 1.95, 1e-3, 5077),
        ("momentum", 1, 1e-2, 213),
        ("momentum", 1, 1e-3, 1023),
        ("nesterov", 1, 1e-2, 149),
        ("nesterov", 1, 1e-3, 594),
        ("nesterov", 1, 1e-4, 1249),
    ],
)
def test_the_optimum_of_iris_is_reached_in_so_many_epochs(optimizer, rate_times_L, l2, n_epochs):
    X, y = standardized_iris()
    rate = rate_times_L / largest_curvature(X, l2)
    config = TrainingConfig(rate, n_epochs + 10, l2=l2, optimizer=optimizer, momentum=0.9)
    assert first_within(train(X, y, 3, config), OPTIMUM[l2]) == pytest.approx(n_epochs, abs=2)


@pytest.mark.parametrize(("rate", "l2", "n_epochs"), [(0.03, 1e-2, 899), (0.1, 1e-3, 1207), (0.3, 1e-4, 1864)])
def test_adam_reaches_the_optimum_of_iris_in_so_many_epochs(rate, l2, n_epochs):
    X, y = standardized_iris()
    history = train(X, y, 3, TrainingConfig(rate, n_epochs + 20, l2=l2, optimizer="adam"))
    assert first_within(history, OPTIMUM[l2]) == pytest.approx(n_epochs, abs=5)


@pytest.mark.parametrize(("l2", "n_steps"), [(1e-2, 6), (1e-3, 8), (1e-4, 10)])
def test_newton_reaches_the_optimum_of_iris_in_at_most_twelve_steps(l2, n_steps):
    X, y = standardized_iris()
    history = train(X, y, 3, TrainingConfig(optimizer="newton", l2=l2))
    assert history.status == "converged"
    assert history.loss[-1] == pytest.approx(OPTIMUM[l2], abs=1e-14)
    assert first_within(history, OPTIMUM[l2]) == n_steps
    assert history.n_epochs <= 12


def test_newton_comes_down_to_the_infimum_of_separable_iris():
    history = train(*standardized_iris(), 3, TrainingConfig(optimizer="newton"))
    assert history.loss[-1] == pytest.approx(INFIMUM, abs=1e-13)


def test_newton_step_from_zero_solves_the_hessian_system():
    X, y = standardized_iris()
    zero = Parameters(np.zeros((3, 4)), np.zeros(3))
    slope = gradient(zero, X, y)
    step = (np.linalg.pinv(hessian(zero, X), rcond=1e-10) @ np.column_stack([slope.W, slope.b]).ravel()).reshape(3, 5)
    np.testing.assert_allclose(newton_step(zero, X, y)[1], -step, atol=1e-12)


@pytest.mark.parametrize("l2", [0.0, 1e-3, 1.0])
@pytest.mark.parametrize("seed", range(4))
def test_newton_never_raises_the_loss(l2, seed):
    X, y = standardized_iris()
    config = TrainingConfig(optimizer="newton", l2=l2, init_scale=3, seed=seed, n_epochs=20)
    assert np.diff(train(X, y, 3, config).loss).max() <= 1e-15


def test_newton_returns_the_same_object_where_nothing_can_be_gained():
    X, y = standardized_iris()
    optimum = train(X, y, 3, TrainingConfig(optimizer="newton", l2=1e-2)).parameters()
    before, after = newton_step(optimum, X, y, 1e-2)
    assert after is before


@pytest.mark.parametrize("init_scale", [0.1, 1.0, 3.0, 10.0])
@pytest.mark.parametrize("l2", [1e-2, 1e-3])
def test_newton_reaches_the_optimum_from_random_weights(init_scale, l2):
    config = TrainingConfig(optimizer="newton", l2=l2, init_scale=init_scale, n_epochs=50)
    assert train(*standardized_iris(), 3, config).loss[-1] == pytest.approx(OPTIMUM[l2], abs=1e-10)


@pytest.mark.parametrize("init_scale", [3.0, 10.0])
def test_newton_converges_only_at_the_optimum_from_weights_far_from_it(init_scale):
    iris = load_iris()
    config = TrainingConfig(optimizer="newton", l2=1.0, init_scale=init_scale, n_epochs=100)
    history = train(iris.X, iris.y, 3, config)
    assert (history.status, history.gradient_norm[-1] < 1e-6) == ("converged", True)


@pytest.mark.parametrize("scale", [1e-8, 1e-4, 1e4, 1e150])
def test_newton_does_not_care_for_the_units_of_the_data(scale):
    data = load_three_class()
    config = TrainingConfig(optimizer="newton", n_epochs=50)
    expected = train(data.X, data.y, 3, config).loss[-1]
    assert train(data.X * scale, data.y, 3, config).loss[-1] == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize("columns", [(0, 1, 0), (0, 1, 1, 1)])
def test_newton_takes_duplicated_features(columns):
    data = load_three_class()
    config = TrainingConfig(optimizer="newton", n_epochs=50)
    expected = train(data.X, data.y, 3, config).loss[-1]
    assert train(data.X[:, columns], data.y, 3, config).loss[-1] == pytest.approx(expected, abs=1e-10)


def test_newton_takes_a_constant_feature():
    data = load_three_class()
    X = np.column_stack([data.X, np.full(150, 7.0)])
    config = TrainingConfig(optimizer="newton", n_epochs=50)
    expected = train(data.X, data.y, 3, config).loss[-1]
    assert train(X, data.y, 3, config).loss[-1] == pytest.approx(expected, abs=1e-10)


class Hyperbola:
    """sqrt(1 + t^2) of the difference t of two biases: from t a whole Newton step ends at -t^3."""

    X1, l2 = np.ones((1, 1)), 0.0

    def evaluate(self, theta):
        self.t = theta[0, 0] - theta[1, 0]
        slope = self.t / np.hypot(1, self.t)
        return float(np.hypot(1, self.t)), 0.0, abs(slope), np.array([[slope], [-slope]])

    def hessian(self):
        return np.hypot(1, self.t) ** -3 * np.array([[1.0, -1], [-1, 1]])


@pytest.mark.parametrize(("t", "size"), [(0.9, 1.0), (1 - 1e-5, 0.5), (1.2, 0.5)])
def test_a_newton_step_that_hardly_lowers_the_loss_is_halved(t, size):
    objective, theta = Hyperbola(), np.array([[t / 2], [-t / 2]])
    new, measured = newton(objective)(theta, objective.evaluate(theta))
    assert new[0, 0] - new[1, 0] == pytest.approx(t - size * (t + t**3), abs=1e-12)
    assert measured[0] == objective.evaluate(new)[0] < np.hypot(1, t)


def test_newton_leaves_its_arguments_alone():
    X, y = standardized_iris()
    start = Parameters(np.ones((3, 4)), np.ones(3))
    before = loss(start, X, y, 0.1)
    newton_step(start, X, y, 0.1)
    np.testing.assert_array_equal(start.W, np.ones((3, 4)))
    assert loss(start, X, y, 0.1) == before


@pytest.mark.parametrize("l2", [0.0, 1e-3])
@pytest.mark.parametrize("columns", [(0, 1, 0), (0, 1, 1, 1), (0, 0, 1, 1, 0, 1)])
@pytest.mark.parametrize("rounding", [0.0, 1e-16, -1e-16])
def test_newton_ends_at_the_optimum_and_never_below_it_however_duplicates_round(columns, l2, rounding):
    data = load_three_class()
    X = data.X[:, columns] * (1 + rounding * np.arange(len(columns)))
    run = train(X, data.y, 3, TrainingConfig(optimizer="newton", l2=l2, n_epochs=50))
    slope = gradient(run.parameters(), X, data.y, l2)
    assert run.status == "converged"
    assert np.linalg.norm(np.column_stack([slope.W, slope.b])) < 1e-9
    assert run.loss[-1] == pytest.approx(loss(run.parameters(), X, data.y, l2), rel=1e-14)


def test_newton_on_separable_data_ends_where_rounding_hides_what_is_left_to_gain():
    data = load_wine()
    run = train(Standardizer.fit(data.X)(data.X), data.y, 3, TrainingConfig(optimizer="newton", n_epochs=200))
    assert (run.status, run.loss[-1] < 1e-12) == ("converged", True)
    assert run.n_epochs < 40  # 31 epochs divide ln 3 by e until 16 roundings are left


def test_newton_gives_copies_of_a_feature_the_same_weight():
    X, y = standardized_iris()
    W = train(np.column_stack([X, X[:, 2]]), y, 3, TrainingConfig(optimizer="newton", n_epochs=100)).W[-1]
    np.testing.assert_allclose(W[:, 2], W[:, 4], rtol=1e-9)


def test_a_hessian_that_is_zero_to_rounding_along_a_direction_has_a_step():
    H, g = np.array([[1.0, 1.0], [1.0, 1.0 - 4e-16]]), np.array([1.0, 1.0])
    assert solve(H, g).sum() == pytest.approx(1.0, rel=1e-12)


@pytest.mark.parametrize("unit", [1.0, 1e-6, 1e6])
def test_features_that_depend_on_each_other_share_their_weight(unit):
    x = np.random.default_rng(0).normal(size=20)
    X1 = np.stack([x, np.zeros(20), unit * x, np.ones(20)])
    seen = seen_by_samples(X1, np.mean(X1**2, axis=1))
    w = np.array([1.0, 5.0, 0.0, 2.0])
    np.testing.assert_allclose(w @ seen, [0.5, 0.0, 0.5 / unit, 2.0], rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(w @ seen @ X1, w @ X1, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("optimizer", ["newton"])
@pytest.mark.parametrize("l2", [0.0, 0.01])
def test_newton_computes_the_logits_once_a_step(optimizer, l2, monkeypatch):
    counted = []
    shifted = Batch._shifted_logits
    monkeypatch.setattr(Batch, "_shifted_logits", lambda self, theta: counted.append(1) or shifted(self, theta))
    run = train(*standardized_iris(), 3, TrainingConfig(optimizer=optimizer, l2=l2, n_epochs=6))
    assert len(counted) == run.n_epochs + 1
