"""The Check page: the run beside scikit-learn's LogisticRegression, on the same rows and objective."""

import streamlit as st

from trainer.analysis.agreement import center, compare, epochs_to_gaps, shift, verdict
from trainer.figures.check import confusion_table, gap_chart
from trainer.figures.numbers import number, percent
from trainer.figures.theme import CONFIG
from trainer.model import loss, predict
from trainer.ui import scikit_learn
from trainer.ui.pages import scripts
from trainer.ui.pages.check_result import Check, check_of
from trainer.ui.settings.values import Settings
from trainer.ui.widgets import controls, tables
from trainer.ui.words.check import gauge_in_words

MOST_ROWS = 10  # of disagreements listed
GAP_NAMES = {1e-3: "10⁻³", 1e-6: "10⁻⁶", 1e-9: "10⁻⁹"}


def page(settings: Settings) -> None:
    """Draw the page."""
    st.title("Check against scikit-learn", anchor=False)
    scikit_learn.wait_until_loaded()
    try:
        check = check_of(settings)
    except ValueError as error:  # what scikit-learn cannot fit
        st.error(f"There is nothing to compare with: {error}.")
        return
    n = len(check.experiment.train_rows)
    st.caption(
        f"The run of the sidebar beside LogisticRegression from scikit-learn, on the same {n} training samples and the "
        f"same loss: {_strength(check)}"
    )
    _verdict(check)
    _gap(check)
    _measures(check)
    _weights(check, settings.gauge)
    _predictions(check)
    scripts.scripts(check.experiment)


def _strength(check: Check) -> str:
    if check.experiment.config.l2 == 0:
        return "without a penalty, its C is infinite."
    return "its inverse penalty C is set to 1/(n·l2), which makes its minimum ours."


def _verdict(check: Check) -> None:
    history, names = check.experiment.history, check.experiment.dataset.class_names
    words = verdict(history, check.experiment.config, check.optimum_loss, check.separation, names)
    agrees = words.startswith("Agrees")
    blew_up = history.status == "diverged"
    (st.success if agrees else st.error if blew_up else st.info)(words)
    for warning in check.reference.warnings:
        st.warning(warning)


def _gap(check: Check) -> None:
    history, newton = check.experiment.history, check.newton.history
    finite = check.separation is None or check.separation.finite_optimum
    st.subheader("Distance from the optimum" if finite else "Distance from scikit-learn's loss", anchor=False)
    st.plotly_chart(
        gap_chart(history.loss, newton.loss, check.optimum_loss, controls.theme()),
        key="gap_chart",
        config=CONFIG,
        alt=f"The run's loss minus scikit-learn's optimum, on a logarithmic axis, ends at "
        f"{number(abs(history.loss[-1] - check.optimum_loss), 2)}; Newton from scratch reaches it in "
        f"{newton.n_epochs} steps.",
    )
    reached = epochs_to_gaps(history.loss, check.optimum_loss)
    with st.container(horizontal=True):
        for gap, epoch in reached.items():
            shown = "not reached" if epoch is None else f"epoch {epoch:,}"
            st.metric(
                f"First within {GAP_NAMES[gap]}",
                shown,
                width=170,
                help="The first epoch this near the optimum in loss.",
            )
        st.metric(
            "Newton within 10⁻⁹",
            f"step {epochs_to_gaps(newton.loss, check.optimum_loss)[1e-9]}",
            width=190,
            help="The from-scratch Newton run on the same rows: an optimum found without scikit-learn.",
        )


def _measures(check: Check) -> None:
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


def _weights(check: Check, gauge: float) -> None:
    st.subheader("Weights side by side", anchor=False)
    experiment = check.experiment
    st.markdown("In the units trained on, with the mean over the classes subtracted from both.")
    learned = experiment.history.parameters()
    sides = {"This run": learned, "scikit-learn": check.reference.parameters}
    for column, (title, parameters) in zip(st.columns(2), sides.items(), strict=True):
        column.markdown(f"**{title}**\n\n" + tables.table(experiment.dataset, center(parameters), decimals=6))
    with st.expander("Why the means are subtracted: softmax has one weight vector too many"):
        st.markdown(
            "Add the same vector to the weights of every class and all logits move together, so no probability "
            "changes. K classes need only K − 1 weight vectors; the last one is free, and two equal models can show "
            "different numbers. Subtracting the mean over the classes picks one set of the equal ones. Try it:"
        )
        controls.control("gauge", width=220)
        moved = shift(learned, gauge)
        st.markdown(tables.table(experiment.dataset, moved))
        X, y = experiment.X_train(), experiment.y_train()
        largest = compare(learned, moved, X, y).probability_difference
        st.caption(gauge_in_words(largest, loss(learned, X, y), loss(moved, X, y), experiment.config.l2))


def _predictions(check: Check) -> None:
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
    names = experiment.dataset.class_names
    X, y = experiment.X_train()[agreement.disagreements], experiment.y_train()[agreement.disagreements]
    ours, theirs = (predict(p, X) for p in (experiment.history.parameters(), check.reference.parameters))
    rows = experiment.train_rows[agreement.disagreements]
    lines = ["| sample | true class | this run | scikit-learn |", "|--:|:--|:--|:--|"]
    shown = list(zip(rows, y, ours, theirs, strict=True))[:MOST_ROWS]
    lines += [f"| {row + 1} | {names[t]} | {names[a]} | {names[b]} |" for row, t, a, b in shown]
    plural = "" if len(rows) == 1 else "s"
    more = f" The first {MOST_ROWS} are:" if len(rows) > MOST_ROWS else ""
    st.markdown(f"They disagree on {len(rows)} training sample{plural}.{more}\n\n" + "\n".join(lines))
