"""Undo, redo and reset of edited rows: a step is which data were shown, the data themselves stay where they are."""

import streamlit as st

from trainer.datasets import Dataset
from trainer.edits import Edited, digest, written
from trainer.language import _
from trainer.ui import own_data
from trainer.ui.own_data import Own
from trainer.ui.settings import data_sets

UNDO, REDO, REFUSED, STEPPED = "_undo", "_redo", "_edit_refused", "_stepped"
LATEST = "_latest"  # the digest of the data that came of the last step
MOST_STEPS = 50  # that can be undone

Version = tuple[str, str, str]  # dataset, own, edits


def follow(now: str) -> None:
    """Forget every step where the data shown, by their digest, are others than those that the last one left."""
    if st.session_state.get(LATEST) == now:
        return
    st.session_state[LATEST] = now
    st.session_state.pop(REFUSED, None)
    if not st.session_state.pop(STEPPED, False):
        st.session_state[UNDO], st.session_state[REDO] = [], []


def take(base: Dataset, travels: bool, edited: Edited) -> str:
    """Train on edited rows from now on, in the link where they are few; returns the digest of the data.

    travels: whether every session has the data begun with. Raises Refused where too few classes are left.
    """
    data, before = edited.dataset(base), _version()
    text = written(base, edited) if travels else None
    if text is not None:
        st.session_state.dataset, st.session_state.own = base.name, ""
        st.session_state.edits = f"{digest(base)[:8]}_{text}" if text else ""
    else:
        own_data.use(own_data.keep(Own(data)))
    st.session_state[UNDO] = [*st.session_state.get(UNDO, []), before][-MOST_STEPS:]
    st.session_state[REDO] = []
    st.session_state[LATEST] = digest(data)
    st.session_state.pop(REFUSED, None)
    return str(st.session_state[LATEST])


def buttons(edited: bool) -> None:
    """Undo, redo and reset; edited: whether a link brought edits."""
    undo, redo = st.session_state[UNDO], st.session_state[REDO]
    with st.container(horizontal=True):
        st.button(_("Undo"), icon=":material/undo:", on_click=_step, args=(UNDO, REDO), disabled=not undo, key="undo")
        st.button(_("Redo"), icon=":material/redo:", on_click=_step, args=(REDO, UNDO), disabled=not redo, key="redo")
        st.button(
            _("Reset rows"),
            icon=":material/restart_alt:",
            on_click=_reset,
            disabled=not (undo or edited),
            key="reset_rows",
            help=_("All rows as they were before the first edit."),
        )


def _version() -> Version:
    """Which data are shown."""
    return st.session_state.dataset, st.session_state.own, st.session_state.edits


def _go_to(version: Version) -> None:
    st.session_state.dataset, st.session_state.own, st.session_state.edits = version
    st.session_state[STEPPED] = True
    st.session_state.pop(REFUSED, None)


def _step(one: str, other: str) -> None:
    there = st.session_state[one].pop()
    if _is_gone(there):
        st.session_state[one] = []
        return
    st.session_state[other].append(_version())
    _go_to(there)


def _reset() -> None:
    undo = st.session_state[UNDO]
    dataset, own, _edits = undo[0] if undo else _version()
    if not _is_gone((dataset, own, "")):
        undo.append(_version())
        _go_to((dataset, own, ""))


def _is_gone(there: Version) -> bool:
    """Whether these are somebody's own data that had to make room."""
    return there[0] == data_sets.OWN and own_data.found(there[1]) is None
