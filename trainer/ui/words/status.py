"""How a run ended, in words."""

from trainer.analysis.learning_rate import LearningRateLimits
from trainer.ui.words.learning_rate import limit

STATUS_NAMES = {"max_epochs": "finished", "converged": "converged", "diverged": "blew up"}


def status_help(status: str, zone: str | None, limits: LearningRateLimits) -> str:
    """What the status means; zone is that of the learning rate, and None for rules that have no zones."""
    if status == "converged":
        return "The steps of this rule no longer lower the loss: what they could still gain is lost in rounding."
    if status == "diverged":
        return "The loss grew beyond all bounds; the run is shown up to its last finite epoch."
    if zone == "blows_up":
        return (
            f"Training ran for all its epochs. More will not help: above the learning rate 2/λ = "
            f"{limit(limits.blow_up)} the penalty makes the weights grow without end."
        )
    if zone == "cannot_settle":
        return (
            f"Training ran for all its epochs. More will not make it settle: the learning rate is above the stability "
            f"threshold {limit(limits.stability_threshold or 0.0)}."
        )
    return "Training ran for all its epochs; more epochs may still lower the loss."


def status_after(status: str, epochs: int) -> str:
    """How a run ended and when, short: "finished after 200"."""
    return f"{STATUS_NAMES[status]} after {epochs:,}"
