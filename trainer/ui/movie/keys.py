"""Play, pause and scrub the movie from the keyboard: keys.js, and the words that say how."""

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "movie_keys",
    html="<p>Keyboard: with the focus on the chart, Space plays and pauses, ← → step, Home and End jump.</p>",
    css="p {margin: 0; font-size: 0.875rem; color: var(--st-text-color); opacity: 0.6;}",
    js=Path(__file__).with_name("keys.js").read_text(),
)


def movie_keys() -> None:
    """Draw the hint, and let the chart with key "movie" take keys."""
    _component(key="movie_keys")
