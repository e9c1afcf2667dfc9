"""The language of a session: from the link, else from the browser, and a switch that is always in sight."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from trainer import language
from trainer.language import _
from trainer.ui import session
from trainer.ui.settings.widget_keys import LANGUAGE_SWITCH
from trainer.ui.share.switches import hides

Given = ParamSpec("Given")


def fragment(draw: Callable[Given, None]) -> Callable[Given, None]:
    """st.fragment for whatever says something: its runs are not those of the page, and begin in English."""

    @wraps(draw)
    def spoken(*args: Given.args, **kwargs: Given.kwargs) -> None:
        session.speak(session.value("lang"))
        draw(*args, **kwargs)

    return st.fragment(spoken)


def switch() -> None:
    """Each language by its own name, in the page's header."""
    if hides("language"):
        return
    st.session_state[LANGUAGE_SWITCH] = language.language()
    st.segmented_control(
        _("Language"),
        language.languages(),
        format_func={spoken: language.own_name(spoken) for spoken in language.languages()}.__getitem__,
        key=LANGUAGE_SWITCH,
        required=True,
        label_visibility="collapsed",
        on_change=_take,
    )


def _take() -> None:
    st.session_state["lang"] = st.session_state[LANGUAGE_SWITCH]
