"""Comparison of models against scikit-learn's metrics and counts by hand; the kinds of verdicts."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score
from sklearn.metrics import confusion_matrix as sklearn_confusion_matrix

from trainer.analysis.agreement import (
    add_to_all,
    center,
    compare,
    confusion_matrix,
    epoch_that_stays_within,
    epochs_to_gaps,
    verdict,
)
from trainer.analysis.separation import Separation
from trainer.config import TrainingConfig
from trainer.history import History
from trainer.model import Parameters, loss, predict, predict_proba

RNG = np.random.default_rng(0)
X, y = RNG.standard_normal((40, 3)), RNG.integers(0, 4, 40)
FIRST = Parameters(RNG.standard_normal((4, 3)), RNG.standard_normal(4))
SECOND = Parameters(FIRST.W + 0.3 * RNG.standard_normal((4, 3)), FIRST.b)


def history(losses, status="max_epochs"):
    losses, zeros = np.array(losses, dtype=float), np.zeros(len(losses))
    kept = np.arange(len(losses))
    return History(np.zeros((len(losses), 3, 2)), np.zeros((len(losses), 3)), losses, zeros, zeros, status, kept)


def falling_to(loss, epochs=200):
    return history(np.linspace(1.1, loss, epochs + 1))


def test_centered_parameters_sum_to_zero_over_the_classes():
    centered = center(FIRST)
    np.testing.assert_allclose([*centered.W.sum(axis=0), centered.b.sum()], 0, atol=1e-14)


def test_centering_changes_no_probability():
    np.testing.assert_allclose(predict_proba(center(FIRST), X), predict_proba(FIRST, X), atol=1e-15)


def test_centering_undoes_a_shift():
    centered, shifted = center(FIRST), center(add_to_all(FIRST, 7.5))
    np.testing.assert_allclose(shifted.W, centered.W, atol=1e-14)
    np.testing.assert_allclose(shifted.b, centered.b, atol=1e-14)


def test_a_shift_adds_to_every_weight_and_bias():
    shifted = add_to_all(FIRST, 7.5)
    np.testing.assert_array_equal(shifted.W, FIRST.W + 7.5)
    np.testing.assert_array_equal(shifted.b, FIRST.b + 7.5)


def test_a_shift_changes_no_probability():
    np.testing.assert_allclose(predict_proba(add_to_all(FIRST, 7.5), X), predict_proba(FIRST, X), atol=1e-14)


def test_only_the_penalty_sees_a_shift():
    shifted = add_to_all(center(FIRST), 0.5)
    rise = loss(shifted, X, y, l2=0.2) - loss(center(FIRST), X, y, l2=0.2)
    np.testing.assert_allclose(rise, 0.2 / 2 * 0.5**2 * 12)


def test_the_confusion_matrix_is_scikit_learns():
    found = confusion_matrix(y, predict(FIRST, X), 4)
    np.testing.assert_array_equal(found, sklearn_confusion_matrix(y, predict(FIRST, X)))


def test_the_confusion_matrix_keeps_a_class_nobody_has():
    found = confusion_matrix(np.array([0, 1]), np.array([0, 0]), 3)
    np.testing.assert_array_equal(found, [[1, 0, 0], [1, 0, 0], [0, 0, 0]])


def test_a_model_agrees_with_its_shifted_self():
    agreement = compare(FIRST, add_to_all(FIRST, -3.0), X, y)
    np.testing.assert_allclose([agreement.weight_difference, agreement.probability_difference], 0, atol=1e-13)
    assert len(agreement.disagreements) == 0


def test_a_difference_of_weights_is_measured_after_centering():
    W = FIRST.W.copy()
    W[0, 0] += 1.0  # its mean over four classes moves by 1/4
    np.testing.assert_allclose(compare(FIRST, Parameters(W, FIRST.b), X, y).weight_difference, 0.75)


def test_a_difference_of_biases_counts_too():
    b = FIRST.b + np.array([2.0, 0, 0, 0])
    np.testing.assert_allclose(compare(FIRST, Parameters(FIRST.W, b), X, y).weight_difference, 1.5)


def test_the_probability_difference_is_the_largest_of_all_rows_and_classes():
    A, B = (np.exp(X @ p.W.T + p.b) for p in (FIRST, SECOND))
    expected = np.abs(A / A.sum(axis=1, keepdims=True) - B / B.sum(axis=1, keepdims=True)).max()
    np.testing.assert_allclose(compare(FIRST, SECOND, X, y).probability_difference, expected)


def test_disagreements_are_the_rows_predicted_differently():
    expected = [i for i, x in enumerate(X) if predict(FIRST, x) != predict(SECOND, x)]
    assert compare(FIRST, SECOND, X, y).disagreements.tolist() == expected != []


def test_accuracies_and_confusions_come_in_the_order_given():
    agreement = compare(FIRST, SECOND, X, y)
    assert agreement.accuracies == tuple(accuracy_score(y, predict(p, X)) for p in (FIRST, SECOND))
    np.testing.assert_array_equal(agreement.confusions[0], sklearn_confusion_matrix(y, predict(FIRST, X)))
    np.testing.assert_array_equal(agreement.confusions[1], sklearn_confusion_matrix(y, predict(SECOND, X)))


@pytest.mark.parametrize(("gap", "expected"), [(2.0, 0), (0.75, 1), (0.5, 4), (0.25, 4), (0.0, 4), (-0.3, None)])
def test_a_run_is_within_a_gap_from_the_epoch_after_which_it_stays(gap, expected):
    assert epoch_that_stays_within(gap, np.array([2.0, 1.5, 1.25, 1.75, 0.75]), 1.0) == expected


def test_a_run_that_touches_the_gap_and_leaves_it_is_never_within():
    assert epoch_that_stays_within(0.1, np.array([2.0, 1.05, 1.5]), 1.0) is None


def test_a_loss_that_is_no_number_is_not_within():
    assert epoch_that_stays_within(0.1, np.array([1.0, np.nan]), 1.0) is None


def test_epochs_to_gaps_has_none_for_a_gap_never_reached():
    losses = 1 + np.array([0.5, 9e-4, 5e-5, 9e-7])
    assert epochs_to_gaps(losses, 1.0) == {1e-3: 1, 1e-6: 3, 1e-9: None}


@pytest.mark.parametrize(
    ("loss", "kind", "within"),
    [
        (0.5, "agrees", 1e-9),
        (0.5 + 9e-10, "agrees", 1e-9),
        (0.5 - 9e-10, "agrees", 1e-9),
        (0.5 + 2e-9, "agrees", 1e-6),
        (0.5 + 2e-6, "agrees", 1e-3),
        (0.53, "above", None),
        (0.49, "below_reference", None),
    ],
)
def test_the_verdict_tells_the_distance(loss, kind, within):
    found = verdict(falling_to(loss), TrainingConfig(), 0.5)
    assert (found.kind, found.within, found.epochs) == (kind, within, 200)
    assert found.gap == pytest.approx(loss - 0.5)


FALLING, BOUNCING = [1.0, 0.9, 0.8, 0.7], [1.0, 0.8, 0.9, 0.7, 0.8]


@pytest.mark.parametrize(
    ("config", "status", "losses", "zone", "advice"),
    [
        ({}, "max_epochs", FALLING, "safe", "train_longer_or_raise_rate"),
        ({}, "max_epochs", FALLING, "may_bounce", "train_longer"),
        ({}, "max_epochs", FALLING, "cannot_settle", "lower_rate_to_stability"),
        ({}, "max_epochs", FALLING, "blows_up", "lower_rate_to_penalty"),
        (
            {},
            "max_epochs",
            [1.0, 1.2, 0.9, 0.8, 0.75, 0.74, 0.73, 0.72, 0.71, 0.7],
            "safe",
            "train_longer_or_raise_rate",
        ),
        ({}, "max_epochs", BOUNCING, "may_bounce", "train_longer_or_lower_rate"),
        ({}, "max_epochs", BOUNCING, "cannot_settle", "lower_rate_to_stability"),
        ({}, "max_epochs", [0.5, 0.0, 1e-12], "safe", "train_longer_or_raise_rate"),  # rounding is no rise
        ({}, "max_epochs", [0.5, 0.0, 1.1e-12], "safe", "train_longer_or_lower_rate"),
        ({"batch_size": 8}, "max_epochs", BOUNCING, None, "larger_batches"),
        ({"tolerance": 0.1}, "converged", FALLING, "safe", "lower_tolerance"),
        ({}, "converged", FALLING, "safe", "train_longer"),
        ({"optimizer": "newton"}, "max_epochs", FALLING, None, "train_longer"),
        ({"optimizer": "adam"}, "max_epochs", FALLING, None, "train_longer_or_raise_rate"),
    ],
)
def test_the_advice_fits_the_run_and_its_zone(config, status, losses, zone, advice):
    optimum_loss = min(losses) - 0.2
    assert verdict(history(losses, status), TrainingConfig(**config), optimum_loss, zone=zone).advice == advice


@pytest.mark.parametrize("losses", [FALLING, BOUNCING])
@pytest.mark.parametrize("zone", ["cannot_settle", "blows_up"])
def test_no_run_that_cannot_settle_is_told_to_train_longer_or_raise_its_rate(losses, zone):
    advice = verdict(history(losses), TrainingConfig(), 0.5, zone=zone).advice
    assert advice.startswith("lower_rate_to_")


def test_without_a_finite_optimum_distances_are_no_verdict():
    assert verdict(falling_to(0.5), TrainingConfig(), 0.5, Separation(False, (0,))).kind == "no_optimum"


def test_a_finite_optimum_without_penalty_is_judged_by_the_distance():
    assert verdict(falling_to(0.5), TrainingConfig(), 0.5, Separation(True, ())).kind == "agrees"


@pytest.mark.parametrize(
    ("zone", "advice"), [("blows_up", "lower_rate_to_penalty"), ("safe", "lower_rate"), (None, "lower_rate")]
)
def test_a_run_that_blew_up_has_no_other_verdict(zone, advice):
    found = verdict(history([1.0, 1e300], "diverged"), TrainingConfig(), 0.5, Separation(False, (0,)), zone)
    assert (found.kind, found.epochs, found.advice) == ("blew_up", 1, advice)


def test_a_run_on_the_squared_error_is_not_compared_with_the_cross_entropy():
    assert verdict(falling_to(0.2), TrainingConfig(loss="squared_error"), 0.2).kind == "other_loss"


@pytest.mark.parametrize("reference", [np.nan, np.inf])
def test_a_reference_that_is_no_number_is_said_to_be_none(reference):
    assert verdict(falling_to(0.5), TrainingConfig(), reference).kind == "no_reference"


@pytest.mark.parametrize(("gap", "within"), [(1e-3, 1e-3), (1e-6, 1e-6), (1e-9, 1e-9), (-1e-9, 1e-9), (1.1e-6, 1e-3)])
def test_a_limit_itself_is_within_it(gap, within):
    found = verdict(falling_to(gap), TrainingConfig(), 0.0)
    assert (found.kind, found.within) == ("agrees", within)
