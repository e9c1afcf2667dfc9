"""What the Check page shows: a run, the same rows' Newton optimum, and scikit-learn's."""

from dataclasses import dataclass

from trainer.analysis.agreement import Agreement, Verdict, compare, verdict
from trainer.analysis.learning_rate import LearningRateLimits
from trainer.analysis.reference import Reference
from trainer.analysis.separation import Separation
from trainer.experiment import Experiment
from trainer.ui import runs
from trainer.ui.settings.values import Settings


@dataclass(frozen=True, eq=False)
class Comparison:
    """A run, the same rows' Newton optimum and scikit-learn's, and how far run and scikit-learn are apart."""

    experiment: Experiment
    newton: Experiment
    reference: Reference
    separation: Separation | None
    limits: LearningRateLimits
    zone: str | None
    agreement: Agreement

    @property
    def optimum_loss(self) -> float:
        """scikit-learn's loss, or Newton's where scikit-learn warns that it stopped early and Newton is lower."""
        found = self.reference.loss
        return min(found, float(self.newton.history.loss[-1])) if self.reference.complaints else found

    def verdict(self) -> Verdict:
        """How near the run came to the optimum, or why it did not."""
        history, config = self.experiment.history, self.experiment.config
        return verdict(history, config, self.optimum_loss, self.separation, self.zone)

    @property
    def finite(self) -> bool:
        """Whether there is a finite optimum."""
        return self.separation is None or self.separation.finite_optimum

    def separable_classes(self) -> list[str]:
        """The names of the classes that prove that there is none."""
        names = self.experiment.dataset.class_names
        return [names[label] for label in self.separation.classes] if self.separation is not None else []


def beside_reference(settings: Settings) -> Comparison:
    """The run of some settings beside its reference."""
    data, training = settings.data, settings.training
    experiment = runs.run(data, training)
    reference = runs.fitted(data, training.seed, training.l2)
    separation = runs.separated(data, training.seed) if training.l2 == 0 else None
    X, y = experiment.X_train(), experiment.y_train()
    agreement = compare(experiment.history.parameters(), reference.parameters, X, y)
    newton = runs.optimum(data, training.seed, training.l2)
    limits = runs.limits(data, training.seed, training.l2)
    return Comparison(experiment, newton, reference, separation, limits, runs.zone_of(data, training), agreement)
