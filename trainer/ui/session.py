"""URL and session state, and nothing else.

A widget's key is its setting's id, so session state holds one value a setting. The URL is read when a
session opens and when the browser goes back or forward; after that every run writes it.
"""

from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from trainer.ui.settings import url
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.values import DEFAULTS, applicable


def values() -> dict[str, Any]:
    """The value of every setting now."""
    state = st.session_state
    return {key: tuple(state[key]) if isinstance(state[key], list) else state[key] for key in SETTINGS}


def read_url() -> None:
    """Seed the settings from the URL if it is new, and keep the settings of widgets not drawn."""
    state, query = st.session_state, st.query_params.to_dict()
    now = values() if "query" in state else dict(DEFAULTS)
    written = url.write(now)
    path = urlsplit(st.context.url or "").path
    turned_page = not query and path != state.get("path", path)  # the menu drops the query; settings come along
    state.path = path
    if "query" not in state or (not turned_page and query != state.query and written == state.query):
        now, state.ignored = url.read(query)
        state.query = url.write(now)
    elif written != state.query:
        state.ignored = []
    state.update(now)
    state.applies = applicable(now)  # once a run: reading session state for every widget would take milliseconds


def write_url() -> None:
    """Put the settings into the URL."""
    st.session_state.query = url.write(values())
    if st.query_params.to_dict() != st.session_state.query:
        st.query_params.from_dict(st.session_state.query)


def show_ignored() -> None:
    """One sentence for each part of the link that was not used."""
    if st.session_state.ignored:
        st.warning("From the link: " + " ".join(st.session_state.ignored), icon=":material/link_off:")


def reset() -> None:
    """Every setting back to its default; runs that were kept stay."""
    st.session_state.update(DEFAULTS, ignored=[], kept=st.session_state.kept)
