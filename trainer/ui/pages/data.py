"""The Data page: choose, bring, see and edit what is trained on, and take away what came of it."""

import streamlit as st

from trainer.catalogue import read_penguins
from trainer.datasets import Dataset
from trainer.held_out import split
from trainer.language import _
from trainer.ui import own_data, runs, session
from trainer.ui.data import bring, choose, edit, matrix, open_model, see, take
from trainer.ui.settings import chosen_features, data_sets
from trainer.ui.settings.row import Values
from trainer.ui.settings.values import Settings, fitted
from trainer.ui.share.switches import hides
from trainer.ui.widgets.squares_hint import squares_hint
from trainer.ui.widgets.tables import escaped
from trainer.ui.words import data as words
from trainer.ui.words.data_names import named
from trainer.ui.words.reading import fact_in_words


def page(settings: Settings) -> None:
    """Draw the page."""
    values = fitted(session.values())
    st.title(_("Data"), anchor=False)
    if not hides("dataset"):
        with st.expander(_("Choose a data set"), expanded=values["dataset"] != data_sets.OWN):
            choose.choose(values)
    if not hides("bring"):
        with st.expander(_("Bring your own"), expanded=values["dataset"] == data_sets.OWN):
            bring.bring()
    id, as_read = values["dataset"], data_sets.dataset(values)
    data = named(as_read, id)
    _what_is_shown(data, values)
    squares_hint(settings)
    with st.container(key="grid_seen"):
        with st.container():
            st.subheader(_("Classes"), anchor=False)
            see.classes(data)
        with st.container():
            st.subheader(_("Two features"), anchor=False)
            see.pair(data, id, chosen_features.shown_best(as_read, id))
    matrix.matrix(data, id)
    see.first_pictures(data)
    if see.picture_shape(data) is not None:
        _weights(settings)
    st.subheader(_("Features"), anchor=False)
    see.features(data, split(data.y, settings.data.held_out, settings.training.seed)[0])
    if not hides("rows"):
        st.subheader(_("Rows"), anchor=False)
        edit.edit(values)
        _do_edits_travel(values)
    if not hides("take"):
        st.subheader(_("Take away"), anchor=False)
        take.take(settings)
        open_model.open_model()


def _weights(settings: Settings) -> None:
    """The weights as pictures; the run is made once they are asked for."""
    asked = st.expander(_("The weights of each class as a picture"), on_change="rerun", key="weight_pictures")
    if asked.open:
        with asked:
            see.weight_pictures(runs.run(settings.data, settings.training))


def _what_is_shown(data: Dataset, values: Values) -> None:
    """Which data these are, and what was done to read them."""
    own = values["dataset"] == data_sets.OWN
    name = escaped(data.name) if own else _(data_sets.SOURCES[values["dataset"]].name)
    st.header(name, anchor=False)
    st.caption(words.size_in_words(len(data.y), data.X.shape[1], len(data.class_names)))
    brought = own_data.found(values["own"]) if own else None
    if brought is not None:
        bring.how_read(brought)
    elif values["dataset"] == "penguins":
        st.markdown("\n".join(f"- {fact_in_words(fact)}" for fact in read_penguins().facts))


def _do_edits_travel(values: Values) -> None:
    if values["dataset"] == data_sets.OWN:
        brought = own_data.found(values["own"])
        st.caption(words.edits_stay() if brought is not None and brought.choices is None else _(words.OWN_STAY))
    elif values["edits"]:
        st.caption(_(words.EDITS_TRAVEL))
