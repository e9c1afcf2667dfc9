"""Loss against epoch, for one run or several."""

from collections.abc import Iterable

import numpy as np

from trainer.figures.chart import LOG, hover
from trainer.figures.theme import Trace, packed
from trainer.labels import Labels
from trainer.language import _
from trainer.softmax import Array

MOST_POINTS = 400
FLOOR = 1e-16  # a loss of 0 has no place on a logarithmic axis; float64 tells no smaller one apart

AXES = {
    "linear": ("linear", "linear"),
    "log": ("linear", "log"),
    "loglog": ("log", "log"),
}


def chosen_axes(kind: str, losses: Iterable[Array]) -> str:
    """A key of AXES: the kind itself, or for "auto" a logarithmic loss where the losses span two decades.

    js/scales.js of the live picture has the same rule.
    """
    if kind != "auto":
        return kind
    each = list(losses)
    lowest, highest = min(float(loss.min()) for loss in each), max(float(loss.max()) for loss in each)
    return "log" if highest > 100 * max(lowest, FLOOR) else "linear"


def thinned(loss: Array, log_epochs: bool = False, most: int = MOST_POINTS) -> Labels:
    """At most about `most` epochs that draw the same curve: the lowest and highest of each stretch.

    Stretches have equal width on the axis drawn. Short runs keep every epoch.
    """
    last = len(loss) - 1
    if last < most:
        return np.arange(last + 1)
    spaced = np.geomspace(1, last + 1, most // 2) if log_epochs else np.linspace(0, last + 1, most // 2)
    edges = np.unique(np.append(0, spaced.astype(np.intp)))
    starts, stretch = edges[:-1], np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    ascending = np.lexsort((loss, stretch))  # by stretch, then by loss
    lowest, highest = ascending[starts], ascending[edges[1:] - 1]
    return np.unique(np.concatenate([[0, last], lowest, highest]))


def curve_trace(loss: Array, name: str, colour: str, dash: str, kind: str = "linear", unified: bool = False) -> Trace:
    """One loss curve (E+1,), hover showing epoch and loss, or the loss alone; kind is a key of AXES."""
    epochs = thinned(loss, log_epochs=AXES[kind][0] == "log")
    values = _drawn(loss[epochs], kind)
    shown = "customdata" if (values != loss[epochs]).any() else "y"
    fits = np.abs(values).max() < np.finfo(np.float32).max
    return {
        "type": "scatter",
        "mode": "lines",
        "x": packed(epochs.astype(np.min_scalar_type(epochs[-1]))),
        "y": packed(values.astype(np.float32) if fits else values),
        "name": name,
        "line": {"color": colour, "dash": dash, "width": 2},
        "hovertemplate": hover(
            _("{name}: {loss}") if unified else _("{name}, epoch {epoch}: {loss}"),
            name=name,
            epoch="%{x}",
            loss=f"%{{{shown}:.4g}}",
        ),
    } | ({"customdata": packed(loss[epochs])} if shown == "customdata" else {})


def _drawn(loss: Array, kind: str) -> Array:
    """The loss where the axis has a place for it."""
    return np.maximum(loss, FLOOR) if AXES[kind][1] == "log" else loss


def epoch_axis(kind: str) -> Trace:
    """The horizontal axis; a logarithmic one starts at epoch 1 and says so."""
    log = AXES[kind][0] == "log"
    return (
        {"title": {"text": _("epoch (log scale, from 1)")}} | LOG
        if log
        else {"type": "linear", "title": {"text": _("epoch")}}
    )


def loss_axis(kind: str, losses: Iterable[Array] = ()) -> Trace:
    """The vertical axis, in nats; a linear one is cut off where a run goes far beyond where it began."""
    log = AXES[kind][1] == "log"
    if log:
        return {"title": {"text": _("loss (nats, log scale)")}} | LOG
    axis: Trace = {"type": "linear", "title": {"text": _("loss (nats)")}}
    starts, tops = [float(loss[0]) for loss in losses], [float(loss.max()) for loss in losses]
    if tops and max(tops) > 100 * max(starts):
        return axis | {"range": [0, 3 * max(starts)], "title": {"text": _("loss (nats), cut off")}}
    return axis | {"rangemode": "tozero"}
