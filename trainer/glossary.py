"""The technical words of the pages: one sentence each, the symbol, and the word in every language.

    glossary.term("learning rate")      "[learning rate](#term-learning_rate)": a word in Markdown that can be opened
    glossary.with_terms("The loss.")    "The [loss](#term-loss).": each word that a text holds, where it first stands

The words stand in glossary.toml; ui/lessons/glossary.py opens them.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from trainer.language import language
from trainer.lessons.tables import Table, read_file
from trainer.lessons.text import Text

FILE = Path(__file__).with_name("glossary.toml")
KNOWN_TO_ALL = {
    "class",
    "feature",
    "weights",
    "bias",
    "nat",
}  # stand in nearly every sentence, or are letters of others
UNTOUCHED = re.compile(r"(\$[^$]*\$|`[^`]*`|\[[^]]*\]\([^)]*\)|<[^>]*>)")  # formulas, code, links


@dataclass(frozen=True)
class Entry:
    """A word in every language, what it means in one sentence, and its symbol as plain text, "" where it has none.

    also: other forms of the English word.
    """

    word: Text
    sentence: Text
    symbol: str
    also: tuple[str, ...] = ()


def _entry(table: Table) -> Entry:
    symbol = table.take("symbol", "a text") if "symbol" in table else ""
    also = table.texts("also") if "also" in table else ()
    entry = Entry(table.words("word"), table.words("sentence"), symbol, also)
    table.finish()
    return entry


def read_glossary(path: Path = FILE) -> dict[str, Entry]:
    """Every entry by its id; LessonError, a sentence with file and key, for what cannot be read."""
    table = read_file(path)
    return {id: _entry(table.table(id)) for id in table}


GLOSSARY = read_glossary()
_IDS = {entry.word.of("en"): id for id, entry in GLOSSARY.items()}


def term(word: str) -> str:
    """A word of the glossary, by its id or its English, as Markdown that opens it; KeyError for any other.

    In the language of the moment.
    """
    id = word if word in GLOSSARY else _IDS[word]
    return f"[{GLOSSARY[id].word.of(language())}](#term-{id})"


@cache
def _forms(spoken: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds a word in a text of a language, the longest first, and the id of every form."""
    ids: dict[str, str] = {}
    for id, entry in GLOSSARY.items():
        if id not in KNOWN_TO_ALL:
            word = entry.word.of(spoken)
            plural = [word + "s", *entry.also] if spoken == "en" else []
            ids |= dict.fromkeys([word.lower(), *plural], id)
    forms = "|".join(map(re.escape, sorted(ids, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])" if spoken == "en" else forms, re.IGNORECASE), ids


def with_terms(said: str) -> str:
    """Markdown in the language of the moment, in which words of the glossary can be opened where they first stand."""
    pattern, ids = _forms(language())
    seen: set[str] = set()

    def opened(found: re.Match[str]) -> str:
        id = ids[found[0].lower()]
        if id in seen:
            return found[0]
        seen.add(id)
        return f"[{found[0]}](#term-{id})"

    parts = UNTOUCHED.split(said)
    return "".join(part if place % 2 else pattern.sub(opened, part) for place, part in enumerate(parts))
