"""What a teacher's switches do to the frame of the page: the menu, the title, and the look of charts.

What is hidden is not drawn at all, but for the parts of the live picture, which share one element: those go by
properties of CSS that reach into it.
"""

from collections.abc import Collection
from html import escape
from pathlib import Path
from typing import Literal

import streamlit as st

from trainer.ui import session
from trainer.ui.settings.values import ClassroomSettings, Settings

STYLE, PROJECTOR = (Path(__file__).with_name(name).read_text("utf-8") for name in ("switches.css", "projector.css"))
IN_THE_PICTURE = ("zones", "measures", "loss", "probabilities")  # parts of the element that the live picture is
CHART_TEXT = 18  # pixels of a projected chart's smallest text


def hides(part: str) -> bool:
    """Whether a control or a part of a page is hidden."""
    return part in session.value("hide")


def projected() -> bool:
    """Whether charts are to be read from the last row."""
    return bool(session.value("projector"))


def in_the_menu(page: str, chosen: ClassroomSettings) -> bool:
    """Whether the menu shows the page of an address."""
    return page in chosen.pages or not chosen.pages


def instead_of(page: str, settings: Settings) -> str:
    """The page to show instead of the first, where the menu has it not; a lesson goes wherever it needs to."""
    chosen = settings.classroom
    away = page == "train" and not in_the_menu(page, chosen) and settings.lesson.id == "none"
    return chosen.pages[0] if away else page


def sidebar_at_first(on_the_page: Collection[str]) -> Literal["auto", "collapsed"]:
    """Projected, the panel is closed where the page itself draws all that it would be folded to."""
    return "collapsed" if projected() and on_the_page else "auto"


def dress(chosen: ClassroomSettings) -> None:
    """The title, and the style that the switches ask for."""
    rules = style(chosen.hide, chosen.projected)
    if rules or chosen.title:
        st.html(f"<style>{STYLE}{rules}</style>")
    if chosen.title:
        with st.container(key="class_title"):
            st.html(f'<p dir="auto">{escape(chosen.title)}</p>')


def style(hidden: Collection[str], large: bool) -> str:
    """Where the parts of the live picture stand without those hidden, and how large its text is."""
    gone = [part for part in IN_THE_PICTURE if part in hidden]
    rules = "".join(f"--show-{part}: none; " for part in gone)
    if large:
        rules += f"--chart-text: {CHART_TEXT}px; "
    places = _places("loss" in gone, "probabilities" in gone)
    return (f":root {{{rules}}}\n" if rules else "") + (PROJECTOR if large else "") + places


def _places(no_loss: bool, no_probabilities: bool) -> str:
    """The rows of the grid in instrument.css, where one of the pictures on the right or both are gone."""
    if not (no_loss or no_probabilities):
        return ""
    upper, lower = ("side" if no_loss else "loss"), ("loss" if no_probabilities else "side")
    if no_loss and no_probabilities:
        upper = lower = "plane"
    areas = f'"rate rate" "zones zones" "measures measures" "plane {upper}" "plane {lower}" "player player" "step step"'
    wide = f"@container (width >= 640px) {{.st-key-instrument {{grid-template-areas: {areas} !important;}}}}"
    narrow = "@container (width < 640px) {.st-key-instrument {grid-template-rows: repeat(8, auto) !important;}}"
    return wide + (f"\n{narrow}" if no_loss else "")
