"""The Check page: the run beside scikit-learn's LogisticRegression, on the same rows and objective."""

import streamlit as st

from trainer.analysis.agreement import add_to_all, center, compare, epochs_to_gaps
from trainer.figures.check import confusion_table, gap_chart
from trainer.figures.numbers import number, percent
from trainer.glossary import with_terms
from trainer.language import _
from trainer.model import loss, predict
from trainer.ui import runs, scikit_learn
from trainer.ui.pages import scripts
from trainer.ui.pages.check_result import Comparison, beside_reference
from trainer.ui.settings.values import Settings
from trainer.ui.share.switches import hides
from trainer.ui.widgets import controls, tables
from trainer.ui.widgets.charts import chart
from trainer.ui.words import check as words
from trainer.ui.words.reasons import reason
from trainer.ui.words.verdict import verdict_in_words

MOST_ROWS = 10  # of disagreements listed
BOXES = {"agrees": st.success, "blew_up": st.error}  # all other verdicts are for information


def page(settings: Settings) -> None:
    """Draw the page."""
    st.title(_("Check against scikit-learn"), anchor=False)
    if runs.too_large(settings.data):
        st.info(_(words.TOO_LARGE))
        return
    scikit_learn.wait_until_loaded()
    try:
        check = beside_reference(settings)
    except ValueError as error:  # what scikit-learn cannot fit
        st.error(_("There is nothing to compare with: {reason}.").format(reason=reason(error)))
        return
    st.caption(with_terms(words.what_is_compared(len(check.experiment.train_rows), check.experiment.config.l2)))
    if not hides("verdict"):
        _verdict(check)
    _gap(check)
    _measures(check)
    if not hides("weights"):
        _weights(check, settings.gauge)
    _predictions(check)
    if not hides("code"):
        scripts.scripts(check.experiment)


def _verdict(check: Comparison) -> None:
    verdict, separable = check.verdict(), [tables.escaped(name) for name in check.separable_classes()]
    said = verdict_in_words(verdict, check.experiment.config, check.limits, separable)
    BOXES.get(verdict.kind, st.info)(said)
    for complaint in check.reference.complaints:
        st.warning(words.complaint_in_words(complaint))


def _gap(check: Comparison) -> None:
    history, newton = check.experiment.history, check.newton.history
    st.header(_("Distance from the optimum") if check.finite else _("Distance from scikit-learn's loss"), anchor=False)
    chart(
        gap_chart(history.loss, newton.loss, check.optimum_loss, controls.theme()),
        key="gap_chart",
        alt=words.gap_chart_in_words(history.loss[-1] - check.optimum_loss, newton.n_epochs),
    )
    reached = epochs_to_gaps(history.loss, check.optimum_loss)
    with st.container(horizontal=True):
        for gap, epoch in reached.items():
            st.metric(
                _("Stays within {gap} from").format(gap=words.GAP_NAMES[gap]),
                words.reached_epoch(epoch),
                width=205,
                help=_("The first epoch from which the loss stays this near the optimum."),
            )
        st.metric(
            _("Newton stays within 10⁻⁹ from"),
            words.reached_step(epochs_to_gaps(newton.loss, check.optimum_loss)[1e-9]),
            width=250,
            help=_("The from-scratch Newton run on the same rows: an optimum found without scikit-learn."),
        )


def _measures(check: Comparison) -> None:
    agreement = check.agreement
    measures = {
        _("Largest weight difference"): (
            number(agreement.weight_difference, 3),
            _("Over all weights and biases, after subtracting the mean over the classes from both."),
        ),
        _("Largest probability difference"): (
            number(agreement.probability_difference, 3),
            _("Over all training samples and classes."),
        ),
        _("Accuracy here"): (percent(agreement.accuracies[0]), _("On the training samples.")),
        _("Accuracy of scikit-learn"): (percent(agreement.accuracies[1]), _("On the training samples.")),
    }
    with st.container(horizontal=True):
        for label, (value, help_text) in measures.items():
            st.metric(label, value, help=help_text, width=210)


def _weights(check: Comparison, gauge: float) -> None:
    st.header(_("Weights side by side"), anchor=False)
    experiment = check.experiment
    st.markdown(_("In the units trained on, with the mean over the classes subtracted from both."))
    learned = experiment.history.parameters()
    sides = {_("This run"): learned, "scikit-learn": check.reference.parameters}
    with st.container(key="grid_weights"):
        for title, parameters in sides.items():
            st.markdown(f"**{title}**\n\n" + tables.table(experiment.dataset, center(parameters), decimals=6))
    with st.expander(_("Why the means are subtracted: softmax has one weight vector too many")):
        st.markdown(_(words.WHY_MEANS_ARE_SUBTRACTED))
        controls.control("gauge", width=220)
        moved = add_to_all(learned, gauge)
        st.markdown(tables.table(experiment.dataset, moved))
        X, y = experiment.X_train(), experiment.y_train()
        largest = compare(learned, moved, X, y).probability_difference
        st.caption(words.add_to_all_in_words(largest, loss(learned, X, y), loss(moved, X, y), experiment.config.l2))


def _predictions(check: Comparison) -> None:
    experiment, agreement = check.experiment, check.agreement
    st.header(_("Predictions"), anchor=False)
    with st.container(key="grid_confusion"):
        for place, (title, counts) in enumerate(
            zip((_("This run"), "scikit-learn"), agreement.confusions, strict=True)
        ):
            with st.container():
                st.markdown(_("**{model}**, training samples").format(model=title))
                chart(
                    confusion_table(counts, experiment.dataset.class_names, controls.theme()),
                    key=f"confusion_{place}",
                    alt=words.confusion_in_words(title, counts.tolist()),
                )
    if not len(agreement.disagreements):
        st.markdown(_("Both give every training sample the same class."))
        return
    names = [tables.escaped(name) for name in experiment.dataset.class_names]
    X, y = experiment.X_train()[agreement.disagreements], experiment.y_train()[agreement.disagreements]
    ours, theirs = (predict(p, X) for p in (experiment.history.parameters(), check.reference.parameters))
    rows = experiment.train_rows[agreement.disagreements]
    heads = (_("sample"), _("true class"), _("this run"), "scikit-learn")
    lines = [f"| {' | '.join(heads)} |", "|--:|:--|:--|:--|"]
    shown = list(zip(rows, y, ours, theirs, strict=True))[:MOST_ROWS]
    lines += [f"| {row + 1} | {names[t]} | {names[a]} | {names[b]} |" for row, t, a, b in shown]
    st.markdown(words.disagreement_in_words(len(rows), MOST_ROWS) + "\n\n" + "\n".join(lines))
