"""Samples moved, added and deleted in the picture: what a browser says of them, checked, and what comes of it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from trainer.datasets import Dataset
from trainer.edits import Edited
from trainer.experiment import Experiment, run_experiment
from trainer.facts import Refused
from trainer.ui import runs
from trainer.ui.movie import parts
from trainer.ui.movie.scene import base, run_part
from trainer.ui.settings import chosen_features, data_sets
from trainer.ui.settings.values import Settings
from trainer.ui.words.data_names import named

FAR = 4.0  # standard deviations from the middle at which an outlier stands


def edited(settings: Settings, said: Mapping[str, Any], label: int) -> tuple[Dataset, Edited] | None:
    """The data begun with, and the rows as a hand left them; None where it said nothing that can be.

    label: the class of a sample added.
    """
    begun, rows = data_sets.edited(vars(settings.data))
    place, what = _row(said, len(rows.y)), said.get("what")
    if what == "delete" and place is not None:
        return begun, rows.change({}, [place], [])
    at = _at(settings, said)
    if at is None:
        return None
    columns, values = list(at), list(at.values())
    if what in ("move", "moved") and place is not None:
        features = rows.X[place].copy()
        features[columns] = values
        return begun, rows.change({place: (int(rows.y[place]), features.tolist())}, [], [])
    if what == "add":
        return begun, rows.change({}, [], [(label, _others_at_mean(rows, at))])
    return None


def added(settings: Settings, label: int, outlier: bool) -> tuple[Dataset, Edited]:
    """A sample more of a class: in the middle of the picture, or far on the other side of it from its class."""
    begun, rows = data_sets.edited(vars(settings.data))
    columns = list((_columns(settings) or {}).values())
    shown, of_class = rows.X[:, columns], rows.y == label
    mean, spread = shown.mean(axis=0), shown.std(axis=0)
    away = mean - shown[of_class].mean(axis=0) if of_class.any() else spread
    size = np.abs(away / np.where(spread > 0, spread, 1.0)).max(initial=0)
    place = mean + FAR * (away / size if size > 0 else spread) * outlier
    at = {column: _rounded(float(v), float(s)) for column, v, s in zip(columns, place, spread, strict=True)}
    return begun, rows.change({}, [], [(label, _others_at_mean(rows, at))])


def trial(settings: Settings, question: Mapping[str, Any]) -> bytes:
    """The picture with a sample where the hand that drags it is; nothing where it cannot be."""
    try:
        changed = edited(settings, question, 0)
        if changed is None:
            return b""
        experiment = _run_on(changed[1].dataset(changed[0]), settings)
    except (Refused, ValueError):
        return b""
    name = parts.digest(base(settings), question.get("row"), question.get("at"))
    header = {"kind": "trial", "of": base(settings), "trial": name}
    still = parts.scene(experiment, runs.axes_shown(settings), runs.row_shown(settings), header)
    return still + run_part(settings, experiment, parts.RUN_BYTES, name)


def _run_on(every: Dataset, settings: Settings) -> Experiment:
    """The run of other samples with the same settings; it is not kept."""
    data = settings.data
    trained = named(chosen_features.with_trained_features(every, vars(data)), data.dataset)
    return run_experiment(trained, settings.training, data.standardize, data.held_out)


def can_edit(settings: Settings) -> bool:
    """Whether the features on the axes are features of the data, so that a place in the picture is a sample."""
    return _columns(settings) is not None


def _columns(settings: Settings) -> dict[int, int] | None:
    """For each axis shown, 0 or 1, the column of the data that stands on it; None where one is made of others."""
    values = vars(settings.data)
    ids, shown = (
        chosen_features.feature_ids(data_sets.dataset(values)),
        chosen_features.shown_ids(settings.features_shown, values),
    )
    if not set(shown) <= set(ids):
        return None
    return {axis: ids.index(id) for axis, id in enumerate(shown)}


def _row(said: Mapping[str, Any], n: int) -> int | None:
    row = said.get("row")
    return row - 1 if isinstance(row, int) and not isinstance(row, bool) and 1 <= row <= n else None


def _at(settings: Settings, said: Mapping[str, Any]) -> dict[int, float] | None:
    """The columns on the axes with the values there."""
    at, columns = said.get("at"), _columns(settings)
    if columns is None or not isinstance(at, list) or len(at) != 2:
        return None
    if not all(isinstance(value, int | float) and abs(value) < 1e50 for value in at):  # NaN is not less either
        return None
    spread = data_sets.dataset(vars(settings.data)).X.std(axis=0)
    return {column: _rounded(float(at[axis]), float(spread[column])) for axis, column in columns.items()}


def _rounded(value: float, spread: float) -> float:
    """A value to a thousandth of the spread: finer than a hand is, and short in a link."""
    decimals = int(np.ceil(3 - np.log10(spread))) if spread > 0 else 3
    return round(value, min(max(decimals, -300), 300))


def _others_at_mean(rows: Edited, at: dict[int, float]) -> list[float]:
    spread = rows.X.std(axis=0)
    mean = [_rounded(float(m), float(s)) for m, s in zip(rows.X.mean(axis=0), spread, strict=True)]
    return [at.get(column, value) for column, value in enumerate(mean)]
