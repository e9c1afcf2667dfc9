"""Editing rows in a table, with undo, redo and reset.

The table is shown as it was when it was begun; what the browser sends is all that changed since then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from trainer.datasets import Dataset
from trainer.edits import LARGEST, Edited, Rows, digest, written
from trainer.facts import Refused
from trainer.language import _
from trainer.ui import own_data
from trainer.ui.own_data import Own
from trainer.ui.settings import data_sets
from trainer.ui.settings.row import Values
from trainer.ui.words import data as words
from trainer.ui.words.data_names import named
from trainer.ui.words.refusals import refusal_in_words

BEGUN, UNDO, REDO, REFUSED, FIRST = "_begun", "_undo", "_redo", "_edit_refused", "_first_row"
WINDOW = 200  # rows in the table at once
MOST_STEPS = 50  # that can be undone

Version = tuple[str, str, str]  # dataset, own, edits


@dataclass(frozen=True, eq=False)
class Begun:
    """A table as it was begun: the data before all edits, its rows then, and the digest of what came of them."""

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
    _buttons(bool(values["edits"]))
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
        st.session_state.pop(REFUSED, None)
        if begun is None or not st.session_state.pop("_stepped", False):
            st.session_state[UNDO], st.session_state[REDO] = [], []
    elif begun.first == first:
        return begun
    base, edited = data_sets.edited(values)
    number = begun.number + 1 if begun else 0
    begun = Begun(base, data_sets.SOURCES[values["dataset"]].shared, edited, first, number, now)
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


def _buttons(edited: bool) -> None:
    undo, redo = st.session_state[UNDO], st.session_state[REDO]
    with st.container(horizontal=True):
        st.button(_("Undo"), icon=":material/undo:", on_click=_step, args=(UNDO, REDO), disabled=not undo, key="undo")
        st.button(_("Redo"), icon=":material/redo:", on_click=_step, args=(REDO, UNDO), disabled=not redo, key="redo")
        st.button(
            _("Reset rows"),
            icon=":material/restart_alt:",
            on_click=_reset,
            disabled=not (undo or edited),
            key="reset_rows",
            help=_("All rows as they were before the first edit."),
        )


def _version() -> Version:
    return st.session_state.dataset, st.session_state.own, st.session_state.edits


def _go_to(version: Version) -> None:
    st.session_state.dataset, st.session_state.own, st.session_state.edits = version
    st.session_state["_stepped"] = True
    st.session_state.pop(REFUSED, None)


def _step(one: str, other: str) -> None:
    st.session_state[other].append(_version())
    _go_to(st.session_state[one].pop())


def _reset() -> None:
    undo = st.session_state[UNDO]
    before = undo[0] if undo else (st.session_state.dataset, st.session_state.own, "")
    undo.append(_version())
    _go_to((before[0], before[1], "" if before[0] != "own" else before[2]))


def _take(begun: Begun) -> None:
    """Take all that changed in the table since it was begun, or say why not and change nothing."""
    sent = st.session_state[begun.key]
    try:
        edited = _edited(begun, sent)
        data = edited.dataset(begun.base)
    except Refused as refused:
        st.session_state[REFUSED] = refused
        return
    before, text = _version(), written(begun.base, edited) if begun.travels else None
    if text is not None:
        st.session_state.dataset, st.session_state.own = begun.base.name, ""
        st.session_state.edits = f"{digest(begun.base)[:8]}_{text}" if text else ""
    else:
        own_data.use(own_data.keep(Own(data)))
    st.session_state.pop(REFUSED, None)
    st.session_state[UNDO] = [*st.session_state[UNDO], before][-MOST_STEPS:]
    st.session_state[REDO] = []
    st.session_state[BEGUN] = Begun(begun.base, begun.travels, begun.edited, begun.first, begun.number, digest(data))


def _edited(begun: Begun, sent: Any) -> Edited:
    changed = {}
    for row, cells in sent["edited_rows"].items():
        place = begun.first + int(row)
        label = begun.base.class_names[begun.edited.y[place]]
        was = {f"feature {column}": value for column, value in enumerate(begun.edited.X[place].tolist())}
        changed[place] = _row(begun.base, {"class": label} | was | cells)
    added: Rows = [_row(begun.base, cells) for cells in sent["added_rows"]]
    return begun.edited.change(changed, [begun.first + int(row) for row in sent["deleted_rows"]], added)


def _row(base: Dataset, cells: dict[str, Any]) -> tuple[int, list[float]]:
    """The class and the features of a row of the table; Refused if one is missing or too large."""
    features = []
    for place, name in enumerate(base.feature_names):
        value = cells.get(f"feature {place}")
        if value is None:
            raise Refused("incomplete")
        if not isinstance(value, int | float) or not abs(value) <= LARGEST:
            raise Refused("edited_too_large", column=name, most=LARGEST)
        features.append(float(value))
    if cells.get("class") not in base.class_names:
        raise Refused("incomplete")
    return base.class_names.index(cells["class"]), features
