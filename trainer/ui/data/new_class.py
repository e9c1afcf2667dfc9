"""Classes that the data have not yet, named above the table of rows: a row can then be given one of them.

A link writes classes by their place in the data begun with, so data edited in such a table stay in the session.
"""

from dataclasses import replace

import streamlit as st

from trainer.datasets import Dataset
from trainer.facts import Refused
from trainer.language import _
from trainer.reading.cells import MISSING_LABELS
from trainer.reading.columns import MOST_CLASSES
from trainer.ui.settings.row import Values
from trainer.ui.words.refusals import refusal_in_words

ADDED, TYPED, REFUSED = "_added_classes", "_class_typed", "_class_refused"
LONGEST = 100  # characters

Whose = tuple[str, str]  # dataset, own


def with_added(base: Dataset, values: Values) -> Dataset:
    """The data with the classes named for them after theirs."""
    whose, names = st.session_state.get(ADDED, (None, ()))
    new = tuple(name for name in names if name not in base.class_names) if whose == _whose(values) else ()
    return replace(base, class_names=base.class_names + new) if new else base


def field(values: Values, base: Dataset) -> None:
    """A field and a button for another class of the table's data."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            _("Another class"),
            key=TYPED,
            width=240,
            max_chars=LONGEST,
            help=_("A name that rows of the table can be given then; data with such a row stay in this session."),
        )
        st.button(_("Add the class"), key="add_class", icon=":material/add:", on_click=add, args=(values, base))
    if REFUSED in st.session_state:
        st.error(refusal_in_words(st.session_state[REFUSED]))


def add(values: Values, base: Dataset) -> None:
    """Take the name that was typed, or keep why not."""
    name = " ".join(str(st.session_state.get(TYPED) or "").split())
    whose, names = st.session_state.get(ADDED, (None, ()))
    st.session_state.pop(REFUSED, None)
    if len(base.class_names) >= MOST_CLASSES:
        st.session_state[REFUSED] = Refused("too_many_added", most=MOST_CLASSES)
    elif name in MISSING_LABELS or len(name) > LONGEST or name in base.class_names:
        st.session_state[REFUSED] = Refused("class_name", longest=LONGEST)
    else:
        st.session_state[ADDED] = (_whose(values), (*(names if whose == _whose(values) else ()), name))
        st.session_state[TYPED] = ""


def _whose(values: Values) -> Whose:
    return values["dataset"], values["own"]
