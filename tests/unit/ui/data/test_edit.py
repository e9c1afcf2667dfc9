"""What the browser sends of the table of rows, and what becomes of it; undo, redo, reset."""

import numpy as np
import pytest

from trainer.datasets import Dataset, load_iris
from trainer.edits import Edited, digest
from trainer.facts import Refused
from trainer.ui import limits, own_data
from trainer.ui.data import edit, new_class, steps
from trainer.ui.settings import data_sets, own
from trainer.ui.settings.values import DEFAULTS

IRIS = load_iris()
PREFIX = digest(IRIS)[:8]


class State(dict):
    """Session state without a session."""

    __getattr__, __setattr__ = dict.__getitem__, dict.__setitem__


@pytest.fixture
def state(monkeypatch):
    """A session that looks at iris."""
    session = State(DEFAULTS | {"dataset": "iris"})
    for module in (edit, steps, own_data, new_class):
        monkeypatch.setattr(module.st, "session_state", session)
    monkeypatch.setattr(own, "_finder", lambda key: found.dataset if (found := own_data.found(key)) else None)
    return session


def now(state):
    return data_sets.dataset(state)


def send(state, edited=None, deleted=(), added=()):
    """All that changed in the table since it was begun, as the browser sends it."""
    begun = edit._begin(state)
    state[begun.key] = {"edited_rows": edited or {}, "deleted_rows": list(deleted), "added_rows": list(added)}
    edit._take(begun)


NEW = {"class": "virginica", "feature 0": 1, "feature 1": 2.0, "feature 2": 3.0, "feature 3": 4.5}


def test_changes_become_a_link(state):
    send(state, {0: {"feature 0": 9.5}, "1": {"class": "virginica"}}, [3], [NEW])
    assert state.edits == f"{PREFIX}_d4_c1,0,9.5,3.5,1.4,0.2_c2,2,4.9,3,1.4,0.2_a2,1,2,3,4.5"
    assert (len(now(state).y), now(state).X[0, 0], now(state).X[-1].tolist()) == (150, 9.5, [1, 2, 3, 4.5])


def test_what_is_sent_is_all_since_the_table_was_begun(state):
    send(state, {0: {"feature 0": 9.5}})
    key = state["_begun"].key
    send(state, {0: {"feature 0": 9.5}, 5: {"feature 1": 1.25}})
    assert state["_begun"].key == key
    assert state.edits == f"{PREFIX}_c1,0,9.5,3.5,1.4,0.2_c6,0,5.4,1.25,1.7,0.4"


def test_a_row_put_back_leaves_no_edit(state):
    send(state, {0: {"feature 0": 9.5}})
    send(state, {})
    assert state.edits == ""


def test_a_new_row_is_taken_once_it_is_whole(state):
    send(state, added=[{"class": "setosa", "feature 0": 1.0}])
    assert (state["_edit_refused"].kind, state.edits) == ("incomplete", "")
    send(state, added=[{key: value for key, value in NEW.items() if key != "class"}])
    assert state["_edit_refused"].kind == "incomplete"
    send(state, added=[NEW])
    assert "_edit_refused" not in state
    assert state.edits == f"{PREFIX}_a2,1,2,3,4.5"


@pytest.mark.parametrize("value", [1e51, float("inf"), float("nan"), "junk", [1]], ids=str)
def test_what_is_no_number_is_refused_and_changes_nothing(state, value):
    send(state, {0: {"feature 2": value}})
    assert state["_edit_refused"].kind == "edited_too_large"
    assert (state.edits, state["_undo"]) == ("", [])


@pytest.mark.parametrize("row", [-1, 150, 10**9])
def test_a_row_that_is_none_changes_nothing(state, row):
    send(state, {row: {"feature 0": 1.0}}, deleted=[row])
    assert (state.edits, len(now(state).y)) == ("", 150)


def test_a_class_that_is_none_is_refused(state):
    send(state, {0: {"class": "rosa"}})
    assert state["_edit_refused"].kind == "incomplete"


def test_deleting_all_but_one_class_is_refused(state):
    send(state, deleted=range(100))
    assert state["_edit_refused"].kind == "classes_left"
    assert len(now(state).y) == 150


def test_more_than_sixty_edited_rows_stay_in_the_session(state):
    send(state, deleted=range(49))
    assert state.dataset == "iris"
    send(state, deleted=range(61, 150, 1))
    assert (state.dataset, state.edits) == ("own", "")
    assert now(state).y.tolist() == [0] * 50 + [1] * 11
    assert now(state).class_names == ("setosa", "versicolor")


def test_fewer_edits_again_are_a_link_again(state):
    send(state, deleted=range(70))
    assert state.dataset == "own"
    send(state, deleted=range(10))
    assert (state.dataset, state.own) == ("iris", "")
    assert state.edits.startswith(f"{PREFIX}_d1_d2_")


def test_undo_and_redo_go_through_every_step_and_reset_to_the_first(state):
    for row in (0, 1, 2):
        send(state, deleted=range(row + 1))
    edits = state.edits
    for left in (148, 149, 150):
        steps._step("_undo", "_redo")
        edit._begin(state)
        assert len(now(state).y) == left
    for left in (149, 148, 147):
        steps._step("_redo", "_undo")
        edit._begin(state)
        assert len(now(state).y) == left
    assert state.edits == edits
    steps._reset()
    edit._begin(state)
    assert (state.edits, len(now(state).y)) == ("", 150)
    steps._step("_undo", "_redo")
    assert state.edits == edits


def test_an_undone_table_is_begun_anew(state):
    send(state, deleted=[0])
    key = state["_begun"].key
    steps._step("_undo", "_redo")
    assert edit._begin(state).key != key
    np.testing.assert_array_equal(state["_begun"].edited.X, IRIS.X)


def test_other_data_begin_anew_without_steps(state):
    send(state, deleted=[0])
    state.dataset = "wine"
    begun = edit._begin(state)
    assert (state["_undo"], state["_redo"]) == ([], [])
    assert begun.base.name == "wine"


def test_own_data_are_edited_into_own_data(state):
    mine = Dataset("mine", IRIS.X[:20, :2], np.arange(20) % 2, ("a", "b"), ("u", "v"))
    own_data.use(own_data.keep(own_data.Own(mine)))
    first = state.own
    send(state, {3: {"feature 0": 0.0}})
    assert (state.dataset, state.edits, state.own != first) == ("own", "", True)
    steps._step("_undo", "_redo")
    assert state.own == first


def test_a_step_to_data_that_went_to_make_room_changes_nothing(state):
    send(state, deleted=range(70))
    send(state, deleted=range(71))
    before = state.own
    del state[own_data.STORE][state["_undo"][-1][1]]
    steps._step("_undo", "_redo")
    assert (state.dataset, state.own, state["_undo"]) == ("own", before, [])


def test_the_oldest_own_data_go_where_there_are_too_many_bytes(state, monkeypatch):
    monkeypatch.setattr(limits, "OWN_DATA", 3 * IRIS.X.nbytes)
    kept = [
        own_data.keep(own_data.Own(Dataset("mine", IRIS.X + i, IRIS.y, IRIS.feature_names, ("u", "v", "w"))))
        for i in range(5)
    ]
    assert own_data.found(kept[0]) is None
    assert own_data.found(kept[-1]) is not None


def test_edited_rows_know_where_they_come_from():
    edited = Edited.none(IRIS).change({}, [0], [])
    assert edited.origin[0] == 1
    with pytest.raises(Refused):
        edited.change({}, list(range(149)), []).dataset(IRIS)


def name(state, typed):
    state["_class_typed"] = typed
    new_class.add(state, edit._begin(state).base)


@pytest.mark.parametrize("typed", ["rosa", "=1+1", "**b**", "  A|B  ", "花"])
def test_a_row_can_be_given_a_class_that_was_named(state, typed):
    name(state, typed)
    send(state, {0: {"class": " ".join(typed.split())}, 7: {"feature 0": 9.5}})
    assert (state.dataset, state.edits) == ("own", "")
    found = now(state)
    assert found.class_names == (*IRIS.class_names, " ".join(typed.split()))
    assert (found.y[0], found.y[1:].tolist(), found.X[7, 0]) == (3, IRIS.y[1:].tolist(), 9.5)


def test_what_was_edited_before_a_class_is_named_stays(state):
    send(state, {0: {"feature 0": 9.5}})
    key = state["_begun"].key
    name(state, "rosa")
    assert edit._begin(state).key != key
    send(state, {1: {"class": "rosa"}})
    assert (now(state).X[0, 0], now(state).y[1]) == (9.5, 3)
    steps._step("_undo", "_redo")
    assert (state.dataset, now(state).X[0, 0], now(state).class_names) == ("iris", 9.5, IRIS.class_names)


def test_a_class_that_no_row_has_is_none(state):
    name(state, "rosa")
    send(state, {0: {"feature 0": 9.5}})
    assert now(state).class_names == IRIS.class_names


@pytest.mark.parametrize("typed", ["", "  ", "setosa", "NA", "x" * 101, None])
def test_a_class_needs_a_name_of_its_own(state, typed):
    name(state, typed)
    assert state["_class_refused"].kind == "class_name"
    assert edit._begin(state).base.class_names == IRIS.class_names


def test_there_are_at_most_twenty_classes(state):
    for number in range(17):
        name(state, f"class {number}")
    assert (len(edit._begin(state).base.class_names), "_class_refused" in state) == (20, False)
    name(state, "one more")
    assert state["_class_refused"].kind == "too_many_added"
    assert len(edit._begin(state).base.class_names) == 20


def test_a_class_named_for_some_data_is_not_offered_for_others(state):
    name(state, "rosa")
    state.dataset = "penguins"
    assert "rosa" not in edit._begin(state).base.class_names
