"""What the Check page shows: a run, the same rows' Newton optimum, and scikit-learn's."""

from dataclasses import dataclass

from trainer.analysis.agreement import Agreement, Separation, compare
from trainer.analysis.reference import Reference
from trainer.experiment import Experiment
from trainer.ui import runs
from trainer.ui.settings.values import Settings


@dataclass(frozen=True, eq=False)
class Check:
    """A run, the same rows' Newton optimum and scikit-learn's, and how far run and scikit-learn are apart."""

    experiment: Experiment
    newton: Experiment
    reference: Reference
    separation: Separation | None
    agreement: Agreement

    @property
    def optimum_loss(self) -> float:
        """scikit-learn's loss, or Newton's where scikit-learn warns that it stopped early and Newton is lower."""
        found = self.reference.loss
        return min(found, float(self.newton.history.loss[-1])) if self.reference.warnings else found


def check_of(settings: Settings) -> Check:
    """The check of some settings."""
    data, training = settings.data, settings.training
    experiment = runs.run(data, training)
    reference = runs.fitted(data, training.seed, training.l2)
    separation = runs.separated(data, training.seed) if training.l2 == 0 else None
    X, y = experiment.X_train(), experiment.y_train()
    agreement = compare(experiment.history.parameters(), reference.parameters, X, y)
    newton = runs.optimum(data, training.seed, training.l2)
    return Check(experiment, newton, reference, separation, agreement)
