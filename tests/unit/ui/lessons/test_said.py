"""The words of every step, filled in: nothing is left to fill, and all of it can be read in one go."""

import re

import pytest

from trainer.language import speaking
from trainer.lessons import FILES
from trainer.lessons.lesson import MOST_WORDS
from trainer.lessons.reading import read_all
from trainer.lessons.text import LANGUAGES, length
from trainer.ui.lessons.said import said

LESSONS, _ = read_all()
STEPS = [
    pytest.param(id, number, id=f"{id}-{number}") for id in FILES for number in range(1, len(LESSONS[id].steps) + 1)
]


def plain(words):
    """Without the marks of Markdown, and a word that can be opened as it is read."""
    return re.sub(r"\[([^]]+)\]\(#term-\w+\)", r"\1", words).replace("**", "")


@pytest.mark.parametrize(("id", "number"), STEPS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_is_filled_in_and_short(id, number, language):
    step = LESSONS[id].steps[number - 1]
    with speaking(language):
        words = [plain(said(text, LESSONS[id])) for text in step.said()]
    assert not [part for part in words if "{" in part or "]" in part]
    assert sum(map(length, words)) <= MOST_WORDS


@pytest.mark.parametrize(("id", "number"), STEPS)
def test_a_step_names_at_most_one_control_in_bold(id, number):
    words = " ".join(said(text, LESSONS[id]) for text in LESSONS[id].steps[number - 1].said())
    assert len(set(re.findall(r"\*\*(.+?)\*\*", words))) <= 1


def test_a_term_in_a_sentence_can_be_opened():
    lesson = LESSONS["learning_rates"]
    assert "[learning rate](#term-learning_rate)" in said(lesson.steps[0].text, lesson)


def test_numbers_are_those_of_the_trainer():
    lesson = LESSONS["one_step"]
    assert said(lesson.steps[1].outcome, lesson).startswith("88.3% are right at once. The loss is 1.059")
