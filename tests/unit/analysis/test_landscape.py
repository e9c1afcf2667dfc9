"""The slice against the model's own loss, derivatives along it by differences, and runs placed on it."""

import numpy as np
import pytest

from trainer.analysis.agreement import add_to_all
from trainer.analysis.landscape import loss_landscape, plane_of_largest_curvature, project
from trainer.analysis.learning_rate import find_optimum
from trainer.config import TrainingConfig
from trainer.datasets import Standardizer, load_iris
from trainer.history import History
from trainer.model import Parameters, loss
from trainer.training import train

IRIS = load_iris()
X, y, L2 = Standardizer.fit(IRIS.X)(IRIS.X), IRIS.y, 0.01
OPTIMUM = find_optimum(X, y, 3, L2).parameters()
PLANE = plane_of_largest_curvature(OPTIMUM, X, L2)
PROBLEMS = [
    pytest.param(X, y, 3, id="iris"),
    pytest.param(IRIS.X, y, 3, id="raw iris"),
    pytest.param(X[:100, :1], y[:100], 2, id="two classes, one feature"),
    pytest.param(np.zeros((4, 1)), np.array([0, 1, 0, 1]), 2, id="constant feature"),
    pytest.param(np.column_stack([X, X]), y, 3, id="doubled features"),
]


def at(plane, alpha, beta):
    theta = np.column_stack([plane.optimum.W, plane.optimum.b]) + alpha * plane.u + beta * plane.v
    return Parameters(theta[:, :-1], theta[:, -1])


def standing_at(*models):
    """A run that holds these models, one an epoch."""
    W, b = np.array([m.W for m in models]), np.array([m.b for m in models])
    zeros = np.zeros(len(models))
    return History(W, b, zeros, zeros, zeros, "max_epochs", np.arange(len(zeros)))


def plane_of(X, y, k):
    return plane_of_largest_curvature(find_optimum(X, y, k, L2).parameters(), X, L2)


@pytest.mark.parametrize(("X", "y", "k"), PROBLEMS)
def test_the_directions_are_orthonormal(X, y, k):
    plane = plane_of(X, y, k)
    axes = np.array([plane.u.ravel(), plane.v.ravel()])
    np.testing.assert_allclose(axes @ axes.T, np.eye(2), atol=1e-12)


@pytest.mark.parametrize(("X", "y", "k"), PROBLEMS)
def test_the_directions_have_no_part_in_the_gauge(X, y, k):
    plane = plane_of(X, y, k)
    np.testing.assert_allclose([plane.u.sum(axis=0), plane.v.sum(axis=0)], 0, atol=1e-12)


@pytest.mark.parametrize(("axis", "alpha", "beta"), [(0, 1e-3, 0), (1, 0, 1e-3)])
def test_the_curvatures_are_second_differences_of_the_loss(axis, alpha, beta):
    here, there, back = (loss(at(PLANE, s * alpha, s * beta), X, y, L2) for s in (0, 1, -1))
    np.testing.assert_allclose(PLANE.curvatures[axis], (there - 2 * here + back) / 1e-6, rtol=1e-5)


def test_no_direction_is_curved_more_than_u():
    steps = np.random.default_rng(0).standard_normal((200, 3, 5))
    steps *= 1e-3 / np.linalg.norm(steps, axis=(1, 2), keepdims=True)
    rises = [
        loss(Parameters(OPTIMUM.W + s * step[:, :-1], OPTIMUM.b + s * step[:, -1]), X, y, L2)
        for step in steps
        for s in (1, -1)
    ]
    second = (np.array(rises).reshape(200, 2).sum(axis=1) - 2 * loss(OPTIMUM, X, y, L2)) / 1e-6
    assert second.max() < PLANE.curvatures[0] * (1 + 1e-5)


def test_the_larger_curvature_comes_first():
    assert PLANE.curvatures[0] > PLANE.curvatures[1] > 0


def test_the_sign_of_the_directions_is_fixed():
    assert PLANE.u.max() == np.abs(PLANE.u).max()
    assert PLANE.v.max() == np.abs(PLANE.v).max()


def test_points_of_the_plane_project_onto_their_coordinates():
    run = standing_at(OPTIMUM, at(PLANE, 2.0, 0.0), at(PLANE, -1.0, 3.0))
    np.testing.assert_allclose(project(PLANE, run), [[0, 0], [2, 0], [-1, 3]], atol=1e-12)


def test_the_projection_is_the_nearest_point_of_the_plane():
    model = Parameters(np.zeros((3, 4)), np.zeros(3))
    alpha, beta = project(PLANE, standing_at(model))[0]

    def distance(a, b):
        point = at(PLANE, a, b)
        return np.hypot(np.linalg.norm(point.W), np.linalg.norm(point.b))

    around = [distance(alpha + da, beta + db) for da, db in ((0.1, 0), (-0.1, 0), (0, 0.1), (0, -0.1))]
    assert distance(alpha, beta) < min(around)


def test_equal_models_project_alike():
    run, shifted = standing_at(at(PLANE, 1.0, 2.0)), standing_at(add_to_all(at(PLANE, 1.0, 2.0), 5.0))
    np.testing.assert_allclose(project(PLANE, shifted), project(PLANE, run), atol=1e-12)


def test_a_run_that_settles_ends_at_the_origin():
    run = train(X, y, 3, TrainingConfig(5.0, 500, l2=L2))
    np.testing.assert_allclose(project(PLANE, run)[-1], 0, atol=1e-9)


def test_a_path_has_one_point_an_epoch():
    assert project(PLANE, train(X, y, 3, TrainingConfig(n_epochs=7))).shape == (8, 2)


@pytest.mark.parametrize(("X", "y", "k"), PROBLEMS)
@pytest.mark.parametrize("l2", [0.0, 0.01])
@pytest.mark.parametrize(("row", "column"), [(0, 0), (3, 8), (8, 1), (4, 4)])
def test_the_landscape_is_the_loss_of_the_model(X, y, k, l2, row, column):
    plane = plane_of(X, y, k)
    landscape = loss_landscape(plane, X, y, l2, n_steps=9)
    model = at(plane, landscape.s[column], landscape.t[row])
    np.testing.assert_allclose(landscape.loss[row, column], loss(model, X, y, l2), rtol=1e-12)


def test_the_landscape_is_lowest_at_the_optimum():
    landscape = loss_landscape(PLANE, X, y, L2)
    assert landscape.loss.min() >= loss(OPTIMUM, X, y, L2) - 1e-15


@pytest.mark.parametrize("n_steps", [2, 41])
def test_the_grid_has_the_size_asked_for(n_steps):
    landscape = loss_landscape(PLANE, X, y, L2, n_steps=n_steps)
    assert landscape.loss.shape == (n_steps, n_steps)
    assert landscape.s.shape == landscape.t.shape == (n_steps,)


def test_the_grid_spans_the_paths_and_the_optimum():
    path = np.array([[0.5, 1.0], [2.0, 1.5]])
    landscape = loss_landscape(PLANE, X, y, L2, [path])
    assert landscape.s[0] < 0 < 2.0 < landscape.s[-1] < 3
    assert landscape.t[0] < 0 < 1.5 < landscape.t[-1] < 2


def test_a_path_that_flies_off_is_cut():
    start = np.hypot(np.linalg.norm(OPTIMUM.W), np.linalg.norm(OPTIMUM.b))
    landscape = loss_landscape(PLANE, X, y, L2, [np.array([[0.1, 0.1], [1e150, -1e150]])])
    assert start < landscape.s[-1] < 1.5 * start
    assert np.isfinite(landscape.loss).all()


def test_logits_far_too_large_for_exp_do_not_overflow():
    landscape = loss_landscape(PLANE, 1e4 * X, y, L2)
    assert np.isfinite(landscape.loss).all()
