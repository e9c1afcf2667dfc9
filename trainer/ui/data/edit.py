"""Editing rows in a table, with undo, redo and reset.

The table is shown as it was when it was begun; what the browser sends is all that changed since then.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from trainer.datasets import Dataset
from trainer.edits import Edited, digest
from trainer.facts import Refused
from trainer.language import _
from trainer.ui.data import new_class, steps
from trainer.ui.data.sent import taken
from trainer.ui.data.steps import REFUSED
from trainer.ui.settings import data_sets
from trainer.ui.settings.row import Values
from trainer.ui.words import data as words
from trainer.ui.words.data_names import named
from trainer.ui.words.refusals import refusal_in_words

BEGUN, FIRST = "_begun", "_first_row"
WINDOW = 200  # rows in the table at once


@dataclass(frozen=True, eq=False)
class Begun:
    """A table as it was begun: the data before all edits, its rows then, and the digest of what came of them.

    The data have the classes that were named for them, too; travels: whether their edits may stand in a link.
    """

    base: Dataset
    travels: bool
    edited: Edited
    first: int
    number: int
    digest: str

    @property
    def key(self) -> str:
        """The key of the table, another for each beginning."""
        return f"rows {self.number}"


def edit(values: Values) -> None:
    """The table, its buttons, and whether the edits travel."""
    begun = _begin(values)
    steps.buttons(bool(values["edits"]))
    new_class.field(values, begun.base)
    rows = slice(begun.first, begun.first + WINDOW)
    names = begun.base.class_names
    columns: dict[str, Any] = {"row": list(range(rows.start + 1, min(rows.stop, len(begun.edited.y)) + 1))}
    columns["class"] = [names[label] for label in begun.edited.y[rows]]
    columns |= {f"feature {place}": column.tolist() for place, column in enumerate(begun.edited.X[rows].T)}
    st.data_editor(
        columns,
        key=begun.key,
        num_rows="dynamic",
        hide_index=True,
        height=420,
        column_config=_described(begun.base, named(begun.base, values["dataset"])),
        on_change=_take,
        args=(begun,),
    )
    if REFUSED in st.session_state:
        st.error(refusal_in_words(st.session_state[REFUSED]))


def _described(base: Dataset, shown: Dataset) -> dict[str, Any]:
    classes: Callable[..., str] = dict(zip(base.class_names, shown.class_names, strict=True)).__getitem__
    made: dict[str, Any] = {
        "row": st.column_config.NumberColumn(_("sample"), disabled=True, width="small"),
        "class": st.column_config.SelectboxColumn(
            _("class"), options=base.class_names, format_func=classes, required=True
        ),
    }
    return made | {
        f"feature {place}": st.column_config.NumberColumn(name, required=True)
        for place, name in enumerate(shown.feature_names)
    }


def _begin(values: Values) -> Begun:
    """The table begun before, or a new one where the data are no longer what came of it."""
    now = digest(data_sets.dataset(values))
    begun: Begun | None = st.session_state.get(BEGUN)
    first = _window(data_sets.n_samples(values))
    if begun is None or begun.digest != now:
        steps.follow(now)
    elif begun.first == first and new_class.with_added(begun.base, values) is begun.base:
        return begun
    without, edited = data_sets.edited(values)
    base = new_class.with_added(without, values)
    number = begun.number + 1 if begun else 0
    travels = data_sets.SOURCES[values["dataset"]].shared and base is without
    begun = Begun(base, travels, edited, first, number, now)
    st.session_state[BEGUN] = begun
    return begun


def _window(n: int) -> int:
    """The first row in the table, from 0; asked for where not all fit."""
    if n <= WINDOW:
        return 0
    st.session_state[FIRST] = min(st.session_state.get(FIRST, 1), n)
    asked = st.number_input(_("Table from sample"), 1, n, step=WINDOW, key=FIRST, width=200)
    st.caption(words.window(asked, min(n, asked + WINDOW - 1), n))
    return asked - 1


def _take(begun: Begun) -> None:
    """Take all that changed in the table since it was begun, or say why not and change nothing."""
    sent = st.session_state[begun.key]
    try:
        edited = taken(begun.base, begun.edited, begun.first, sent)
        left = steps.take(begun.base, begun.travels, edited)
    except Refused as refused:
        st.session_state[REFUSED] = refused
        return
    st.session_state[BEGUN] = replace(begun, digest=left)
