"""Where a linear model must fail, the page says so and offers what makes it succeed."""

import streamlit as st

from trainer.language import N_, _
from trainer.ui.settings.values import Settings
from trainer.ui.share.switches import hides

FAILS = N_("No straight boundary can part the two rings, so a linear model must fail here, however it is trained.")
SUCCEEDS = N_("With squares and products of the features it succeeds: its boundary is a curve.")


def squares_hint(settings: Settings) -> None:
    """For the two rings: that a linear model must fail, and a button that adds squares and products."""
    if settings.data.dataset != "rings" or settings.data.squares or hides("squares"):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("{first} {next}").format(first=_(FAILS), next=_(SUCCEEDS)), width="stretch")
        st.button(_("Add squares and products"), key="add_squares", icon=":material/add:", on_click=_add)


def _add() -> None:
    st.session_state.squares = True
