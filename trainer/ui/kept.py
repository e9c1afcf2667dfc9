"""Results that are kept by what they were made from, as many as fit into a number of bytes: the least used go first.

Built-in data are the same for everybody, and so are their results. Those of a session's own data stay in the session.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from threading import Lock
from typing import Any, TypeVar

import numpy as np

Result = TypeVar("Result")


class Kept:
    """Results by key; `found` makes the ones that are not there. Safe to use from many sessions at once."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.held = most_bytes, 0
        self._results: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def found(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """The result of a key, made outside the lock if it is not there. What make raises is not kept."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key][0]  # type: ignore[no-any-return]
        result = make()
        with self._lock:
            self._put(key, result, size(result))
        return result

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._results.clear()
            self.held = 0

    def __contains__(self, key: Hashable) -> bool:
        return key in self._results

    def __len__(self) -> int:
        return len(self._results)

    def _put(self, key: Hashable, result: Any, n_bytes: int) -> None:
        if key in self._results:  # another session was faster
            return
        self._results[key] = (result, n_bytes)
        self.held += n_bytes
        while self.held > self.most_bytes and len(self._results) > 1:
            self.held -= self._results.popitem(last=False)[1][1]


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
