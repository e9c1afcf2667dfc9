"""The runs of the Compare page: which they are, and what they are called."""

from dataclasses import dataclass

from trainer.analysis.agreement import epoch_that_stays_within
from trainer.config import TrainingConfig
from trainer.experiment import Experiment
from trainer.figures.numbers import number, percent
from trainer.language import _
from trainer.ui import runs
from trainer.ui.settings.run_name import run_name
from trainer.ui.settings.url import run_values
from trainer.ui.settings.values import DataSettings, Settings, from_values
from trainer.ui.widgets.tables import html_table
from trainer.ui.words.compare import NO_ZONE, optimizer_name, rate_name, reached_epoch, rule_and_settings, runs_with
from trainer.ui.words.learning_rate import ZONE_NAMES
from trainer.ui.words.status import status_after

NUMBERS = {3, 4, 5, 6}  # columns of the table


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
        return [kept_run(run) for run in chosen.kept_runs]
    named = rate_name if chosen.compare == "rates" else optimizer_name
    return [NamedRun(named(training), settings.data, training) for training in chosen.trainings]


def kept_run(run: str) -> NamedRun:
    """A run kept as the text of its settings."""
    settings = from_values(run_values(run))
    return NamedRun(run_name(run), settings.data, settings.training)


def zone_words(named: NamedRun) -> str:
    """The zone of the run's learning rate, for full-batch gradient descent; a dash for other rules."""
    zone = runs.zone_of(named.data, named.training)
    return NO_ZONE if zone is None else _(ZONE_NAMES[zone])


def table(compared: list[NamedRun], compare: str = "rates") -> str:
    """An HTML table: a row a run; compare says what differs between the runs."""
    heads = [
        _("run"),
        _("runs with"),
        _("zone of its rate"),
        _("training loss"),
        _("accuracy"),
        _("held-out accuracy"),
        _("stays within 10⁻³ of the least from epoch"),
        _("status"),
    ]
    settings = runs_with if compare == "optimizers" else rule_and_settings
    return html_table(heads, [_row(named, settings(named.training)) for named in compared], NUMBERS)


def _row(named: NamedRun, own_settings: str) -> list[str]:
    experiment = named.experiment()
    history, training = experiment.history, named.training
    best = runs.least_loss(named.data, training.seed, training.l2)
    return [
        named.name,
        own_settings,
        zone_words(named),
        number(history.loss[-1]),
        percent(history.accuracy[-1]),
        percent(experiment.held_out_accuracy[-1]) if len(experiment.held_out_rows) else "–",
        "–" if best is None else reached_epoch(epoch_that_stays_within(1e-3, history.loss, best)),
        status_after(history.status, history.n_epochs),
    ]
