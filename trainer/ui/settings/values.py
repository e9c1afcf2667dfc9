"""What is set: one value a setting, checked by the table, and grouped as the pages need it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from trainer.config import TrainingConfig
from trainer.optimizers import OPTIMIZERS
from trainer.ui.settings import start
from trainer.ui.settings.row import Values
from trainer.ui.settings.rows.classroom import ClassroomSettings
from trainer.ui.settings.rows.compare import CompareSettings
from trainer.ui.settings.rows.data import DataSettings
from trainer.ui.settings.rows.derive import DeriveSettings
from trainer.ui.settings.rows.lessons import LessonSettings, lesson_settings
from trainer.ui.settings.table import SETTINGS

__all__ = [
    "DEFAULTS",
    "ClassroomSettings",
    "CompareSettings",
    "DataSettings",
    "DeriveSettings",
    "LessonSettings",
    "Settings",
    "applicable",
    "fitted",
]
__all__ += ["from_values", "training_config"]

DEFAULTS: dict[str, Any] = {key: setting.default for key, setting in SETTINGS.items()}

Group = TypeVar("Group")


@dataclass(frozen=True)
class Settings:
    """What a page is shown for: the data, the training, the view, and each page's own."""

    data: DataSettings
    training: TrainingConfig
    derive: DeriveSettings
    comparison: CompareSettings
    lesson: LessonSettings
    classroom: ClassroomSettings
    features_shown: str
    sample: int
    loss_axes: str
    shown_epoch: int
    panel: str
    edit_samples: bool
    arrows: bool
    ghost: bool
    gauge: float
    lang: str


def from_values(values: Values) -> Settings:
    """Settings from one value a key; a value that does not apply keeps its key and changes nothing."""
    used = _used(values)
    return _filled(
        Settings,
        used,
        data=_filled(DataSettings, used),
        training=_config(used),
        derive=_filled(DeriveSettings, used),
        comparison=_filled(CompareSettings, used, trainings=_compared(values)),
        lesson=lesson_settings(used),
        classroom=_filled(ClassroomSettings, used, projected=used["projector"] == 1),
    )


def training_config(values: Values) -> TrainingConfig:
    """How to train by the values; what the optimizer does not read stays at its default, so that equal runs are one."""
    return _config(_used(values))


def _config(used: Values) -> TrainingConfig:
    batch_size = None if used["batch_size"] == "all" else used["batch_size"]
    return _filled(TrainingConfig, used, batch_size=batch_size, start=start.numbers(used["start"]))


def _filled(group: type[Group], used: Values, **given: Any) -> Group:
    """A group of settings, each field by the value with its name."""
    found = {field.name: used[field.name] for field in fields(group) if field.name in used}  # type: ignore[arg-type]
    return group(**found | given)


def _used(values: Values) -> dict[str, Any]:
    applies, fit = applicable(values), fitted(values)
    return {key: fit[key] if applies[key] else DEFAULTS[key] for key in SETTINGS}


def _compared(values: Values) -> tuple[TrainingConfig, ...]:
    """The runs that the page compares: the values shown, with one exchanged for each run.

    Newton takes no learning rate, so that rates are compared by gradient descent then.
    """
    if values["compare"] == "optimizers":
        return tuple(training_config({**values, "optimizer": optimizer}) for optimizer in values["optimizers"])
    if values["compare"] == "rates":
        takes_a_rate = "learning_rate" in OPTIMIZERS[values["optimizer"]].reads
        optimizer = values["optimizer"] if takes_a_rate else "gradient_descent"
        training = training_config({**values, "optimizer": optimizer})
        return tuple(replace(training, learning_rate=rate) for rate in values["rates"])
    return ()


def applicable(values: Values) -> Mapping[str, bool]:
    """Which settings have an effect, given the others; a control that has none is not shown."""
    return {key: setting.applies(values) for key, setting in SETTINGS.items()}


def fitted(values: Values) -> dict[str, Any]:
    """The values, with what the data set has not (a feature, a sample) as what holds in its place."""
    return {key: values[key] if fits(key, values) else _fallback(key, values) for key in SETTINGS}


def fits(key: str, values: Values) -> bool:
    """Whether the data set has what a value names."""
    of_data = SETTINGS[key].of_data
    return of_data is None or of_data.fits(values[key], values)


def _fallback(key: str, values: Values) -> Any:
    of_data = SETTINGS[key].of_data
    return DEFAULTS[key] if of_data is None else of_data.fallback(values)
