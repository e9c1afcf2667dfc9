"""What the pages say about a learning rate and its zones."""

import math
from collections.abc import Sequence

from trainer.analysis.learning_rate import LearningRateLimits
from trainer.figures.numbers import number
from trainer.language import N_, _
from trainer.ui.words.lists import enumerated, listed, sentences

ZONE_NAMES = {
    "safe": N_("safe"),
    "may_bounce": N_("may bounce"),
    "cannot_settle": N_("cannot settle"),
    "blows_up": N_("blows up"),
}

LIMITS_OF_ANOTHER_RULE = N_("These are the limits of full-batch gradient descent, not those of this run.")

HOW_THE_LIMITS_ARE_FOUND = N_(
    "A step of gradient descent follows a straight line, so how long it may be depends on how fast the gradient "
    "turns: on the curvature of the loss, its Hessian H. For any weights at all, the Jacobian of softmax is at most "
    "½ (I − 11ᵀ/k), which bounds the curvature by a number β that depends on the features and the penalty λ alone "
    "(Böhning, 1992). Up to 2/β the loss cannot rise. That is a guarantee and no threshold: above it the loss may "
    "well fall at every epoch. Near the optimum only the curvature there counts: above the stability threshold, 2 "
    "divided by its largest value, a step from near the optimum along the steepest direction lands farther away than "
    "it started. Above 2/λ the penalty makes the weights grow geometrically until they overflow. Without a penalty "
    "the gradient is bounded: the weights may grow for ever, but by a bounded amount a step."
)
WHAT_THE_SYMBOLS_ARE = N_(
    "X̃ is the features as trained on with a column of ones; n is the number of training samples; H* is the Hessian "
    "at the optimum; λ is the L2 penalty."
)

NOT_SOUGHT = N_("The optimum of so many samples, features and classes is not sought here.")


def limits_without_a_rate(optimizer: str) -> str:
    """Whose limits are shown where the optimizer takes no learning rate."""
    said = _("{optimizer} takes no learning rate; these are the limits of full-batch gradient descent.")
    return said.format(optimizer=optimizer)


def limit(rate: float) -> str:
    """A limit of the learning rate in three digits."""
    return number(float(f"{rate:.3g}"))


def zones_in_words(zones: Sequence[tuple[str, float, float]], learning_rate: float) -> str:
    """The band of zones for those who cannot see it."""
    span = _("{zone} from {low} to {high}")
    spans = [span.format(zone=_(ZONE_NAMES[name]), low=limit(a), high=limit(b)) for name, a, b in zones]
    return _("Zones of the learning rate: {zones}; now {rate}").format(
        zones=enumerated(spans), rate=limit(learning_rate)
    )


def zone_sentence(zone: str, limits: LearningRateLimits, no_optimum: str = "") -> str:
    """What is true of full-batch gradient descent in a zone; no_optimum says why there is no finite optimum."""
    safe, blow_up = limit(limits.safe), limit(limits.blow_up)
    threshold = None if limits.stability_threshold is None else limit(limits.stability_threshold)
    if zone == "safe":
        return _("Safe: up to 2/β = {safe} the loss cannot rise from one epoch to the next.").format(safe=safe)
    if zone == "blows_up":
        return _(
            "Blows up: above 2/λ = {blow_up} the penalty overshoots zero by more than it corrects: in the long run "
            "the weights change sign and grow from step to step until the numbers overflow."
        ).format(blow_up=blow_up)
    if zone == "cannot_settle":
        bounces = _(
            "Cannot settle: above the stability threshold {threshold} a step from near the optimum lands farther away "
            "on the other side, so the run keeps bouncing."
        ).format(threshold=threshold)
        bounded = _("Below 2/λ = {blow_up} the weights stay bounded.").format(blow_up=blow_up)
        return sentences(bounces, bounded) if limits.blow_up < math.inf else bounces
    if threshold is None:
        return sentences(
            _("May bounce: above 2/β = {safe} nothing keeps the loss from rising now and then.").format(safe=safe),
            no_optimum,
            _("A step changes the weights by a bounded amount."),
        )
    return _(
        "May bounce: above 2/β = {safe} nothing keeps the loss from rising now and then, but up to the stability "
        "threshold {threshold} a run can still settle at the optimum."
    ).format(safe=safe, threshold=threshold)


def no_threshold(no_optimum: str) -> str:
    """Why the second limit is missing; no_optimum says why there is no finite optimum."""
    return sentences(no_optimum, _("So there is no stability threshold."))


def no_finite_optimum(classes: Sequence[str]) -> str:
    """Why there is no finite optimum without a penalty; classes: those that can be separated from all others."""
    if not classes:
        return _(
            "There is no finite optimum: without a penalty, λ = 0, some classes can be separated, at least in part, "
            "so the weights can grow for ever."
        )
    if len(classes) == 1:
        return _(
            "There is no finite optimum: without a penalty, λ = 0, class {name} can be separated, so the "
            "weights can grow for ever."
        ).format(name=classes[0])
    return _(
        "There is no finite optimum: without a penalty, λ = 0, classes {names} "
        "can each be separated, so the weights can grow for ever."
    ).format(names=listed(classes))
