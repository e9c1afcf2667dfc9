"""Decision regions in a plane of two features, and the samples on them.

Each class has three nested polygons, where it is ahead of every other class by 1 : 1, 3 : 1 and
19 : 1; laid over each other they shade a class from undecided to all but certain. Where classes tie nothing is
shaded.
"""

import math
from collections.abc import Sequence

import numpy as np

from trainer.analysis.decision_regions import ODDS, Box
from trainer.figures.chart import hover
from trainer.figures.places import places, wider
from trainer.figures.theme import Trace, as_typed, class_colour, class_symbol, class_text, rgba, short
from trainer.labels import Labels
from trainer.language import _
from trainer.softmax import Array


def outlines(corners: Array, box: Box) -> list[list[Trace]]:
    """For each of F epochs, x and y of each polygon (F, k, len(ODDS), v, 2), class by class, in the order of ODDS."""
    many = len(corners)
    u = short(corners[..., 0], box[1] - box[0]).reshape(many, -1, corners.shape[-2]).tolist()
    v = short(corners[..., 1], box[3] - box[2]).reshape(many, -1, corners.shape[-2]).tolist()
    out_of_sight = {"x": [wider(box)[0]], "y": [wider(box)[2]]}
    return [
        [
            _outline(u_polygon, v_polygon, closed=number % len(ODDS) == 0) or out_of_sight
            for number, (u_polygon, v_polygon) in enumerate(zip(u_polygons, v_polygons, strict=True))
        ]
        for u_polygons, v_polygons in zip(u, v, strict=True)
    ]


def curved_outlines(regions: Sequence[Sequence[Array]], box: Box) -> list[Trace]:
    """x and y of regions of many rings (m, 2), the rings of a region after one another with nothing between them."""
    outlines: list[Trace] = []
    for rings in regions:
        x: list[float | None] = []
        y: list[float | None] = []
        for ring in rings:
            closed = np.concatenate([ring, ring[:1]])
            x += [*short(closed[:, 0], box[1] - box[0]).tolist(), None]
            y += [*short(closed[:, 1], box[3] - box[2]).tolist(), None]
        outlines.append({"x": x[:-1], "y": y[:-1]})
    return outlines


def _outline(u: list[float], v: list[float], closed: bool) -> Trace | None:
    """A line through the corners, each once; back to the first where it is drawn. None for an empty region.

    (An empty region becomes a point out of sight, for Plotly's animation leaves a path without points as it
    was in the frame before.)
    """
    if math.isnan(u[0]):
        return None
    corners = list(dict.fromkeys(zip(u, v, strict=True)))
    if closed:
        corners.append(corners[0])
    x, y = zip(*corners, strict=True)
    return {"x": x, "y": y}


def region_styles(class_names: tuple[str, ...], ink: str) -> list[Trace]:
    """The look of the polygons of `outlines`; those at odds 1 : 1 draw the decision boundary."""
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "fill": "toself",
            "fillcolor": rgba(class_colour(label), 0.14),
            "line": {"color": ink, "width": 1.5 if odds == 1 else 0},
            "hoverinfo": "skip",
            "showlegend": False,
            "name": _("{name}, {odds} : 1").format(name=as_typed(name), odds=odds),
        }
        for label, name in enumerate(class_names)
        for odds in ODDS
    ]


def sample_traces(
    points: Array,
    y: Labels,
    rows: Labels,
    class_names: tuple[str, ...],
    box: Box,
    held_out: bool,
    theme: str,
    size: int = 8,
) -> list[Trace]:
    """One trace a class: filled markers for training samples, open ones for held-out samples.

    Their outlines stand out from the page of the theme, which the colours of some classes do not.

    points (n, 2), y (n,); rows (n,) are the samples' numbers in the data set, counted from 1.
    """
    traces = []
    apart = _("{name}, held out") if held_out else "{name}"
    said = _("sample {row}: {name}, held out") if held_out else _("sample {row}: {name}")
    click = _("click to show its probabilities")
    for label, name in enumerate(map(as_typed, class_names)):
        chosen = y == label
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                **places(points[chosen], box),
                "customdata": rows[chosen].tolist(),
                "name": apart.format(name=name),
                "legendgroup": name,
                "showlegend": not held_out,
                "marker": _marker(label, held_out, theme, size),
                "selected": {"marker": {"opacity": 1}},
                "unselected": {"marker": {"opacity": 1}},
                "hovertemplate": hover(f"{said}<br>{click}", row="%{customdata}", name=name),
            }
        )
    return traces


def _marker(label: int, held_out: bool, theme: str, size: int) -> Trace:
    colour, symbol, edge = class_colour(label), class_symbol(label), class_text(label, theme)
    if symbol.startswith("triangle"):
        size += 2  # Plotly draws triangles smaller
    if held_out:
        return {"color": edge, "symbol": f"{symbol}-open", "size": size, "line": {"width": 2}}
    return {"color": colour, "symbol": symbol, "size": size, "line": {"color": edge, "width": 1}}


def held_out_key(ink: str) -> Trace:
    """The legend's word for open markers; it has no point of its own."""
    style = {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "name": _("held out (open)")}
    return style | {"marker": {"symbol": "circle-open", "size": 8, "color": ink, "line": {"width": 2}}}


def ring_style(name: str, ink: str, symbol: str = "circle", size: int = 15) -> Trace:
    """The look of open markers drawn around samples."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "hoverinfo": "skip",
        "marker": {"symbol": f"{symbol}-open", "size": size, "color": ink, "line": {"width": 1.6}},
    }
