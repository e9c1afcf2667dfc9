"""Words in several languages, with fields that are filled in when they are shown.

"After {n} epochs the loss is {loss_200}; change {control:learning_rate}; the word {term:logit} can be opened."
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

LANGUAGES = ("en", "zh")
FIELD = re.compile(r"\{(?:(control|term):)?([a-z][a-z0-9_]*)\}")
CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Text:
    """The same words in every language."""

    words: Mapping[str, str]

    def of(self, language: str) -> str:
        """The words in a language; English where there are none in it."""
        return self.words.get(language, self.words["en"])

    def fields(self, kind: str = "") -> frozenset[str]:
        """The names of its fields, in whatever language; kind "control" or "term", or "" for claims."""
        return frozenset(name for words in self.words.values() for sort, name in fields(words) if sort == kind)


def fields(words: str) -> list[tuple[str, str]]:
    """The kind ("", "control" or "term") and name of each field."""
    return FIELD.findall(words)


def filled(words: str, value: Callable[[str, str], str]) -> str:
    """The words with each field exchanged for value(kind, name)."""
    return FIELD.sub(lambda found: value(found[1] or "", found[2]), words)


def length(words: str) -> int:
    """How many words a reader reads; two Chinese characters count as one."""
    others = [word for word in CHINESE.sub(" ", words).split() if any(letter.isalnum() for letter in word)]
    return -(-len(CHINESE.findall(words)) // 2) + len(others)
