"""Softmax Trainer: streamlit run app.py"""

import os
from functools import partial
from pathlib import Path

import streamlit as st

# Before NumPy is loaded. The threads of a matrix product wait for each other by spinning: beside a browser or another
# page's run, small products then take many times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from trainer.language import _
from trainer.ui import error_log, foreign_values, garbage, heap, scikit_learn, session, state_view
from trainer.ui.derive import page as derive
from trainer.ui.lessons import glossary, moves
from trainer.ui.lessons.strip import strip
from trainer.ui.movie import component
from trainer.ui.pages import check, compare, data, lessons, train
from trainer.ui.progress import Stopped, place_reserved, say_stopped
from trainer.ui.settings.rows.classroom import PAGE_NAMES
from trainer.ui.settings.values import Settings, from_values
from trainer.ui.share import panel, switches
from trainer.ui.widgets import chart_files, controls, language_switch, learning_rate_band, manners

PAGES = {"train": train, "derive": derive, "check": check, "compare": compare, "data": data, "lessons": lessons}
STYLE = (Path(__file__).parent / "trainer" / "ui" / "style.css").read_text("utf-8")


def main() -> None:
    """Draw the settings panel and the page chosen."""
    error_log.keep()
    foreign_values.drop()
    garbage.set_aside()
    heap.keep_arrays_apart()
    state_view.look_at_one()
    st.html(f"<style>{STYLE}</style>{component.STYLE}")
    values = session.read_url()
    with st.container(key="unseen"):
        manners.manners()
        chart_files.chart_files()
    settled = moves.arrive(values)
    with session.settled(settled):
        draw(from_values(settled))
        session.write_url()
    scikit_learn.loading()


def draw(settings: Settings) -> None:
    """The menu, the settings panel, and the page chosen."""
    pages = [
        st.Page(
            partial(PAGES[id].page, settings),
            title=_(name),
            url_path=id,
            default=id == "train",
            visibility="visible" if switches.in_the_menu(id, settings.classroom) else "hidden",
        )
        for id, name in PAGE_NAMES.items()
    ]
    chosen = st.navigation(pages, position="top")
    on_the_page = ("learning_rate",) if chosen == pages[0] else ()
    st.set_page_config(
        f"{chosen.title} · {settings.classroom.title or _('Softmax Trainer')}",
        page_icon="🔺",
        layout="wide",
        initial_sidebar_state=switches.sidebar_at_first(on_the_page),
    )
    with place_reserved():
        switches.dress(settings.classroom)
        with st.container(key="header_tools", horizontal=True):
            language_switch.switch()
            panel.panel(moves.address(chosen))
        controls.sidebar(settings, {"learning_rate": learning_rate_band.band}, without=on_the_page)
        moves.turn_page(pages, moves.address(chosen), switches.instead_of(moves.address(chosen), settings))
        session.show_ignored()
        try:
            if strip(settings, moves.address(chosen)):
                chosen.run()
        except Stopped:
            say_stopped()
    glossary.words_on(moves.address(chosen))
    glossary.opened()


main()
