"""What was found or done, as a kind and its values; the words for it are made elsewhere, whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, eq=False)
class Fact:
    """A kind of fact and the values that its sentence names."""

    kind: str
    values: Mapping[str, Any]


class Refused(ValueError):
    """Why something cannot be taken, as a fact: its kind and the values that its sentence names."""

    def __init__(self, kind: str, **values: Any) -> None:
        super().__init__(f"{kind}: {', '.join(f'{name} {value!r}' for name, value in values.items())}")
        self.kind, self.values = kind, values


class NotAllowed(ValueError):
    """What an argument may not be, as a sentence with named fields: str() says it in English.

    A page says it in the language of its reader: the sentence is the message that a catalog translates.
    """

    def __init__(self, sentence: str, **fields: Any) -> None:
        super().__init__(sentence.format(**fields))
        self.sentence, self.fields = sentence, fields
