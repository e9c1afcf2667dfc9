"""What the Check page says."""

from collections.abc import Sequence

from trainer.analysis.agreement import Verdict
from trainer.analysis.learning_rate import LearningRateLimits
from trainer.analysis.reference import MAX_ITERATIONS, Complaint
from trainer.config import TrainingConfig
from trainer.figures.numbers import number
from trainer.ui.words.learning_rate import limit, no_finite_optimum

GAP_NAMES = {1e-3: "10⁻³", 1e-6: "10⁻⁶", 1e-9: "10⁻⁹"}

WHY_MEANS_ARE_SUBTRACTED = (
    "Add the same vector to the weights of every class and all logits move together, so no probability changes. k "
    "classes need only k − 1 weight vectors; the last one is free, and two equal models can show different numbers. "
    "Subtracting the mean over the classes picks one set of the equal ones. Try it:"
)


def what_is_compared(n: int, l2: float) -> str:
    """The reference: its rows and its penalty."""
    if l2 == 0:
        return (
            f"The run of the sidebar beside LogisticRegression from scikit-learn, on the same {n} training samples and "
            "the same loss: without a penalty, its C is infinite."
        )
    return (
        f"The run of the sidebar beside LogisticRegression from scikit-learn, on the same {n} training samples and the "
        "same loss: its inverse penalty C is set to 1/(n·λ), which makes its minimum ours."
    )


def verdict_in_words(
    verdict: Verdict, config: TrainingConfig, limits: LearningRateLimits, separable: Sequence[str] = ()
) -> str:
    """How near the run came to the optimum, or why it did not; separable: classes that prove there is none."""
    gap = number(abs(verdict.gap), 2)
    after = "after 1 epoch" if verdict.epochs == 1 else f"after {verdict.epochs:,} epochs"
    advice = _advice_in_words(verdict.advice, config, limits)
    if verdict.kind == "no_optimum":
        side = "above" if verdict.gap >= 0 else "below"
        return (
            f"{no_finite_optimum(separable)} Compare losses and probabilities, not weights: {after} the loss of the "
            f"run is {gap} {side} the loss of scikit-learn's model."
        )
    return {
        "blew_up": f"The run blew up {after}: its loss grew beyond all bounds. {advice}",
        "other_loss": "The run descends the squared error, scikit-learn the cross-entropy: losses do not compare.",
        "no_reference": "There is nothing to compare with: scikit-learn's model has no finite loss.",
        "below_reference": f"The loss is {gap} below scikit-learn's, which must have stopped short of the optimum.",
        "agrees": f"Agrees to {GAP_NAMES.get(verdict.within or 0.0, '')} in loss {after}.",
        "above": f"Still {gap} above the optimum {after}. {advice}",
    }[verdict.kind]


def _advice_in_words(advice: str | None, config: TrainingConfig, limits: LearningRateLimits) -> str:
    threshold = "" if limits.stability_threshold is None else limit(limits.stability_threshold)
    bounces = "The loss still goes up and down."
    return {
        None: "",
        "train_longer": "Train longer.",
        "train_longer_or_raise_rate": "Train longer or raise the learning rate.",
        "lower_tolerance": f"It stopped once the gradient's norm was at most {number(config.tolerance)}; lower that.",
        "lower_rate": "Lower the learning rate.",
        "lower_rate_to_stability": (
            f"Training longer will not do: lower the learning rate below the stability threshold {threshold}, above "
            "which no run settles."
        ),
        "lower_rate_to_penalty": (
            f"Training longer will not do: lower the learning rate below 2/λ = {limit(limits.blow_up)}, above "
            "which the penalty makes the weights grow without end."
        ),
        "train_longer_or_lower_rate": f"{bounces} Train longer or lower the learning rate.",
        "larger_batches": f"{bounces} Train longer, lower the learning rate or use larger batches.",
    }[advice]


def complaint_in_words(complaint: Complaint) -> str:
    """What a warning of scikit-learn means."""
    if complaint.kind == "stopped_early":
        return f"scikit-learn stopped after {MAX_ITERATIONS} steps: its optimum may be inexact."
    if complaint.kind == "line_search":
        return "scikit-learn's line search found no lower loss: its optimum may be inexact."
    return f"scikit-learn warned: {complaint.message.rstrip('.')}."


def add_to_all_in_words(largest_change: float, loss: float, moved_loss: float, l2: float) -> str:
    """What adding a number to every weight changed: no probability, but the penalty if there is one."""
    change, before, after = number(largest_change, 2), number(loss), number(moved_loss)
    if l2 == 0:
        return f"Largest change of a probability: {change}. Mean cross-entropy: {before} before and {after} after."
    return (
        f"Largest change of a probability: {change}. Mean cross-entropy: {before} before and {after} after. Only the "
        "penalty tells these weights apart."
    )


def disagreement_in_words(count: int, most: int) -> str:
    """On how many samples the two models differ, above a list of at most `most` of them."""
    if count == 1:
        return "They disagree on 1 training sample."
    if count <= most:
        return f"They disagree on {count} training samples."
    return f"They disagree on {count} training samples. The first {most} are:"


def gap_chart_in_words(gap: float, newton_steps: int) -> str:
    """The chart of distances for those who cannot see it."""
    return (
        f"The run's loss minus scikit-learn's, on a logarithmic axis, ends at {number(abs(gap), 2)}; Newton from "
        f"scratch reaches its end in {newton_steps} steps."
    )


def reached(unit: str, count: int | None) -> str:
    """From which epoch or step on a run stays near the optimum: "epoch 39"."""
    return "never" if count is None else f"{unit} {count:,}"
