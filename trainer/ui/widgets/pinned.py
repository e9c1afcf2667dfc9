"""Keeping runs: the buttons on the Train and Compare pages. What is kept is settings, not data."""

import streamlit as st

from trainer.language import _
from trainer.ui import session
from trainer.ui.settings.kinds import Kept
from trainer.ui.settings.run_name import run_name
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.url import run_text
from trainer.ui.share.switches import hides

MOST = SETTINGS["kept_runs"].most if isinstance(SETTINGS["kept_runs"], Kept) else 0


def keep_button() -> None:
    """Keep the current run, if it is not kept and there is room."""
    if hides("keep"):
        return
    kept, now = st.session_state.kept_runs, run_text(session.values())
    full = len(kept) >= MOST
    label = _("Kept") if now in kept else _("{n} runs are kept").format(n=MOST) if full else _("Keep this run")
    st.button(
        label,
        key="keep",
        icon=":material/keep:",
        help=_("Keeps this run's settings, to see it beside others on the Compare page."),
        disabled=now in kept or full,
        on_click=_set,
        args=((*kept, now),),
    )


def kept_list() -> None:
    """The kept runs by name, each with a button that removes it, and one that removes all."""
    kept = st.session_state.kept_runs
    if not kept:
        st.info(_("No run is kept yet: set one up, and press “Keep this run” on the Train page."))
        return
    with st.container(horizontal=True):
        for run in kept:
            name = run_name(run)
            st.button(
                name,
                key=f"remove {run}",
                icon=":material/close:",
                help=_("Removes the run “{name}”.").format(name=name),
                on_click=_set,
                args=(tuple(other for other in kept if other != run),),
            )
        st.button(_("Remove all"), key="remove all", help=_("Removes every kept run."), on_click=_set, args=((),))


def _set(runs: tuple[str, ...]) -> None:
    st.session_state.kept_runs = runs
