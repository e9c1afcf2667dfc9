"""The trainer's own line between two classes, and how good one that was drawn is beside it; no Streamlit."""

import math
from dataclasses import dataclass

import numpy as np

from trainer.analysis import ties
from trainer.experiment import Experiment
from trainer.figures.places import view_box
from trainer.language import _
from trainer.lessons.lesson import Line
from trainer.ui import runs
from trainer.ui.lessons.links import settings_of
from trainer.ui.lessons.place import line_drawn
from trainer.ui.words import lessons as words


@dataclass(frozen=True)
class Found:
    """The line of the trainer: its heights at both sides of the plane, and the class (from 1) whose side is above it.

    n samples of the two classes, n_right of them on their own side; a line is near if it is off by no more than `near`.
    """

    ends: tuple[float, float]
    heights: tuple[float, float]
    above: int
    n: int
    n_right: int
    near: float


def line_in_words(asked: Line, answer: str, ready: bool) -> str:
    """How good the line drawn is, and beside it the trainer's, computed now."""
    line_found, drawn = found(asked), line_drawn(answer)
    if drawn is None:
        return words.drew_no_line(line_found.n_right, line_found.n) if ready else words.drew(_("nothing"))
    data, ends, above = run_behind(asked).dataset, line_found.ends, line_found.above
    n_right = ties.n_on_their_side(data.X, data.y, asked.classes, ends, drawn, above)
    said = words.drew_a_line(n_right, line_found.n)
    if not ready:
        return said
    off = max(abs(one - other) for one, other in zip(drawn, line_found.heights, strict=True))
    return f"{said}  \n{words.found_a_line(line_found.n_right, off <= line_found.near)}"


def found(asked: Line) -> Found:
    """The trainer's own line, and how good it is."""
    run = run_behind(asked)
    box, X, y = view_box(run.dataset.X), run.dataset.X, run.dataset.y
    ends = box[0], box[1]
    at_ends, above = heights(asked, run, ends), _class_above(asked, run)
    n = int(np.isin(y, [label - 1 for label in asked.classes]).sum())
    n_right = ties.n_on_their_side(X, y, asked.classes, ends, at_ends, above)
    return Found(ends, at_ends, above, n, n_right, asked.near * (box[3] - box[2]))


def cannot_be_drawn(asked: Line) -> str:
    """Why a line of a lesson cannot be asked for, or nothing."""
    run = run_behind(asked)
    if run.dataset.X.shape[1] != 2:
        return f"needs a run on two features; that of {asked.link} has {run.dataset.X.shape[1]}"
    if not all(1 <= label <= len(run.dataset.class_names) for label in asked.classes):
        return f"names the classes {asked.classes[0]} and {asked.classes[1]}; there are {len(run.dataset.class_names)}"
    if not all(map(math.isfinite, heights(asked, run, (0.0, 1.0)))):
        return f"between the classes {asked.classes[0]} and {asked.classes[1]} has no height at the sides of the plane"
    return ""


def run_behind(asked: Line) -> Experiment:
    """The run whose samples and whose line are asked for."""
    settings = settings_of(asked.link)
    return runs.run(settings.data, settings.training)


def heights(asked: Line, run: Experiment, ends: tuple[float, float]) -> tuple[float, float]:
    """Where the two classes tie at both ends of the first feature; not finite where the line is upright."""
    parameters = run.in_data_units(-1)
    left, right = (ties.height(parameters, asked.classes, end) for end in ends)
    return left, right


def _class_above(asked: Line, run: Experiment) -> int:
    """The class that has the larger weight for the second feature, whose side is therefore above the line."""
    W = run.in_data_units(-1).W
    return max(asked.classes, key=lambda label: W[label - 1, 1])
