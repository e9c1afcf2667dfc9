"""Polygons against the classifier itself: its margins at their corners, its predictions inside them."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from trainer import Parameters, TrainingConfig, load_iris, train
from trainer.analysis.decision_regions import (
    ODDS,
    all_tied,
    decision_regions,
    logit_planes,
    misclassified,
    probability_at_least,
)
from trainer.model import logits, predict
from trainer.softmax import softmax

BOX = (-2.0, 3.0, -1.0, 4.0)
BOX_AREA = 25.0
THREE = np.array([[0.0, 1.0, 0.2], [-1.0, -0.5, 0.0], [1.0, -0.5, 0.1]])  # three regions, all in the box
PLANES = st.sampled_from([2, 3, 5]).flatmap(
    lambda k: arrays(np.float64, (k, 3), elements=st.integers(-300, 300).map(lambda i: i / 100))
)
FRACTION = st.floats(0.001, 0.999)


def area(polygon):
    """By the shoelace formula; 0 where there is none."""
    if np.isnan(polygon).any():
        return 0.0
    (u, v), (u_next, v_next) = polygon.T, np.roll(polygon, -1, axis=0).T
    return float(np.sum(u * v_next - u_next * v)) / 2


def contains(polygon, point):
    """Whether a point lies in a convex polygon with counterclockwise corners; in a mere line none does."""
    if not area(polygon) > 1e-9:
        return False
    side, to_point = np.roll(polygon, -1, axis=0) - polygon, point - polygon
    return bool(np.all(side[:, 0] * to_point[:, 1] - side[:, 1] * to_point[:, 0] >= -1e-9))


def values(planes, points):
    """Logits (..., k) of points (..., 2)."""
    return points @ planes[:, :2].T + planes[:, 2]


def margin(planes, points, label):
    """How far a class's logit is ahead of the best other one."""
    Z = values(planes, points)
    return Z[..., label] - np.delete(Z, label, axis=-1).max(axis=-1)


@given(PLANES)
def test_corners_lie_in_the_box_and_have_the_margin_of_their_odds(planes):
    corners = decision_regions(planes, BOX)
    for label in range(len(planes)):
        for polygon, odds in zip(corners[label], ODDS, strict=True):
            inside = polygon[~np.isnan(polygon).any(axis=-1)]
            assert np.all((inside >= np.array(BOX[::2]) - 1e-9) & (inside <= np.array(BOX[1::2]) + 1e-9))
            assert np.all(margin(planes, inside, label) >= math.log(odds) - 1e-9)


@given(PLANES, FRACTION, FRACTION)
def test_a_point_lies_in_the_region_of_its_most_probable_class_and_in_no_other(planes, right, up):
    point = np.array([BOX[0] + right * (BOX[1] - BOX[0]), BOX[2] + up * (BOX[3] - BOX[2])])
    label = int(values(planes, point).argmax())
    assume(margin(planes, point, label) > 1e-6)
    corners = decision_regions(planes, BOX, odds=(1,))
    assert [contains(corners[other, 0], point) for other in range(len(planes))] == [
        other == label for other in range(len(planes))
    ]


@given(PLANES, FRACTION, FRACTION)
def test_a_point_lies_in_a_band_exactly_when_its_odds_allow(planes, right, up):
    point = np.array([BOX[0] + right * (BOX[1] - BOX[0]), BOX[2] + up * (BOX[3] - BOX[2])])
    label = int(values(planes, point).argmax())
    ahead = margin(planes, point, label)
    assume(min(abs(ahead - math.log(odds)) for odds in ODDS) > 1e-6)
    corners = decision_regions(planes, BOX)
    assert [contains(polygon, point) for polygon in corners[label]] == [ahead > math.log(r) for r in ODDS]


@given(PLANES)
def test_regions_tile_the_box(planes):
    distinct = len(np.unique(planes, axis=0)) == len(planes)
    assume(distinct)
    areas = [area(polygon) for polygon in decision_regions(planes, BOX, odds=(1,))[:, 0]]
    assert min(areas) >= -1e-9
    assert sum(areas) == pytest.approx(BOX_AREA, rel=1e-9)


@given(PLANES)
def test_higher_odds_lie_inside_lower_odds(planes):
    corners = decision_regions(planes, BOX, odds=(1, 3, 19))
    for lower, higher in zip(
        corners[:, :-1].reshape(-1, *corners.shape[2:]),
        corners[:, 1:].reshape(-1, *corners.shape[2:]),
        strict=True,
    ):
        assert area(higher) <= area(lower) + 1e-9
        assert np.isnan(higher).any() or all(contains(lower, corner) for corner in higher)


def test_two_classes_split_the_box_at_their_line():
    planes = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, -1.0]])  # class 1 to the right of u = 1
    left, right = decision_regions(planes, BOX, odds=(1,))[:, 0]
    assert {tuple(corner) for corner in left} == {(-2, -1), (1, -1), (1, 4), (-2, 4)}
    assert {tuple(corner) for corner in right} == {(1, -1), (3, -1), (3, 4), (1, 4)}


@pytest.mark.parametrize(("odds", "u"), [(1, 1.0), (3, 1 + math.log(3)), (math.e, 2.0)])
def test_odds_move_the_line_by_their_logarithm(odds, u):
    planes = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, -1.0]])
    right = decision_regions(planes, BOX, odds=(odds,))[1, 0]
    assert right[:, 0].min() == pytest.approx(u, rel=1e-14)


@pytest.mark.parametrize("planes", [np.zeros((3, 3)), np.tile(THREE[0], (4, 1))], ids=["no weights", "equal weights"])
def test_where_all_classes_tie_nobody_has_a_region(planes):
    assert np.isnan(decision_regions(planes, BOX)).all()


def test_classes_that_tie_leave_the_regions_of_the_others():
    corners = decision_regions(np.array([[1.0, 0, 0], [-1.0, 0, 0], [-1.0, 0, 0]]), BOX)
    assert np.isnan(corners[1:]).all()
    assert area(corners[0, 0]) == pytest.approx(15)


def test_only_equal_weights_of_all_classes_are_a_tie():
    W, b = np.zeros((4, 3, 2)), np.zeros((4, 3))
    W[1] += 7.0
    W[2, 1, 0] = 1e-300
    b[3, 2] = 1e-300
    assert all_tied(Parameters(W, b)).tolist() == [True, True, False, False]
    assert all_tied(Parameters(W[0], b[0]))


def test_who_ties_for_the_lead_is_not_misclassified():
    Z = np.array([[0.0, 0, 0], [1, 1, 0], [1, 0, 0], [0, 1, 0], [0, 1, 1]])
    assert misclassified(Z, np.array([2, 2, 0, 0, 0])).tolist() == [False, False, False, True, False]


@given(PLANES, FRACTION, FRACTION, st.sampled_from(ODDS))
def test_in_a_band_the_probability_is_at_least_what_its_odds_guarantee(planes, right, up, odds):
    point = np.array([BOX[0] + right * (BOX[1] - BOX[0]), BOX[2] + up * (BOX[3] - BOX[2])])
    Z = values(planes, point)
    assume(margin(planes, point, int(Z.argmax())) >= math.log(odds))
    assert softmax(Z).max() >= probability_at_least(odds, len(planes)) - 1e-12


@pytest.mark.parametrize(("odds", "k", "expected"), [(1, 3, 1 / 3), (3, 3, 0.6), (19, 3, 19 / 21), (19, 2, 0.95)])
def test_the_guarantee_is_reached_where_all_others_are_as_far_behind(odds, k, expected):
    Z = np.append(math.log(odds), np.zeros(k - 1))
    assert softmax(Z)[0] == pytest.approx(expected)
    assert probability_at_least(odds, k) == pytest.approx(expected)


def test_a_single_feature_has_upright_boundaries():
    model = Parameters(np.array([[0.0], [1.0]]), np.array([0.0, -1.0]))
    left, right = decision_regions(logit_planes(model, (0,), np.zeros(1)), BOX, odds=(1,))[:, 0]
    assert set(left[:, 0]) == {-2, 1}
    assert set(right[:, 0]) == {1, 3}


def test_a_class_that_never_leads_has_no_region():
    corners = decision_regions(np.array([[1.0, 0, 0], [-1.0, 0, 0], [0, 0, -9.0]]), BOX)
    assert np.isnan(corners[2]).all()
    assert not np.isnan(corners[:2]).any()


def test_a_bias_alone_gives_the_box_to_its_class():
    corners = decision_regions(np.array([[0.0, 0, 0], [0, 0, 5.0]]), BOX)
    np.testing.assert_allclose([area(polygon) for polygon in corners[1]], BOX_AREA)
    assert np.isnan(corners[0]).all()


@pytest.mark.parametrize("scale", [1e-150, 1e-8, 1e8, 1e150, 1e300])
def test_the_size_of_the_weights_does_not_move_the_boundary(scale):
    expected = [area(polygon) for polygon in decision_regions(THREE, BOX, odds=(1,))[:, 0]]
    areas = [area(polygon) for polygon in decision_regions(scale * THREE, BOX, odds=(1,))[:, 0]]
    assert areas == pytest.approx(expected, rel=1e-9)


def test_a_class_of_five_has_at_most_eight_corners():
    angles = np.arange(5) * 2 * np.pi / 5
    ring = np.column_stack([np.cos(angles), np.sin(angles), np.zeros(5)])
    corners = decision_regions(np.vstack([ring[:4], [0, 0, 0.5]]), (-2, 2, -2, 2))
    assert corners.shape[-2] <= 8
    assert len({tuple(corner) for corner in corners[4, 0]}) == 4


def test_a_region_with_fewer_corners_repeats_its_last_one():
    planes = np.array([[0.0, 0, 0], [1, 1, -6.5], [-1, -1, -6.5]])  # a corner of the box, a hexagon, nothing
    corners = decision_regions(planes, BOX, odds=(1,))
    triangle, pentagon = corners[1, 0], corners[0, 0]
    assert len({tuple(corner) for corner in pentagon}) == len(pentagon) == 5
    assert len({tuple(corner) for corner in triangle}) == 3
    np.testing.assert_array_equal(triangle[3:], triangle[[2, 2]])


def test_many_epochs_are_the_epochs_one_by_one():
    data = load_iris()
    history = train(data.X[:, 2:], data.y, 3, TrainingConfig(0.1, 30))
    planes = logit_planes(Parameters(history.W, history.b), (0, 1), np.zeros(2))
    together, box = decision_regions(planes, (0, 7, 0, 3)), (0, 7, 0, 3)
    for epoch, plane in enumerate(planes):
        alone = decision_regions(plane, box)
        np.testing.assert_allclose(together[epoch][..., : alone.shape[-2], :], alone, rtol=1e-12)
        last = np.repeat(alone[..., -1:, :], together.shape[-2] - alone.shape[-2], axis=-2)
        np.testing.assert_allclose(together[epoch][..., alone.shape[-2] :, :], last, rtol=1e-12)


@pytest.mark.parametrize("axes", [(0, 1), (2, 3), (3, 1)])
def test_planes_are_the_logits_with_the_other_features_fixed(axes):
    rng = np.random.default_rng(0)
    model, fixed, points = (
        Parameters(rng.normal(size=(3, 4)), rng.normal(size=3)),
        rng.normal(size=4),
        rng.normal(size=(9, 2)),
    )
    X = np.tile(fixed, (9, 1))
    X[:, axes] = points
    np.testing.assert_allclose(values(logit_planes(model, axes, fixed), points), logits(model, X), atol=1e-14)


def test_planes_leave_the_fixed_values_alone():
    fixed = np.array([1.0, 2.0, 3.0])
    logit_planes(Parameters(np.ones((2, 3)), np.zeros(2)), (0, 2), fixed)
    np.testing.assert_array_equal(fixed, [1, 2, 3])


def test_samples_lie_in_the_region_of_the_class_predicted():
    data = load_iris()
    model = train(data.X[:, 2:], data.y, 3, TrainingConfig(0.1, 500)).parameters()
    corners = decision_regions(logit_planes(model, (0, 1), np.zeros(2)), (0, 7, 0, 3))[:, 0]
    found = [[contains(polygon, x) for polygon in corners] for x in data.X[:, 2:]]
    np.testing.assert_array_equal(np.argmax(found, axis=1), predict(model, data.X[:, 2:]))
    np.testing.assert_array_equal(np.sum(found, axis=1), 1)
