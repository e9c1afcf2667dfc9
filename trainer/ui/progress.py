"""A long run in slices: it says how far it is, and ends as soon as it is superseded.

Any call of Streamlit ends a script whose browser has asked for another run, so that drawing the progress is
what gives a superseded run up: at most a slice of it is wasted.
"""

import time
from collections.abc import Generator
from typing import TypeVar

import streamlit as st

from trainer.language import _

PATIENCE = 0.3  # seconds: a shorter run shows nothing

Result = TypeVar("Result")


def finished(slices: Generator[int, None, Result], n_epochs: int) -> Result:
    """What the slices return; a bar shows the epochs done of n_epochs where it takes long."""
    start, place = time.monotonic(), st.empty()
    said = _("Training: epoch {done} of {n}. Changing any setting ends this run.")
    try:
        while True:
            done = next(slices)
            if time.monotonic() - start > PATIENCE:
                place.progress(
                    min(done / n_epochs, 1.0),
                    said.format(done=f"{done:,}", n=f"{n_epochs:,}"),
                )
            else:
                place.empty()
    except StopIteration as end:
        place.empty()
        return end.value  # type: ignore[no-any-return]
    finally:
        slices.close()
