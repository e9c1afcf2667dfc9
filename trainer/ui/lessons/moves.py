"""What the buttons of a lesson do: where one is, what was predicted, and the settings that a step begins with.

All of it is settings, and so in the link; the session alone knows how far one has been, and where to turn the page to.
"""

from collections.abc import Iterable
from zlib import crc32

import streamlit as st

from trainer.lessons.lesson import Lesson
from trainer.ui import session
from trainer.ui.lessons.library import lessons
from trainer.ui.lessons.links import target
from trainer.ui.lessons.place import Place, given, segment
from trainer.ui.settings import url
from trainer.ui.settings.row import Values
from trainer.ui.settings.rows.lessons import ROWS
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.values import DEFAULTS

GO_TO, FURTHEST, ARRIVED, WORD = "_go_to", "_furthest", "_arrived", "_word"
STAYS = {key for key, row in SETTINGS.items() if row.stays}  # unless the link of a step names it


def arrive(values: Values) -> Values:
    """A session that opens with a link to a lesson, and nothing set or predicted, begins as the step does.

    To be called before any widget is drawn, with the value of every setting; returns them as they are then. How far
    one has been is not in a link, so that one that is followed in the middle of a session shows what it always shows.
    """
    if session.follows_a_link():
        st.session_state.pop(FURTHEST, None)
    if st.session_state.get(ARRIVED):
        return values
    st.session_state[ARRIVED] = True
    lesson = lessons().get(values["lesson"])
    touched = values["prediction"] or any(values[key] != DEFAULTS[key] for key in DEFAULTS if key not in STAYS)
    if lesson is None or values["teacher"] or touched:
        return values
    _begin(lesson, min(values["lesson_step"], len(lesson.steps)))
    return session.values()


def turn_page(pages: Iterable[st.Page], shown: str, otherwise: str) -> None:
    """Go to the page that a step begins on, if it is another one; where no step begins, to the one named."""
    wanted = st.session_state.pop(GO_TO, otherwise)
    for page in pages:
        if address(page) == wanted != shown:
            st.switch_page(page, query_params=url.write(session.values()))


def address(page: st.Page) -> str:
    """The address of a page; that of the first is "train", though its path is empty."""
    return page.url_path or "train"


def open_lesson(id: str, course: str = "none", lock: int = 0) -> None:
    """Begin a lesson."""
    st.session_state.update(
        {"lesson": id, "lesson_step": 1, "prediction": (), "course": course, "lock": lock, "teacher": False}
    )
    st.session_state[FURTHEST] = {}
    _begin(lessons()[id], 1)


def open_teachers_page(id: str) -> None:
    """Show the teacher's page of a lesson."""
    st.session_state.update({key: DEFAULTS[key] for key in ROWS} | {"lesson": id, "teacher": True})


def leave() -> None:
    """No lesson any more; all else stays."""
    st.session_state.update({key: DEFAULTS[key] for key in ROWS})


def go(lesson: Lesson, old: int, new: int) -> None:
    """Another step, set up if it begins with other settings."""
    st.session_state["lesson_step"] = new
    if segment(lesson, old) != segment(lesson, new):
        _begin(lesson, new)


def answer(place: Place, answer: str) -> None:
    """Predict."""
    st.session_state["prediction"] = given(place.answered(place.number, answer).answers)


def follow(link: str, whole: bool = False) -> None:
    """Set what a link names, or, if whole, everything as it says; and turn to its page."""
    to = target(link)
    keys = [key for key in to.values if key in to.named or (whole and key not in STAYS)]
    st.session_state.update({key: to.values[key] for key in keys})
    st.session_state[GO_TO] = to.page


def _begin(lesson: Lesson, number: int) -> None:
    start = lesson.steps[segment(lesson, number) - 1].start if segment(lesson, number) else None
    if start:
        follow(start, whole=True)


def furthest(place: Place) -> int:
    """The last step that was open in this session, or that the link has opened."""
    known: dict[str, int] = st.session_state.setdefault(FURTHEST, {})
    known[place.lesson.id] = max(known.get(place.lesson.id, 1), place.number)
    return known[place.lesson.id]


def code(lesson: Lesson, number: int) -> str:
    """The digits that open what follows a prediction; they stand on the teacher's page, and a programmer finds them."""
    return f"{1000 + crc32(f'{lesson.id} {number}'.encode()) % 9000}"


def unlock(place: Place) -> None:
    """Go on from a prediction in a locked lesson, if the code typed is right."""
    if st.session_state[WORD].strip() == code(place.lesson, place.number):
        go(place.lesson, place.number, place.number + 1)
