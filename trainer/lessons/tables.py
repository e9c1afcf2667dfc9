"""A table of a TOML file, read strictly: a key that is missing, of another kind or unknown is a LessonError.

Its sentence names file and key: "01_which_logit_rises.toml: steps[2].text.zh is missing."
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from trainer.lessons.text import LANGUAGES, Text

KINDS = {"a text": str, "a whole number": int, "true or false": bool, "a table": dict, "a list": list}


class LessonError(ValueError):
    """What is wrong in a file, as a sentence that names file and key."""


class Table:
    """A table and where it stands; every key read is remembered, so that the others are known at the end."""

    def __init__(self, file: str, content: Mapping[str, Any], path: str = "") -> None:
        self.file, self.path, self._content, self._read = file, path, content, set[str]()

    def at(self, key: str) -> str:
        """The full name of a key: steps[2].text."""
        return ".".join(part for part in (self.path, key) if part)

    def fault(self, key: str, what: str) -> LessonError:
        """The error about a key."""
        return LessonError(f"{self.file}: {self.at(key)} {what}.")

    def __contains__(self, key: str) -> bool:
        """Whether the file holds a key."""
        return key in self._content

    def take(self, key: str, kind: str) -> Any:
        """The value of a key, of one of the KINDS; a number may be whole or not."""
        self._read.add(key)
        if key not in self._content:
            raise self.fault(key, "is missing")
        value = self._content[key]
        if type(value) is not KINDS[kind]:
            raise self.fault(key, f"is {value!r}; it must be {kind}")
        return value

    def number(self, key: str) -> float:
        """A number, whole or not."""
        self._read.add(key)
        value = self._content.get(key)
        if type(value) not in (int, float):
            raise self.fault(key, "is missing" if value is None else f"is {value!r}; it must be a number")
        return float(value)  # type: ignore[arg-type]

    def peek(self, key: str) -> Any:
        """The value of a key, of whatever kind."""
        self._read.add(key)
        return self._content.get(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts that are the same in every language."""
        entries = self.take(key, "a list")
        for entry in entries:
            if type(entry) is not str:
                raise self.fault(key, f"holds {entry!r}; it must hold texts alone")
        return tuple(entries)

    def table(self, key: str) -> "Table":
        """A table inside this one."""
        return Table(self.file, self.take(key, "a table"), self.at(key))

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of a list, counted from 1."""
        for number, entry in enumerate(self.take(key, "a list"), start=1):
            if type(entry) is not dict:
                raise self.fault(f"{key}[{number}]", f"is {entry!r}; it must be a table")
            yield Table(self.file, entry, f"{self.at(key)}[{number}]")

    def words(self, key: str) -> Text:
        """Words in every language."""
        inside = self.table(key)
        words = inside.languages()
        inside.finish()
        return words

    def languages(self) -> Text:
        """The words that stand in this table itself, one key a language."""
        words = {language: self.take(language, "a text") for language in LANGUAGES}
        for language, said in words.items():
            if not said.strip():
                raise self.fault(language, "is empty; a translation is missing")
        text = Text(words)
        for language in LANGUAGES:
            if Text({"en": words[language]}).fields("") != Text({"en": text.of("en")}).fields(""):
                raise self.fault(language, "has not the same fields as the English")
        return text

    def __iter__(self) -> Iterator[str]:
        """Every key of the table, in the order of the file."""
        return iter(self._content)

    def finish(self) -> None:
        """Raise for the first key that was not read."""
        for key in self._content:
            if key not in self._read:
                raise self.fault(key, f"is not a key here; the keys are {', '.join(sorted(self._read))}")


def read_file(path: Path) -> Table:
    """The table of a whole file."""
    try:
        return Table(path.name, tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LessonError(f"{path.name}: it is not TOML text: {error}.") from None
