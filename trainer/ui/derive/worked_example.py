"""What the Derive page follows: the derivation of a sample at an epoch, or of logits by hand."""

from dataclasses import dataclass

import numpy as np

from trainer.analysis.derivation import Derivation, derive_logits, derive_sample
from trainer.experiment import Experiment
from trainer.figures.numbers import number
from trainer.ui import runs
from trainer.ui.settings.values import DeriveSettings, Settings


@dataclass(frozen=True, eq=False)
class WorkedExample:
    """A derivation, the same with all logits shifted, and the run its numbers come from."""

    derivation: Derivation
    shifted: Derivation
    shift: float
    experiment: Experiment
    epoch: int
    by_hand: bool
    caption: str

    @property
    def one_hot(self) -> bool:
        """Whether the target names one true class."""
        return bool(np.count_nonzero(self.derivation.y) == 1 and self.derivation.y_sum == 1)

    @property
    def label(self) -> int:
        """The class with the largest target: the true class where there is one."""
        return int(np.argmax(self.derivation.y))


def worked_example_of(settings: Settings) -> WorkedExample:
    """The worked example of some settings; an epoch after the run's last becomes its last."""
    experiment = runs.run(settings.data, settings.training)
    chosen = settings.derive
    by_hand = chosen.way == "logits"
    epoch = min(chosen.epoch, experiment.history.n_epochs)
    if by_hand:
        derivation, caption = (
            derive_logits(chosen.z, target(chosen)),
            "Three classes, their logits given by hand.",
        )
    else:
        row = runs.row_shown(settings)
        x = experiment.standardizer(experiment.dataset.X[row])
        derivation = derive_sample(experiment.history.parameters(epoch), x, int(experiment.dataset.y[row]))
        caption = sample_in_words(experiment, row, epoch, settings.data.standardize)
    shifted = derive_logits(derivation.z + chosen.shift, derivation.y)
    return WorkedExample(derivation, shifted, chosen.shift, experiment, epoch, by_hand, caption)


def target(chosen: DeriveSettings) -> tuple[float, ...]:
    """y by hand: one-hot for a class, or the free values."""
    if chosen.target == "free":
        return chosen.y
    return tuple(float(i == int(chosen.target)) for i in (1, 2, 3))


def sample_in_words(experiment: Experiment, row: int, epoch: int, standardized: bool) -> str:
    """Which sample, of which class, with which features, under which weights."""
    data = experiment.dataset
    features = ", ".join(f"{name} = {number(x)}" for name, x in zip(data.feature_names, data.X[row], strict=True))
    classes = ", ".join(f"{i} = {name}" for i, name in enumerate(data.class_names, start=1))
    used = "trained on" if row in experiment.train_rows else "held out, so not trained on"
    scale = "; x below is standardized" if standardized else ""
    return (
        f"Sample {row + 1} ({used}), true class: {data.class_names[data.y[row]]}. Features: {features}{scale}. "
        f"Weights of epoch {epoch} of {experiment.history.n_epochs}. Classes: {classes}."
    )
