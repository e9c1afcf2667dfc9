"""The movie's component: its modules joined to one script, its place on the page, and the channel beside it.

js/ holds modules that a browser can load as they are, as the tests do. Streamlit takes one script a component, so
they are joined in the order in which they need each other; no two share a name at the top.
"""

import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
STYLE = f"<style>{(HERE / 'instrument.css').read_text()}</style>"  # of the page around the movie
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+\.js)";\n', re.MULTILINE)
_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)


@cache
def joined(name: str = "main.js") -> str:
    """The module and all that it imports, each once, as one script."""
    order: dict[str, str] = {}

    def add(module: str) -> None:
        text = (HERE / "js" / module).read_text()
        for needed in _IMPORT.findall(text):
            if needed not in order:
                add(needed)
        order[module] = re.sub(r"^export (?!default)", "", _IMPORT.sub("", text), flags=re.MULTILINE)

    add(name)
    text = "\n".join(order.values())
    return re.sub(r"^ +", "", _COMMENT.sub("", text), flags=re.MULTILINE)  # it travels with every run


@cache
def _component(name: str, script: str, html: str = "", css: str = "") -> Any:
    return st.components.v2.component(name, html=html or None, css=css or None, js=script)


def mount(data: bytes, on_view: Callable[[], None], on_hand: Callable[[], None]) -> None:
    """Draw the movie from its parts.

    on_view is called when another epoch or sample is looked at, on_hand when a hand sets weights or samples.
    """
    html, css = (HERE / "movie.html").read_text(), (HERE / "movie.css").read_text()
    _component("movie", joined(), html, css)(key="movie", on_view_change=on_view, on_hand_change=on_hand)
    _component("movie_data", (HERE / "data.js").read_text())(key="movie_data", data=data)


def answer(data: bytes) -> None:
    """Give the movie what it asked for; nothing where it asked nothing."""
    channel = _component("movie_channel", (HERE / "channel.js").read_text())
    channel(key="movie_channel", data=data, on_ask_change=lambda: None)


def view() -> Any:
    """What the browser last said of the epoch and sample looked at; from a hostile one, anything."""
    return _state("movie", "view")


def hand() -> Any:
    """What a hand just did to the weights or the samples in the browser; from a hostile one, anything."""
    return _state("movie", "hand")


def heard() -> float:
    """When the browser last said so, in its milliseconds; 0 if it has not."""
    return _number(view(), "told")


def act() -> float:
    """The number of what a hand just did; 0 if it has none."""
    return _number(hand(), "act")


def question() -> Any:
    """What the browser asks for in this run; None mostly, and from a hostile one, anything."""
    return _state("movie_channel", "ask")


def _number(said: Any, name: str) -> float:
    value = said.get(name) if isinstance(said, Mapping) else None
    return value if isinstance(value, (int, float)) and math.isfinite(value) else 0


def _state(component: str, name: str) -> Any:
    try:
        return st.session_state[component][name]
    except Exception:  # Streamlit reads what a browser sent; from a foreign one anything may come
        return None
