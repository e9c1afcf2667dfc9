"""Where a chart is clicked. Streamlit's own selection knows no heatmaps, and makes a finger pan the chart."""

import math
from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from trainer.ui.settings.table import SETTINGS

_component = st.components.v2.component("chart_clicks", js=Path(__file__).with_suffix(".js").read_text())


def chart_clicks(chart: str, take: Callable[[float, float], None]) -> None:
    """Call `take` with x and y of a point clicked in the chart with this key, before the page runs again."""

    def clicked(sent: object) -> None:
        place = clicked_place(sent)
        if place is not None:
            take(*place)

    _listen(chart, clicked)


def sample_clicks(chart: str) -> None:
    """Make a sample clicked in the chart with this key the one that is shown."""

    def clicked(sent: object) -> None:
        sample = clicked_sample(sent)
        if sample is not None and SETTINGS["sample"].allows(sample):
            st.session_state["sample"] = sample

    _listen(chart, clicked)


def _listen(chart: str, clicked: Callable[[object], None]) -> None:
    key = f"{chart}_clicks"

    def told() -> None:
        clicked(getattr(st.session_state.get(key), "clicked", None))

    _component(key=key, data={"chart": chart}, on_clicked_change=told)


def clicked_sample(sent: object) -> int | None:
    """The number of the sample clicked, from 1, as a browser sent it, or None for anything that is none."""
    number = sent.get("customdata") if isinstance(sent, Mapping) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def clicked_place(sent: object) -> tuple[float, float] | None:
    """x and y as a browser sent them, or None for anything that is no place."""
    if not isinstance(sent, Mapping):
        return None
    place = [sent.get(axis) for axis in ("x", "y")]
    numbers = [float(value) for value in place if isinstance(value, int | float) and not isinstance(value, bool)]
    return (numbers[0], numbers[1]) if len(numbers) == 2 and all(map(math.isfinite, numbers)) else None
