"""Settings as functions of the data set: a data set is one row, and everything else follows from it."""

import numpy as np
import pytest

from trainer import load_iris, load_three_class
from trainer.datasets import Dataset
from trainer.ui.settings import data_sets
from trainer.ui.settings.chosen_features import feature_ids, shown_ids, trained_data, trained_ids
from trainer.ui.settings.data_sets import Source, dataset
from trainer.ui.settings.values import DEFAULTS, applicable, fitted

IRIS = DEFAULTS | {"dataset": "iris"}


def made(n_samples=7, n_features=3, names=None):
    names = names or tuple(f"f {place}" for place in range(n_features))
    y = np.arange(n_samples) % 2
    return Dataset("made", np.arange(n_samples * len(names), dtype=float).reshape(n_samples, -1), y, names, ("a", "b"))


@pytest.fixture
def choose(monkeypatch):
    """choose(made, reads=...) adds a data set and chooses it."""

    def chosen(load, **row):
        monkeypatch.setitem(data_sets.SOURCES, "made", Source("made", load, **row))
        data_sets._shared.cache_clear()
        return DEFAULTS | {"dataset": "made"}

    yield chosen
    data_sets._shared.cache_clear()


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (load_iris().feature_names, ("sepal_length", "sepal_width", "petal_length", "petal_width")),
        (load_three_class().feature_names, ("sweetness", "crispness")),
        (("Bill Length_mm", "bill-length mm", "x"), ("bill_length_mm", "bill_length_mm_2", "x")),
        (("花瓣 长", "طول", "größe"), ("花瓣_长", "طول", "grösse")),
        (("", "(cm)", "<script>", "a|b", "$x$"), ("feature_1", "feature_2", "script", "a_b", "x")),
    ],
    ids=["iris", "three classes", "the same id", "other scripts", "hardly a name"],
)
def test_a_feature_goes_by_an_id_that_a_link_can_hold(names, ids):
    assert feature_ids(made(names=names)) == ids
    assert all("-" not in id and id.replace("_", "1").isalnum() for id in ids)


def test_ids_differ_whatever_the_names():
    names = ("a", "a 2", "a", "a", "feature_6", "")
    assert len(set(feature_ids(made(names=names)))) == len(names)


@pytest.mark.parametrize(
    ("features", "trained", "shown"),
    [
        ("all", ("f_0", "f_1", "f_2"), ("f_0", "f_1")),
        ("f_2-f_1", ("f_2", "f_1"), ("f_2", "f_1")),
        ("f_1", ("f_1",), ("f_1",)),
        ("petal_length", ("f_0", "f_1", "f_2"), ("f_0", "f_1")),
    ],
)
def test_any_features_are_trained_on_and_two_of_them_shown(choose, features, trained, shown):
    values = choose(made) | {"features": features}
    assert trained_ids(values) == trained
    assert feature_ids(trained_data(values)) == trained
    assert shown_ids("auto", values) == shown


def test_the_pair_named_is_shown_in_its_order_while_both_are_trained_on(choose):
    values = choose(made)
    assert shown_ids("f_2-f_0", values) == ("f_2", "f_0")
    assert shown_ids("f_2-f_0", values | {"features": "f_0-f_1"}) == ("f_0", "f_1")
    assert shown_ids("f_2-x", values) == ("f_0", "f_1")


def test_a_row_says_which_two_features_show_its_data_best(choose):
    values = choose(made, shown=("f_2", "f_1"))
    assert shown_ids("auto", values) == ("f_2", "f_1")
    assert shown_ids("auto", values | {"features": "f_0-f_2"}) == ("f_0", "f_2")
    assert shown_ids("auto", IRIS) == ("petal_length", "petal_width")


@pytest.mark.parametrize(("n_features", "trained", "shown"), [(1, False, False), (2, True, False), (3, True, True)])
def test_features_can_be_chosen_where_there_is_a_choice(choose, n_features, trained, shown):
    applies = applicable(choose(lambda: made(n_features=n_features)))
    assert (applies["features"], applies["features_shown"]) == (trained, shown)


@pytest.mark.parametrize(("sample", "shown"), [(1, 1), (7, 7), (8, 7), (20_000, 7)])
def test_a_sample_after_the_last_becomes_the_last(choose, sample, shown):
    assert fitted(choose(made) | {"sample": sample})["sample"] == shown


def test_a_data_set_may_be_made_by_settings_and_is_read_once_for_all(choose):
    calls = []

    def load(seed):
        calls.append(seed)
        return made(n_samples=2 + seed)

    values = choose(load, reads=("seed",))
    assert [len(dataset(values | {"seed": seed}).y) for seed in (3, 3, 5)] == [5, 5, 7]
    assert calls == [3, 5]


def test_data_of_one_user_are_never_kept_for_another(choose):
    users = [made(n_samples=2), made(n_samples=3)]
    values = choose(lambda: users[0], shared=False)
    assert dataset(values) is users[0]
    users.reverse()
    assert dataset(values) is users[0]
