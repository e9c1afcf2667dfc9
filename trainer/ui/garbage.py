"""Python's search for garbage that refers to itself, kept to what is new since the last one.

Streamlit has Python search everything after every run of a page, which takes the longer the more sessions there are:
tens of milliseconds for a class. What a search has left is therefore set aside (`gc.freeze`), where none looks; it
still goes as soon as nothing refers to it. What refers to itself waits there until everything is searched again: every
half a minute, before one of the searches that take place anyway.
"""

import gc
import time
from collections.abc import Mapping

EVERYTHING_EVERY = 30.0  # seconds
OLDEST = 2  # a search of this generation is one of all that was not set aside

_last_of_everything = 0.0


def set_aside() -> None:
    """From now on, for the whole process; calling it again changes nothing."""
    if _around_a_search not in gc.callbacks:
        gc.callbacks.append(_around_a_search)
        gc.collect()


def _around_a_search(phase: str, search: Mapping[str, int]) -> None:
    global _last_of_everything
    if search["generation"] != OLDEST:
        return
    if phase == "stop":
        gc.freeze()
    elif time.monotonic() - _last_of_everything > EVERYTHING_EVERY:
        _last_of_everything = time.monotonic()
        gc.unfreeze()
