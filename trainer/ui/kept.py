"""Results that are kept by what they were made from, as many as fit into a number of bytes: the least used go first.

Built-in data are the same for everybody, and so are their results. Those of a session's own data stay in the session.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from threading import Event, Lock
from typing import Any, TypeVar

import numpy as np

Result = TypeVar("Result")
LONGEST_WAIT = 10.0  # seconds for what another session makes; what takes longer shows its progress to each
STEP = 0.05  # seconds between two moments at which whoever waits may give up


def wait_on() -> None:
    """Nothing: whoever waits goes on."""


class Kept:
    """Results by key; `found` makes the ones that are not there. Safe to use from many sessions at once."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.held = most_bytes, 0
        self._results: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._making: dict[Hashable, Event] = {}  # set once the one who makes it has done so, or failed
        self._lock = Lock()

    def found(self, key: Hashable, make: Callable[[], Result], meanwhile: Callable[[], None] = wait_on) -> Result:
        """The result of a key, made outside the lock if it is not there. What make raises is not kept.

        Of all who ask at once one makes it: a class that turns to one page asks for the same. The others wait for a
        while, and call meanwhile, which may raise to give up.
        """
        while True:
            mine = Event()
            with self._lock:
                if key in self._results:
                    self._results.move_to_end(key)
                    return self._results[key][0]  # type: ignore[no-any-return]
                making = self._making.setdefault(key, mine)
            if making is mine or not _over(making, meanwhile):
                return self._made(key, make, mine)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._results.clear()
            self.held = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._results

    def __len__(self) -> int:
        return len(self._results)

    def _made(self, key: Hashable, make: Callable[[], Result], mine: Event) -> Result:
        try:
            result = make()
            with self._lock:
                self._put(key, result, size(result))
            return result
        finally:
            with self._lock:
                if self._making.get(key) is mine:
                    del self._making[key]
            mine.set()

    def _put(self, key: Hashable, result: Any, n_bytes: int) -> None:
        if key in self._results:  # another session was faster
            return
        self._results[key] = (result, n_bytes)
        self.held += n_bytes
        while self.held > self.most_bytes and len(self._results) > 1:
            self.held -= self._results.popitem(last=False)[1][1]


def _over(making: Event, meanwhile: Callable[[], None]) -> bool:
    """Whether it came to an end within the longest wait."""
    end = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < end:
        if making.wait(STEP):
            return True
        meanwhile()
    return False


def size(result: Any) -> int:
    """About how many bytes a result keeps in memory: those of its arrays, and a little for everything else.

    A part of an array keeps all of it; several parts keep it once.
    """
    return _size(result, set())


def _size(result: Any, counted: set[int]) -> int:
    if isinstance(result, np.ndarray):
        while isinstance(result.base, np.ndarray):
            result = result.base
        if id(result) in counted:
            return 0
        counted.add(id(result))
        return int(result.nbytes)
    if is_dataclass(result) and not isinstance(result, type):
        return sum(_size(getattr(result, field.name), counted) for field in fields(result))
    if isinstance(result, tuple | list):
        return sum(_size(entry, counted) for entry in result[:1000]) * max(1, len(result) // 1000)
    return len(result) if isinstance(result, str | bytes) else 64
