"""What Streamlit's page in the browser does not do by itself; manners.js says what, and why."""

from itertools import count
from pathlib import Path

import streamlit as st

KEY = "manners"
RUNS = count(1)  # of all pages; no two that follow each other on one are the same

_component = st.components.v2.component("manners", js=Path(__file__).with_name("manners.js").read_text("utf-8"))


def manners() -> None:
    """Let a click wait for what was just typed, and a sweep of a control be one entry of the browser's history.

    And tell the browser that a run of the page has come.
    """
    _component(key=KEY, data=next(RUNS))
