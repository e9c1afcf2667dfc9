"""The words of a lesson as Markdown, its fields filled in: claims are computed now, and terms can be opened."""

from trainer import glossary
from trainer.language import language
from trainer.lessons.lesson import Lesson, Option
from trainer.lessons.text import Text, filled
from trainer.ui.lessons import claims
from trainer.ui.words.lessons import label


def said(text: Text, lesson: Lesson) -> str:
    """Words in the language of the moment."""

    def value(kind: str, name: str) -> str:
        if kind == "control":
            return f"**{label(name)}**"
        return glossary.term(name) if kind == "term" else claims.written(lesson, name)

    return filled(text.of(language()), value)


def answer_in_words(lesson: Lesson, option: Option) -> str:
    """An option as a button has it."""
    return f"({option.id}) {said(option.text, lesson)}"
