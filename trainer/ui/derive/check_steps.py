"""The last two cards of the Derive page: the check of the gradient, and why not squared error."""

import numpy as np
import streamlit as st

from trainer.analysis.gradient_check import GradientCheck, check_gradient, error_by_step, of_logits, of_parameters
from trainer.analysis.gradient_part import of_columns
from trainer.analysis.loss_comparison import gradient_curves
from trainer.figures import derive as figures
from trainer.language import _
from trainer.softmax import softmax
from trainer.ui import runs
from trainer.ui.derive import check_words, words
from trainer.ui.derive.gradient_formulas import squared_error_step
from trainer.ui.derive.layout import halves, numbers, rule
from trainer.ui.derive.tables import MOST_FEATURES, check_table, logit_heads, weight_check_tables
from trainer.ui.derive.worked_example import WorkedExample
from trainer.ui.runs import LossDuel
from trainer.ui.widgets.charts import chart
from trainer.ui.widgets.tex import Ink, side_by_side

COARSEST = 1e-3  # a tolerance above it would let a wrong formula pass
QUOTIENT = r"\frac{\partial \ell}{\partial z_i} \approx \frac{\ell(z_i + h) - \ell(z_i - h)}{2h}"


def check(example: WorkedExample, ink: Ink) -> None:
    """Every formula against finite differences."""
    d = example.derivation
    of_z, gradient = of_logits(d.y)
    checked = check_gradient(of_z, gradient, d.z)
    left, right = halves()
    with left:
        st.markdown(_(words.CHECK))
        st.latex(side_by_side([QUOTIENT, r"h = 10^{-5}"], ink.narrow))
        st.latex(ink.sized(check_table(checked, logit_heads(len(d.z), ink), ink)))
        _verdict(check_words.LOGITS, checked, d.z)
    with right:
        alt = _("Error against step size, both logarithmic: a V; the curve spoils large steps, rounding small ones.")
        chart(figures.error_chart(error_by_step(of_z, gradient(d.z), d.z)), "error_chart", alt)
        st.caption(_(words.THE_V))
        if d.y_sum != 1:
            wrong = check_gradient(of_z, lambda z: softmax(z) - d.y, d.z)
            st.warning(check_words.verdict_on_a_minus_y(wrong, d.y_sum))
        if not example.by_hand:
            _check_weights(example, ink)


def _check_weights(example: WorkedExample, ink: Ink) -> None:
    """The weights of every feature, or of the first of many: each entry takes five losses of all samples."""
    experiment = example.experiment
    model = experiment.history.parameters(example.epoch)
    theta = np.column_stack([model.W, model.b])
    names = experiment.dataset.feature_names[:MOST_FEATURES]
    columns = [*range(len(names)), -1]
    on_batch = of_parameters(experiment.X_train(), experiment.y_train(), experiment.config.l2)
    checked = check_gradient(*of_columns(*on_batch, theta, columns), theta[:, columns])
    _verdict(check_words.WEIGHTS, checked, theta)
    with st.expander(check_words.weights_checked(len(names), model.W.shape[1]), expanded=example.unfolded):
        for table in weight_check_tables(checked, names, ink):
            st.latex(ink.sized(table))


def _verdict(name: str, checked: GradientCheck, point: np.ndarray) -> None:
    lost = np.spacing(np.abs(point).max()) > checked.h / 1000
    if lost or not checked.tolerance < COARSEST:
        st.info(check_words.too_large_to_check(name))
        return
    (st.success if checked.passed else st.error)(check_words.verdict(name, checked))


def squared_error(example: WorkedExample, ink: Ink) -> None:
    """The gradient of the other loss, its curve, and two runs."""
    d = example.derivation
    step = squared_error_step(d, ink)
    left, right = halves()
    with left:
        rule(step)
        numbers(step, ink)
    with right:
        if d.true_class is not None:
            _gradient_chart(d.z, d.true_class)
        with st.expander(_(check_words.CANNOT_START), expanded=example.unfolded):
            _duel(LossDuel.CANNOT_START, "wrong_start_chart")
        with st.expander(_(check_words.ENDS_AHEAD), expanded=example.unfolded):
            _duel(LossDuel.ENDS_AHEAD, "ends_ahead_chart")


def _duel(duel: LossDuel, key: str) -> None:
    st.markdown(check_words.duel_in_words(duel.learning_rate, duel.n_epochs))
    both = runs.wrong_start_runs(duel)
    alt = _("Training accuracy of a run on cross-entropy and one on squared error, from the same wrong start.")
    chart(figures.wrong_start_chart(*both), key, alt)
    st.caption(check_words.wrong_start_in_words(*both))


def _gradient_chart(z: np.ndarray, label: int) -> None:
    others = np.delete(z, label).max()
    curves = gradient_curves(z, label, np.linspace(min(others - 12, z[label]), max(others + 8, z[label]), 121))
    alt = _("Against the logit of the true class, the gradient of squared error vanishes where the model is wrong.")
    chart(figures.gradient_chart(curves, gradient_curves(z, label, [z[label]])), "gradient_chart", alt)
