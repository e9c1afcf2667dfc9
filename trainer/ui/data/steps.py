"""Undo, redo and reset of edited rows: a step is which data were shown, the data themselves stay where they are."""

import streamlit as st

from trainer.language import _
from trainer.ui import own_data
from trainer.ui.settings import data_sets

UNDO, REDO, REFUSED, STEPPED = "_undo", "_redo", "_edit_refused", "_stepped"
MOST_STEPS = 50  # that can be undone

Version = tuple[str, str, str]  # dataset, own, edits


def forget() -> None:
    """There is nothing to undo or redo."""
    st.session_state[UNDO], st.session_state[REDO] = [], []


def remember(before: Version) -> None:
    """A new step, which leaves nothing to redo."""
    st.session_state[UNDO] = [*st.session_state[UNDO], before][-MOST_STEPS:]
    st.session_state[REDO] = []


def stepped() -> bool:
    """Whether the data shown came of undo, redo or reset, and not of another choice; asked once."""
    return bool(st.session_state.pop(STEPPED, False))


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


def version() -> Version:
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
    st.session_state[other].append(version())
    _go_to(there)


def _reset() -> None:
    undo = st.session_state[UNDO]
    dataset, own, _edits = undo[0] if undo else version()
    if not _is_gone((dataset, own, "")):
        undo.append(version())
        _go_to((dataset, own, ""))


def _is_gone(there: Version) -> bool:
    """Whether these are somebody's own data that had to make room."""
    return there[0] == data_sets.OWN and own_data.found(there[1]) is None
