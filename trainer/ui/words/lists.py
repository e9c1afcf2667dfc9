"""Names and sentences after one another, as the language of the moment sets them."""

from collections.abc import Iterable, Sequence
from functools import reduce

from trainer.language import _


def listed(items: Sequence[str]) -> str:
    """a, b and c; at least one."""
    if len(items) == 1:
        return items[0]
    return _("{first} and {last}").format(first=enumerated(items[:-1]), last=items[-1])


def enumerated(items: Iterable[str]) -> str:
    """a, b, c; at least one."""
    return reduce(lambda first, next: _("{first}, {next}").format(first=first, next=next), items)


def sentences(*said: str) -> str:
    """Whole sentences in a row; empty ones are left out."""
    spoken = [sentence for sentence in said if sentence]
    return reduce(lambda first, next: _("{first} {next}").format(first=first, next=next), spoken) if spoken else ""
