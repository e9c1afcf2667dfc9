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
    garbage.set_aside()
    yield now
    gc.callbacks.remove(garbage._around_a_search)
    gc.unfreeze()


def test_a_search_sets_aside_what_it_leaves(clock: list[float]) -> None:
    kept = Thing()
    gc.collect()
    assert not any(other is kept for other in gc.get_objects())  # frozen objects are not among them


def test_what_was_set_aside_and_refers_to_itself_goes_with_the_next_search_of_everything(clock: list[float]) -> None:
    thing = Thing()
    gone = weakref.ref(thing)
    gc.collect()
    del thing
    gc.collect()
    assert gone() is not None
    clock[0] += garbage.EVERYTHING_EVERY + 1
    gc.collect()
    assert gone() is None


def test_what_is_new_and_refers_to_itself_goes_with_any_search(clock: list[float]) -> None:
    gone = weakref.ref(Thing())
    gc.collect()
    assert gone() is None


def test_setting_aside_twice_adds_no_second_watcher(clock: list[float]) -> None:
    garbage.set_aside()
    assert gc.callbacks.count(garbage._around_a_search) == 1
