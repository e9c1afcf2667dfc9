"""From settings to what the movie is sent, and the answers to what it asks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from trainer.analysis.learning_rate import zones_between
from trainer.config import TrainingConfig
from trainer.experiment import Experiment
from trainer.figures.zone_band import zone_band
from trainer.language import _
from trainer.optimizers import OPTIMIZERS
from trainer.ui import runs
from trainer.ui.kept_by_data import kept_by_data
from trainer.ui.movie import family_part, parts
from trainer.ui.movie.wire import pack
from trainer.ui.settings.table import LEARNING_RATES
from trainer.ui.settings.values import DataSettings, Settings
from trainer.ui.widgets import learning_rate_band
from trainer.ui.words import learning_rate as rate_words
from trainer.ui.words.movie import movie_sentences, no_family

LONGEST = 1.0  # seconds that a family may take to train
FEWEST = 9  # learning rates that make a family


def base(settings: Settings) -> str:
    """A name of all that a run depends on but its learning rate."""
    config = settings.training
    others = [(name, value) for name, value in vars(config).items() if name != "learning_rate"]
    return parts.digest(settings.data, others)


def data_name(settings: Settings) -> str:
    """A name of the samples trained on and held out."""
    return parts.digest(settings.data, settings.training.seed)


def drawn(settings: Settings, first_visit: bool, heard: float = 0) -> bytes:
    """All that the movie needs for these settings: scene and run. heard: when the browser last told its view."""
    experiment = runs.run(settings.data, settings.training)
    header = {
        "data": data_name(settings),
        "base": base(settings),
        "epoch": _epoch(settings),
        "heard": heard,
        "n_epochs": settings.training.n_epochs,
        "loss_axes": settings.loss_axes,
        "arrows": settings.arrows,
        "ghost": settings.ghost,
        "panel": settings.panel if _optimum(settings) else "bars",
        "play": first_visit and _epoch(settings) < 0,
        "rate": settings.training.learning_rate,
        "plain": runs.zone_of(settings.data, settings.training) is not None,
        "follows_rate": takes_a_rate(settings),
        "words": movie_sentences(takes_a_rate(settings)),
        **_zones(settings),
    }
    still = parts.scene(experiment, runs.axes_shown(settings), runs.row_shown(settings), header)
    return still + _landscape(settings, experiment) + _run(settings, experiment, parts.RUN_BYTES)


def answer(settings: Settings, question: object) -> bytes:
    """The whole run or a family, as asked; else a word that there is no answer, so that the browser stops waiting."""
    if question is None:
        return b""
    asked = question.get("asked") if isinstance(question, Mapping) else None
    no_answer = pack({"kind": "no_answer", "asked": asked if isinstance(asked, int) else None}, {})
    if not isinstance(question, Mapping) or question.get("base") != base(settings):
        return no_answer
    if question.get("what") == "run":
        return _run(settings, runs.run(settings.data, settings.training), parts.WHOLE_RUN_BYTES)
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


def takes_a_rate(settings: Settings) -> bool:
    """Whether the optimizer reads the learning rate."""
    return "learning_rate" in OPTIMIZERS[settings.training.optimizer].reads


def _run(settings: Settings, experiment: Experiment, most_bytes: int) -> bytes:
    shown = experiment.history.n_epochs if (epoch := _epoch(settings)) < 0 else epoch
    return parts.run(experiment, base(settings), shown, most_bytes, settings.loss_axes == "loglog")


def _landscape(settings: Settings, experiment: Experiment) -> bytes:
    optimum = _optimum(settings)
    return parts.landscape(experiment, optimum.history.parameters()) if optimum is not None else b""


def _optimum(settings: Settings) -> Experiment | None:
    """The optimum that the landscape is drawn around: none where it is not shown, or where there is no finite one."""
    if settings.panel != "landscape":
        return None
    return runs.finite_optimum(settings.data, settings.training.seed, settings.training.l2)


def _epoch(settings: Settings) -> int:
    """The epoch shown, or -1 for the last, which stays the last of a longer run."""
    return -1 if settings.shown_epoch >= settings.training.n_epochs else settings.shown_epoch


def _zones(settings: Settings) -> dict[str, Any]:
    if not takes_a_rate(settings):
        return {"zones": [], "zone_band": ""}
    limits = learning_rate_band.limits_of(settings)
    zones = zones_between(LEARNING_RATES[0], LEARNING_RATES[-1], limits)
    rate = settings.training.learning_rate
    names = {zone: _(name) for zone, name in rate_words.ZONE_NAMES.items()}
    band = zone_band(zones, rate, names, rate_words.zones_in_words(zones, rate))
    sentences = [learning_rate_band.sentence(settings, name) for name, _, _ in zones]
    return {"zones": [[*zone, sentence] for zone, sentence in zip(zones, sentences, strict=True)], "zone_band": band}
