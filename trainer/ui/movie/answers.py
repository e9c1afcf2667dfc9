"""The answers to what the movie asks: a whole run, the runs of a setting's values around one, a run under a hand."""

from collections.abc import Mapping
from dataclasses import replace

from trainer.config import TrainingConfig
from trainer.experiment import Experiment
from trainer.members import OVER, families_of
from trainer.ui import runs
from trainer.ui.kept_by_data import kept_by_data
from trainer.ui.movie import family_part, parts
from trainer.ui.movie.samples_by_hand import trial
from trainer.ui.movie.scene import base, run_part
from trainer.ui.movie.wire import pack
from trainer.ui.settings.kinds import Choice
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.values import DataSettings, Settings
from trainer.ui.words.movie import no_family

LONGEST = 1.0  # seconds that a family may take to train
LONGEST_TRIAL = 0.2  # seconds that a run may take to be trained while a hand drags a sample
OPTIONS = {name: row.options for name, row in SETTINGS.items() if name in OVER and isinstance(row, Choice)}
FEWEST = 9  # values that make a family


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
    over, value, epoch = (question.get(name) for name in ("over", "value", "epoch"))
    if (
        question.get("what") != "family"
        or over not in families_of(settings.training.optimizer)
        or value not in OPTIONS[over]
    ):
        return no_answer
    shown = epoch if isinstance(epoch, int) and 0 <= epoch <= settings.training.n_epochs else settings.training.n_epochs
    return family(settings, over, OPTIONS[over].index(value), shown)


def family(settings: Settings, over: str, place: int, shown: int) -> bytes:
    """The runs of the values around one, as many as a second trains; a refusal where that is too few.

    place: of the one among all.
    """
    data, training, options = settings.data, settings.training, OPTIONS[over]
    each = seconds_a_run(runs.run(data, training))
    many = min(len(options), int(LONGEST / each))
    if many < FEWEST:
        sentence = no_family(over, each * len(options))
        return pack({"kind": "refused", "over": over, "base": base(settings, over), "sentence": sentence}, {})
    first = min(max(place - many // 2, 0), len(options) - many)
    values = options[first : first + many]
    return _family(data, replace(training, **{over: values[0]}), base(settings, over), values, shown, over)


@kept_by_data
def _family(
    data: DataSettings, training: TrainingConfig, base: str, values: tuple[float, ...], shown: int, over: str
) -> bytes:
    rows = runs.run(data, replace(training, n_epochs=1))  # for its samples, split and standardized
    return family_part.family(rows, training, base, values, shown, over=over)


def seconds_a_run(experiment: Experiment) -> float:
    """About how long one run of a family takes here; measured by tests/benchmarks/bench_family.py."""
    config, (n, d) = experiment.config, experiment.X_train().shape
    k, steps = len(experiment.dataset.class_names), -(-n // (config.batch_size or n))
    epoch = 4e-6 + n * k * (6e-9 + 1e-9 * d) + (steps > 1) * steps * 1e-5
    seconds: float = config.n_epochs * epoch * (2 if config.optimizer == "nesterov" else 1)
    return seconds
