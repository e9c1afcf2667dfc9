"""The scatter matrix: some features chosen, every two of them drawn; made once it is asked for."""

import streamlit as st

from trainer.datasets import Dataset
from trainer.figures.scatter_matrix import MOST_FEATURES, rows_drawn, scatter_matrix
from trainer.language import _
from trainer.ui.widgets.charts import chart
from trainer.ui.words import data as words

FIRST = 4  # features at first


def matrix(data: Dataset, id: str) -> None:
    """The section, for data of three features or more. id: of the data set."""
    d = len(data.feature_names)
    if d < 3:
        return
    section = st.expander(_("Every two features"), on_change="rerun", key="matrix_open")
    if not section.open:
        return
    with section:
        key = f"_matrix {id}"
        kept = st.session_state.get(key, list(range(min(FIRST, d))))
        st.session_state[key] = [place for place in kept if place < d]
        columns = st.multiselect(
            _("Features drawn"),
            range(d),
            format_func=dict(enumerate(data.feature_names)).__getitem__,
            key=key,
            max_selections=MOST_FEATURES,
        )
        if len(columns) < 2:
            st.info(_("Choose at least two features."))
            return
        chart(
            scatter_matrix(data, tuple(columns)),
            key="matrix",
            alt=words.matrix_in_words([data.feature_names[column] for column in columns], len(data.class_names)),
            taller=False,
        )
        if (seen := rows_drawn(len(data.y), len(columns))) < len(data.y):
            st.caption(words.part_drawn(seen, len(data.y)))
