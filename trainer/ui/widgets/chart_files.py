"""Every chart of every page as PNG and SVG; chart_files.js says how."""

from pathlib import Path

import streamlit as st

from trainer.language import _

KEY = "chart_files"

SCRIPTS = ("page_picture.js", "chart_files.js")  # one after the other

_component = st.components.v2.component(
    KEY, js="\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in SCRIPTS)
)


def chart_files() -> None:
    """Two buttons at the corner of each chart, seen when the pointer or the focus is on it."""
    _component(
        key=KEY, data={"png": _("Save this chart as a PNG picture"), "svg": _("Save this chart as an SVG picture")}
    )
