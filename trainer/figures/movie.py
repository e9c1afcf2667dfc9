"""The movie: decision regions, loss curve and one sample's probabilities, moving together.

One Plotly figure with a frame for each of at most 40 log-spaced epochs: the first epochs, where most
happens, get most frames. Play, Pause and the scrubber run in the browser alone. A frame restates only
what moves: polygons, rings, dots on the curves, bars and the line of words.
"""

import numpy as np
from numpy.typing import NDArray

from trainer.analysis.decision_regions import Axes, Box, all_tied, decision_regions, logit_planes, misclassified
from trainer.experiment import Experiment
from trainer.figures import loss_curve, movie_layout, probability_bars, regions
from trainer.figures.numbers import number, percent
from trainer.figures.places import places, points, rings, view_box, wider
from trainer.figures.theme import CURVE_COLOURS, CURVE_DASHES, INK, Figure, Trace
from trainer.labels import Labels
from trainer.softmax import Array, softmax

FRAMES = 40


def frame_epochs(n_epochs: int, most: int = FRAMES) -> Labels:
    """Epoch 0, the last epoch, and log-spaced epochs between; each once, ascending."""
    spaced = np.geomspace(1, max(n_epochs, 1), most - 1).round().astype(int)
    return np.unique(np.append(0, spaced))[: n_epochs + 1]


def movie(
    experiment: Experiment,
    axes: Axes,
    sample: int,
    loss_axes: str = "linear",
    stacked: bool = False,
    theme: str = "light",
) -> Figure:
    """The figure of a run, opening at its last epoch.

    axes: the two trained features shown, or the only one; other features are held at their training mean. sample: the
    row of the data set whose probabilities are shown, from 0. loss_axes: a key of loss_curve.AXES.
    """
    data, history = experiment.dataset, experiment.history
    epochs = frame_epochs(history.n_epochs)
    box = view_box(points(data, axes))
    still = _samples(experiment, axes, sample, box, INK[theme]) + _curves(experiment, loss_axes)
    styles = [
        *regions.region_styles(data.class_names, INK[theme]),
        *still,
        *_styles_in_front(experiment, INK[theme]),
    ]
    outlines = regions.outlines(_corners(experiment, axes, epochs, box), box)
    Z = experiment.logits(epochs)
    wrong = misclassified(Z, data.y)
    # Frames name the still traces too: a trace left out of a frame can no longer be clicked after it.
    moves = [
        [
            *shapes,
            *({} for _ in still),
            *_moves_in_front(experiment, axes, epoch, wrong_rows, chances, box, loss_axes),
        ]
        for epoch, shapes, wrong_rows, chances in zip(
            epochs.tolist(), outlines, wrong, softmax(Z[:, sample]), strict=True
        )
    ]
    return Figure(
        {
            "data": [style | move for style, move in zip(styles, moves[-1], strict=True)],
            "layout": movie_layout.layout(data, axes, box, sample, epochs, loss_axes, [history.loss], stacked),
            "frames": [{"name": str(epoch), "data": data} for epoch, data in zip(epochs, moves, strict=True)],
        }
    )


def _corners(experiment: Experiment, axes: Axes, epochs: Labels, box: Box) -> Array:
    """Of every region at every epoch shown: (F, k, odds, v, 2)."""
    planes = logit_planes(experiment.in_data_units(epochs), axes, experiment.feature_mean())
    return decision_regions(planes, wider(box))


def _samples(experiment: Experiment, axes: Axes, sample: int, box: Box, ink: str) -> list[Trace]:
    """The training samples, the held-out samples, and a square around the one chosen."""
    data = experiment.dataset
    standing = points(data, axes)
    square = regions.ring_style("chosen sample", ink, symbol="square", size=21)
    traces = [square | places(standing[[sample]], box)]
    for rows, held_out in ((experiment.train_rows, False), (experiment.held_out_rows, True)):
        if len(rows):
            traces += regions.sample_traces(standing[rows], data.y[rows], rows + 1, data.class_names, box, held_out)
    return [*traces, regions.held_out_key(ink)] if len(experiment.held_out_rows) else traces


def _losses(experiment: Experiment) -> dict[str, Array]:
    losses = {"training": experiment.history.loss}
    return losses | {"held out": experiment.held_out_loss} if len(experiment.held_out_rows) else losses


def _curves(experiment: Experiment, loss_axes: str) -> list[Trace]:
    looks = zip(_losses(experiment).items(), CURVE_COLOURS, CURVE_DASHES, strict=False)
    return [
        loss_curve.curve_trace(loss, name, colour, dash, loss_axes) | movie_layout.LOSS
        for (name, loss), colour, dash in looks
    ]


def _styles_in_front(experiment: Experiment, ink: str) -> list[Trace]:
    dots = [
        loss_curve.dot_style(name, colour) | movie_layout.LOSS
        for name, colour in zip(_losses(experiment), CURVE_COLOURS, strict=False)
    ]
    bars = probability_bars.bars_style(experiment.dataset.class_names) | movie_layout.BARS
    return [regions.ring_style("misclassified", ink), *dots, bars, movie_layout.WORDS]


def _moves_in_front(
    experiment: Experiment,
    axes: Axes,
    epoch: int,
    wrong: NDArray[np.bool_],
    chances: Array,
    box: Box,
    loss_axes: str,
) -> list[Trace]:
    """At one epoch: rings around misclassified samples, dots on the curves, bars, words."""
    return [
        rings(points(experiment.dataset, axes)[wrong], box),
        *(loss_curve.dot(epoch, loss[epoch], loss_axes) for loss in _losses(experiment).values()),
        probability_bars.bars(chances),
        {"text": [_words(experiment, epoch)]},
    ]


def _words(experiment: Experiment, epoch: int) -> str:
    """Loss and accuracy; nothing is classified where all classes tie."""
    history, k = experiment.history, len(experiment.dataset.class_names)
    tied = all_tied(history.parameters(epoch))
    words = f"<b>Epoch {epoch}</b>   loss {number(history.loss[epoch])}   "
    words += f"all classes tie at {percent(1 / k)}" if tied else f"accuracy {percent(history.accuracy[epoch])}"
    if len(experiment.held_out_rows):
        words += f"<br>held out: loss {number(experiment.held_out_loss[epoch])}"
        words += "" if tied else f"   accuracy {percent(experiment.held_out_accuracy[epoch])}"
    return words
