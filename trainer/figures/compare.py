"""The charts of the Compare page."""

from collections.abc import Mapping

import numpy as np

from trainer.analysis.landscape import Landscape
from trainer.figures import loss_curve
from trainer.figures.chart import axis, chart, dot, hover, line
from trainer.figures.theme import CURVE_COLOURS, CURVE_DASHES, INK, Figure
from trainer.history import History
from trainer.language import _
from trainer.softmax import Array


def curves_chart(histories: Mapping[str, History], loss_axes: str) -> Figure:
    """The training loss of every run against epoch; hovering names the loss of all at an epoch."""
    losses = [history.loss for history in histories.values()]
    kind = loss_curve.chosen_axes(loss_axes, losses)
    traces = [
        loss_curve.curve_trace(
            history.loss,
            name,
            CURVE_COLOURS[i % len(CURVE_COLOURS)],
            CURVE_DASHES[i % len(CURVE_DASHES)],
            kind,
            unified=True,
        )
        for i, (name, history) in enumerate(histories.items())
    ]
    return chart(
        traces,
        loss_curve.epoch_axis(kind),
        loss_curve.loss_axis(kind, losses),
        height=420,
        hovermode="x unified",
    )


def landscape_chart(landscape: Landscape, paths: Mapping[str, Array], theme: str) -> Figure:
    """Lines of equal loss over the plane, the optimum, and the paths (E+1, 2) of the runs."""
    rise = np.log10(landscape.loss - landscape.loss.min() + 1e-4)
    contours = {
        "type": "contour",
        "x": landscape.s.round(4).tolist(),
        "y": landscape.t.round(4).tolist(),
        "z": rise.round(3).tolist(),
        "customdata": landscape.loss.round(4).tolist(),
        "ncontours": 16,
        "contours": {"coloring": "lines"},
        "colorscale": [[0, "rgba(128,128,128,0.9)"], [1, "rgba(128,128,128,0.35)"]],
        "showscale": False,
        "line": {"width": 1},
        "hovertemplate": hover(_("loss in this plane {loss}"), loss="%{customdata:.4g}"),
        "name": _("equal loss"),
    }
    traces = [contours]
    low, high = (np.array([landscape.s[i], landscape.t[i]]) for i in (0, -1))
    for i, (name, path) in enumerate(paths.items()):
        near = np.clip(path, 3 * low, 3 * high)  # a browser cannot draw what lies astronomically far out
        shown = near[loss_curve.thinned(near[:, 0], log_epochs=True)]
        traces.append(
            line(shown[:, 0].round(5), shown[:, 1].round(5), name, i, mode="lines+markers", marker={"size": 4})
        )
    traces.append(dot(0, 0, _("optimum"), 0, "star") | {"marker": {"symbol": "star", "size": 14, "color": INK[theme]}})
    return chart(
        traces,
        axis(_("along the direction of largest curvature"), range=landscape.s[[0, -1]].tolist(), zeroline=False),
        axis(_("second largest curvature"), range=landscape.t[[0, -1]].tolist(), zeroline=False),
        height=480,
    )
