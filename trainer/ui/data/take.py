"""Taking a run away: its history, predictions, model and a notebook, each made when its button is pressed."""

from collections.abc import Callable

import streamlit as st

from trainer.analysis.decision_regions import Axes
from trainer.experiment import Experiment
from trainer.export import notebook
from trainer.export.history import epochs_with_weights, history_csv
from trainer.export.model_file import model_json
from trainer.export.predictions import predictions_csv
from trainer.figures.movie_gif import movie_gif, shown_epochs
from trainer.language import _
from trainer.ui import runs, session
from trainer.ui.settings import data_sets, url
from trainer.ui.settings.table import RUN_KEYS
from trainer.ui.settings.values import Settings
from trainer.ui.words import takeaway as words

KEY = "take_away"


def take(settings: Settings) -> None:
    """The section; the run is trained once it is opened."""
    section = st.expander(_("Take this run away"), icon=":material/download:", on_change="rerun", key=KEY)
    if section.open:
        with section:
            st.markdown(_(words.WHAT))
            _files(runs.run(settings.data, settings.training), settings.data.dataset, runs.axes_shown(settings))


def _files(experiment: Experiment, id: str, axes: Axes) -> None:
    history = experiment.history
    query = {key: text for key, text in url.write(session.values()).items() if key in RUN_KEYS}
    with st.container(horizontal=True):
        _file(_("History (CSV)"), f"{id}_history.csv", lambda: history_csv(experiment), _(words.HISTORY_HELP))
        _file(
            _("Predictions (CSV)"),
            f"{id}_predictions.csv",
            lambda: predictions_csv(experiment),
            _(words.PREDICTIONS_HELP),
        )
        _file(_("Model (JSON)"), f"{id}_model.json", lambda: model_json(experiment, query), _(words.MODEL_HELP))
        if notebook.fits(experiment):
            _file(
                _("Notebook (Jupyter)"),
                f"{id}_run.ipynb",
                lambda: notebook.notebook(experiment),
                _(words.NOTEBOOK_HELP),
            )
        _file(
            _("Movie (GIF)"),
            f"{id}_movie.gif",
            lambda: movie_gif(experiment, axes),
            words.gif_help(len(shown_epochs(history.n_epochs))),
        )
    if (kept := len(epochs_with_weights(history))) <= history.n_epochs:
        st.caption(words.weights_at(kept, history.n_epochs + 1))
    if not notebook.fits(experiment):
        st.caption(words.no_notebook(experiment.dataset.X.size, notebook.MOST_NUMBERS))
    if id == data_sets.OWN:
        st.caption(_(words.OWN_STAY))


KINDS = {"csv": "text/csv", "json": "application/json", "ipynb": "application/x-ipynb+json", "gif": "image/gif"}


def _file(label: str, name: str, make: Callable[[], bytes], help: str) -> None:
    st.download_button(
        label,
        make,
        file_name=name,
        mime=KINDS[name.rpartition(".")[2]],
        key=f"take {name}",
        icon=":material/download:",
        on_click="ignore",
        help=help,
    )
