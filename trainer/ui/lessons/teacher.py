"""The teacher's page of a lesson: aims, misconceptions, what to ask, timings, links for the class; for print too."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from trainer.language import _, language
from trainer.lessons.lesson import ASKS, Lesson, Step
from trainer.lessons.reading import read_misconceptions
from trainer.lessons.text import Text
from trainer.ui.lessons import claims, moves
from trainer.ui.lessons.said import answer_in_words, said
from trainer.ui.words import lessons as words

STYLE = """<style>
@media print {
  [data-testid=stSidebar], [data-testid=stHeader], .st-key-no_print {display: none !important;}
  [data-testid=stMainBlockContainer] {max-width: none; padding: 0;}
  tr, li {break-inside: avoid;}
}
</style>"""

misconceptions = cache(read_misconceptions)

_print = st.components.v2.component(
    "print_button",
    html='<button type="button"></button>',
    css=Path(__file__).with_name("print.css").read_text("utf-8"),
    js="""export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  button.textContent = data;
  button.onclick = () => window.print();
}""",
)


def teachers_page(lesson: Lesson) -> None:
    """Draw the page."""
    st.html(STYLE)
    st.title(said(lesson.title, lesson), anchor=False)
    st.caption(f"{said(lesson.goal, lesson)} · {words.minutes(lesson.minutes)}")
    with st.container(horizontal=True, key="no_print"):
        st.button(_("All lessons"), key="lesson_leave", icon=":material/arrow_back:", on_click=moves.leave)
        st.button(
            _("Begin"),
            key="begin",
            icon=":material/play_arrow:",
            on_click=moves.open_lesson,
            args=(lesson.id,),
        )
        _print(key="print", data=_("Print"), width="content")
    left, right = st.columns(2, gap="large")
    with left:
        _list(_("Aims"), [said(aim, lesson) for aim in lesson.aims])
        _list(_("What to ask"), [said(question, lesson) for question in lesson.ask])
    with right:
        known = misconceptions()
        _list(_("Misconceptions it meets"), [_said(known[id]) for id in lesson.misconceptions])
        _links(lesson)
    st.header(_("Steps, timings and outcomes"), anchor=False)
    st.markdown(_table(lesson), unsafe_allow_html=True)  # <br>, beside the words of the lesson's file alone
    st.caption(_("The trainer has just computed every number of this page."))


def _said(text: Text) -> str:
    return text.of(language())


def _list(title: str, entries: list[str]) -> None:
    st.header(title, anchor=False)
    st.markdown("\n".join(f"- {entry}" for entry in entries))


def link_for_the_class(query: str) -> str:
    """The address of this page with a query of its own."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{here.path}?{query}" if here.netloc else f"?{query}"


def _links(lesson: Lesson) -> None:
    """Two links for the class: open, and with the steps after a prediction locked."""
    st.header(_("For the class"), anchor=False)
    link = link_for_the_class(f"lesson={lesson.id}")
    st.markdown(_("A link that opens the lesson:"))
    st.code(link, language=None, wrap_lines=True)
    st.markdown(
        _("A link that waits after each prediction, until you tell the class the digits that stand beside it below:")
    )
    st.code(f"{link}&lock=1", language=None, wrap_lines=True)


def _table(lesson: Lesson) -> str:
    heads = [_("step"), _("minutes"), _("what the class reads"), _("answer or outcome")]
    rows = [
        [_step(lesson, number, step), f"{step.minutes:g}", _asked(lesson, step), _found(lesson, step)]
        for number, step in enumerate(lesson.steps, start=1)
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, [":--", "--:", ":--", ":--"], *rows))


def _step(lesson: Lesson, number: int, step: Step) -> str:
    kind = f"{number} · {_(words.KINDS[step.kind])}"
    return f"{kind}<br>**{moves.code(lesson, number)}**" if step.kind in ASKS else kind


def _asked(lesson: Lesson, step: Step) -> str:
    options = "".join(f"<br>{answer_in_words(lesson, option)}" for option in step.options)
    return f"{said(step.text, lesson)}{options}"


def _found(lesson: Lesson, step: Step) -> str:
    right = [answer_in_words(lesson, option) for option in step.options if claims.is_right(lesson, option)]
    drawn = [claims.written(lesson, step.drawing.claim)] if step.drawing else []
    outcome = [said(step.outcome, lesson)] if step.outcome else []
    formula = [f"${step.formula}$"] if step.formula else []
    return "<br>".join([*right, *drawn, *outcome, *formula])
