"""What a step shows: on the left its words, on the right what it asks, what it waits for, or the outcome."""

import streamlit as st

from trainer.language import _
from trainer.lessons.lesson import ASKS
from trainer.ui.lessons import claims, moves
from trainer.ui.lessons.line import line
from trainer.ui.lessons.place import NONE, Place
from trainer.ui.lessons.said import answer_in_words, said
from trainer.ui.lessons.sketch import drawing, drawn_in_words
from trainer.ui.lessons.trainers_line import line_in_words
from trainer.ui.words import lessons as words


def left(place: Place, ready: bool) -> None:
    """The words of the step; once what it waits for is done, the outcome."""
    step = place.step
    st.markdown(said(step.text, place.lesson))
    if step.outcome and ready:
        st.markdown(said(step.outcome, place.lesson))
    if step.formula:
        st.latex(step.formula)
    if step.wait:
        _waiting(place, ready)


def right(place: Place, ready: bool, opened: bool) -> None:
    """What there is to choose or to do; opened: the next step has been seen, so that the prediction stays."""
    step = place.step
    if step.kind == "predict":
        _options(place, opened)
    elif step.kind == "draw":
        drawing(place, fixed=opened)
    elif step.kind == "draw_line":
        line(place, fixed=opened)
    else:
        if step.of:
            _prediction(place, ready)
        if step.derive:
            st.button(
                words.to_step(step.derive),
                key="lesson_derive",
                icon=":material/function:",
                on_click=moves.follow,
                args=(step.derive,),
            )


def _options(place: Place, opened: bool) -> None:
    chosen = place.answer(place.number)
    with st.container(key="lesson_options"):
        for option in place.step.options:
            st.button(
                answer_in_words(place.lesson, option),
                key=f"lesson_option_{option.id}",
                type="primary" if option.id == chosen else "secondary",
                disabled=opened and option.id != chosen,
                width="stretch",
                on_click=moves.answer,
                args=(place, option.id),
            )


def _waiting(place: Place, ready: bool) -> None:
    if ready:
        st.caption(_(":material/check_circle: The lesson has seen it."))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_(":material/hourglass_top: The lesson waits until you have done it."), width="content")
        st.button(
            _("Show me"),
            key="lesson_show",
            type="tertiary",
            help=_("Does it for you."),
            on_click=moves.follow,
            args=(place.step.example,),
        )


def _prediction(place: Place, ready: bool) -> None:
    """The prediction, and beside it the outcome, computed now."""
    lesson = place.lesson
    number = lesson.question(place.step.of or "")
    asked, answer = lesson.steps[number - 1], place.answer(number)
    if asked.kind not in ASKS:
        return
    if asked.drawing:
        st.markdown(drawn_in_words(lesson, asked.drawing, answer, ready))
        drawing(place, fixed=True, question=number, truth=ready)
        return
    if asked.line:
        st.markdown(line_in_words(asked.line, answer, ready))
        line(place, fixed=True, question=number, truth=ready)
        return
    options = {option.id: answer_in_words(lesson, option) for option in asked.options}
    predicted = options[answer] if answer != NONE else _("nothing")
    right = [options[option.id] for option in asked.options if claims.is_right(lesson, option)] if ready else []
    st.markdown(words.predicted_and_found(predicted, right))
