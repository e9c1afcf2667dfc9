"""The Check page: the run beside scikit-learn's LogisticRegression, on the same rows and objective."""

import streamlit as st

from trainer.analysis.agreement import add_to_all, center, compare, epochs_to_gaps
from trainer.figures.check import confusion_table, gap_chart
from trainer.figures.numbers import number, percent
from trainer.figures.theme import CONFIG
from trainer.model import loss, predict
from trainer.ui import scikit_learn
from trainer.ui.pages import scripts
from trainer.ui.pages.check_result import Comparison, beside_reference
from trainer.ui.settings.values import Settings
from trainer.ui.widgets import controls, tables
from trainer.ui.words import check as words

MOST_ROWS = 10  # of disagreements listed
BOXES = {"agrees": st.success, "blew_up": st.error}  # all other verdicts are for information


def page(settings: Settings) -> None:
    """Draw the page."""
    st.title("Check against scikit-learn", anchor=False)
    scikit_learn.wait_until_loaded()
    try:
        check = beside_reference(settings)
    except ValueError as error:  # what scikit-learn cannot fit
        st.error(f"There is nothing to compare with: {error}.")
        return
    st.caption(words.what_is_compared(len(check.experiment.train_rows), check.experiment.config.l2))
    _verdict(check)
    _gap(check)
    _measures(check)
    _weights(check, settings.gauge)
    _predictions(check)
    scripts.scripts(check.experiment)


def _verdict(check: Comparison) -> None:
    verdict, separable = check.verdict(), [tables.escaped(name) for name in check.separable_classes()]
    said = words.verdict_in_words(verdict, check.experiment.config, check.limits, separable)
    BOXES.get(verdict.kind, st.info)(said)
    for complaint in check.reference.complaints:
        st.warning(words.complaint_in_words(complaint))


def _gap(check: Comparison) -> None:
    history, newton = check.experiment.history, check.newton.history
    st.subheader("Distance from the optimum" if check.finite else "Distance from scikit-learn's loss", anchor=False)
    st.plotly_chart(
        gap_chart(history.loss, newton.loss, check.optimum_loss, controls.theme()),
        key="gap_chart",
        config=CONFIG,
        alt=words.gap_chart_in_words(history.loss[-1] - check.optimum_loss, newton.n_epochs),
    )
    reached = epochs_to_gaps(history.loss, check.optimum_loss)
    with st.container(horizontal=True):
        for gap, epoch in reached.items():
            st.metric(
                f"Stays within {words.GAP_NAMES[gap]} from",
                words.reached("epoch", epoch),
                width=205,
                help="The first epoch from which the loss stays this near the optimum.",
            )
        st.metric(
            "Newton stays within 10⁻⁹ from",
            words.reached("step", epochs_to_gaps(newton.loss, check.optimum_loss)[1e-9]),
            width=250,
            help="The from-scratch Newton run on the same rows: an optimum found without scikit-learn.",
        )


def _measures(check: Comparison) -> None:
    agreement = check.agreement
    measures = {
        "Largest weight difference": (
            number(agreement.weight_difference, 3),
            "Over all weights and biases, after subtracting the mean over the classes from both.",
        ),
        "Largest probability difference": (
            number(agreement.probability_difference, 3),
            "Over all training samples and classes.",
        ),
        "Accuracy here": (percent(agreement.accuracies[0]), "On the training samples."),
        "Accuracy of scikit-learn": (percent(agreement.accuracies[1]), "On the training samples."),
    }
    with st.container(horizontal=True):
        for label, (value, help_text) in measures.items():
            st.metric(label, value, help=help_text, width=210)


def _weights(check: Comparison, gauge: float) -> None:
    st.subheader("Weights side by side", anchor=False)
    experiment = check.experiment
    st.markdown("In the units trained on, with the mean over the classes subtracted from both.")
    learned = experiment.history.parameters()
    sides = {"This run": learned, "scikit-learn": check.reference.parameters}
    for column, (title, parameters) in zip(st.columns(2), sides.items(), strict=True):
        column.markdown(f"**{title}**\n\n" + tables.table(experiment.dataset, center(parameters), decimals=6))
    with st.expander("Why the means are subtracted: softmax has one weight vector too many"):
        st.markdown(words.WHY_MEANS_ARE_SUBTRACTED)
        controls.control("gauge", width=220)
        moved = add_to_all(learned, gauge)
        st.markdown(tables.table(experiment.dataset, moved))
        X, y = experiment.X_train(), experiment.y_train()
        largest = compare(learned, moved, X, y).probability_difference
        st.caption(words.add_to_all_in_words(largest, loss(learned, X, y), loss(moved, X, y), experiment.config.l2))


def _predictions(check: Comparison) -> None:
    experiment, agreement = check.experiment, check.agreement
    st.subheader("Predictions", anchor=False)
    columns = st.columns(2)
    for column, title, counts in zip(columns, ("This run", "scikit-learn"), agreement.confusions, strict=True):
        column.markdown(f"**{title}**, training samples")
        column.plotly_chart(
            confusion_table(counts, experiment.dataset.class_names, controls.theme()),
            key=f"confusion {title}",
            config=CONFIG,
            alt=f"Confusion matrix of {title}: {counts.tolist()}, a row a true class, a column a predicted one.",
        )
    if not len(agreement.disagreements):
        st.markdown("Both give every training sample the same class.")
        return
    names = [tables.escaped(name) for name in experiment.dataset.class_names]
    X, y = experiment.X_train()[agreement.disagreements], experiment.y_train()[agreement.disagreements]
    ours, theirs = (predict(p, X) for p in (experiment.history.parameters(), check.reference.parameters))
    rows = experiment.train_rows[agreement.disagreements]
    lines = ["| sample | true class | this run | scikit-learn |", "|--:|:--|:--|:--|"]
    shown = list(zip(rows, y, ours, theirs, strict=True))[:MOST_ROWS]
    lines += [f"| {row + 1} | {names[t]} | {names[a]} | {names[b]} |" for row, t, a, b in shown]
    st.markdown(words.disagreement_in_words(len(rows), MOST_ROWS) + "\n\n" + "\n".join(lines))
