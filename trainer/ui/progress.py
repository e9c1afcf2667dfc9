"""A long run in slices: it says how far it is, can be stopped, and ends as soon as it is superseded.

Any call of Streamlit ends a script whose browser has asked for another run, so that noting the progress is
what gives a superseded run up: at most a slice of it is wasted. A run that was stopped is not begun again until
its settings change or someone asks for it; the page then says so in its place.
"""

import time
from collections.abc import Callable, Generator, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from typing import TypeVar

import streamlit as st

from trainer.language import _

PATIENCE = 0.3  # seconds: a shorter run shows nothing
STOPPED, DONE = "_stopped", "_done"  # what was stopped, after how many epochs and of how many; epochs done so far

Result = TypeVar("Result")
_reserved: ContextVar[st.delta_generator.DeltaGenerator | None] = ContextVar("_reserved", default=None)
_said = count()  # a run too large to be kept may be trained twice for one page, and has a bar and a button each time


class Stopped(Exception):
    """The run was stopped by whoever looks at the page, and has no result."""


@contextmanager
def place_reserved() -> Iterator[None]:
    """Here it is said what is waited for within the block.

    The place is there in every run of a script: all that comes after it would be mounted again if it came and went.
    """
    token = _reserved.set(st.empty())
    try:
        yield
    finally:
        _reserved.reset(token)


def finished(slices: Generator[int, None, Result], n_epochs: int, what: Hashable = None) -> Result:
    """What the slices return; a bar shows the epochs done of n_epochs where it takes long.

    what: which run this is, by which it can be stopped; Stopped is raised for the one that was.
    """
    if what is not None and st.session_state.get(STOPPED, (None,))[0] == what:
        raise Stopped
    start, place, bar = time.monotonic(), None, None
    said = _("Training: epoch {done} of {n}. Changing any setting ends this run.")
    try:
        while True:
            done = next(slices)
            st.session_state[DONE] = done
            if time.monotonic() - start < PATIENCE:
                continue
            if place is None or bar is None:
                place = _reserved.get() or st.empty()
                bar = _bar_and_button(place, n_epochs, what)
            bar.progress(min(done / n_epochs, 1.0), said.format(done=f"{done:,}", n=f"{n_epochs:,}"))
    except StopIteration as end:
        if place is not None:
            place.empty()
        return end.value  # type: ignore[no-any-return]
    finally:
        slices.close()


@contextmanager
def waiting() -> Iterator[Callable[[], None]]:
    """What to call again and again while another page makes the same: it ends a superseded run, and says what is
    waited for where that takes long.
    """
    start = time.monotonic()
    places: list[st.delta_generator.DeltaGenerator] = []

    def meanwhile() -> None:
        st.session_state.get(DONE)
        if not places and time.monotonic() - start > PATIENCE:
            places.append(_reserved.get() or st.empty())
            box = _over_the_page(places[0], next(_said))
            box.caption(_("Another tab computes the same; it is shown here as soon as it is there."))

    yield meanwhile
    for place in places:
        place.empty()


def _bar_and_button(
    place: "st.delta_generator.DeltaGenerator", n_epochs: int, what: Hashable
) -> "st.delta_generator.DeltaGenerator":
    number = next(_said)
    inside = _over_the_page(place, number)
    bar = inside.empty()
    if what is not None:
        inside.button(
            _("Stop"),
            key=f"stop_{number}",
            icon=":material/stop_circle:",
            help=_("Ends this run without a result."),
            on_click=_stop,
            args=(what, n_epochs),
        )
    return bar


def _over_the_page(place: "st.delta_generator.DeltaGenerator", number: int) -> "st.delta_generator.DeltaGenerator":
    """A box at the lower edge of the window, which moves nothing on the page when it comes and goes; see style.css."""
    return place.container(key=f"waited_for_{number}")


def _stop(what: Hashable, n_epochs: int) -> None:
    st.session_state[STOPPED] = (what, st.session_state.get(DONE, 0), n_epochs)


def say_stopped() -> None:
    """That the run was stopped, and a button that trains it after all."""
    _what, done, n_epochs = st.session_state[STOPPED]
    said = _("Training was stopped at epoch {done} of {n}, so that there is nothing to show.")
    st.info(said.format(done=f"{done:,}", n=f"{n_epochs:,}"), icon=":material/stop_circle:")
    st.button(
        _("Train it"),
        key="train_after_all",
        icon=":material/play_arrow:",
        help=_("Trains the run from its start to its end."),
        on_click=st.session_state.pop,
        args=(STOPPED,),
    )
