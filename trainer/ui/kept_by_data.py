"""What is computed from data is kept: shared by all sessions for built-in data, in its session for somebody's own."""

from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Concatenate, Generic, ParamSpec, TypeVar

from trainer.language import language
from trainer.ui import limits, own_data
from trainer.ui.kept import Kept
from trainer.ui.progress import waiting
from trainer.ui.settings import data_sets
from trainer.ui.settings.values import DataSettings

SHARED = Kept(limits.SHARED_RESULTS)

More = ParamSpec("More")
Made = TypeVar("Made")


class KeptByData(Generic[More, Made]):
    """A function of data settings whose results are kept by them: by the content of data, for somebody's own."""

    def __init__(self, make: Callable[Concatenate[DataSettings, More], Made], speaks: bool = False) -> None:
        self.make, self.speaks = make, speaks
        update_wrapper(self, make)

    def __call__(self, data: DataSettings, *args: More.args, **kwargs: More.kwargs) -> Made:
        """What is kept for these arguments, made first if need be."""
        store, key = self._place(data, *args, **kwargs)
        with waiting() as meanwhile:
            return store.found(key, lambda: self.make(data, *args, **kwargs), meanwhile)

    def is_kept(self, data: DataSettings, *args: More.args, **kwargs: More.kwargs) -> bool:
        """Whether there is a result for these arguments."""
        store, key = self._place(data, *args, **kwargs)
        return key in store

    def _place(self, data: DataSettings, *args: More.args, **kwargs: More.kwargs) -> tuple[Kept, Hashable]:
        store = SHARED if data_sets.is_shared(vars(data)) else own_data.results()
        spoken = language() if self.speaks else ""
        return store, (self.make.__qualname__, spoken, data, args, tuple(kwargs.items()))

    def cache_clear(self) -> None:
        """Forget everything that is shared."""
        SHARED.clear()


def kept_by_data(make: Callable[Concatenate[DataSettings, More], Made]) -> KeptByData[More, Made]:
    """Keep what a function of data settings makes."""
    return KeptByData(make)


def kept_by_data_and_language(
    make: Callable[Concatenate[DataSettings, More], Made],
) -> KeptByData[More, Made]:
    """The same for what holds names of the data."""
    return KeptByData(make, speaks=True)
