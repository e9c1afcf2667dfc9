"""The Lessons page: the courses, the lessons with goal and time, the glossary; and a teacher's page for each lesson."""

import streamlit as st

from trainer.glossary import GLOSSARY
from trainer.language import _, language
from trainer.lessons.lesson import Course, Lesson
from trainer.lessons.text import LANGUAGES
from trainer.ui.lessons import moves
from trainer.ui.lessons.library import courses, lessons, unreadable
from trainer.ui.lessons.teacher import link_for_the_class, teachers_page
from trainer.ui.settings.values import Settings
from trainer.ui.words import lessons as words


def page(settings: Settings) -> None:
    """Draw the page."""
    if settings.lesson.teacher and settings.lesson.id in lessons():
        teachers_page(lessons()[settings.lesson.id])
        return
    st.title(_("Lessons that ask first"), anchor=False)
    st.caption(_("Predict, do it in the app, see what the trainer finds, and why. The link keeps your predictions."))
    for fault in unreadable():
        st.error(_("A lesson cannot be shown. {fault}").format(fault=fault))
    for column, course in zip(st.columns(len(courses())), courses().values(), strict=True):
        with column.container(border=True, height="stretch"):
            _course(course)
    for number, lesson in enumerate(lessons().values(), start=1):
        with st.container(border=True):
            _lesson(number, lesson)
    _glossary()


def _course(course: Course) -> None:
    st.markdown(f"**{course.title.of(language())}** · {words.minutes(course.minutes)}")
    st.markdown(course.text.of(language()))
    st.markdown(words.lessons_of_a_course([list(lessons()).index(id) + 1 for id in course.lessons if id in lessons()]))
    with st.container(horizontal=True):
        st.button(
            _("Begin the course"),
            key=f"begin {course.id}",
            icon=":material/play_arrow:",
            on_click=moves.open_lesson,
            args=(course.lessons[0], course.id),
        )
        with st.popover(_("Link"), type="tertiary"):
            st.markdown(_("A link that begins the course; with lock=1 at its end it waits after each prediction."))
            st.code(link_for_the_class(f"lesson={course.lessons[0]}&course={course.id}"), None, wrap_lines=True)


def _lesson(number: int, lesson: Lesson) -> None:
    title, goal = lesson.title.of(language()), lesson.goal.of(language())
    left, right = st.columns([7, 3], vertical_alignment="center")
    left.markdown(f"**{number}. {title}** · {words.minutes(lesson.minutes)}  \n{goal}")
    buttons = right.container(horizontal=True, horizontal_alignment="right")
    buttons.button(
        _("Begin"),
        key=f"begin {lesson.id}",
        icon=":material/play_arrow:",
        help=_("Opens the lesson “{title}”.").format(title=title),
        on_click=moves.open_lesson,
        args=(lesson.id,),
    )
    buttons.button(
        _("For teachers"),
        key=f"teach {lesson.id}",
        type="tertiary",
        help=_("Aims, misconceptions, questions and timings of “{title}”, to print.").format(title=title),
        on_click=moves.open_teachers_page,
        args=(lesson.id,),
    )


def _glossary() -> None:
    """Every word, its symbol, its sentence and its twin in the other languages."""
    here = language() if language() in LANGUAGES else LANGUAGES[0]
    others = [other for other in LANGUAGES if other != here]
    heads = [_("word"), _("symbol"), _("meaning"), *(NAMES[other] for other in others)]
    rows = [
        [entry.word.of(here), entry.symbol, entry.sentence.of(here), *(entry.word.of(other) for other in others)]
        for entry in sorted(GLOSSARY.values(), key=lambda entry: entry.word.of("en").lower())
    ]
    with st.expander(_("Glossary")):
        st.markdown("\n".join(f"| {' | '.join(row)} |" for row in (heads, [":--"] * len(heads), *rows)))


NAMES = {"en": "English", "zh": "中文"}
