"""What takes long is made once somebody looks: a place on the page tells when it comes into sight."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

_component = st.components.v2.component("in_sight", js=Path(__file__).with_suffix(".js").read_text("utf-8"))


def when_in_sight(place: str, told: Callable[[], None]) -> None:
    """Call `told`, before the page runs again, once the container with this key comes into sight; to be drawn in it."""
    _component(key=f"{place}_in_sight", data={"place": place}, on_seen_change=told)
