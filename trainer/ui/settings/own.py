"""A session's own data, known by the digest of their content. Who keeps them says once how they are found."""

from collections.abc import Callable

from trainer.datasets import Dataset, load_three_class

Finder = Callable[[str], Dataset | None]


def _nobodys(digest: str) -> Dataset | None:
    return None


_finder: Finder = _nobodys


def found_by(finder: Finder) -> None:
    """From now on, for the whole process, find data by a function that looks in the session that asks."""
    global _finder
    _finder = finder


def has(digest: str) -> bool:
    """Whether the session that asks has data with this digest."""
    return _finder(digest) is not None


def dataset(own: str) -> Dataset:
    """The data of a digest; the example where the session has none."""
    return _finder(own) or load_three_class()
