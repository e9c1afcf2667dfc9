"""Taking a run away: as tables, a model, a notebook, a GIF and a page, each made when its button is pressed."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from trainer.analysis.decision_regions import Axes
from trainer.experiment import Experiment
from trainer.export import notebook
from trainer.export.history import epochs_with_weights, history_csv
from trainer.export.model_file import model_json
from trainer.export.predictions import predictions_csv
from trainer.figures.gif_marks import speaks
from trainer.figures.movie_gif import movie_gif, shown_epochs
from trainer.language import _, language, speaking
from trainer.ui import runs, session
from trainer.ui.atlas.run_page import save_button
from trainer.ui.lessons.moves import GO_TO
from trainer.ui.movie import component, scene
from trainer.ui.settings import data_sets, url
from trainer.ui.settings.table import RUN_KEYS
from trainer.ui.settings.values import Settings
from trainer.ui.share.switches import hides, in_the_menu
from trainer.ui.words import takeaway as words

KEY = "take_away"


def take(settings: Settings) -> None:
    """The section; the run is trained once it is opened."""
    section = st.expander(_("Take this run away"), icon=":material/download:", on_change="rerun", key=KEY)
    if section.open:
        with section:
            st.markdown(_(words.WHAT))
            _files(runs.run(settings.data, settings.training), settings)


def open_button(settings: Settings) -> None:
    """From another page to the section, which is open then."""
    if not hides("take") and in_the_menu("data", settings.classroom):
        st.button(
            _("Take this run away"),
            key="open_take_away",
            icon=":material/download:",
            help=_(words.OPEN_HELP),
            on_click=_open,
        )


def _open() -> None:
    st.session_state[GO_TO] = "data"
    st.session_state[KEY] = True


def _files(experiment: Experiment, settings: Settings) -> None:
    history, id = experiment.history, settings.data.dataset
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
            partial(_gif, experiment, runs.axes_shown(settings), language()),
            words.gif_help(len(shown_epochs(history.n_epochs))),
        )
        save_button(experiment, settings, scene.drawn(settings, False, component.heard()))
    if speaks() != language():
        st.caption(_(words.ENGLISH_GIF))
    if (kept := len(epochs_with_weights(history))) <= history.n_epochs:
        st.caption(words.weights_at(kept, history.n_epochs + 1))
    if not notebook.fits(experiment):
        st.caption(words.no_notebook(experiment.dataset.X.size, notebook.MOST_NUMBERS))
    if id == data_sets.OWN:
        st.caption(_(words.OWN_STAY))


def _gif(experiment: Experiment, axes: Axes, spoken: str) -> bytes:
    with speaking(spoken):
        return movie_gif(experiment, axes)


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
