"""What the Check page says."""

from collections.abc import Sequence

from trainer.analysis.reference import MAX_ITERATIONS, Complaint
from trainer.figures.numbers import number
from trainer.language import N_, _, ngettext
from trainer.ui.words.lists import sentences

GAP_NAMES = {1e-3: "10⁻³", 1e-6: "10⁻⁶", 1e-9: "10⁻⁹"}

WHY_MEANS_ARE_SUBTRACTED = N_(
    "Add the same vector to the weights of every class and all logits move together, so no probability changes. k "
    "classes need only k − 1 weight vectors; the last one is free, and two equal models can show different numbers. "
    "Subtracting the mean over the classes picks one set of the equal ones. Try it:"
)

TOO_LARGE = N_(
    "There is nothing to compare with: the optimum of so many samples, features and classes takes too long to find. "
    "Fewer features, or fewer rows, can be checked."
)


def what_is_compared(n: int, l2: float) -> str:
    """The reference: its rows and its penalty."""
    if l2 == 0:
        return _(
            "The run of the sidebar beside LogisticRegression from scikit-learn, on the same {n} training samples and "
            "the same loss: without a penalty, its C is infinite."
        ).format(n=n)
    return _(
        "The run of the sidebar beside LogisticRegression from scikit-learn, on the same {n} training samples and the "
        "same loss: its inverse penalty C is set to 1/(n·λ), which makes its minimum ours."
    ).format(n=n)


def complaint_in_words(complaint: Complaint) -> str:
    """What a warning of scikit-learn means."""
    if complaint.kind == "stopped_early":
        return _("scikit-learn stopped after {steps} steps: its optimum may be inexact.").format(steps=MAX_ITERATIONS)
    if complaint.kind == "line_search":
        return _("scikit-learn's line search found no lower loss: its optimum may be inexact.")
    return _("scikit-learn warned: {message}.").format(message=complaint.message.rstrip("."))


def add_to_all_in_words(largest_change: float, loss: float, moved_loss: float, l2: float) -> str:
    """What adding a number to every weight changed: no probability, but the penalty if there is one."""
    measured = _(
        "Largest change of a probability: {change}. Mean cross-entropy: {before} before and {after} after."
    ).format(change=number(largest_change, 2), before=number(loss), after=number(moved_loss))
    return measured if l2 == 0 else sentences(measured, _("Only the penalty tells these weights apart."))


def disagreement_in_words(count: int, most: int) -> str:
    """On how many samples the two models differ, above a list of at most `most` of them."""
    said = ngettext("They disagree on {n} training sample.", "They disagree on {n} training samples.", count)
    first = _("The first {most} are:").format(most=most) if count > most else ""
    return sentences(said.format(n=count), first)


def gap_chart_in_words(gap: float, newton_steps: int) -> str:
    """The chart of distances for those who cannot see it."""
    return ngettext(
        "The run's loss minus scikit-learn's, on a logarithmic axis, ends at {gap}; Newton from "
        "scratch reaches its end in {steps} step.",
        "The run's loss minus scikit-learn's, on a logarithmic axis, ends at {gap}; Newton from "
        "scratch reaches its end in {steps} steps.",
        newton_steps,
    ).format(gap=number(abs(gap), 2), steps=newton_steps)


def confusion_in_words(model: str, counts: Sequence[Sequence[int]]) -> str:
    """A confusion matrix for those who cannot see it."""
    said = _("Confusion matrix of {model}: {counts}, a row a true class, a column a predicted one.")
    return said.format(model=model, counts=counts)


def reached_epoch(count: int | None) -> str:
    """From which epoch on a run stays near the optimum: "epoch 39"."""
    return _("never") if count is None else _("epoch {epoch}").format(epoch=f"{count:,}")


def reached_step(count: int | None) -> str:
    """From which of Newton's steps on it stays near the optimum: "step 5"."""
    return _("never") if count is None else _("step {step}").format(step=f"{count:,}")
