"""The map of all learning rates on the Compare page; a point of it is a learning rate and an epoch.

It is trained once it comes into sight, so that whoever only compares a few rates does not wait for all of them.
"""

import math
from functools import partial

import numpy as np
import streamlit as st

from trainer.analysis.learning_rate import zones_between
from trainer.analysis.learning_rate_map import LearningRateMap
from trainer.figures.learning_rate_map import learning_rate_map_figure
from trainer.glossary import with_terms
from trainer.language import _
from trainer.ui import rate_map, runs
from trainer.ui.settings.table import LEARNING_RATES, OPTIMIZER_NAMES
from trainer.ui.settings.values import Settings
from trainer.ui.widgets import controls
from trainer.ui.widgets.chart_clicks import chart_clicks
from trainer.ui.widgets.charts import chart
from trainer.ui.widgets.in_sight import when_in_sight
from trainer.ui.words import learning_rate_map as words
from trainer.ui.words.learning_rate import ZONE_NAMES

KEY = "learning_rate_map"
PLACE = "learning_rate_map_to_come"
HEIGHT = 480  # pixels, as the map's own
ASKED = "_map_asked"  # a private key of session state: which map was asked for last


def section(settings: Settings) -> None:
    """Draw the map, or say why there is none."""
    st.header(_("All learning rates"), anchor=False)
    if not rate_map.takes_a_rate(settings):
        st.info(words.no_rate(_(OPTIMIZER_NAMES[settings.training.optimizer])))
        return
    rates = rate_map.rates(settings)
    if not rates:
        st.info(words.too_long(rate_map.seconds_for_all(settings)))
        return
    st.caption(with_terms(words.how_to_read(math.ceil(len(LEARNING_RATES) / len(rates)))))
    logarithmic = settings.loss_axes == "loglog"
    asked = rate_map.key(settings, rates, logarithmic)
    if rate_map.rate_map.is_kept(*asked) or st.session_state.get(ASKED) == asked:
        _draw(rate_map.rate_map(*asked), settings)
    else:
        _offer(asked)


def _offer(asked: rate_map.Key) -> None:
    """In the map's place until it comes into sight: training every rate costs more than all else on the page."""
    ask = partial(st.session_state.__setitem__, ASKED, asked)
    with st.container(key=PLACE, height=HEIGHT, border=False):
        st.button(_("Draw the map"), key="draw_map", help=_("Trains every learning rate of the slider."), on_click=ask)
        when_in_sight(PLACE, ask)


def _draw(found: LearningRateMap, settings: Settings) -> None:
    data, training = settings.data, settings.training
    chosen = (training.learning_rate, min(settings.shown_epoch, training.n_epochs))
    zones = []
    if runs.zone_of(data, training) is not None:
        zones = zones_between(LEARNING_RATES[0], LEARNING_RATES[-1], runs.limits(data, training.seed, training.l2))
    names = {zone: _(name) for zone, name in ZONE_NAMES.items()}
    chart(
        learning_rate_map_figure(found, zones, names, chosen, controls.theme(), settings.loss_axes == "loglog"),
        key=KEY,
        alt=_in_words(found),
    )
    chart_clicks(KEY, lambda epoch, rate: _choose(epoch, rate, training.n_epochs))
    st.caption(words.chosen(*chosen))


def _in_words(found: LearningRateMap) -> str:
    last = np.where(np.isnan(found.loss[:, -1]), np.inf, found.loss[:, -1])
    best = int(last.argmin())
    rising, blown_up = (int(where.any(axis=1).sum()) for where in (found.rises, found.blown_up))
    return words.map_in_words(found.learning_rates[best], last[best], rising, blown_up, len(last))


def _choose(epoch: float, rate: float, n_epochs: int) -> None:
    """Set the learning rate nearest on the slider's scale, and the epoch."""
    if rate <= 0:
        return
    nearest = min(LEARNING_RATES, key=lambda option: abs(math.log(option / rate)))
    shown = min(max(round(epoch), 0), n_epochs)
    st.session_state["learning_rate"], st.session_state["shown_epoch"] = nearest, shown
