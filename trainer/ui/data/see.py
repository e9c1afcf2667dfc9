"""Seeing data: how many samples each class has, what the features are like, two of them drawn, and pictures."""

import numpy as np
import streamlit as st

from trainer.analysis.learning_rate import smoothness
from trainer.catalogue import PICTURES
from trainer.datasets import Dataset, Standardizer
from trainer.experiment import Experiment
from trainer.figures.numbers import number, percent
from trainer.figures.pictures import pictures
from trainer.figures.scatter import drawn, scatter
from trainer.glossary import with_terms
from trainer.labels import Labels
from trainer.language import _
from trainer.ui.widgets import controls
from trainer.ui.widgets.charts import chart
from trainer.ui.widgets.tables import escaped, html_table
from trainer.ui.words import data as words

ACROSS, UP = "_across", "_up"
TALL = 360  # pixels: longer lists scroll


def picture_shape(data: Dataset) -> tuple[int, int] | None:
    """Rows and columns of pixels, where the features are all those of a picture."""
    shape = PICTURES.get(data.name)
    return shape if shape is not None and data.X.shape[1] == shape[0] * shape[1] else None


def classes(data: Dataset) -> None:
    """How many samples each class has."""
    counts = np.bincount(data.y, minlength=len(data.class_names))
    head = "| " + " | ".join([_("class"), _("samples"), _("share")]) + " |\n|:--|--:|--:|"
    rows = [
        f"| {escaped(name)} | {count:,} | {percent(count / len(data.y))} |"
        for name, count in zip(data.class_names, counts.tolist(), strict=True)
    ]
    with st.container(height=TALL if len(rows) > 8 else "content", border=False):
        st.markdown("\n".join([head, *rows]))


def features(data: Dataset, training: Labels) -> None:
    """What each feature is like, before and after standardizing, and what that changes for the learning rate.

    training: the rows trained on, over which the learning rate has its limits.
    """
    standardizer = Standardizer.fit(data.X)
    scaled = standardizer(data.X)
    heads = [_("feature"), _("mean"), _("standard deviation"), _("least"), _("largest")]
    heads += [_("least, standardized"), _("largest, standardized")]
    spread = np.where(np.ptp(data.X, axis=0) == 0, 0.0, standardizer.std)
    columns = [
        standardizer.mean,
        spread,
        data.X.min(axis=0),
        data.X.max(axis=0),
        scaled.min(axis=0),
        scaled.max(axis=0),
    ]
    rows = [
        [name, *(number(float(value), 3) for value in values)]
        for name, *values in zip(data.feature_names, *columns, strict=True)
    ]
    with st.container(height=TALL if len(rows) > 10 else "content", border=False):
        st.html(html_table(heads, rows, range(1, len(heads))))
    X = data.X[training]
    before, after = (number(2 / smoothness(x), 3) for x in (X, Standardizer.fit(X)(X)))
    names = [escaped(data.feature_names[place]) for place in (int(spread.argmin()), int(spread.argmax()))]
    st.caption(words.standardizing_in_words(before, after, *names))


def pair(data: Dataset, id: str, at_first: tuple[int, int]) -> None:
    """The samples over two features of one's choice; with one feature, over it and the class.

    id: of the data set; at_first: the places of the features that are shown before any is chosen.
    """
    d = len(data.feature_names)
    columns: tuple[int, ...] = (0,)
    if d > 1:
        with st.container(horizontal=True):
            fields = zip((ACROSS, UP), (_("Across"), _("Up")), at_first, strict=True)
            columns = tuple(_feature(label, f"{where} {id}", data, place) for where, label, place in fields)
    rows = drawn(len(data.y))
    shown = [data.feature_names[column] for column in columns]
    chart(
        scatter(data, columns, rows, controls.theme()),
        key="scatter",
        alt=words.scatter_in_words(shown[0], shown[1] if d > 1 else "", len(rows), len(data.class_names)),
    )
    if d == 1:
        st.caption(_(words.ONE_FEATURE))
    if len(rows) < len(data.y):
        st.caption(words.part_drawn(len(rows), len(data.y)))


def _feature(label: str, key: str, data: Dataset, at_first: int) -> int:
    """A field to choose a feature in."""
    d = len(data.feature_names)
    if st.session_state.get(key, d) >= d:
        st.session_state[key] = at_first
    return st.selectbox(label, range(d), format_func=data.feature_names.__getitem__, key=key, width=260)


def first_pictures(data: Dataset) -> None:
    """The first sample of each class as a picture, where the features are its pixels."""
    shape = picture_shape(data)
    if shape is None:
        return
    first = [int(np.flatnonzero(data.y == label)[0]) for label in range(len(data.class_names))]
    chart(
        pictures(data.X[first], shape, data.class_names),
        key="pictures",
        alt=_("The first sample of each class as a picture."),
    )


def weight_pictures(experiment: Experiment) -> None:
    """The weights of each class after a run, as a picture of the same pixels."""
    data = experiment.dataset
    shape = picture_shape(data)
    if shape is None:
        return
    chart(
        pictures(experiment.history.parameters().W, shape, data.class_names, signed=True),
        key="weights",
        alt=_("The weights of each class as a picture."),
    )
    st.caption(with_terms(_(words.WEIGHTS_SPEAK)))
