"""The Derive page: from x to a - y and one update, a card at a time, with live numbers."""

from pathlib import Path

import streamlit as st

from trainer.figures.regions_figure import regions_figure
from trainer.language import _
from trainer.ui import runs
from trainer.ui.derive import deck
from trainer.ui.derive.layout import title
from trainer.ui.derive.steps import CARDS
from trainer.ui.derive.strip import strip
from trainer.ui.derive.worked_example import WorkedExample, worked_example_of
from trainer.ui.settings.values import Settings
from trainer.ui.widgets import controls
from trainer.ui.widgets.chart_clicks import sample_clicks
from trainer.ui.widgets.charts import chart
from trainer.ui.widgets.tex import Ink
from trainer.ui.words.runs import regions_in_words

STYLE = Path(__file__).with_name("derive.css")
REGIONS = "derive_regions"
WIDTH = 440  # pixels of the picture to choose in


def page(settings: Settings) -> None:
    """Draw the page: what is followed, the bar and the strip that stay, and the card or all of them."""
    st.html(STYLE)
    example = worked_example_of(settings)
    ink = Ink(controls.theme(), deck.is_narrow())
    with st.container(horizontal=True, key="derive_inputs", vertical_alignment="bottom"):
        st.title(_("Why the gradient is a − y"), anchor=False, width="content")
        controls.control("numbers_from", width=180)
        if example.by_hand:
            _logit_controls(settings.derive.target == "free")
        else:
            _sample_controls(settings, example)
    with st.container(key="derive_bar"):
        deck.bar(settings.derive, example.followed)
        strip(example, ink.theme)
    for number in deck.shown(settings.derive):
        with st.container(border=True, key=f"step_{number}"):
            title(number)
            CARDS[number - 1](example, ink)


def _logit_controls(free: bool) -> None:
    """The target, and whatever else can be typed in one place: the strip shows it, and a card needs the room."""
    controls.control("target", width=140)
    with st.popover(_("Type numbers"), icon=":material/keyboard:"):
        left, right = st.columns(2)
        with left:
            for key in ("z1", "z2", "z3", "temperature"):
                controls.control(key)
        with right:
            for key in ("y1", "y2", "y3") if free else ():
                controls.control(key)


def _sample_controls(settings: Settings, example: WorkedExample) -> None:
    controls.control("sample", width=170)
    controls.control("epoch", high=example.experiment.history.n_epochs, width=170)
    with st.popover(_("Picture"), icon=":material/scatter_plot:"):
        figure = regions_figure(
            example.experiment, runs.axes_shown(settings), example.epoch, controls.theme(), example.row, height=320
        )
        with st.container(width=WIDTH):
            chart(figure, key=REGIONS, alt=regions_in_words(example.experiment, example.epoch))
        sample_clicks(REGIONS)
