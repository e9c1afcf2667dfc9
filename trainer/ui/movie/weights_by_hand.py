"""Weights by hand: what a browser says of them, checked, becomes the start of the next run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from trainer.model import Parameters
from trainer.ui import runs
from trainer.ui.settings import start
from trainer.ui.settings.kinds import Real
from trainer.ui.settings.typed import NotANumber, read_typed
from trainer.ui.settings.values import Settings
from trainer.ui.words.fields import not_taken
from trainer.ui.words.movie import too_large_to_start_from

STEP = 0.1
MOST_STEPS = int(2 * start.LARGEST / STEP) + 1
WEIGHT = Real("", "", 0.0, -start.LARGEST, start.LARGEST, STEP)


@dataclass(frozen=True)
class NotTaken(Exception):
    """Why what the hand did changes nothing, in a sentence."""

    sentence: str


def new_start(settings: Settings, said: Mapping[str, Any]) -> str | None:
    """The start that a browser asks for, as text; None where it asks nothing of this run. Raises NotTaken."""
    experiment = runs.run(settings.data, settings.training)
    epoch = said.get("epoch")
    if not isinstance(epoch, int):
        return None
    if start.how_many(vars(settings.data)) > start.MOST or not 0 <= epoch <= experiment.history.n_epochs:
        return None
    model = experiment.history.parameters(epoch)
    what = said.get("what")
    if what in ("weight", "step"):
        model = _changed(model, said)
    elif what != "go_on":
        return None
    if max(np.abs(model.W).max(), np.abs(model.b).max()) > start.LARGEST:
        raise NotTaken(too_large_to_start_from(start.LARGEST))
    return start.written(model)


def _changed(model: Parameters, said: Mapping[str, Any]) -> Parameters:
    """The model with one weight typed anew, or made more or less by steps of 0.1."""
    theta = np.column_stack([model.W, model.b])
    place = (said.get("row"), said.get("column"))
    if not all(type(i) is int and 0 <= i < size for i, size in zip(place, theta.shape, strict=True)):
        return model
    if said["what"] == "step":
        theta[place] = round(float(theta[place]) + STEP * _steps(said.get("steps")), 12)
    else:
        theta[place] = _typed(str(said.get("typed"))[:100], float(theta[place]))
    return Parameters(theta[:, :-1], theta[:, -1])


def _steps(steps: Any) -> int:
    """How many steps up, or down where less than 0; no more than lead past the largest weight."""
    return min(max(steps, -MOST_STEPS), MOST_STEPS) if type(steps) is int else 0


def _typed(typed: str, now: float) -> float:
    try:
        return read_typed(WEIGHT, typed)
    except NotANumber as fault:
        raise NotTaken(not_taken(fault.kind, typed, WEIGHT, WEIGHT.high, now)) from None
