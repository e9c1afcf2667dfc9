"""The decision regions of one epoch, as a figure of their own; of many samples a random part is drawn."""

import numpy as np

from trainer.analysis.curved_regions import curved_regions, logit_quadrics
from trainer.analysis.decision_regions import Axes, Box, decision_regions, logit_planes
from trainer.experiment import Experiment
from trainer.figures import regions
from trainer.figures.chart import chart
from trainer.figures.places import places, plane_axes, points, view_box, wider
from trainer.figures.scatter import drawn
from trainer.figures.theme import INK, Figure, Trace
from trainer.language import _


def regions_figure(
    experiment: Experiment,
    axes: Axes,
    epoch: int,
    theme: str,
    sample: int | None = None,
    height: int = 340,
    small: bool = False,
) -> Figure:
    """Regions at an epoch with the samples on them, and one sample in a square if given.

    small: without a legend and with narrow margins, to stand beside others.
    """
    data, ink = experiment.dataset, INK[theme]
    standing = points(data, axes)
    box = view_box(standing)
    shapes = _shapes(experiment, axes, epoch, box)
    traces = [style | shape for style, shape in zip(regions.region_styles(data.class_names, ink), shapes, strict=True)]
    seen = drawn(len(data.y))
    for part, held_out in ((experiment.train_rows, False), (experiment.held_out_rows, True)):
        rows = np.intersect1d(part, seen)
        if len(rows):
            traces += regions.sample_traces(
                standing[rows], data.y[rows], rows + 1, data.class_names, box, held_out, theme, 4 if small else 8
            )
    if sample is not None:
        square = regions.ring_style(_("chosen sample"), ink, symbol="square", size=21)
        traces.append(square | places(standing[[sample]], box))
    return chart(
        traces,
        *plane_axes(data, axes, box),
        height=height,
        showlegend=not small,
        **({"margin": {"l": 40, "r": 6, "t": 6, "b": 40}} if small else {}),
    )


def _shapes(experiment: Experiment, axes: Axes, epoch: int, box: Box) -> list[Trace]:
    """x and y of every region, class by class, in the order of ODDS."""
    model, fixed, data = experiment.in_data_units(epoch), experiment.feature_mean(), experiment.dataset
    if data.products:
        quadrics = logit_quadrics(model, axes, fixed[: data.n_given], data.products)
        return regions.curved_outlines(curved_regions(quadrics, wider(box)), box)
    (shapes,) = regions.outlines(decision_regions(logit_planes(model, axes, fixed)[None], wider(box)), box)
    return shapes
