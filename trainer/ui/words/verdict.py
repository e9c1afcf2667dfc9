"""What the Check page says of a run beside the optimum, and what it advises."""

from collections.abc import Sequence

from trainer.analysis.agreement import Verdict
from trainer.analysis.learning_rate import LearningRateLimits
from trainer.config import TrainingConfig
from trainer.figures.numbers import number
from trainer.language import _, ngettext
from trainer.ui.words.check import GAP_NAMES
from trainer.ui.words.learning_rate import limit, no_finite_optimum
from trainer.ui.words.lists import sentences


def verdict_in_words(
    verdict: Verdict, config: TrainingConfig, limits: LearningRateLimits, separable: Sequence[str] = ()
) -> str:
    """How near the run came to the optimum, or why it did not; separable: classes that prove there is none."""
    said = _verdict_sentence(verdict).format(
        gap=number(abs(verdict.gap), 2),
        epochs=f"{verdict.epochs:,}",
        within=GAP_NAMES.get(verdict.within or 0.0, ""),
    )
    if verdict.kind == "no_optimum":
        return sentences(no_finite_optimum(separable), said)
    return sentences(said, *_advice(verdict.advice, config, limits))


def _verdict_sentence(verdict: Verdict) -> str:
    """The sentence of a verdict with its fields still open: gap, epochs, within."""
    n = verdict.epochs
    match verdict.kind:
        case "no_optimum" if verdict.gap >= 0:
            return ngettext(
                "Compare losses and probabilities, not weights: after {epochs} epoch the loss of the run is "
                "{gap} above the loss of scikit-learn's model.",
                "Compare losses and probabilities, not weights: after {epochs} epochs the loss of the run is "
                "{gap} above the loss of scikit-learn's model.",
                n,
            )
        case "no_optimum":
            return ngettext(
                "Compare losses and probabilities, not weights: after {epochs} epoch the loss of the run is "
                "{gap} below the loss of scikit-learn's model.",
                "Compare losses and probabilities, not weights: after {epochs} epochs the loss of the run is "
                "{gap} below the loss of scikit-learn's model.",
                n,
            )
        case "blew_up":
            return ngettext(
                "The run blew up after {epochs} epoch: its loss grew beyond all bounds.",
                "The run blew up after {epochs} epochs: its loss grew beyond all bounds.",
                n,
            )
        case "agrees":
            return ngettext(
                "Agrees to {within} in loss after {epochs} epoch.",
                "Agrees to {within} in loss after {epochs} epochs.",
                n,
            )
        case "above":
            return ngettext(
                "Still {gap} above the optimum after {epochs} epoch.",
                "Still {gap} above the optimum after {epochs} epochs.",
                n,
            )
    return {
        "other_loss": _("The run descends the squared error, scikit-learn the cross-entropy: losses do not compare."),
        "no_reference": _("There is nothing to compare with: scikit-learn's model has no finite loss."),
        "below_reference": _("The loss is {gap} below scikit-learn's, which must have stopped short of the optimum."),
    }[verdict.kind]


def _advice(advice: str | None, config: TrainingConfig, limits: LearningRateLimits) -> list[str]:
    threshold = "" if limits.stability_threshold is None else limit(limits.stability_threshold)
    bounces = _("The loss still goes up and down.")
    return {
        None: [],
        "train_longer": [_("Train longer.")],
        "train_longer_or_raise_rate": [_("Train longer or raise the learning rate.")],
        "lower_tolerance": [
            _("It stopped once the gradient's norm was at most {tolerance}; lower that.").format(
                tolerance=number(config.tolerance)
            )
        ],
        "lower_rate": [_("Lower the learning rate.")],
        "lower_rate_to_stability": [
            _(
                "Training longer will not do: lower the learning rate below the stability threshold {threshold}, above "
                "which no run settles."
            ).format(threshold=threshold)
        ],
        "lower_rate_to_penalty": [
            _(
                "Training longer will not do: lower the learning rate below 2/λ = {blow_up}, above "
                "which the penalty makes the weights grow without end."
            ).format(blow_up=limit(limits.blow_up))
        ],
        "train_longer_or_lower_rate": [bounces, _("Train longer or lower the learning rate.")],
        "larger_batches": [bounces, _("Train longer, lower the learning rate or use larger batches.")],
    }[advice]
