"""What Streamlit's page in the browser does not do by itself; manners.js says what, and why."""

from pathlib import Path

import streamlit as st

KEY = "manners"

_component = st.components.v2.component("manners", js=Path(__file__).with_name("manners.js").read_text("utf-8"))


def manners() -> None:
    """Let a click wait for what was just typed, and a sweep of a control be one entry of the browser's history."""
    _component(key=KEY)
