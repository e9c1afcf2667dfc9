"""From settings to the map of all learning rates, for every page that shows it."""

import math
from dataclasses import replace

from trainer.analysis.learning_rate_map import LearningRateMap, affordable, learning_rate_map, map_epochs, seconds_a_run
from trainer.config import TrainingConfig
from trainer.family import train_family
from trainer.optimizers import OPTIMIZERS
from trainer.ui import runs
from trainer.ui.kept_by_data import kept_by_data
from trainer.ui.settings.table import LEARNING_RATES
from trainer.ui.settings.values import DataSettings, Settings

LONGEST = 1.0  # seconds to train them all

Key = tuple[DataSettings, TrainingConfig, tuple[float, ...], bool]


def takes_a_rate(settings: Settings) -> bool:
    """Whether the optimizer reads a learning rate."""
    return "learning_rate" in OPTIMIZERS[settings.training.optimizer].reads


def seconds_for_all(settings: Settings) -> float:
    """About how long it takes to train every rate of the slider."""
    n, d = runs.training_samples(settings.data, settings.training.seed)[0].shape
    k = len(runs.trained_data(settings.data).class_names)
    return len(LEARNING_RATES) * seconds_a_run(n, d, k, settings.training)


def rates(settings: Settings) -> tuple[float, ...]:
    """The rates of the map: as many of the slider's as can be trained in time, and none where that is too few."""
    return affordable(LEARNING_RATES, seconds_for_all(settings) / len(LEARNING_RATES), LONGEST)


def key(settings: Settings, rates: tuple[float, ...], logarithmic: bool = False) -> Key:
    """What a map depends on, whatever the learning rate set."""
    return settings.data, replace(settings.training, learning_rate=rates[0]), rates, logarithmic


@kept_by_data
def rate_map(
    data: DataSettings, training: TrainingConfig, rates: tuple[float, ...], logarithmic: bool
) -> LearningRateMap:
    """The map on the samples that the run trains on."""
    X, y = runs.training_samples(data, training.seed)
    family = train_family(X, y, len(runs.trained_data(data).class_names), training, rates, [0])
    best = runs.least_loss(data, training.seed, training.l2)
    return learning_rate_map(family, map_epochs(training.n_epochs, logarithmic), math.inf if best is None else best)
