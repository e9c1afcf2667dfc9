"""The answers to what the movie asks: a whole run, the runs of the learning rates around one, a run under a hand."""

from collections.abc import Mapping
from dataclasses import replace

from trainer.config import TrainingConfig
from trainer.experiment import Experiment
from trainer.ui import runs
from trainer.ui.kept_by_data import kept_by_data
from trainer.ui.movie import family_part, parts
from trainer.ui.movie.samples_by_hand import trial
from trainer.ui.movie.scene import base, run_part, takes_a_rate
from trainer.ui.movie.wire import pack
from trainer.ui.settings.table import LEARNING_RATES
from trainer.ui.settings.values import DataSettings, Settings
from trainer.ui.words.movie import no_family

LONGEST = 1.0  # seconds that a family may take to train
LONGEST_TRIAL = 0.2  # seconds that a run may take to be trained while a hand drags a sample
FEWEST = 9  # learning rates that make a family


def answer(settings: Settings, question: object) -> bytes:
    """What is asked, a run or many; else a word that there is no answer, so that the browser stops waiting."""
    if question is None:
        return b""
    asked = question.get("asked") if isinstance(question, Mapping) else None
    no_answer = pack({"kind": "no_answer", "asked": asked if isinstance(asked, int) else None}, {})
    if not isinstance(question, Mapping) or question.get("base") != base(settings):
        return no_answer
    if question.get("what") == "run":
        return run_part(settings, runs.run(settings.data, settings.training), parts.WHOLE_RUN_BYTES)
    if question.get("what") == "moved":
        quick = seconds_a_run(runs.run(settings.data, settings.training)) < LONGEST_TRIAL
        return (trial(settings, question) if quick else b"") or no_answer
    rate, epoch = question.get("rate"), question.get("epoch")
    if question.get("what") != "family" or rate not in LEARNING_RATES or not takes_a_rate(settings):
        return no_answer
    shown = epoch if isinstance(epoch, int) and 0 <= epoch <= settings.training.n_epochs else settings.training.n_epochs
    return family(settings, rate, shown)


def family(settings: Settings, rate: float, shown: int) -> bytes:
    """The runs of the rates around one, as many as a second trains; a refusal where that is too few."""
    data, training = settings.data, settings.training
    experiment = runs.run(data, training)
    each = seconds_a_run(experiment)
    many = min(len(LEARNING_RATES), int(LONGEST / each))
    if many < FEWEST:
        sentence = no_family(each * len(LEARNING_RATES))
        return pack({"kind": "refused", "base": base(settings), "sentence": sentence}, {})
    first = min(max(LEARNING_RATES.index(rate) - many // 2, 0), len(LEARNING_RATES) - many)
    rates = LEARNING_RATES[first : first + many]
    return _family(data, replace(training, learning_rate=rates[0]), base(settings), rates, shown)


@kept_by_data
def _family(data: DataSettings, training: TrainingConfig, base: str, rates: tuple[float, ...], shown: int) -> bytes:
    rows = runs.run(data, replace(training, n_epochs=1))  # for its samples, split and standardized
    return family_part.family(rows, training, base, rates, shown)


def seconds_a_run(experiment: Experiment) -> float:
    """About how long one run of a family takes here; measured by tests/benchmarks/bench_family.py."""
    config, (n, d) = experiment.config, experiment.X_train().shape
    k, steps = len(experiment.dataset.class_names), -(-n // (config.batch_size or n))
    epoch = 4e-6 + n * k * (6e-9 + 1e-9 * d) + (steps > 1) * steps * 1e-5
    seconds: float = config.n_epochs * epoch * (2 if config.optimizer == "nesterov" else 1)
    return seconds
