"""The strip of a lesson above the page: a step, what it asks or waits for, and the way on.

A step that asks may cover the page until it is answered and left, so that the outcome is not in sight before the
prediction. What was predicted stays beside the outcome. Going back is always free.
"""

import streamlit as st

from trainer.language import _
from trainer.lessons.lesson import ASKS
from trainer.ui import session
from trainer.ui.lessons import moves, steps
from trainer.ui.lessons.library import after, lessons
from trainer.ui.lessons.place import NONE, Place, place_of
from trainer.ui.lessons.said import said
from trainer.ui.lessons.waiting import done
from trainer.ui.settings.values import Settings
from trainer.ui.words import lessons as words

STYLE = """<style>
.st-key-lesson_strip {background: light-dark(#ffffff, #171614); padding: 0.5rem 0.9rem 1rem; gap: 0.4rem;}
.st-key-lesson_strip .st-key-lesson_options {gap: 0.35rem;}
.st-key-lesson_options button {justify-content: flex-start; text-align: left; min-height: 2.2rem; padding: 0 0.7rem;}
.st-key-lesson_strip p {margin-bottom: 0.3rem;}
@media (min-width: 1000px) and (min-height: 600px) {
  div:has(> .st-key-lesson_strip) {position: sticky; top: 3.75rem; z-index: 99;}
}
@media print {div:has(> .st-key-lesson_strip) {position: static;}}
</style>"""


def strip(settings: Settings, page: str) -> bool:
    """Draw the step of the lesson that is set, if any; whether the page below may be seen."""
    place = place_of(settings.lesson, lessons())
    if place is None or (settings.lesson.teacher and page == "lessons"):
        return True
    if place.ignored:
        st.warning(words.from_the_link(place.ignored), icon=":material/link_off:")
    ready = _ready(place, page)
    opened = moves.furthest(place) > place.number
    st.html(STYLE)
    with st.container(key="lesson_strip", border=True):
        _head(place, settings, opened or (ready and not _locked(place, settings)))
        left, right = st.columns([5, 4], gap="medium", vertical_alignment="top")
        with left:
            steps.left(place, ready)
        with right:
            steps.right(place, ready, opened)
            if ready and not opened and _locked(place, settings):
                _ask_for_the_code(place)
    covered = place.step.cover and page != "lessons"
    if covered:
        st.title(said(place.lesson.title, place.lesson), anchor=False)
        st.info(_("The page is covered while you predict."), icon=":material/visibility_off:")
    return not covered


def _ready(place: Place, page: str) -> bool:
    """Whether the step has been answered or done."""
    if place.step.kind in ASKS:
        return place.answer(place.number) != NONE
    return done(place.lesson, place.number, session.values(), page)


def _locked(place: Place, settings: Settings) -> bool:
    return settings.lesson.locked and place.step.kind in ASKS


def _head(place: Place, settings: Settings, may_go_on: bool) -> None:
    lesson, number, last = place.lesson, place.number, len(place.lesson.steps)
    with st.container(horizontal=True, vertical_alignment="center", key="lesson_head"):
        title = said(lesson.title, lesson)
        st.markdown(words.where(title, number, last, place.step.kind), width="stretch")
        st.button(
            _("Back"),
            key="lesson_back",
            icon=":material/arrow_back:",
            disabled=number == 1,
            on_click=moves.go,
            args=(lesson, number, number - 1),
        )
        if number < last:
            st.button(
                _("Next"),
                key="lesson_next",
                icon=":material/arrow_forward:",
                type="primary" if may_go_on else "secondary",
                disabled=not may_go_on,
                help=None if may_go_on else words.why_not_yet(place.step.kind),
                on_click=moves.go,
                args=(lesson, number, number + 1),
            )
        elif following := after(lesson, settings.lesson.course):
            st.button(
                _("Next lesson"),
                key="lesson_following",
                icon=":material/arrow_forward:",
                type="primary" if may_go_on else "secondary",
                help=said(following.title, following),
                on_click=moves.open_lesson,
                args=(following.id, settings.lesson.course, int(settings.lesson.locked)),
            )
        st.button(
            _("Leave the lesson"),
            key="lesson_leave",
            icon=":material/close:",
            type="tertiary",
            help=_("Ends the lesson; the settings stay as they are."),
            on_click=moves.leave,
        )


def _ask_for_the_code(place: Place) -> None:
    st.text_input(
        _("Your teacher opens the next step with four digits"),
        key=moves.WORD,
        max_chars=8,
        on_change=moves.unlock,
        args=(place,),
    )
