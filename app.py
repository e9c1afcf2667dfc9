"""Softmax Trainer: streamlit run app.py"""

import gc
from functools import partial
from pathlib import Path

import streamlit as st

from trainer.language import _
from trainer.ui import error_log, foreign_values, scikit_learn, session
from trainer.ui.derive import page as derive
from trainer.ui.lessons import glossary, moves
from trainer.ui.lessons.strip import strip
from trainer.ui.pages import check, compare, data, lessons, train
from trainer.ui.progress import Stopped, say_stopped
from trainer.ui.settings.rows.classroom import PAGE_NAMES
from trainer.ui.settings.values import from_values
from trainer.ui.share import panel, switches
from trainer.ui.widgets import chart_files, controls, language_switch, learning_rate_band, manners

PAGES = {"train": train, "derive": derive, "check": check, "compare": compare, "data": data, "lessons": lessons}
STYLE = Path(__file__).parent / "trainer" / "ui" / "style.css"


@st.cache_resource(show_spinner=False)
def freeze_imports() -> None:
    """Streamlit collects garbage after every run; without this it looks through every import each time."""
    gc.collect()
    gc.freeze()


def main() -> None:
    """Draw the settings panel and the page chosen."""
    error_log.keep()
    foreign_values.drop()
    freeze_imports()
    st.html(STYLE)
    manners.manners()
    session.read_url()
    st.set_page_config(_("Softmax Trainer"), page_icon="🔺", layout="wide")
    moves.arrive()
    settings = from_values(session.values())
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
    switches.dress(settings.classroom)
    with st.container(key="header_tools", horizontal=True):
        language_switch.switch()
        panel.panel(moves.address(chosen))
    controls.sidebar(settings, {"learning_rate": learning_rate_band.band}, without=on_the_page)
    moves.turn_page(pages, moves.address(chosen), switches.instead_of(moves.address(chosen), settings))
    st.set_page_config(
        f"{chosen.title} · {settings.classroom.title or _('Softmax Trainer')}",
        initial_sidebar_state=switches.sidebar_at_first(on_the_page),
    )
    session.show_ignored()
    try:
        if strip(settings, moves.address(chosen)):
            chosen.run()
    except Stopped:
        say_stopped()
    glossary.words_on(moves.address(chosen))
    glossary.opened()
    session.write_url()
    chart_files.chart_files()
    scikit_learn.loading()


main()
