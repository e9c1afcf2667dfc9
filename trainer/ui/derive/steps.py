"""The steps of the Derive page, one function each, in the order of the derivation."""

from collections.abc import Callable

import streamlit as st

from trainer.analysis.update import update_step
from trainer.figures import derive as figures
from trainer.model import Parameters
from trainer.ui.derive import words
from trainer.ui.derive.check_steps import check, squared_error
from trainer.ui.derive.gradient_formulas import chain_rule_step, jacobian_step, result_step, slope_step
from trainer.ui.derive.layout import chart, title
from trainer.ui.derive.loss_formulas import logits_step, loss_step, shift_lines, softmax_step
from trainer.ui.derive.tables import losses, update_tables
from trainer.ui.derive.worked_example import WorkedExample
from trainer.ui.widgets import controls
from trainer.ui.widgets.tex import Ink, Step, side_by_side, value


def _write(number: int, step: Step, ink: Ink) -> None:
    title(number, step.title, step.words)
    st.latex(step.formula)
    st.latex(ink.sized(step.numbers))


def logits(number: int, example: WorkedExample, ink: Ink) -> None:
    """z = W x + b."""
    _write(number, logits_step(example.derivation, ink), ink)


def softmax_and_shift(number: int, example: WorkedExample, ink: Ink) -> None:
    """a = softmax(z), and that shifting all logits changes nothing."""
    _write(number, softmax_step(example.derivation, ink), ink)
    controls.control("shift", width=200)
    st.latex(ink.sized(shift_lines(example.derivation, example.shifted, example.shift, ink)))


def loss(number: int, example: WorkedExample, ink: Ink) -> None:
    """L = -sum y ln a."""
    _write(number, loss_step(example.derivation, ink), ink)


def slope(number: int, example: WorkedExample, ink: Ink) -> None:
    """dL/da = -y/a."""
    _write(number, slope_step(example.derivation, ink), ink)
    if not example.one_hot:
        return  # the chart is of the one true class
    alt = "As the probability of the true class goes to 0, −1/a falls without limit; a − 1 stays above −1."
    chart(figures.slope_curves(example.derivation, example.label), "slope_chart", alt)


def jacobian(number: int, example: WorkedExample, ink: Ink) -> None:
    """da/dz, and its two cases by the quotient rule."""
    _write(number, jacobian_step(example.derivation, ink), ink)
    alt = "The Jacobian of softmax as a table: the diagonal is positive, the rest negative, each row sums to 0."
    chart(figures.jacobian_table(example.derivation, ink.theme), "jacobian", alt)
    for case, proof in words.QUOTIENT_RULE.items():
        with st.expander(case):
            for said, formulas in proof:
                st.markdown(said)
                for formula in formulas:
                    st.latex(ink.sized(formula))


def chain_rule(number: int, example: WorkedExample, ink: Ink) -> None:
    """The sum over all probabilities."""
    _write(number, chain_rule_step(example.derivation, ink), ink)


def result(number: int, example: WorkedExample, ink: Ink) -> None:
    """a - y."""
    _write(number, result_step(example.derivation, ink), ink)


def update(number: int, example: WorkedExample, ink: Ink) -> None:
    """From one sample to a step of gradient descent."""
    words = (
        "The logits are Wx + b, so each weight's slope is its class's a − y times its feature. The objective J is the "
        "mean loss over all n training samples plus the penalty l2/2‖W‖², if any; a step goes against its slope."
    )
    title(number, "From one sample to the update", words)
    of_sample = r"\frac{\partial L}{\partial W} = (a - y)\,x^\top \qquad \frac{\partial L}{\partial b} = a - y"
    of_all = [
        r"\frac{\partial J}{\partial W} = \frac{1}{n} \sum (a - y)\,x^\top + l_2 W",
        r"\frac{\partial J}{\partial b} = \frac{1}{n} \sum (a - y)",
    ]
    step = [
        r"W \leftarrow W - \eta\, \frac{\partial J}{\partial W}",
        r"b \leftarrow b - \eta\, \frac{\partial J}{\partial b}",
    ]
    for formulas in ([of_sample], of_all, step):
        st.latex(side_by_side(formulas, ink.narrow))
    d, experiment = example.derivation, example.experiment
    if d.dL_dW is None or d.dL_db is None:
        st.info("Logits given by hand have no features and no weights; a sample of the run has an update.")
        return
    config, names = experiment.config, experiment.dataset.feature_names
    model = experiment.history.parameters(example.epoch)
    X, y = experiment.X_train(), experiment.y_train()
    taken = update_step(model, X, y, config.learning_rate, config.l2)
    tables = update_tables(taken, Parameters(d.dL_dW, d.dL_db), names, config.learning_rate, ink)
    columns = st.columns(2)
    for place, (caption, table) in enumerate(tables.items()):
        columns[place % 2].latex(caption)
        columns[place % 2].latex(ink.sized(table))
    st.markdown(
        "This one step of full-batch gradient descent, with the learning rate "
        f"η = {value(config.learning_rate)}, changes the loss on all training samples:"
    )
    st.latex(losses(taken, ink))


SECTIONS: tuple[Callable[[int, WorkedExample, Ink], None], ...] = (
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
