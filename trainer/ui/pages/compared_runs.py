"""The runs of the Compare page: which they are, and what they are called."""

from dataclasses import dataclass

from trainer.analysis.agreement import first_epoch_within
from trainer.analysis.learning_rate import zone
from trainer.config import TrainingConfig
from trainer.experiment import Experiment
from trainer.figures.numbers import number, percent
from trainer.figures.zone_band import ZONES
from trainer.ui import runs
from trainer.ui.settings.run_name import run_name
from trainer.ui.settings.url import run_values
from trainer.ui.settings.values import DataSettings, Settings, from_values
from trainer.ui.words.runs import STATUS


@dataclass(frozen=True)
class NamedRun:
    """A run and what it is called beside the others."""

    name: str
    data: DataSettings
    training: TrainingConfig

    def experiment(self) -> Experiment:
        """The run itself."""
        return runs.run(self.data, self.training)


def named_runs(settings: Settings) -> list[NamedRun]:
    """The runs that the settings ask for."""
    chosen = settings.comparison
    if chosen.compare == "kept":
        return [kept_run(run) for run in chosen.kept]
    named = rate_name if chosen.compare == "rates" else optimizer_name
    return [NamedRun(named(training), settings.data, training) for training in chosen.trainings]


def kept_run(run: str) -> NamedRun:
    """A run kept as the text of its settings."""
    settings = from_values(run_values(run))
    return NamedRun(run_name(run), settings.data, settings.training)


def zone_words(named: NamedRun) -> str:
    """The zone of the run's learning rate, for full-batch gradient descent; a dash for other rules."""
    training = named.training
    if training.optimizer != "gradient_descent" or training.batch_size is not None:
        return "–"
    return ZONES[zone(training.learning_rate, runs.limits(named.data, training.seed, training.l2))][0]


def table(compared: list[NamedRun]) -> str:
    """A Markdown table: a row a run."""
    heads = [
        "run",
        "zone of its rate",
        "training loss",
        "accuracy",
        "held-out accuracy",
        "epochs to within 10⁻³ of the least",
        "status",
    ]
    lines = [" | ".join(["", *heads, ""]).strip(), "|:--|:--|--:|--:|--:|--:|:--|"]
    return "\n".join([*lines, *(" | ".join(["", *_row(named), ""]).strip() for named in compared)])


def _row(named: NamedRun) -> list[str]:
    experiment = named.experiment()
    history, training = experiment.history, named.training
    best = runs.optimum(named.data, training.seed, training.l2).history.loss[-1]
    reached = first_epoch_within(1e-3, history.loss, float(best))
    return [
        named.name,
        zone_words(named),
        number(history.loss[-1]),
        percent(history.accuracy[-1]),
        percent(experiment.held_out_accuracy[-1]) if len(experiment.held_out_rows) else "–",
        "not reached" if reached is None else str(reached),
        f"{STATUS[history.status][0]} after {history.n_epochs}",
    ]
