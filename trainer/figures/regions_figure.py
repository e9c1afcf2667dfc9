"""The decision regions of one epoch, as a figure of their own."""

from trainer.analysis.decision_regions import decision_regions, logit_planes
from trainer.experiment import Experiment
from trainer.figures import regions
from trainer.figures.chart import axis, chart
from trainer.figures.theme import INK, Figure


def regions_figure(
    experiment: Experiment,
    axes: tuple[int, int],
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
    box = regions.view_box(data.X[:, axes])
    planes = logit_planes(experiment.in_data_units(epoch), axes, experiment.feature_mean())
    (shapes,) = regions.outlines(decision_regions(planes[None], regions.wider(box)), box)
    traces = [style | shape for style, shape in zip(regions.region_styles(data.class_names, ink), shapes, strict=True)]
    points = data.X[:, axes]
    for rows, held_out in ((experiment.train_rows, False), (experiment.held_out_rows, True)):
        if len(rows):
            traces += regions.sample_traces(
                points[rows], data.y[rows], rows + 1, data.class_names, box, held_out, 4 if small else 8
            )
    if sample is not None:
        square = regions.ring_style("chosen sample", ink, symbol="square", size=21)
        traces.append(square | regions.places(points[[sample]], box))
    u0, u1, v0, v1 = box
    return chart(
        traces,
        axis(data.feature_names[axes[0]], range=[u0, u1], zeroline=False),
        axis(data.feature_names[axes[1]], range=[v0, v1], zeroline=False),
        height=height,
        showlegend=not small,
        **({"margin": {"l": 40, "r": 6, "t": 6, "b": 40}} if small else {}),
    )
