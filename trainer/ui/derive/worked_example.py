"""What the Derive page follows: the derivation of a sample at an epoch, or of logits by hand."""

from dataclasses import dataclass

from trainer.analysis.derivation import Derivation, derive_logits, derive_sample
from trainer.experiment import Experiment
from trainer.figures.numbers import number
from trainer.language import N_, _
from trainer.ui import runs
from trainer.ui.settings.values import DeriveSettings, Settings
from trainer.ui.widgets.tables import escaped

TRAINED_ON, HELD_OUT = N_("trained on"), N_("held out, so not trained on")
SAMPLE = N_(
    "Sample {row} ({used}), true class: {name}. Features: {features}. Weights of epoch {epoch} of {n_epochs}. "
    "Classes: {classes}."
)
STANDARDIZED_SAMPLE = N_(
    "Sample {row} ({used}), true class: {name}. Features: {features}; x below is standardized. Weights of epoch "
    "{epoch} of {n_epochs}. Classes: {classes}."
)
MOST_FEATURES = 6  # that the sentence names


@dataclass(frozen=True, eq=False)
class WorkedExample:
    """A derivation, the same with all logits shifted, and the run its numbers come from.

    row (from 0) and caption say which sample it is; caption is None for logits by hand.
    unfolded says whether what is folded is shown open.
    """

    derivation: Derivation
    shifted: Derivation
    shift: float
    experiment: Experiment
    epoch: int
    row: int
    by_hand: bool
    caption: str | None
    unfolded: bool

    @property
    def followed(self) -> str:
        """Which sample at which epoch, in a few words; nothing for logits by hand."""
        return "" if self.by_hand else _("sample {row}, epoch {epoch}").format(row=self.row + 1, epoch=self.epoch)


def worked_example_of(settings: Settings) -> WorkedExample:
    """The worked example of some settings; an epoch after the run's last becomes its last."""
    experiment = runs.run(settings.data, settings.training)
    chosen, row = settings.derive, runs.row_shown(settings)
    by_hand = chosen.numbers_from == "logits"
    epoch = min(chosen.epoch, experiment.history.n_epochs)
    if by_hand:
        caption: str | None = None
        derivation = derive_logits(chosen.z, target(chosen), chosen.temperature)
    else:
        x = experiment.standardizer(experiment.dataset.X[row])
        derivation = derive_sample(experiment.history.parameters(epoch), x, int(experiment.dataset.y[row]))
        caption = sample_in_words(experiment, row, epoch, settings.data.standardize)
    shifted = derive_logits(derivation.z + chosen.added_to_logits, derivation.y)
    return WorkedExample(
        derivation, shifted, chosen.added_to_logits, experiment, epoch, row, by_hand, caption, chosen.all_steps
    )


def target(chosen: DeriveSettings) -> tuple[float, ...]:
    """y by hand: one-hot for a class, or the free values."""
    if chosen.target == "free":
        return chosen.y
    return tuple(float(i == int(chosen.target)) for i in (1, 2, 3))


def sample_in_words(experiment: Experiment, row: int, epoch: int, standardized: bool) -> str:
    """Which sample, of which class, with which features, under which weights; Markdown."""
    data = experiment.dataset
    features = [f"{escaped(name)} = {number(x)}" for name, x in zip(data.feature_names, data.X[row], strict=True)]
    classes = [f"{i} = {escaped(name)}" for i, name in enumerate(data.class_names, start=1)]
    return _(STANDARDIZED_SAMPLE if standardized else SAMPLE).format(
        row=row + 1,
        used=_(TRAINED_ON if row in experiment.train_rows else HELD_OUT),
        name=escaped(data.class_names[data.y[row]]),
        features=", ".join(features if len(features) <= MOST_FEATURES else [*features[:MOST_FEATURES], "…"]),
        epoch=epoch,
        n_epochs=experiment.history.n_epochs,
        classes=", ".join(classes),
    )
