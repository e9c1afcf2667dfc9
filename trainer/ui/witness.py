"""scikit-learn's side of the Check page: loaded in the background, fitted once for the same rows and penalty."""

import gc
import threading
from functools import lru_cache

import streamlit as st

from trainer import reference
from trainer.agreement import Separation
from trainer.reference import Reference
from trainer.ui import runs
from trainer.ui.settings import DataSettings


def _load() -> None:
    reference.load()
    gc.collect()
    gc.freeze()  # or Streamlit would look through scikit-learn's objects after every run


@st.cache_resource(show_spinner=False)
def loading() -> threading.Thread:
    """Import scikit-learn in the background, once a process: it takes more than a second."""
    thread = threading.Thread(target=_load, name="load scikit-learn", daemon=True)
    thread.start()
    return thread


def wait_until_loaded() -> None:
    """Return when scikit-learn is there, showing that it is loading until then."""
    thread = loading()
    if thread.is_alive():
        with st.spinner("Loading scikit-learn …"):
            thread.join()


@lru_cache(maxsize=runs.KEPT_RUNS)
def fitted(data: DataSettings, seed: int, l2: float) -> Reference:
    """scikit-learn's optimum on the rows that a run with this seed trains on."""
    same = runs.optimum(data, seed, l2)
    return reference.fit_reference(same.X_train(), same.y_train(), len(same.dataset.class_names), l2)


@lru_cache(maxsize=runs.KEPT_RUNS)
def separated(data: DataSettings, seed: int) -> Separation:
    """Whether those rows leave the loss without a penalty a finite optimum."""
    same = runs.optimum(data, seed, 0.0)
    return reference.separation(same.X_train(), same.y_train(), len(same.dataset.class_names))
