"""A chart on a page, with its words for those who cannot see it; large where it is projected."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from trainer.figures.enlarged import enlarged
from trainer.figures.theme import CONFIG, Figure
from trainer.ui.share import switches


def chart(figure: Figure, key: str, alt: str, config: Mapping[str, Any] = CONFIG, taller: bool = True) -> None:
    """Draw a figure. alt: what it shows, in words; taller: whether it may grow where its text is large."""
    shown = enlarged(figure, switches.CHART_TEXT, taller) if switches.projected() else figure
    st.plotly_chart(shown, key=key, config=dict(config), alt=alt)
