"""What a hand does in the picture becomes settings: weights and samples. What cannot be taken is said."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from trainer.datasets import Dataset
from trainer.edits import Edited, digest
from trainer.facts import Refused
from trainer.language import _
from trainer.ui import runs, session
from trainer.ui.data import steps
from trainer.ui.movie import component, samples_by_hand
from trainer.ui.movie.scene import base
from trainer.ui.movie.weights_by_hand import NotTaken, new_start
from trainer.ui.settings import data_sets, start
from trainer.ui.settings.values import Settings
from trainer.ui.words.data_names import named
from trainer.ui.words.movie import HOW_SAMPLES_ARE_EDITED, delete_sample, too_many_weights
from trainer.ui.words.refusals import refusal_in_words

NOT_TAKEN = "_not_taken"  # why what a hand did changed nothing, and the values that held then
ACTED = "_acted"  # what acted() says
NEW_CLASS = "_new_class"  # the class of a sample that is added


def take(settings: Settings) -> None:
    """Take what the browser says that a hand did, once, if it is of the run that stands."""
    said, act = component.hand(), component.act()
    if not isinstance(said, Mapping) or not _of_what_stands(settings, said) or act == acted():
        return
    st.session_state[ACTED] = act
    st.session_state.pop(NOT_TAKEN, None)
    try:
        text = new_start(settings, said)
    except NotTaken as fault:
        _refuse(fault.sentence)
        return
    if text is not None:
        st.session_state["start"], st.session_state["shown_epoch"] = text, 0
    elif settings.edit_samples:
        _take_samples(settings, samples_by_hand.edited(settings, said, _new_class(settings)))


def _of_what_stands(settings: Settings, said: Mapping[str, Any]) -> bool:
    return said.get("base") == base(settings) and said.get("rate") == settings.training.learning_rate


def acted() -> float:
    """The number of the last act of a hand that was taken, or refused."""
    number: float = st.session_state.get(ACTED, 0)
    return number


def say(settings: Settings) -> None:
    """Why what the hand did changed nothing, or cannot be done at all; and the strip of those who edit samples."""
    sentence, then = st.session_state.get(NOT_TAKEN, ("", None))
    if sentence and then == session.values():
        st.warning(sentence)
    if settings.panel == "weights" and (many := start.how_many(vars(settings.data))) > start.MOST:
        st.info(too_many_weights(many, start.MOST))
    if settings.edit_samples:
        _strip(settings)


def _strip(settings: Settings) -> None:
    """The class of what is added, and what can be done to samples without a mouse."""
    values = vars(settings.data)
    if not samples_by_hand.can_edit(settings):
        st.info(_("An axis stands for a feature that is made of others, so samples cannot be moved here."))
        return
    steps.follow(digest(data_sets.dataset(values)))
    names = named(data_sets.begun_with(values), settings.data.dataset).class_names
    with st.container(horizontal=True, vertical_alignment="bottom", key="edit_strip"):
        st.selectbox(
            _("Class of a new sample"),
            range(len(names)),
            key=NEW_CLASS,
            format_func=names.__getitem__,
            width=190,
            help=_("The class of every sample that is added."),
        )
        for key, label, does in (
            ("add_sample", _("Add a sample"), _("Puts a sample of this class in the middle, to be moved.")),
            ("add_outlier", _("Add an outlier"), _("Puts a sample of this class far on the side of the others.")),
        ):
            st.button(label, key=key, help=does, on_click=_add, args=(settings, key == "add_outlier"))
        row = runs.row_shown(settings)
        does = _("Takes the sample followed out of the data.")
        st.button(delete_sample(row + 1), key="delete_sample", help=does, on_click=_delete, args=(settings, row))
        steps.buttons(bool(values["edits"]))
    st.caption(_(HOW_SAMPLES_ARE_EDITED))


def _new_class(settings: Settings) -> int:
    chosen, most = st.session_state.get(NEW_CLASS, 0), len(data_sets.begun_with(vars(settings.data)).class_names)
    return chosen if isinstance(chosen, int) and 0 <= chosen < most else 0


def _add(settings: Settings, outlier: bool) -> None:
    _take_samples(settings, samples_by_hand.added(settings, _new_class(settings), outlier))


def _delete(settings: Settings, row: int) -> None:
    _take_samples(settings, samples_by_hand.edited(settings, {"what": "delete", "row": row + 1}, 0))


def _take_samples(settings: Settings, changed: tuple[Dataset, Edited] | None) -> None:
    """Train on the samples as a hand left them; a new one is followed."""
    if changed is None:
        return
    n = data_sets.n_samples(vars(settings.data))
    try:
        steps.take(changed[0], data_sets.SOURCES[settings.data.dataset].shared, changed[1])
    except Refused as refused:
        _refuse(refusal_in_words(refused))
        return
    if len(changed[1].y) > n:
        st.session_state["sample"] = len(changed[1].y)


def _refuse(sentence: str) -> None:
    st.session_state[NOT_TAKEN] = (sentence, session.values())
