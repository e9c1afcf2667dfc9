"""The members of a family: configurations that differ in one setting."""

from collections.abc import Sequence
from dataclasses import replace

from trainer.config import TrainingConfig
from trainer.optimizers import OPTIMIZERS

OVER = ("learning_rate", "momentum", "l2")  # the settings that a family can be over


def families_of(optimizer: str) -> tuple[str, ...]:
    """The settings in OVER that an optimizer's runs depend on; none where it takes no learning rate."""
    constants = OPTIMIZERS[optimizer].constants
    return tuple(name for name in OVER if name in (*constants, "l2")) if "learning_rate" in constants else ()


def members(values: Sequence[float], config: TrainingConfig, over: str) -> list[TrainingConfig]:
    """The configuration of each value of a setting, all else as config says; TrainingConfig checks the values."""
    allowed = families_of(config.optimizer)
    if not allowed:
        raise ValueError(f"optimizer is {config.optimizer!r}; a family of runs needs one that takes a learning rate")
    if over not in allowed:
        raise ValueError(f"over is {over!r}; with {config.optimizer!r} it must be one of {', '.join(allowed)}")
    if not len(values):
        raise ValueError("values is empty; a family holds at least one run")
    return [_member(config, over, place, value) for place, value in enumerate(values)]


def _member(config: TrainingConfig, over: str, place: int, value: float) -> TrainingConfig:
    try:
        return replace(config, **{over: value})  # type: ignore[arg-type]
    except ValueError as error:
        raise ValueError(f"values[{place}]: {error}") from None
