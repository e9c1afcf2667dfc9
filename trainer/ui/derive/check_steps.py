"""The last two steps of the Derive page: the check of the gradient, and why not squared error."""

import numpy as np
import streamlit as st

from trainer.analysis.gradient_check import GradientCheck, check_gradient, error_by_step, of_logits, of_parameters
from trainer.analysis.loss_comparison import gradient_curves
from trainer.figures import derive as figures
from trainer.softmax import softmax
from trainer.ui import runs
from trainer.ui.derive import words
from trainer.ui.derive.gradient_formulas import squared_error_step
from trainer.ui.derive.layout import chart, title
from trainer.ui.derive.tables import check_table, logit_heads, weight_check_tables
from trainer.ui.derive.worked_example import WorkedExample
from trainer.ui.runs import LossDuel
from trainer.ui.widgets.tex import Ink, side_by_side

COARSEST = 1e-3  # a tolerance above it would let a wrong formula pass


def check(number: int, example: WorkedExample, ink: Ink) -> None:
    """Every formula against finite differences."""
    nudge = "Nudge an entry by a small h, see how the loss changes, divide by h: no calculus, and it must agree."
    title(number, "The check", nudge)
    quotient = r"\frac{\partial L}{\partial z_i} \approx \frac{L(z_i + h) - L(z_i - h)}{2h}"
    st.latex(side_by_side([quotient, r"h = 10^{-5}"], ink.narrow))
    d = example.derivation
    of_z, gradient = of_logits(d.y)
    checked = check_gradient(of_z, gradient, d.z)
    table = check_table(checked, logit_heads(len(d.z), ink), ink)
    st.latex(ink.sized(table))
    _verdict("logits", checked, d.z)
    if d.y_sum != 1:
        st.warning(words.verdict_on_a_minus_y(check_gradient(of_z, lambda z: softmax(z) - d.y, d.z), d.y_sum))
    if not example.by_hand:
        _check_weights(example, ink)
    alt = "Error against step size, both logarithmic: a V; the curve spoils large steps, rounding small ones."
    chart(figures.error_chart(error_by_step(of_z, gradient(d.z), d.z)), "error_chart", alt)
    st.caption(
        "Right of a V's bottom the step is too long for the curve to pass as straight (truncation); left of "
        "it the two losses are so close that their difference is mostly rounding (round-off)."
    )


def _check_weights(example: WorkedExample, ink: Ink) -> None:
    experiment = example.experiment
    model = experiment.history.parameters(example.epoch)
    on_batch = of_parameters(experiment.X_train(), experiment.y_train(), experiment.config.l2)
    theta = np.column_stack([model.W, model.b])
    checked = check_gradient(*on_batch, theta)
    with st.expander("Every weight and bias, on the loss of all training samples"):
        for table in weight_check_tables(checked, experiment.dataset.feature_names, ink):
            st.latex(ink.sized(table))
    _verdict("weights and biases", checked, theta)


def _verdict(name: str, checked: GradientCheck, point: np.ndarray) -> None:
    lost = np.spacing(np.abs(point).max()) > checked.h / 1000
    if lost or not checked.tolerance < COARSEST:
        st.info(words.too_large_to_check(name))
        return
    (st.success if checked.passed else st.error)(words.verdict(name, checked))


def squared_error(number: int, example: WorkedExample, ink: Ink) -> None:
    """The gradient of the other loss, its curve, and two runs."""
    step = squared_error_step(example.derivation, ink)
    title(number, step.title, step.words)
    st.latex(step.formula)
    st.latex(ink.sized(step.numbers))
    if example.one_hot:
        _gradient_chart(example)
    _duel(LossDuel.CANNOT_START, "wrong_start_chart")
    with st.expander("Where squared error ends with the better accuracy"):
        _duel(LossDuel.ENDS_AHEAD, "ends_ahead_chart")


def _duel(duel: LossDuel, key: str) -> None:
    st.markdown(words.duel_in_words(duel.learning_rate, duel.n_epochs))
    both = runs.wrong_start_runs(duel)
    alt = "Training accuracy of a run on cross-entropy and one on squared error, from the same wrong start."
    chart(figures.wrong_start_chart(*both), key, alt)
    st.caption(words.wrong_start_in_words(*both))


def _gradient_chart(example: WorkedExample) -> None:
    z, label = example.derivation.z, example.label
    others = np.delete(z, label).max()
    curves = gradient_curves(z, label, np.linspace(min(others - 12, z[label]), max(others + 8, z[label]), 121))
    alt = "Against the logit of the true class, the gradient of squared error vanishes where the model is wrong."
    chart(figures.gradient_chart(curves, gradient_curves(z, label, [z[label]])), "gradient_chart", alt)
