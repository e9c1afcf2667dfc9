"""The zones of the learning rate: the band under its control, and the mathematics behind it."""

import streamlit as st

from trainer.analysis.learning_rate import LearningRateLimits, largest_safe, zone, zones_between
from trainer.figures.zone_band import zone_band
from trainer.language import _
from trainer.optimizers import OPTIMIZERS
from trainer.ui import runs
from trainer.ui.settings.table import LEARNING_RATES, OPTIMIZER_NAMES
from trainer.ui.settings.values import Settings
from trainer.ui.share.switches import hides
from trainer.ui.widgets.tables import escaped
from trainer.ui.widgets.tex import aligned, value
from trainer.ui.words import learning_rate as words

FOLDOUT = "how_limits_are_found"


def band(settings: Settings) -> None:
    """The zones, what is true in the current one, and a button for the largest safe rate."""
    if hides("zones"):
        return
    limits, rate = limits_of(settings), settings.training.learning_rate
    zones = zones_between(LEARNING_RATES[0], LEARNING_RATES[-1], limits)
    names = {zone: _(name) for zone, name in words.ZONE_NAMES.items()}
    st.html(zone_band(zones, rate, names, words.zones_in_words(zones, rate)))
    st.caption(sentence(settings, zone(rate, limits)))
    safe_rate(settings)


def safe_rate(settings: Settings) -> None:
    """A button for the largest safe rate."""
    if hides("zones"):
        return
    limits, rate = limits_of(settings), settings.training.learning_rate
    safe = largest_safe(limits, LEARNING_RATES)
    full_batch_descent = runs.zone_of(settings.data, settings.training) is not None
    st.button(
        _("Largest safe rate: {rate}").format(rate=f"{safe:g}") if safe else _("No rate here is safe"),
        key="set_safe_rate",
        width="stretch",
        help=_("Sets the largest rate on the slider at which full-batch gradient descent cannot raise the loss."),
        disabled=safe in (None, rate) or not full_batch_descent,
        on_click=st.session_state.__setitem__,
        args=("learning_rate", safe),
    )


def no_optimum_in_words(settings: Settings) -> str:
    """Why there is no finite optimum, for Markdown; nothing where there is one."""
    data, training = settings.data, settings.training
    if runs.finite_optimum(data, training.seed, training.l2) is not None:
        return ""
    if runs.too_large(data):
        return _(words.NOT_SOUGHT)
    return words.no_finite_optimum([escaped(name) for name in runs.separable_classes(data, training.seed)])


def mathematics(settings: Settings) -> None:
    """Where the limits come from, with the numbers of this data."""
    if hides("zones"):
        return
    foldout = st.expander(_("How the limits of the learning rate are found"), on_change="rerun", key=FOLDOUT)
    if not foldout.open:
        return
    limits = limits_of(settings)
    with foldout:
        st.markdown(_(words.HOW_THE_LIMITS_ARE_FOUND))
        bound = r"\beta = \tfrac{1}{2}\,\lambda_{\max}\!\left(\tfrac{1}{n}\tilde X^\top \tilde X\right) + \lambda"
        st.latex(rf"H \preceq \beta\,I, \qquad {bound}")
        st.caption(_(words.WHAT_THE_SYMBOLS_ARE))
        lines = [rf"\beta &= {value(limits.smoothness)}", rf"2/\beta &= {value(limits.safe)}"]
        if limits.stability_threshold is not None:
            lines.append(rf"2/\lambda_{{\max}}(H^*) &= {value(limits.stability_threshold)}")
        lines.append(rf"2/\lambda &= {value(limits.blow_up)}")
        st.latex(aligned(lines))
        if limits.stability_threshold is None:
            st.caption(words.no_threshold(no_optimum_in_words(settings)))


def limits_of(settings: Settings) -> LearningRateLimits:
    """The limits of full-batch gradient descent on these data."""
    return runs.limits(settings.data, settings.training.seed, settings.training.l2)


def sentence(settings: Settings, zone: str) -> str:
    """What is true of a zone for the rule set up."""
    if "learning_rate" not in OPTIMIZERS[settings.training.optimizer].reads:
        return words.limits_without_a_rate(_(OPTIMIZER_NAMES[settings.training.optimizer]))
    if runs.zone_of(settings.data, settings.training) is None:
        return _(words.LIMITS_OF_ANOTHER_RULE)
    return words.zone_sentence(zone, limits_of(settings), no_optimum_in_words(settings))
