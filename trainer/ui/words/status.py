"""How a run ended, in words."""

from trainer.analysis.learning_rate import LearningRateLimits
from trainer.language import N_, _
from trainer.ui.words.learning_rate import limit

STATUS_NAMES = {"max_epochs": N_("finished"), "converged": N_("converged"), "diverged": N_("blew up")}


def status_help(status: str, zone: str | None, limits: LearningRateLimits) -> str:
    """What the status means; zone is that of the learning rate, and None for rules that have no zones."""
    if status == "converged":
        return _("The steps of this rule no longer lower the loss: what they could still gain is lost in rounding.")
    if status == "diverged":
        return _("The loss grew beyond all bounds; the run is shown up to its last finite epoch.")
    if zone == "blows_up":
        return _(
            "Training ran for all its epochs. More will not help: above the learning rate 2/λ = "
            "{blow_up} the penalty makes the weights grow without end."
        ).format(blow_up=limit(limits.blow_up))
    if zone == "cannot_settle":
        return _(
            "Training ran for all its epochs. More will not make it settle: the learning rate is above the stability "
            "threshold {threshold}."
        ).format(threshold=limit(limits.stability_threshold or 0.0))
    return _("Training ran for all its epochs; more epochs may still lower the loss.")


def status_after(status: str, epochs: int) -> str:
    """How a run ended and when, short: "finished after 200"."""
    return _("{status} after {epochs}").format(status=_(STATUS_NAMES[status]), epochs=f"{epochs:,}")
