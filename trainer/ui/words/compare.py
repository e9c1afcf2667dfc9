"""What the Compare page says."""

from trainer.config import TrainingConfig
from trainer.ui.settings.table import OPTIMIZER_NAMES

NO_ZONE = "–"
KEPT = "Every run has the settings it was kept with; those of the sidebar do not change it."
RATES = "Runs with the same data and the same first weights; all else as in the sidebar."
RATES_OF_NEWTON = (
    "Runs of gradient descent with the same data and the same first weights: the sidebar's Newton takes no learning "
    "rate."
)
OPTIMIZERS = (
    "Runs with the same data and the same first weights. The column “runs with” names what each takes of the sidebar."
)

SLICE = (
    "A slice: the plane through the optimum along the two directions in which the loss is curved most, with the paths "
    "of the runs projected on it. Paths leave the plane, so the loss under a path is not the loss of the run. A small "
    "rate follows a smooth path; one near its limit zigzags across the steep direction."
)
NO_SHARED_LANDSCAPE = "No run here has the data and the penalty of the sidebar, so none shares its landscape."


def no_landscape(why: str) -> str:
    """That the paths are not shown where there is no finite optimum; `why` is a sentence."""
    return f"{why} So there is none to look around: set an L2 penalty to see the paths."


def reached_epoch(epoch: int | None) -> str:
    """From which epoch on a run stays near the least loss."""
    return "never" if epoch is None else f"{epoch:,}"


def rate_name(training: TrainingConfig) -> str:
    """What a run is called where the learning rate differs."""
    return f"rate {training.learning_rate:g}"


def optimizer_name(training: TrainingConfig) -> str:
    """What a run is called where the optimizer differs."""
    return OPTIMIZER_NAMES[training.optimizer]


def runs_with(training: TrainingConfig) -> str:
    """The settings that a rule reads: "rate 0.1, all samples"."""
    rate, momentum = f"{training.learning_rate:g}", f"{training.momentum:g}"
    batches = "all samples" if training.batch_size is None else f"batches of {training.batch_size}"
    if training.optimizer == "newton":
        return "all samples, no learning rate"
    if training.optimizer == "momentum":
        return f"rate {rate}, momentum {momentum}, {batches}"
    return f"rate {rate}, {batches}"


def rule_and_settings(training: TrainingConfig) -> str:
    """The rule too, for runs that differ in it."""
    return f"{optimizer_name(training)}: {runs_with(training)}"
