"""Samples moved, added and deleted in the picture: what any browser may say, and what comes of it."""

import math

import numpy as np
import pytest

from trainer import run_experiment
from trainer.datasets import load_iris
from trainer.ui import runs
from trainer.ui.movie import answers, samples_by_hand, scene
from trainer.ui.movie.wire import unpack
from trainer.ui.settings.values import DEFAULTS, from_values

IRIS = load_iris()


def settings(**values):
    return from_values({**DEFAULTS, "dataset": "iris"} | values)


def changed(of, said, label=0):
    base, rows = samples_by_hand.edited(of, said, label)
    return rows.dataset(base)


def test_a_sample_moves_in_the_two_features_shown_alone():
    moved = changed(settings(), {"what": "move", "row": 3, "at": [2.12345, 0.5]})
    expected = IRIS.X.copy()
    expected[2, 2:] = 2.123, 0.5
    np.testing.assert_array_equal(moved.X, expected)
    np.testing.assert_array_equal(moved.y, IRIS.y)


def test_a_single_feature_moves_alone():
    one = settings(features="sepal_width")
    moved = changed(one, {"what": "move", "row": 3, "at": [2.5, 77.0]})
    assert [tuple(place) for place in np.argwhere(moved.X != IRIS.X)] == [(2, 1)]


def test_a_sample_added_has_the_mean_of_what_is_not_shown():
    added = changed(settings(), {"what": "add", "at": [5.0, 1.5]}, label=2)
    assert (len(added.y), added.y[-1]) == (151, 2)
    np.testing.assert_allclose(added.X[-1], [*IRIS.X[:, :2].mean(axis=0), 5.0, 1.5], atol=1e-3)


def test_a_deleted_sample_is_gone():
    np.testing.assert_array_equal(changed(settings(), {"what": "delete", "row": 150}).X, IRIS.X[:149])


@pytest.mark.parametrize("label", [0, 1, 2])
def test_an_outlier_stands_far_from_its_class_and_from_the_middle(label):
    base, rows = samples_by_hand.added(settings(), label, outlier=True)
    new, spread = rows.dataset(base).X[-1], IRIS.X.std(axis=0)
    shown = [2, 3]
    away = (IRIS.X.mean(axis=0) - IRIS.X[IRIS.y == label].mean(axis=0))[shown]
    gone = (new - IRIS.X.mean(axis=0))[shown]
    assert np.abs(gone / spread[shown]).max() > 3
    assert gone @ away > 0


def test_a_sample_added_without_a_place_stands_in_the_middle():
    base, rows = samples_by_hand.added(settings(), 1, outlier=False)
    np.testing.assert_allclose(rows.dataset(base).X[-1], IRIS.X.mean(axis=0), atol=1e-3)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"what": "move"},
        {"what": "move", "row": 0, "at": [1, 1]},
        {"what": "move", "row": 151, "at": [1, 1]},
        {"what": "move", "row": "1", "at": [1, 1]},
        {"what": "move", "row": True, "at": [1, 1]},
        {"what": "move", "row": 1, "at": [1]},
        {"what": "move", "row": 1, "at": [1, None]},
        {"what": "move", "row": 1, "at": [1, "2"]},
        {"what": "move", "row": 1, "at": [math.nan, 1]},
        {"what": "move", "row": 1, "at": [1, math.inf]},
        {"what": "move", "row": 1, "at": [1e51, 1]},
        {"what": "move", "row": 1, "at": {"x": 1}},
        {"what": "add", "at": "1,1"},
        {"what": "delete", "row": 151},
        {"what": "explode", "row": 1, "at": [1, 1]},
    ],
    ids=repr,
)
def test_what_cannot_be_changes_nothing(said):
    assert samples_by_hand.edited(settings(), said, 0) is None
    if said.get("what") == "move":
        question = said | {"what": "moved", "base": scene.base(settings()), "asked": 4}
        (nothing,) = unpack(answers.answer(settings(), question))
        assert (nothing["kind"], nothing["asked"]) == ("no_answer", 4)


def test_while_a_sample_is_dragged_the_run_is_that_of_the_sample_there():
    of = settings()
    question = {"what": "moved", "base": scene.base(of), "row": 3, "at": [4.25, 1.75]}
    still, run = unpack(answers.answer(of, question))
    assert (still["kind"], still["of"], still["trial"]) == ("trial", scene.base(of), run["base"])
    data = changed(of, question | {"what": "move"})
    expected = run_experiment(data, of.training, of.data.standardize, of.data.held_out)
    np.testing.assert_array_equal(run["loss"][-1], expected.history.loss[-1])
    np.testing.assert_array_equal(still["samples"], expected.standardizer(data.X).astype(np.float32))


def test_a_run_that_takes_long_follows_when_the_sample_is_let_go():
    slow = settings(n_epochs=180, batch_size=1)
    assert answers.seconds_a_run(runs.run(slow.data, slow.training)) > answers.LONGEST_TRIAL
    question = {"what": "moved", "base": scene.base(slow), "row": 3, "at": [4.25, 1.75]}
    (nothing,) = unpack(answers.answer(slow, question))
    assert nothing["kind"] == "no_answer"
