"""The catalogs against the code: every message is translated, none is left over, and all can be filled in alike."""

import ast
import re
from collections import Counter
from string import Formatter

import pytest

from tests.messages import ROOT, SOURCES, calls, catalogs, missing, read, said

SAID = {message.id: message for message in said() if message.id}
CATALOGS = {name: read(path) for name, path in catalogs().items()}


def fields(text):
    """The fields of a message, and how they are written out: {"gap", "n"}."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def marks(text):
    """What Markdown, TeX and HTML would take for theirs: as often in a translation as in the message."""
    return Counter(re.findall(r"\*\*|`|\\[a-z]+|<[^>]+>|\$", text))


def pairs(catalog):
    """Each message with each of its translations; the plural is what a translation must fit."""
    for message in catalog:
        if message.id:
            one = message.id[-1] if isinstance(message.id, tuple) else message.id
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from ((one, text) for text in texts)


@pytest.mark.parametrize("language", CATALOGS)
def test_every_message_is_translated(language):
    assert [message.id for message in missing(CATALOGS[language])] == []


@pytest.mark.parametrize("language", CATALOGS)
def test_a_catalog_holds_what_the_code_says_and_no_more(language):
    held = {message.id for message in CATALOGS[language] if message.id}
    assert (sorted(map(str, SAID.keys() - held)), sorted(map(str, held - SAID.keys()))) == ([], []), "make messages"


@pytest.mark.parametrize("language", CATALOGS)
def test_no_translation_is_a_guess_or_obsolete(language):
    catalog = CATALOGS[language]
    assert [message.id for message in catalog if message.id and message.fuzzy] == []
    assert list(catalog.obsolete) == []


@pytest.mark.parametrize("language", CATALOGS)
def test_a_translation_has_the_fields_of_its_message(language):
    assert [one for one, text in pairs(CATALOGS[language]) if fields(one) != fields(text)] == []


@pytest.mark.parametrize("language", CATALOGS)
def test_a_translation_has_the_marks_of_its_message(language):
    assert [one for one, text in pairs(CATALOGS[language]) if marks(one) != marks(text)] == []


def test_chinese_sentences_end_as_chinese_ones_do():
    ends = {".": "。", ":": "：", "?": "？", "!": "！", "…": "…"}
    wrong = [
        text
        for one, text in pairs(CATALOGS["zh_CN"])
        if ends.get(one.rstrip()[-1:], text.rstrip()[-1:]) != text.rstrip()[-1:]
    ]
    assert wrong == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_message_is_one_string_and_not_glued_from_pieces(path):
    """What an f-string holds is not known before it is said, so no catalog can have it."""
    glued = ast.JoinedStr | ast.BinOp
    assert [call.lineno for call in calls(path) if any(isinstance(word, glued) for word in call.args)] == []
