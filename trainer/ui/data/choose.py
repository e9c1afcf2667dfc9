"""Choosing a built-in data set: a card for each, with what to look for."""

import streamlit as st

from trainer.glossary import with_terms
from trainer.language import _
from trainer.ui.settings import data_sets
from trainer.ui.settings.row import Values
from trainer.ui.words.data import LOOK_FOR, size_in_words


def choose(values: Values) -> None:
    """A card for each data set, with its sentence and a button; the one in use is marked."""
    with st.container(key="grid_data_sets"):
        for id in data_sets.SOURCES:
            if id != data_sets.OWN:
                with st.container(border=True, height="stretch"):
                    _card(id, values)


def _card(id: str, values: Values) -> None:
    source, chosen = data_sets.SOURCES[id], values["dataset"] == id
    data = data_sets.begun_with({**values, "dataset": id})
    st.markdown(f"**{_(source.name)}**")
    st.caption(size_in_words(len(data.y), data.X.shape[1], len(data.class_names)))
    st.markdown(with_terms(_(LOOK_FOR[id])))
    st.button(
        _("In use") if chosen else _("Use these data"),
        key=f"use {id}",
        disabled=chosen,
        icon=":material/check:" if chosen else None,
        on_click=_use,
        args=(id,),
    )


def _use(id: str) -> None:
    st.session_state.dataset = id
