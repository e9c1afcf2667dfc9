"""A search for garbage looks at what is new; what refers to itself goes within half a minute all the same."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from trainer.ui import garbage


class Thing:
    """Refers to itself, so that only a search finds that nothing else does."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """The time that the module sees, which a test sets; searches are as Python's own afterwards."""
    now = [1000.0]
    monkeypatch.setattr(garbage.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(garbage, "_last_of_everything", 0.0)
    yield now
    gc.unfreeze()


def test_a_search_sets_aside_what_it_leaves(clock: list[float]) -> None:
    kept = Thing()
    garbage.search()
    assert not any(other is kept for other in gc.get_objects())  # frozen objects are not among them


def test_what_was_set_aside_and_refers_to_itself_goes_with_the_next_search_of_everything(clock: list[float]) -> None:
    thing = Thing()
    gone = weakref.ref(thing)
    garbage.search()
    del thing
    garbage.search()
    assert gone() is not None
    clock[0] += garbage.EVERYTHING_EVERY + 1
    garbage.search()
    assert gone() is None


def test_what_is_new_and_refers_to_itself_goes_with_any_search(clock: list[float]) -> None:
    gone = weakref.ref(Thing())
    garbage.search()
    assert gone() is None


def test_streamlit_searches_so_after_every_run(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage.script_runner, "gc", gc)
    garbage.set_aside()
    set_up = garbage.script_runner.gc
    garbage.set_aside()
    assert garbage.script_runner.gc is set_up
    thing = Thing()
    set_up.collect(2)
    assert not any(other is thing for other in gc.get_objects())
    asked = garbage.script_runner.ScriptRunner._on_script_finished.__code__.co_names
    assert {"gc", "collect"} <= set(asked)


def test_nothing_of_ours_runs_in_the_middle_of_what_makes_objects(clock: list[float]) -> None:
    garbage.set_aside()
    assert not [called for called in gc.callbacks if getattr(called, "__module__", "").startswith("trainer")]
