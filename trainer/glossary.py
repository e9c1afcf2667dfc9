"""The technical words of the pages: one sentence each, the symbol, and the word in every language.

    glossary.term("learning rate")      "[learning rate](#term-learning_rate)": a word in Markdown that can be opened

The words stand in glossary.toml; ui/lessons/glossary.py opens them.
"""

from dataclasses import dataclass
from pathlib import Path

from trainer.language import language
from trainer.lessons.tables import Table, read_file
from trainer.lessons.text import Text

FILE = Path(__file__).with_name("glossary.toml")


@dataclass(frozen=True)
class Entry:
    """A word in every language, what it means in one sentence, and its symbol as plain text, "" where it has none."""

    word: Text
    sentence: Text
    symbol: str


def _entry(table: Table) -> Entry:
    symbol = table.take("symbol", "a text") if "symbol" in table else ""
    entry = Entry(table.words("word"), table.words("sentence"), symbol)
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
