"""scikit-learn, loaded in the background."""

import threading

import streamlit as st

from trainer.analysis import reference
from trainer.language import _
from trainer.ui import garbage


def _load() -> None:
    reference.load()
    garbage.search()  # sets its objects aside


@st.cache_resource(show_spinner=False)
def loading() -> threading.Thread:
    """Import scikit-learn in the background, once a process: it takes more than a second."""
    thread = threading.Thread(target=_load, name="load scikit-learn", daemon=True)
    thread.start()
    return thread


def wait_until_loaded() -> None:
    """Return when scikit-learn is there, showing that it is loading until then."""
    thread = loading()
    if thread.is_alive():
        with st.spinner(_("Loading scikit-learn …")):
            thread.join()
