"""What a session brought or edited, and the results computed from it: in its session state and nowhere else."""

from dataclasses import dataclass

import streamlit as st

from trainer.datasets import Dataset
from trainer.edits import digest
from trainer.facts import Fact
from trainer.ui import limits
from trainer.ui.kept import Kept, size
from trainer.ui.settings import own

STORE, RESULTS = "_own_data", "_own_results"


@dataclass(frozen=True)
class Choices:
    """How a text is read: its names (c,) and the kinds of its columns, and what was chosen of them."""

    text: str
    has_header: bool | None
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    label: int
    features: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Own:
    """One data set, what was done to read it, and the choices made for that; none for edited data."""

    dataset: Dataset
    facts: tuple[Fact, ...] = ()
    choices: Choices | None = None


def keep(brought: Own) -> str:
    """Keep data in the session and return their digest; the oldest go where there are too many bytes."""
    store: dict[str, Own] = st.session_state.setdefault(STORE, {})
    key = digest(brought.dataset)
    store.pop(key, None)
    store[key] = brought
    while len(store) > 1 and sum(size(kept) for kept in store.values()) > limits.OWN_DATA:
        del store[next(iter(store))]
    return key


def found(key: str) -> Own | None:
    """What the session keeps under a digest."""
    store: dict[str, Own] = st.session_state.get(STORE, {})
    return store.get(key)


def results() -> Kept:
    """The results of this session's own data."""
    kept: Kept = st.session_state.setdefault(RESULTS, Kept(limits.OWN_RESULTS))
    return kept


def _dataset(key: str) -> Dataset | None:
    brought = found(key)
    return brought.dataset if brought is not None else None


def use(key: str) -> None:
    """Train on the data with this digest from now on."""
    st.session_state.dataset, st.session_state.own, st.session_state.edits = "own", key, ""


own.found_by(_dataset)
