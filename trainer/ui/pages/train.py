"""The Train page: the live picture of a run on the first screen, and what is seldom read below it."""

from collections.abc import Mapping

import streamlit as st

from trainer.analysis.decision_regions import Axes
from trainer.experiment import Experiment
from trainer.figures.numbers import number
from trainer.figures.places import points
from trainer.glossary import with_terms
from trainer.language import _
from trainer.softmax import Array
from trainer.ui import runs
from trainer.ui.atlas.run_page import save_button
from trainer.ui.data import take
from trainer.ui.movie import answers, component, hand, scene
from trainer.ui.movie.ground import CONFIG, ground
from trainer.ui.movie.parts import drawn_rows
from trainer.ui.settings import chosen_features, data_sets
from trainer.ui.settings.table import MOST_EPOCHS
from trainer.ui.settings.values import Settings
from trainer.ui.share.switches import hides
from trainer.ui.widgets import controls, learning_rate_band, tables
from trainer.ui.widgets.charts import chart
from trainer.ui.widgets.pinned import keep_button
from trainer.ui.widgets.squares_hint import squares_hint
from trainer.ui.words import runs as words
from trainer.ui.words.data import part_drawn
from trainer.ui.words.status import STATUS_NAMES, status_help

PLAYED = "_played"  # a private key of session state: the first visit's movie has been shown


def page(settings: Settings) -> None:
    """Draw the page."""
    experiment = runs.run(settings.data, settings.training)
    st.title(_("Watch softmax regression learn"), anchor=False)
    with st.container(key="instrument"):
        picture = _instrument(experiment, settings)
    hand.say(settings)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.control("sample", width=200)
        controls.control("loss_axes", width=190)
        controls.control("panel", width=190)
        controls.control("ghost")
        controls.control("arrows")
        controls.control("edit_samples")
        keep_button()
        save_button(experiment, settings, picture)
        take.open_button(settings)
    squares_hint(settings)
    st.caption(with_terms(words.how_trained(experiment, settings.data.standardize)))
    st.caption(words.plane_shown(experiment, runs.axes_shown(settings)))
    if (seen := len(drawn_rows(*experiment.dataset.X.shape))) < (rows := len(experiment.dataset.y)):
        st.caption(part_drawn(seen, rows))
    if experiment.history.status == "diverged":
        st.error(words.why_it_blew_up(experiment.config, experiment.history.n_epochs, settings.data.standardize))
    if not hides("measures"):
        _measures(experiment, settings)
    learning_rate_band.mathematics(settings)
    if not hides("weights"):
        _weights(experiment, settings.data.standardize)


def _instrument(experiment: Experiment, settings: Settings) -> bytes:
    """The learning rate, the plane, and the movie over it; the grid of instrument.css says where each stands.

    What the movie is sent is returned.
    """
    if scene.takes_a_rate(settings):
        controls.control("learning_rate")
        learning_rate_band.safe_rate(settings)
    data, axes = experiment.dataset, runs.axes_shown(settings)
    chart(
        ground(experiment, axes, controls.theme(), _room(settings, axes)),
        key="regions",
        alt=words.plane_in_words(data, axes),
        config=CONFIG,
        taller=False,
    )
    first_visit = PLAYED not in st.session_state
    st.session_state[PLAYED] = True
    picture = scene.drawn(settings, first_visit, component.heard(), hand.acted())
    component.mount(picture, lambda: _look_at(settings), lambda: hand.take(settings))
    component.answer(answers.answer(settings, component.question()))
    return picture


def _room(settings: Settings, axes: Axes) -> Array | None:
    """Where the samples stood before any was edited: the axes stay as they are while samples are moved."""
    values = vars(settings.data)
    if not settings.data.edits:
        return None
    return points(chosen_features.with_trained_features(data_sets.begun_with(values), values), axes)


def _look_at(settings: Settings) -> None:
    """Take the epoch and the sample that the browser shows into the settings, if they are any."""
    view = component.view()
    if not isinstance(view, Mapping) or view.get("data") != scene.data_name(settings):
        return
    epoch, sample = view.get("epoch"), view.get("sample")
    if isinstance(epoch, int) and -1 <= epoch <= MOST_EPOCHS:
        st.session_state["shown_epoch"] = MOST_EPOCHS if epoch < 0 else epoch
    if isinstance(sample, int) and 1 <= sample <= data_sets.n_samples(vars(settings.data)):
        st.session_state["sample"] = sample


def _measures(experiment: Experiment, settings: Settings) -> None:
    """What is measured at the end of the run."""
    history = experiment.history
    limits = learning_rate_band.limits_of(settings)
    zone = runs.zone_of(settings.data, settings.training)
    penalty = float(experiment.penalty()[-1])
    with st.container(horizontal=True, key="measures"):
        st.metric(
            _("Training loss, last epoch"),
            number(history.loss[-1]),
            help=words.training_loss_help(penalty, experiment.config.l2),
            width=200,
        )
        status = _(STATUS_NAMES[history.status])
        st.metric(_("Status"), status, help=status_help(history.status, zone, limits), width=160)
        st.metric(
            _("Gradient norm, last epoch"),
            number(history.gradient_norm[-1], 3),
            help=_("The length of the gradient of the training loss; 0 at an optimum."),
            width=220,
        )


def _weights(experiment: Experiment, standardized: bool) -> None:
    st.header(_("Learned weights"), anchor=False)
    learned = tables.table(experiment.dataset, experiment.history.parameters())
    if not standardized:
        st.markdown(_("In the units of the data, as trained.") + "\n\n" + learned)
        return
    in_units = tables.table(experiment.dataset, experiment.in_data_units(-1))
    with st.container(key="grid_weights"):
        st.markdown(_("As trained, on standardized features.") + "\n\n" + learned)
        st.markdown(_("The same model in the units of the data.") + "\n\n" + in_units)
