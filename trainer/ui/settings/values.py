"""What is set: one value a setting, checked by the table, and grouped as the pages need it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainer.config import TrainingConfig
from trainer.optimizers import OPTIMIZERS
from trainer.ui.settings.table import SETTINGS

DEFAULTS: dict[str, Any] = {key: setting.default for key, setting in SETTINGS.items()}


@dataclass(frozen=True)
class DataSettings:
    """Which samples and features are trained on; hashable, so that a run can be kept by it."""

    dataset: str = "three_class"
    features: str = "all"
    standardize: bool = True
    held_out: float = 0.2


@dataclass(frozen=True)
class DeriveSettings:
    """What the Derive page follows: a sample at an epoch, or logits and targets by hand."""

    way: str
    epoch: int
    z: tuple[float, ...]
    target: str
    y: tuple[float, ...]
    shift: float
    temperature: float
    step: int
    all_steps: bool


@dataclass(frozen=True)
class CompareSettings:
    """What the Compare page runs side by side."""

    compare: str
    trainings: tuple[TrainingConfig, ...]  # of what is compared; none where kept runs are
    epoch: int
    kept: tuple[str, ...]


@dataclass(frozen=True)
class LessonSettings:
    """Where one is in which lesson, what was predicted, and how the teacher set it up."""

    id: str
    step: int
    answers: tuple[str, ...]
    locked: bool
    course: str
    teacher: bool


@dataclass(frozen=True)
class Settings:
    """What a page is shown for: the data, the training, the view, and each page's own."""

    data: DataSettings
    training: TrainingConfig
    plane: str
    sample: int
    loss_axes: str
    layout: str
    shown_epoch: int
    panel: str
    arrows: bool
    ghost: bool
    derive: DeriveSettings
    gauge: float
    comparison: CompareSettings
    lesson: LessonSettings
    lang: str


def from_values(values: Mapping[str, Any]) -> Settings:
    """Settings from one value a key; a value that does not apply keeps its key and changes nothing."""
    used = _used(values)
    return Settings(
        DataSettings(used["dataset"], used["features"], used["standardize"], used["held_out"]),
        training_config(values),
        used["plane"],
        used["sample"],
        used["loss_axes"],
        used["layout"],
        used["shown_epoch"],
        used["panel"],
        used["arrows"],
        used["ghost"],
        DeriveSettings(
            used["way"],
            used["epoch"],
            (used["z1"], used["z2"], used["z3"]),
            used["target"],
            (used["y1"], used["y2"], used["y3"]),
            used["shift"],
            used["temperature"],
            used["step"],
            used["all_steps"],
        ),
        used["gauge"],
        CompareSettings(used["compare"], _compared(values), used["compare_epoch"], used["kept"]),
        LessonSettings(
            used["lesson"],
            used["lesson_step"],
            used["prediction"],
            used["lock"] == 1,
            used["course"],
            used["teacher"],
        ),
        used["lang"],
    )


def training_config(values: Mapping[str, Any]) -> TrainingConfig:
    """How to train by the values; what the optimizer does not read stays at its default, so that equal runs are one."""
    used = _used(values)
    return TrainingConfig(
        learning_rate=used["learning_rate"],
        n_epochs=used["n_epochs"],
        batch_size=None if used["batch_size"] == "all" else used["batch_size"],
        l2=used["l2"],
        optimizer=used["optimizer"],
        momentum=used["momentum"],
        init_scale=used["init_scale"],
        seed=used["seed"],
    )


def _used(values: Mapping[str, Any]) -> dict[str, Any]:
    applies = applicable(values)
    return {key: values[key] if applies[key] else DEFAULTS[key] for key in SETTINGS}


def _compared(values: Mapping[str, Any]) -> tuple[TrainingConfig, ...]:
    """The runs that the page compares: the values shown, with one exchanged for each run.

    Newton takes no learning rate, so that rates are compared by gradient descent then.
    """
    if values["compare"] == "optimizers":
        return tuple(training_config({**values, "optimizer": optimizer}) for optimizer in values["optimizers"])
    if values["compare"] == "rates":
        takes_a_rate = "learning_rate" in OPTIMIZERS[values["optimizer"]].reads
        optimizer = values["optimizer"] if takes_a_rate else "gradient_descent"
        return tuple(
            training_config({**values, "optimizer": optimizer, "learning_rate": rate}) for rate in values["rates"]
        )
    return ()


def applicable(values: Mapping[str, Any]) -> dict[str, bool]:
    """Which settings have an effect, given the others; a control that has none is disabled."""
    iris, reads = values["dataset"] == "iris", OPTIMIZERS[values["optimizer"]].reads
    batches = values["batch_size"] != "all" and "batch_size" in reads
    random = values["held_out"] > 0 or values["init_scale"] > 0 or batches
    by_hand = values["way"] == "logits"
    free = by_hand and values["target"] == "free"
    exceptions = {
        "features": iris,
        "plane": iris and values["features"] == "all",
        "learning_rate": "learning_rate" in reads,
        "momentum": "momentum" in reads,
        "batch_size": "batch_size" in reads,
        "seed": random,
        "epoch": not by_hand,
        **dict.fromkeys(("z1", "z2", "z3", "target", "temperature"), by_hand),
        **dict.fromkeys(("y1", "y2", "y3"), free),
    }
    return dict.fromkeys(SETTINGS, True) | exceptions
