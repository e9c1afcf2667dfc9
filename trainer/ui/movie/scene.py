"""From settings to what the movie is sent."""

from typing import Any

from trainer.analysis.learning_rate import zones_between
from trainer.experiment import Experiment
from trainer.figures.zone_band import zone_band
from trainer.language import _
from trainer.members import families_of
from trainer.optimizers import OPTIMIZERS
from trainer.ui import runs
from trainer.ui.movie import parts
from trainer.ui.settings import start
from trainer.ui.settings.table import LEARNING_RATES
from trainer.ui.settings.values import Settings
from trainer.ui.widgets import learning_rate_band
from trainer.ui.words import learning_rate as rate_words
from trainer.ui.words.movie import movie_sentences


def base(settings: Settings, over: str = "learning_rate") -> str:
    """A name of all that a run depends on but one setting."""
    config = settings.training
    others = [(name, value) for name, value in vars(config).items() if name != over]
    return parts.digest(settings.data, others)


def data_name(settings: Settings) -> str:
    """A name of the samples trained on and held out."""
    return parts.digest(settings.data, settings.training.seed)


def drawn(settings: Settings, first_visit: bool, heard: float = 0, acted: float = 0) -> bytes:
    """All that the movie needs for these settings: scene and run.

    heard: when the browser last told its view; acted: the number of the last act of a hand that was answered.
    """
    experiment = runs.run(settings.data, settings.training)
    header = {
        "data": data_name(settings),
        "base": base(settings),
        "under_hand": {
            name: {"value": getattr(settings.training, name), "base": base(settings, name)}
            for name in families_of(settings.training.optimizer)
        },
        "epoch": _epoch(settings),
        "heard": heard,
        "acted": acted,
        "n_epochs": settings.training.n_epochs,
        "loss_axes": settings.loss_axes,
        "arrows": settings.arrows,
        "ghost": settings.ghost,
        "panel": _panel(settings),
        "editing": settings.edit_samples,
        "start": parts.digest(settings.training.start),
        "play": first_visit and _epoch(settings) < 0,
        "rate": settings.training.learning_rate,
        "plain": runs.zone_of(settings.data, settings.training) is not None,
        "words": movie_sentences(takes_a_rate(settings)),
        **_zones(settings),
    }
    still = parts.scene(experiment, runs.axes_shown(settings), runs.row_shown(settings), header)
    return still + _landscape(settings, experiment) + run_part(settings, experiment, parts.RUN_BYTES)


def takes_a_rate(settings: Settings) -> bool:
    """Whether the optimizer reads the learning rate."""
    return "learning_rate" in OPTIMIZERS[settings.training.optimizer].reads


def run_part(settings: Settings, experiment: Experiment, most_bytes: int, name: str = "") -> bytes:
    """A run of these settings, the epoch shown among those kept; name: of what it is a run of, in place of its base."""
    shown = experiment.history.n_epochs if (epoch := _epoch(settings)) < 0 else epoch
    return parts.run(experiment, name or base(settings), shown, most_bytes, settings.loss_axes == "loglog")


def _panel(settings: Settings) -> str:
    """What stands beside the regions; the bars where what is asked for cannot be shown."""
    shown = {
        "bars": True,
        "landscape": _optimum(settings) is not None,
        "weights": start.how_many(vars(settings.data)) <= start.MOST,
    }
    return settings.panel if shown[settings.panel] else "bars"


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
