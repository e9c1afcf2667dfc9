"""What the Compare page says."""

from collections.abc import Mapping

from trainer.config import TrainingConfig
from trainer.figures.numbers import number
from trainer.language import N_, _
from trainer.optimizers import OPTIMIZERS
from trainer.ui.settings.table import OPTIMIZER_NAMES
from trainer.ui.words.lists import enumerated, sentences

NO_ZONE = "–"
KEPT = N_("Every run has the settings it was kept with; those of the sidebar do not change it.")
RATES = N_("Runs with the same data and the same first weights; all else as in the sidebar.")
DIFFERENT_OPTIMIZERS = N_(
    "Runs with the same data and the same first weights. The column “runs with” names what each takes of the sidebar."
)

SLICE = N_(
    "A slice: the plane through the optimum along the two directions in which the loss is curved most, with the paths "
    "of the runs projected on it. Paths leave the plane, so the loss under a path is not the loss of the run. A small "
    "rate follows a smooth path; one near its limit zigzags across the steep direction."
)
NO_SHARED_LANDSCAPE = N_("No run here has the data and the penalty of the sidebar, so none shares its landscape.")


def rates_of_another(optimizer: str) -> str:
    """What is compared where the optimizer of the sidebar takes no learning rate."""
    return _(
        "Runs of gradient descent with the same data and the same first weights: the sidebar's {optimizer} takes no "
        "learning rate."
    ).format(optimizer=_(OPTIMIZER_NAMES[optimizer]))


def no_landscape(why: str) -> str:
    """That the paths are not shown where there is no finite optimum; `why` is a sentence."""
    return sentences(why, _("So there is none to look around: set an L2 penalty to see the paths."))


def of_run(name: str, said: str) -> str:
    """What is said of one of the runs."""
    return _("{run}: {said}").format(run=name, said=said)


def curves_in_words(last_losses: Mapping[str, float]) -> str:
    """The loss curves for those who cannot see them, by the runs' names."""
    ends = [f"{name} {number(loss)}" for name, loss in last_losses.items()]
    return _("Training loss against epoch; at the end {losses}.").format(losses=enumerated(ends))


def reached_epoch(epoch: int | None) -> str:
    """From which epoch on a run stays near the least loss."""
    return _("never") if epoch is None else f"{epoch:,}"


def rate_name(training: TrainingConfig) -> str:
    """What a run is called where the learning rate differs."""
    return _("rate {rate}").format(rate=f"{training.learning_rate:g}")


def optimizer_name(training: TrainingConfig) -> str:
    """What a run is called where the optimizer differs."""
    return _(OPTIMIZER_NAMES[training.optimizer])


def runs_with(training: TrainingConfig) -> str:
    """The settings that a rule reads: "rate 0.1, all samples"."""
    reads, size = OPTIMIZERS[training.optimizer].reads, training.batch_size
    batches = _("all samples") if size is None else _("batches of {n}").format(n=size)
    if "learning_rate" not in reads:
        return enumerated([batches, _("no learning rate")])
    momentum = _("momentum {momentum}").format(momentum=f"{training.momentum:g}")
    return enumerated([rate_name(training), *([momentum] if "momentum" in reads else []), batches])


def rule_and_settings(training: TrainingConfig) -> str:
    """The rule too, for runs that differ in it."""
    return _("{rule}: {settings}").format(rule=optimizer_name(training), settings=runs_with(training))
