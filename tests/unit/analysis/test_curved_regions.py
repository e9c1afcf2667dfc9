"""Curved regions against what the model says at random points, and against circles and lines known beforehand."""

import numpy as np
import pytest

from trainer.analysis.curved_regions import CELLS, curved_regions, logit_quadrics, logits_at
from trainer.analysis.decision_regions import ODDS, decision_regions, logit_planes
from trainer.config import TrainingConfig
from trainer.datasets import load_iris
from trainer.experiment import run_experiment
from trainer.feature_map import with_products, with_squares_and_products
from trainer.generated import rings
from trainer.model import Parameters, logits

BOX = (-3.0, 3.0, -2.0, 4.0)


def area(region):
    """The signed area of rings (m, 2), positive where they go counterclockwise."""
    parts = [ring.T for ring in region]
    return sum(0.5 * float(np.dot(u, np.roll(v, -1)) - np.dot(v, np.roll(u, -1))) for u, v in parts)


def windings(region, points):
    """How often the rings of a region go around each point (m, 2), by the crossings of a ray to the right."""
    count = np.zeros(len(points), dtype=int)
    for ring in region:
        (u0, v0), (u1, v1) = ring.T, np.roll(ring, -1, axis=0).T
        u, v = points[:, :1], points[:, 1:]
        left = (u1 - u0) * (v - v0) - (v1 - v0) * (u - u0)  # above 0 where the point lies to the left of the side
        count += ((v0 <= v) & (v1 > v) & (left > 0)).sum(axis=1) - ((v0 > v) & (v1 <= v) & (left < 0)).sum(axis=1)
    return count


def leads(quadrics, points):
    """Of each class at each odds, where it is ahead of all others (m,)."""
    Z = logits_at(quadrics, points)
    margins = [Z[:, label] - np.delete(Z, label, axis=1).max(axis=1) for label in range(len(quadrics))]
    return [margin >= np.log(odds) for margin in margins for odds in ODDS]


@pytest.mark.parametrize("seed", range(12))
def test_regions_hold_the_points_that_the_model_gives_them(seed):
    rng = np.random.default_rng(seed)
    quadrics = rng.standard_normal((int(rng.integers(2, 7)), 6)) * 3
    points = rng.uniform((BOX[0], BOX[2]), (BOX[1], BOX[3]), (4000, 2))
    turns = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    around = 6 / CELLS * np.column_stack([np.cos(turns), np.sin(turns)])
    near = [leads(quadrics, points + step) for step in around]
    for number, (region, ahead) in enumerate(zip(curved_regions(quadrics, BOX), leads(quadrics, points), strict=True)):
        inside = windings(region, points)
        assert set(inside) <= {0, 1}
        clear = np.all([step[number] == ahead for step in near], axis=0)  # further than a cell from any boundary
        np.testing.assert_array_equal(inside[clear] == 1, ahead[clear])
        assert np.count_nonzero((inside == 1) != ahead) <= 0.001 * len(points)


@pytest.mark.parametrize("seed", range(6))
def test_corners_lie_on_the_boundary_or_on_a_side_of_the_box(seed):
    quadrics = np.random.default_rng(seed).standard_normal((4, 6))
    for label, region in enumerate(curved_regions(quadrics, BOX)):
        for ring in region:
            Z = logits_at(quadrics, ring)
            margin = Z[:, label // 3] - np.delete(Z, label // 3, axis=1).max(axis=1) - np.log(ODDS[label % 3])
            on_a_side = np.isin(ring[:, 0], BOX[:2]) | np.isin(ring[:, 1], BOX[2:])
            assert (np.abs(margin[~on_a_side]) < 1e-4).all()
            assert (margin[on_a_side] > -1e-4).all()


def test_a_circle_is_as_round_as_its_chords():
    circle = np.array([[2.0, 0, 0, -1, 0, -1], [0, 0, 0, 0, 0, 0]])  # 2 - u² - v² against 0
    inner, _, _, outer, _, _ = curved_regions(circle, BOX)
    ((ring,), around) = (inner, outer)
    np.testing.assert_allclose((ring**2).sum(axis=1), 2, atol=1e-9)
    assert area(inner) == pytest.approx(2 * np.pi, rel=2e-3)
    assert area(outer) == pytest.approx(36 - 2 * np.pi, rel=2e-3)
    assert [area([part]) > 0 for part in around] == [True, False]  # the box, and the hole in it


def test_without_squares_regions_are_the_polygons_of_a_linear_model():
    run = run_experiment(load_iris(), TrainingConfig(n_epochs=50))
    model, mean = run.in_data_units(-1), run.feature_mean()
    box = (0.5, 7.5, -0.2, 2.8)
    quadrics = logit_quadrics(model, (2, 3), mean, ())
    expected = decision_regions(logit_planes(model, (2, 3), mean), box).reshape(9, -1, 2)
    for region, polygon in zip(curved_regions(quadrics, box), expected, strict=True):
        corners = [] if np.isnan(polygon).any() else [polygon]
        assert area(region) == pytest.approx(abs(area(corners)), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("axes", [(0, 1), (2, 0), (1,)], ids=str)
def test_quadrics_are_the_models_logits_in_a_plane(axes):
    rng = np.random.default_rng(4)
    data = with_squares_and_products(load_iris().select((0, 1, 2)))
    model = Parameters(rng.standard_normal((3, 9)), rng.standard_normal(3))
    fixed = np.array([5.0, 3.0, 4.0])
    points = rng.uniform(-2, 2, (50, 2))
    X = np.tile(fixed, (50, 1))
    X[:, axes] = points[:, : len(axes)]
    expected = logits(model, with_products(X, data.products))
    found = logits_at(logit_quadrics(model, axes, fixed, data.products), points)
    np.testing.assert_allclose(found, expected, atol=1e-10)


def test_classes_with_the_same_logits_have_no_region():
    tied = np.array([[0.0] * 6, [0.0] * 6, [-1.0, 0, 0, 0, 0, 0]])
    assert curved_regions(tied, BOX) == [[]] * 9


def test_the_two_rings_are_learned_with_squares_and_not_without():
    config = TrainingConfig(learning_rate=1.0, n_epochs=200)
    straight = run_experiment(rings(), config, held_out=0.2)
    curved = run_experiment(with_squares_and_products(rings()), config, held_out=0.2)
    assert straight.history.accuracy[-1] < 0.65
    assert straight.held_out_accuracy[-1] < 0.65
    assert (curved.history.accuracy[-1], curved.held_out_accuracy[-1]) == (1.0, 1.0)
    box = (-2.7, 2.7, -2.7, 2.7)
    data, model = curved.dataset, curved.in_data_units(-1)
    quadrics = logit_quadrics(model, (0, 1), curved.feature_mean()[:2], data.products)
    inner, *_, outer, _, _ = curved_regions(quadrics, box)
    points = np.random.default_rng(0).uniform(-2.7, 2.7, (3000, 2))
    predicted = logits(model, with_products(points, data.products)).argmax(axis=1)
    held = np.abs(np.diff(logits_at(quadrics, points), axis=1)[:, 0]) > 0.02
    np.testing.assert_array_equal(windings(inner, points)[held] == 1, predicted[held] == 0)
    np.testing.assert_array_equal(windings(outer, points)[held] == 1, predicted[held] == 1)
    assert 3 < area(inner) < 7.1  # between the radii 1 and 1.5


def test_the_grid_is_finer_than_a_hundredth_of_the_picture():
    assert CELLS >= 100
