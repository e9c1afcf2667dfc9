"""The technical words of a page: behind one button, and opened where they stand."""

import re
from collections.abc import Callable

import pytest

from trainer.glossary import GLOSSARY
from trainer.language import speaking
from trainer.ui.lessons.glossary import ON_PAGES

WORDS = {  # that a page says where it explains itself
    "train": {"standardize"},
    "derive": {"logit"},
    "check": {"loss", "l2_penalty"},
    "compare": {"loss", "learning_rate"},
    "data": {"standardize", "learning_rate", "held_out", "loss", "accuracy"},
}


def texts(app) -> list[str]:
    return [element.value for element in (*app.main.markdown, *app.main.caption)]


@pytest.mark.parametrize("page", ON_PAGES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_word_of_a_page_is_listed_with_its_sentence(shared_page: Callable, page: str, language: str) -> None:
    app = shared_page("" if page == "train" else page, lang=language)
    with speaking(language):
        entries = [GLOSSARY[id] for id in ON_PAGES[page]]
        lines = [f"- **{entry.word.of(language)}**: {entry.sentence.of(language)}" for entry in entries]
    assert "\n".join(lines) in texts(app)


@pytest.mark.parametrize("page", WORDS)
def test_words_can_be_opened_where_they_stand(shared_page: Callable, page: str) -> None:
    app = shared_page("" if page == "train" else page, lang="en")
    assert set(re.findall(r"\]\(#term-(\w+)\)", " ".join(texts(app)))) >= WORDS[page]


def test_the_lessons_page_lists_every_word_itself(shared_page: Callable) -> None:
    assert "lessons" not in ON_PAGES
    assert all(f"| {entry.word.of('en')} |" in " ".join(texts(shared_page("lessons"))) for entry in GLOSSARY.values())
