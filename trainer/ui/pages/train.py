"""The Train page: the movie of a run, its measures, and the weights it learned."""

import streamlit as st

from trainer.analysis.decision_regions import all_tied
from trainer.experiment import Experiment
from trainer.figures.movie import movie
from trainer.figures.numbers import number
from trainer.figures.theme import CONFIG
from trainer.ui import runs
from trainer.ui.movie.keys import movie_keys
from trainer.ui.settings.values import Settings
from trainer.ui.widgets import controls, learning_rate_band, tables
from trainer.ui.widgets.pinned import keep_button
from trainer.ui.words.runs import (
    accuracy_shown,
    how_trained,
    movie_in_words,
    plane_shown,
    training_loss_help,
    why_it_blew_up,
)
from trainer.ui.words.status import STATUS_NAMES, status_help


def page(settings: Settings) -> None:
    """Draw the page."""
    experiment = runs.run(settings.data, settings.training)
    st.title("Watch softmax regression learn", anchor=False)
    st.caption(how_trained(experiment, settings.data.standardize))
    _measures(experiment, settings)
    if experiment.history.status == "diverged":
        st.error(why_it_blew_up(experiment.config, experiment.history.n_epochs, settings.data.standardize))
    _movie(experiment, settings)
    learning_rate_band.mathematics(settings)
    _weights(experiment, settings.data.standardize)


def _measures(experiment: Experiment, settings: Settings) -> None:
    history, held_out = experiment.history, len(experiment.held_out_rows) > 0
    none, k = "none held out", len(experiment.dataset.class_names)
    tied = bool(all_tied(history.parameters()))
    measures = {
        "Training loss": (
            number(history.loss[-1]),
            training_loss_help(float(experiment.penalty()[-1]), experiment.config.l2),
        ),
        "Held-out loss": (
            number(experiment.held_out_loss[-1]) if held_out else none,
            "Mean cross-entropy in nats of the samples kept out of training; a penalty is no part of it.",
        ),
        "Training accuracy": accuracy_shown(history.accuracy[-1], tied, k, "training"),
        "Held-out accuracy": (
            accuracy_shown(experiment.held_out_accuracy[-1], tied, k, "held-out")
            if held_out
            else (none, "The share of held-out samples classified rightly.")
        ),
        "Gradient norm": (
            number(history.gradient_norm[-1], 3),
            "The length of the gradient of the training loss; 0 at an optimum.",
        ),
        "Status": _status(history.status, settings),
    }
    with st.container(horizontal=True, key="measures"):
        for label, (value, help_text) in measures.items():
            st.metric(label, value, help=help_text, width=138)


def _status(status: str, settings: Settings) -> tuple[str, str]:
    limits = runs.limits(settings.data, settings.training.seed, settings.training.l2)
    return STATUS_NAMES[status], status_help(status, runs.zone_of(settings.data, settings.training), limits)


def _movie(experiment: Experiment, settings: Settings) -> None:
    axes, sample = runs.axes_shown(settings), runs.row_shown(settings)
    st.caption(plane_shown(experiment, axes))
    st.plotly_chart(
        movie(
            experiment,
            axes,
            sample,
            settings.loss_axes,
            controls.is_phone(settings.layout),
            controls.theme(),
        ),
        key="movie",
        config=CONFIG,
        on_select=controls.choose_clicked_sample("movie"),
        selection_mode="points",
        alt=movie_in_words(experiment, axes, sample),
    )
    movie_keys()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.control("sample", width=150)
        controls.control("loss_axes", width=210)
        controls.control("layout", width=170)
        keep_button()


def _weights(experiment: Experiment, standardized: bool) -> None:
    st.subheader("Learned weights", anchor=False)
    learned = experiment.history.parameters()
    if not standardized:
        st.markdown("In the units of the data, as trained.\n\n" + tables.table(experiment.dataset, learned))
        return
    as_trained, in_data_units = st.columns(2)
    as_trained.markdown("As trained, on standardized features.\n\n" + tables.table(experiment.dataset, learned))
    in_data_units.markdown(
        "The same model in the units of the data.\n\n" + tables.table(experiment.dataset, experiment.in_data_units(-1))
    )
