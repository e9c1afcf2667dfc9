"""Bringing one's own table: a file or pasted text, which columns are what, and what was done to read it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from trainer.facts import Fact, Refused
from trainer.language import N_, _
from trainer.reading.columns import columns
from trainer.reading.read import read
from trainer.reading.text import MOST_BYTES, decode, table
from trainer.ui import own_data
from trainer.ui.own_data import Choices, Own
from trainer.ui.words.reading import fact_in_words
from trainer.ui.words.refusals import refusal_in_words

REFUSED, LABEL, FEATURES, HEADER = "_table_refused", "_label", "_features", "_header"
HEADERS = {"recognized": None, "names": True, "sample": False}
HEADER_NAMES = {"recognized": N_("recognized"), "names": N_("names"), "sample": N_("a sample")}
TOLD_FIRST = ("windows_1252",)


def bring() -> None:
    """Fields for a file and for text; what cannot be read is said, and the data shown before stay."""
    file, text = st.tabs([_("Upload a file"), _("Paste text")])
    with file:
        st.file_uploader(
            _("A CSV file of at most {megabytes} MB").format(megabytes=MOST_BYTES // 2**20),
            key="upload",
            on_change=_take_file,
            help=_("Columns of numbers, and one with the class; delimiter, decimals and header are recognized."),
        )
    with text:
        st.text_area(_("A table, its cells set apart by commas, semicolons or tabs"), key="pasted", height=140)
        st.button(_("Read this text"), on_click=_take_text, key="read_text")
    refused: Refused | None = st.session_state.get(REFUSED)
    if refused is not None:
        st.error(_("{reason} The data shown before are still there.").format(reason=refusal_in_words(refused)))


def _take_file() -> None:
    file = st.session_state.upload
    if file is None:
        return
    try:
        text, facts = decode(file.getvalue())
    except Refused as refused:
        st.session_state[REFUSED] = refused
    else:
        _take(text, file.name, facts)


def _take_text() -> None:
    _take(st.session_state.pasted or "", _("pasted text"), [])


def _take(text: str, name: str, before: list[Fact], chosen: Choices | None = None) -> None:
    """Read a text and train on it, or say why not and change nothing."""
    try:
        parsed = table(text, chosen.has_header if chosen else None)
        found = columns(parsed)
        if chosen is None or len(chosen.names) != len(parsed.names):
            reading = read(parsed, name, before=before)
        else:
            reading = read(parsed, name, chosen.label, chosen.features or None, before)
    except Refused as refused:
        st.session_state[REFUSED] = refused
        return
    st.session_state[REFUSED] = None
    header = chosen.has_header if chosen else None
    choices = Choices(text, header, parsed.names, found.kinds, reading.label, reading.features)
    own_data.use(own_data.keep(Own(reading.dataset, reading.facts, choices)))


def how_read(brought: Own) -> None:
    """What was done to read the data shown, and fields to choose another class, other features, a header or none."""
    st.markdown("\n".join(f"- {fact_in_words(fact)}" for fact in brought.facts))
    if brought.choices is None:
        return
    chosen = brought.choices
    st.session_state.update({LABEL: chosen.label, FEATURES: list(chosen.features), HEADER: _header(chosen.has_header)})
    again: dict[str, Any] = {"on_change": _read_again, "args": (brought, chosen)}
    named = [name or _("column {number}").format(number=number) for number, name in enumerate(chosen.names, start=1)]
    every = range(len(named))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(_("Class"), every, format_func=named.__getitem__, key=LABEL, width=220, **again)
        st.selectbox(
            _("First row"), HEADERS, format_func=lambda id: _(HEADER_NAMES[id]), key=HEADER, width=160, **again
        )
        numbers = [place for place in every if chosen.kinds[place] in ("numbers", "rows") and place != chosen.label]
        st.multiselect(_("Features"), numbers, format_func=named.__getitem__, key=FEATURES, width="stretch", **again)


def _header(has_header: bool | None) -> str:
    return next(id for id, value in HEADERS.items() if value is has_header)


def _read_again(brought: Own, chosen: Choices) -> None:
    label, header = st.session_state[LABEL], HEADERS[st.session_state[HEADER]]
    features = tuple(place for place in st.session_state[FEATURES] if place != label)
    if label != chosen.label and chosen.label not in features and chosen.kinds[chosen.label] == "numbers":
        features = ()  # as they are recognized with the other label
    told = [fact for fact in brought.facts if fact.kind in TOLD_FIRST]
    choices = replace(chosen, label=label, features=features, has_header=header)
    _take(chosen.text, brought.dataset.name, told, choices)
