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
from trainer.ui.settings.values import from_values
from trainer.ui.widgets import controls, language_switch, learning_rate_band, manners

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
    language_switch.switch()
    moves.arrive()
    settings = from_values(session.values())
    pages = [
        st.Page(partial(train.page, settings), title=_("Train"), url_path="train", default=True),
        st.Page(partial(derive.page, settings), title=_("Derive"), url_path="derive"),
        st.Page(partial(check.page, settings), title=_("Check"), url_path="check"),
        st.Page(partial(compare.page, settings), title=_("Compare"), url_path="compare"),
        st.Page(partial(data.page, settings), title=_("Data"), url_path="data"),
        st.Page(partial(lessons.page, settings), title=_("Lessons"), url_path="lessons"),
    ]
    chosen = st.navigation(pages, position="top")
    on_the_page = ("learning_rate",) if chosen == pages[0] else ()
    controls.sidebar(settings, {"learning_rate": learning_rate_band.band}, without=on_the_page)
    moves.turn_page(pages, moves.address(chosen))
    st.set_page_config(f"{chosen.title} · {_('Softmax Trainer')}")
    session.show_ignored()
    try:
        if strip(settings, moves.address(chosen)):
            chosen.run()
    except Stopped:
        say_stopped()
    glossary.opened()
    session.write_url()
    scikit_learn.loading()


main()
