"""Edited rows: what an edit does, and its way through a link."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.datasets import Dataset, load_iris
from trainer.edits import LONGEST, MOST_ROWS, Edited, apply, digest, written
from trainer.facts import Refused
from trainer.ui.words.refusals import refusal_in_words

BASE = Dataset(
    "small",
    np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.5], [7.0, -8.0]]),
    np.array([0, 1, 2, 0]),
    ("a", "b"),
    ("u", "v", "w"),
)


def test_rows_are_changed_deleted_and_added():
    edited = Edited.none(BASE).change({0: (1, [9.0, 9.5])}, [2], [(2, [0.0, 0.25])])
    np.testing.assert_array_equal(edited.X, [[9, 9.5], [3, 4], [7, -8], [0, 0.25]])
    assert edited.y.tolist() == [1, 1, 0, 2]
    assert edited.origin.tolist() == [0, 1, 3, -1]
    assert written(BASE, edited) == "d3_c1,1,9,9.5_a2,0,0.25"


def test_a_change_of_a_change_is_one_difference():
    once = Edited.none(BASE).change({}, [0], [(1, [1.0, 1.0])])
    twice = once.change({0: (1, [0.0, 0.0]), 3: (2, [2.0, 2.0])}, [1], [])
    assert written(BASE, twice) == "d1_d3_c2,1,0,0_a2,2,2"


def test_what_is_changed_back_is_no_difference():
    there = Edited.none(BASE).change({1: (0, [0.0, 0.0])}, [], [])
    assert written(BASE, there.change({1: (1, [3.0, 4.0])}, [], [])) == ""


values = st.floats(-1e50, 1e50, allow_subnormal=False)
rows = st.tuples(st.integers(0, 2), st.lists(values, min_size=2, max_size=2))


@given(st.dictionaries(st.integers(0, 3), rows, max_size=4), st.sets(st.integers(0, 3)), st.lists(rows, max_size=5))
def test_any_edit_comes_back_from_its_text(changed, deleted, added):
    edited = Edited.none(BASE).change(changed, sorted(deleted), added)
    text = written(BASE, edited)
    again = apply(BASE, text)
    np.testing.assert_array_equal(again.X, edited.X)
    np.testing.assert_array_equal(again.y, edited.y)
    np.testing.assert_array_equal(again.origin, edited.origin)
    assert written(BASE, again) == text
    assert set(text) <= set("dca_0123456789.,-e")


def test_no_edit_is_an_empty_text():
    assert written(BASE, Edited.none(BASE)) == ""
    np.testing.assert_array_equal(apply(BASE, "").X, BASE.X)


@pytest.mark.parametrize(("count", "travels"), [(MOST_ROWS, True), (MOST_ROWS + 1, False)])
def test_up_to_sixty_rows_travel(count, travels):
    iris = load_iris()
    edited = Edited.none(iris).change({}, list(range(count)), [])
    text = written(iris, edited)
    assert (text is not None) is travels
    assert text is None or len(apply(iris, text).y) == 150 - count


@pytest.mark.parametrize(("digits", "travels"), [(4, True), (5, False)])
def test_a_text_as_long_as_a_link_may_be_travels_and_is_read(digits, travels):
    names = tuple(f"f{i}" for i in range(40))
    wide = Dataset("wide", np.zeros((2, 40)), np.arange(2), names, ("u", "v"))
    longer = [1e14, 10.0 ** (digits - 1)]  # 3983 characters of zeros, 14 more, and 3 or 4 more
    rows = [(0, [0.0] * 40)] * 47 + [(0, longer + [0.0] * 38)]
    text = written(wide, Edited.none(wide).change({}, [], rows))
    assert (text is not None) is travels
    assert text is None or (len(text) == LONGEST and len(apply(wide, text).y) == 50)


def test_a_difference_too_long_for_a_link_does_not_travel():
    wide = Dataset("wide", np.zeros((60, 20)), np.arange(60) % 2, tuple(f"f{i}" for i in range(20)), ("u", "v"))
    rng = np.random.default_rng(0)
    changed = {row: (0, rng.normal(size=20).tolist()) for row in range(20)}
    assert written(wide, Edited.none(wide).change(changed, [], [])) is None
    assert len(written(wide, Edited.none(wide).change({0: changed[0]}, [], []))) < LONGEST


@pytest.mark.parametrize(
    "text",
    [
        *("x", "d", "d0", "d5", "d1.5", "d1,2", "c1", "c1,0,1", "c1,3,1,2", "c9,0,1,2", "a0,1", "a0,1,2,3", "a5,1,2"),
        *("a0,1,1e51", "a0,1,1e999", "a0,1,nan", "d1__d2", "a,1,2", "a0.5,1,2", "d1 d2", "a-1,1,2", "c,0,1,2", "_"),
    ],
)
def test_a_text_that_fits_no_row_is_refused_in_a_sentence(text):
    with pytest.raises(Refused) as refusal:
        apply(BASE, text)
    assert refusal.value.kind == "edits_unknown"
    assert refusal_in_words(refusal.value) == "The edited rows of the link do not fit these data."


@pytest.mark.parametrize("text", ["_".join(["d1"] * (MOST_ROWS + 1)), "a0," + "1" * LONGEST])
def test_a_text_that_is_too_long_is_refused_in_a_sentence(text):
    with pytest.raises(Refused) as refusal:
        apply(BASE, text)
    assert refusal_in_words(refusal.value) == "More than 60 edited rows do not travel in a link."


@given(st.text(alphabet="dca_0123456789.,-e", max_size=30))
def test_any_text_is_an_edit_or_a_refusal(text):
    try:
        edited = apply(BASE, text)
    except Refused:
        return
    assert np.isfinite(edited.X).all()
    assert set(edited.y.tolist()) <= {0, 1, 2}


def test_a_class_without_a_row_is_no_class():
    data = Edited.none(BASE).change({}, [2], []).dataset(BASE)
    assert data.class_names == ("u", "v")
    assert data.y.tolist() == [0, 1, 0]


@pytest.mark.parametrize("deleted", [[1, 2], [0, 1, 2, 3]])
def test_less_than_two_classes_are_refused(deleted):
    with pytest.raises(Refused) as refusal:
        Edited.none(BASE).change({}, deleted, []).dataset(BASE)
    assert refusal_in_words(refusal.value) == "At least two classes must keep a sample."


def test_the_digest_follows_the_content_and_not_the_name():
    same = Dataset("another name", BASE.X.copy(), BASE.y.astype(np.int32), BASE.feature_names, BASE.class_names)
    assert digest(same) == digest(BASE)
    others = [
        Dataset("small", BASE.X + 1e-9, BASE.y, BASE.feature_names, BASE.class_names),
        Dataset("small", BASE.X, BASE.y[::-1], BASE.feature_names, BASE.class_names),
        Dataset("small", BASE.X, BASE.y, ("a", "c"), BASE.class_names),
        Dataset("small", BASE.X, BASE.y, BASE.feature_names, ("u", "v", "x")),
        Dataset("small", BASE.X.T.reshape(4, 2), BASE.y, BASE.feature_names, BASE.class_names),
    ]
    assert len({digest(BASE), *map(digest, others)}) == 6
    assert len(digest(BASE)) == 16
