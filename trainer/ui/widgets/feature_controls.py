"""The controls of features: which are trained on, and which two are shown.

A setting of features holds their ids, and the features are those of the data set, so that the widgets have keys of
their own: what is chosen for one data set is kept while another is looked at.
"""

from collections.abc import Sequence

import streamlit as st

from trainer.language import _
from trainer.ui import session
from trainer.ui.settings import chosen_features, data_sets
from trainer.ui.settings.kinds import Features
from trainer.ui.settings.widget_keys import AXES, axis_key, features_key
from trainer.ui.words.data_names import named


def features_control(key: str, setting: Features) -> None:
    """Some of the features, or all where none is named."""
    values = session.values()
    data = data_sets.dataset(values)
    ids = chosen_features.feature_ids(data)
    names = dict(zip(ids, named(data, values["dataset"]).feature_names, strict=True))
    chosen, widget = values[key], features_key(key, values["dataset"])
    st.session_state[widget] = chosen.split("-") if chosen_features.has_features(chosen, values) else []
    st.multiselect(
        _(setting.label),
        ids,
        format_func=names.__getitem__,
        key=widget,
        help=_(setting.help),
        placeholder=_("all {n}").format(n=len(ids)),
        max_selections=setting.most,
        on_change=_take_features,
        args=(key, widget, ids),
    )


def _take_features(key: str, widget: str, ids: Sequence[str]) -> None:
    chosen = [id for id in ids if id in st.session_state[widget]]
    st.session_state[key] = chosen_features.ALL if len(chosen) in (0, len(ids)) else "-".join(chosen)


def pair_control(key: str, setting: Features) -> None:
    """The feature across, and the feature up."""
    values = session.values()
    data = named(chosen_features.given_data(values), values["dataset"])
    names = dict(zip(chosen_features.trained_ids(values), data.feature_names, strict=True))
    shown = chosen_features.shown_ids(values[key], values)
    labels = (_("{setting}: across"), _("{setting}: up"))
    for place, axis in enumerate(AXES):
        widget = axis_key(key, axis)
        st.session_state[widget] = shown[place]
        st.selectbox(
            labels[place].format(setting=_(setting.label)),
            list(names),
            format_func=names.__getitem__,
            key=widget,
            help=_(setting.help),
            on_change=_take_pair,
            args=(key, place, shown),
        )


def _take_pair(key: str, place: int, shown: Sequence[str]) -> None:
    """The feature chosen for one axis; the other axis takes the one left, if it was shown there."""
    chosen = st.session_state[axis_key(key, AXES[place])]
    other = shown[place] if chosen == shown[1 - place] else shown[1 - place]
    st.session_state[key] = "-".join((chosen, other) if place == 0 else (other, chosen))
