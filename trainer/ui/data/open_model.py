"""Opening a model that was taken away: its settings are restored, and rows without a class are predicted."""

from typing import Any

import numpy as np
import streamlit as st

from trainer.export.model_file import Model
from trainer.export.model_reading import MOST_BYTES, read_model
from trainer.export.new_rows import LARGEST, predicted_csv, read_rows
from trainer.facts import Refused
from trainer.figures.numbers import number, probability
from trainer.language import _
from trainer.reading.text import decode
from trainer.softmax import Array
from trainer.ui.settings import url
from trainer.ui.settings.table import RUN_KEYS
from trainer.ui.widgets.tables import html_table
from trainer.ui.words import takeaway as words
from trainer.ui.words.lists import sentences
from trainer.ui.words.refusals import refusal_in_words

MODEL, NUMBER, REFUSED, IGNORED = "_model", "_model_number", "_model_refused", "_model_ignored"
MOST_SHOWN = 20  # rows


def open_model() -> None:
    """The section: a file, what is in it, its settings, and its predictions."""
    with st.expander(_("Open a model"), icon=":material/upload_file:"):
        st.file_uploader(
            _("A model file of at most {megabytes} MB").format(megabytes=MOST_BYTES // 2**20),
            key="model_file",
            max_upload_size=MOST_BYTES // 2**20,
            on_change=_take_file,
        )
        if REFUSED in st.session_state:
            st.error(refusal_in_words(st.session_state[REFUSED]))
        model: Model | None = st.session_state.get(MODEL)
        if model is not None:
            st.markdown(words.model_in_words(model.features, len(model.products), model.classes))
            st.button(_("Train with its settings"), key="use_model_settings", on_click=_use_settings, args=(model,))
            if ignored := st.session_state.get(IGNORED):
                st.warning(_("From the model: {sentences}").format(sentences=sentences(*ignored)))
            _predict(model)


def _take_file() -> None:
    file = st.session_state.model_file
    if file is None:
        return
    for key in (REFUSED, IGNORED):
        st.session_state.pop(key, None)
    try:
        st.session_state[MODEL] = read_model(file.getvalue())
        st.session_state[NUMBER] = st.session_state.get(NUMBER, 0) + 1
    except Refused as refused:
        st.session_state[REFUSED] = refused


def _use_settings(model: Model) -> None:
    values, ignored = url.read(model.settings)
    st.session_state.update({key: values[key] for key in RUN_KEYS})
    st.session_state[IGNORED] = ignored


def _predict(model: Model) -> None:
    """Rows typed in a table, or a file of them, with the probabilities of each class."""
    typed, sent = st.tabs([_("Predict rows typed here"), _("Predict rows of a file")])
    with typed:
        _shown(model, _typed, "typed")
    with sent:
        st.file_uploader(_("A CSV file with the features of the model"), key="rows_file")
        _shown(model, _sent, "sent")


def _shown(model: Model, rows: Any, key: str) -> None:
    try:
        X = rows(model)
        if X is None:
            return
    except Refused as refused:
        st.error(refusal_in_words(refused))
        return
    st.html(_table(model, X[:MOST_SHOWN]))
    if len(X) > MOST_SHOWN:
        st.caption(words.rows_predicted(MOST_SHOWN, len(X)))
    st.download_button(
        _("Probabilities (CSV)"),
        lambda: predicted_csv(model, X),
        file_name="predicted_rows.csv",
        mime="text/csv",
        key=f"take predicted {key}",
        icon=":material/download:",
        on_click="ignore",
    )


def _typed(model: Model) -> Array | None:
    """The rows of a table that begins with one row, the means that the model was trained around."""
    means = model.scaler.mean[: len(model.features)]
    described = {
        f"feature {place}": st.column_config.NumberColumn(name, required=True)
        for place, name in enumerate(model.features)
    }
    st.caption(_(words.TYPE_ROWS))
    table = st.data_editor(
        {f"feature {place}": [float(f"{mean:.4g}")] for place, mean in enumerate(means.tolist())},
        key=f"new rows {st.session_state[NUMBER]}",
        num_rows="dynamic",
        hide_index=True,
        column_config=described,
    )
    columns = [np.asarray(table[name], dtype=float) for name in described]
    X = np.column_stack(columns)
    if not len(X):
        return None
    if not (np.abs(X) <= LARGEST).all():
        raise Refused("row_incomplete")
    return X


def _sent(model: Model) -> Array | None:
    file = st.session_state.rows_file
    return None if file is None else read_rows(decode(file.getvalue())[0], model)


def _table(model: Model, X: Array) -> str:
    """Rows with the most probable class and the probability of each, as HTML."""
    heads = [_("row"), _("predicted"), *model.classes]
    rows = [
        [number(row), model.classes[int(a.argmax())], *(probability(float(share)) for share in a)]
        for row, a in enumerate(model.predict_proba(X), start=1)
    ]
    return html_table(heads, rows, range(2, len(heads)))
