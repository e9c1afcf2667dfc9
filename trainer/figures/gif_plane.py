"""The plane of a GIF, pixel by pixel: each in the colour of the class that the model gives it.

Straight and curved regions are drawn alike; the decision boundary is a line as dark as it is near.
"""

import numpy as np
from numpy.typing import NDArray

from trainer.analysis.curved_regions import logit_quadrics, logits_at
from trainer.analysis.decision_regions import ODDS, Axes, Box, all_tied
from trainer.experiment import Experiment
from trainer.figures.theme import CLASS_COLOURS, INK
from trainer.softmax import Array

WIDTH, HEIGHT = 480, 360  # pixels
SHADE = 0.14  # of a colour for each odds, as on the page


def places(box: Box) -> Array:
    """Where every pixel of the plane lies (h w, 2), row by row from the top."""
    u, v = np.meshgrid(np.linspace(box[0], box[1], WIDTH), np.linspace(box[3], box[2], HEIGHT))
    return np.column_stack([u.ravel(), v.ravel()])


def ground(experiment: Experiment, axes: Axes, pixels: Array, epoch: int) -> NDArray[np.uint8]:
    """The colour (h, w, 3) of pixels at places (h w, 2) by the model of an epoch, the decision boundary dark."""
    data, parameters = experiment.dataset, experiment.in_data_units(epoch)
    fixed = experiment.feature_mean()[: data.n_given]
    if all_tied(parameters):
        return np.full((HEIGHT, WIDTH, 3), 255, dtype=np.uint8)
    with np.errstate(all="ignore"):  # weights of a run that blows up
        Z = logits_at(logit_quadrics(parameters, axes, fixed, data.products), pixels)
        label = Z.argmax(axis=1)
        best = Z[np.arange(len(Z)), label]
        Z[np.arange(len(Z)), label] = -np.inf
        lead = best - Z.max(axis=1)
        line = _line(lead.reshape(HEIGHT, WIDTH))[..., None]
    passed = (lead[:, None] >= np.log(ODDS)).sum(axis=1)
    colours = shades(len(data.class_names))[label, passed].reshape(HEIGHT, WIDTH, 3)
    return np.asarray(line * rgb(INK["light"]) + (1 - line) * colours).round().astype(np.uint8)


def _line(lead: Array) -> Array:
    """How dark the decision boundary makes each pixel, 0 to 1, by its distance: the lead (h, w) over its slope."""
    squared = np.zeros_like(lead)
    for axis in (0, 1):
        steps = np.abs(np.diff(lead, axis=axis))
        before, after = ([(0, 0), (0, 0)] for _ in range(2))
        before[axis], after[axis] = (1, 0), (0, 1)
        squared += np.maximum(np.pad(steps, before), np.pad(steps, after)) ** 2
    distance = lead / np.maximum(np.sqrt(squared), np.finfo(float).tiny)
    return np.asarray(np.nan_to_num(np.clip(1.4 - distance, 0, 1)))


def shades(n_classes: int) -> NDArray[np.uint8]:
    """The colours (k, 4, 3) of a region by how many odds are passed."""
    colours = np.array([rgb(CLASS_COLOURS[label % len(CLASS_COLOURS)]) for label in range(n_classes)], dtype=float)
    light = (1 - SHADE) ** np.arange(len(ODDS) + 1)
    return np.asarray(255 * light[:, None] + colours[:, None, :] * (1 - light[:, None])).round().astype(np.uint8)


def rgb(colour: str) -> tuple[int, ...]:
    """A hexadecimal colour as three numbers from 0 to 255."""
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
