"""Every chart of every page as PNG and SVG; chart_files.js says how."""

from pathlib import Path

import streamlit as st

from trainer.language import _

KEY = "chart_files"

_component = st.components.v2.component(KEY, js=Path(__file__).with_suffix(".js").read_text("utf-8"))


def chart_files() -> None:
    """Two buttons at the corner of each chart, seen when the pointer or the focus is on it."""
    _component(
        key=KEY, data={"png": _("Save this chart as a PNG picture"), "svg": _("Save this chart as an SVG picture")}
    )
