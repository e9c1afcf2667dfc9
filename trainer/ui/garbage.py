"""Python's search for garbage that refers to itself, kept to what is new since the last one.

Streamlit has Python search everything after every run of a page, which takes the longer the more sessions there are:
tens of milliseconds for a class. What a search has left is therefore set aside (`gc.freeze`), where none looks; it
still goes as soon as nothing refers to it. What refers to itself waits there until everything is searched again: every
half a minute, in place of one of the searches of what is new.

What is private of Streamlit here is that its `script_runner` calls `gc.collect`; where a version does not, its
searches are as long as they were, and tests/unit/ui/test_garbage.py fails. Not `gc.callbacks`: they run in the middle
of whatever makes objects, and let other threads run; Python 3.11 raises SystemError where two read a script then.
"""

import gc
import time
from types import SimpleNamespace

from streamlit.runtime.scriptrunner import script_runner

EVERYTHING_EVERY = 30.0  # seconds
ALL = 2  # the generation up to which Streamlit searches

_last_of_everything = 0.0


def set_aside() -> None:
    """From now on, for the whole process; calling it again changes nothing."""
    if vars(script_runner)["gc"] is gc:
        vars(script_runner)["gc"] = SimpleNamespace(collect=search)
        search()


def search(generation: int = ALL) -> int:
    """How many objects a search found; what is left is set aside."""
    global _last_of_everything
    if time.monotonic() - _last_of_everything > EVERYTHING_EVERY:
        _last_of_everything = time.monotonic()
        gc.unfreeze()
    found = gc.collect(generation)
    gc.freeze()
    return found
