"""The glossary: one sentence a word, in every language, and a word that can be opened."""

import re

import pytest

from trainer.glossary import GLOSSARY, read_glossary, term, with_terms
from trainer.language import speaking
from trainer.lessons.tables import LessonError
from trainer.lessons.text import LANGUAGES

ENDS = {"en": ".", "zh": "。"}


@pytest.mark.parametrize("id", GLOSSARY)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_one_sentence(id, language):
    sentence = GLOSSARY[id].sentence.of(language)
    assert sentence.endswith(ENDS[language])
    assert sentence.count(ENDS[language]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_differ(language):
    assert len({entry.word.of(language) for entry in GLOSSARY.values()}) == len(GLOSSARY)


def test_a_word_is_a_link_that_opens_its_entry():
    assert term("learning rate") == "[learning rate](#term-learning_rate)"
    with speaking("zh"):
        assert term("learning_rate") == "[学习率](#term-learning_rate)"


@pytest.mark.parametrize("id", GLOSSARY)
def test_a_word_is_found_by_its_english(id):
    assert term(GLOSSARY[id].word.of("en")) == term(id)


def test_a_word_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        term("learning speed")


@pytest.mark.parametrize(
    "word", ["softmax", "cross_entropy", "learning_rate", "one_hot", "loss_function", "overfitting"]
)
def test_the_words_of_the_source_are_there(word):
    assert re.search(r"[\u3400-\u9fff]", GLOSSARY[word].sentence.of("zh"))


def test_a_fault_names_file_and_key(tmp_path):
    path = tmp_path / "glossary.toml"
    path.write_text('[nat]\nword = {en = "nat", zh = "奈特"}\nsentence.en = "A unit."\n', "utf-8")
    with pytest.raises(LessonError, match=r"^glossary.toml: nat.sentence.zh is missing\.$"):
        read_glossary(path)


@pytest.mark.parametrize(
    ("said", "opened"),
    [
        ("The loss falls; the loss rises.", "The [loss](#term-loss) falls; the loss rises."),
        ("Losses of 5 epochs", "[Losses](#term-loss) of 5 [epochs](#term-epoch)"),
        ("are standardized:", "are [standardized](#term-standardize):"),
        ("the loss function", "the [loss function](#term-loss_function)"),
        ("lossless gradients-free", "lossless gradients-free"),
        ("held-out loss", "[held-out](#term-held_out) [loss](#term-loss)"),
        ("`loss` $loss$ [loss](x) <b loss>", "`loss` $loss$ [loss](x) <b loss>"),
        ("Every class has weights.", "Every class has weights."),
    ],
)
def test_a_word_is_opened_where_it_first_stands_in_a_text(said, opened):
    assert with_terms(said) == opened


def test_chinese_words_are_found_inside_of_a_sentence():
    with speaking("zh"):
        assert (
            with_terms("每轮的损失和损失函数")
            == "每[轮](#term-epoch)的[损失](#term-loss)和[损失函数](#term-loss_function)"
        )


def test_no_form_of_a_word_is_that_of_another():
    forms = [form for entry in GLOSSARY.values() for form in (entry.word.of("en"), *entry.also)]
    assert len(forms) == len(set(forms))
