"""Where a chart is clicked. Streamlit's own selection knows no heatmaps, and makes a finger pan the chart."""

import math
from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

_component = st.components.v2.component("chart_clicks", js=Path(__file__).with_suffix(".js").read_text())


def chart_clicks(chart: str, take: Callable[[float, float], None]) -> None:
    """Call `take` with x and y of a point clicked in the chart with this key, before the page runs again."""
    key = f"{chart}_clicks"

    def clicked() -> None:
        place = clicked_place(getattr(st.session_state.get(key), "clicked", None))
        if place is not None:
            take(*place)

    _component(key=key, data={"chart": chart}, on_clicked_change=clicked)


def clicked_place(sent: object) -> tuple[float, float] | None:
    """x and y as a browser sent them, or None for anything that is no place."""
    if not isinstance(sent, Mapping):
        return None
    place = [sent.get(axis) for axis in ("x", "y")]
    numbers = [float(value) for value in place if isinstance(value, int | float) and not isinstance(value, bool)]
    return (numbers[0], numbers[1]) if len(numbers) == 2 and all(map(math.isfinite, numbers)) else None
