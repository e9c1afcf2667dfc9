"""The cards of the Derive page, one function each, in the order of the derivation."""

from collections.abc import Callable

import streamlit as st

from trainer.analysis.update import update_step
from trainer.figures import derive as figures
from trainer.figures.numbers import number
from trainer.glossary import with_terms
from trainer.language import _
from trainer.model import Parameters
from trainer.ui.derive import gradient_formulas as gradient
from trainer.ui.derive import loss_formulas as to_loss
from trainer.ui.derive import words
from trainer.ui.derive.check_steps import check, squared_error
from trainer.ui.derive.layout import halves, numbers, rule
from trainer.ui.derive.tables import losses, update_tables
from trainer.ui.derive.worked_example import WorkedExample
from trainer.ui.widgets import controls
from trainer.ui.widgets.charts import chart
from trainer.ui.widgets.tex import Ink, gathered, side_by_side


def logits(example: WorkedExample, ink: Ink) -> None:
    """z = W x + b; a line a class is long, so the numbers take the whole card."""
    step = to_loss.logits_step(example.derivation, ink)
    rule(step)
    if example.caption is not None:
        st.caption(example.caption)
    numbers(step, ink)


def softmax_and_shift(example: WorkedExample, ink: Ink) -> None:
    """a = softmax(z), and that shifting all logits changes nothing."""
    step = to_loss.softmax_step(example.derivation, ink)
    left, right = halves()
    with left:
        rule(step)
        controls.control("added_to_logits", width=200)
        st.latex(ink.sized(to_loss.shift_lines(example.derivation, example.shifted, example.shift, ink)))
    with right:
        numbers(step, ink)


def loss(example: WorkedExample, ink: Ink) -> None:
    """The column y, and the loss of this sample."""
    d = example.derivation
    step = to_loss.loss_step(d, ink)
    left, right = halves()
    with left:
        st.markdown(_(words.FREE_TARGET) if d.true_class is None else _(words.TARGET))
        st.latex(to_loss.target_column(d, ink))
    with right:
        rule(step)
    numbers(step, ink)


def slope(example: WorkedExample, ink: Ink) -> None:
    """The plan, and its first factor: -y/a."""
    d = example.derivation
    step = gradient.slope_step(d, ink)
    left, right = halves()
    with left:
        st.markdown(with_terms(_(words.PLAN)))
        st.latex(gradient.chain())
        rule(step)
    with right:
        numbers(step, ink)
        if d.true_class is not None:  # the chart is of the one true class
            alt = _("As the probability of the true class goes to 0, −1/a falls without limit; a − 1 stays above −1.")
            chart(figures.slope_curves(d, d.true_class), "slope_chart", alt)


def jacobian(example: WorkedExample, ink: Ink) -> None:
    """The second factor: da/dz in its two cases by the quotient rule, and all of it as a table."""
    step = gradient.jacobian_step(example.derivation, ink)
    left, right = halves()
    with left:
        st.markdown(step.words)
        for formula in (gradient.SUM_OF_EXPONENTIALS, gradient.QUOTIENT_RULE, step.formula):
            st.latex(ink.sized(formula))
    with right:
        numbers(step, ink)
        alt = _("The Jacobian of softmax as a table: the diagonal is positive, the rest negative, each row sums to 0.")
        chart(figures.jacobian_table(example.derivation, ink.theme), "jacobian", alt)
        st.markdown(f"{_(words.JACOBIAN_SUMS)} {_(words.ROUNDED)}")


def chain_rule(example: WorkedExample, ink: Ink) -> None:
    """The sum over all probabilities."""
    step = gradient.chain_rule_step(example.derivation, ink)
    left, right = halves()
    with left:
        rule(step)
    with right:
        numbers(step, ink)
        st.markdown(_(words.ROUNDED))


def result(example: WorkedExample, ink: Ink) -> None:
    """a - y."""
    d = example.derivation
    step = gradient.result_step(d, ink)
    left, right = halves()
    with left:
        rule(step)
        st.latex(to_loss.target_column(d, ink))
    with right:
        numbers(step, ink)
        if d.temperature != 1:
            st.markdown(_(words.SCORES))
            st.latex(ink.sized(gradient.scores_line(d, ink)))


def update(example: WorkedExample, ink: Ink) -> None:
    """From one sample to a step of gradient descent."""
    d, experiment = example.derivation, example.experiment
    left, right = halves()
    with left:
        st.markdown(with_terms(_(words.UPDATE)))
        for formulas in (gradient.OF_SAMPLE, gradient.OF_ALL, gradient.STEP):
            st.latex(side_by_side(formulas, ink.narrow))
    if d.dloss_dW is None or d.dloss_db is None:
        right.info(_(words.NO_UPDATE))
        return
    config, names = experiment.config, experiment.dataset.feature_names
    model = experiment.history.parameters(example.epoch)
    taken = update_step(model, experiment.X_train(), experiment.y_train(), config.learning_rate, config.l2)
    tables = update_tables(taken, Parameters(d.dloss_dW, d.dloss_db), names, config.learning_rate, ink)
    with left:
        st.markdown(_(words.STEP_TAKEN).format(rate=number(config.learning_rate)))
        st.latex(losses(taken, ink))
    parts = [rf"{caption} \\ {table}" for caption, table in tables.items()]
    right.latex(gathered(parts))


CARDS: tuple[Callable[[WorkedExample, Ink], None], ...] = (
    logits,
    softmax_and_shift,
    loss,
    slope,
    jacobian,
    chain_rule,
    result,
    update,
    check,
    squared_error,
)
