"""The map of all learning rates as a figure: epochs across, learning rates up, colour the distance to the best loss.

The nearest stands out most from the page, in one hue. Where the loss rises is hatched, and crossed where a run blew up.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from trainer.analysis.learning_rate_map import LearningRateMap
from trainer.figures.chart import axis, chart, hover, in_lines
from trainer.figures.theme import INK, Figure, Trace, rgba
from trainer.language import _
from trainer.softmax import Array

NEAREST, FARTHEST = -6.0, 0.5  # of the colours, in powers of ten
SCALES = {  # from nearest to farthest: the farthest is almost the page's own colour
    "light": ((0, "#08306b"), (0.4, "#2f6fb3"), (0.75, "#9cc4e4"), (1, "#eef4fa")),
    "dark": ((0, "#dcecff"), (0.4, "#79b2ee"), (0.75, "#2f5f94"), (1, "#152231")),
}
PAGE = {"light": "#ffffff", "dark": "#171614"}
LEGEND = {"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top", "itemclick": False, "itemdoubleclick": False}


def learning_rate_map_figure(
    found: LearningRateMap,
    zones: Sequence[tuple[str, float, float]],
    names: Mapping[str, str],
    chosen: tuple[float, int],
    theme: str,
    logarithmic: bool = False,
) -> Figure:
    """The map, the limits of zones drawn across it, and the learning rate and epoch chosen.

    zones: (zone, first rate, last rate) that follow each other, as zones_between gives them; none where the limits
    are not those of the runs. names: what each zone is called.
    """
    ink, up = INK[theme], _edges(found.learning_rates, True)
    across = _edges(found.epochs.astype(float), logarithmic)
    traces = [
        _distances(found, theme),
        _hatched(found.rises, across, up, "/", ink, _("the loss rises")),
        _hatched(found.blown_up, across, up, "x", ink, _("blown up")),
        _point(chosen, ink, PAGE[theme]),
    ]
    return chart(
        traces,
        axis(_("epoch"), range=_range(across, logarithmic), showgrid=False, zeroline=False)
        | ({"type": "log", "dtick": 1} if logarithmic else {}),
        axis(_("learning rate"), log=True, range=_range(up, True), showgrid=False, dtick=1),
        height=480,
        margin={"l": 60, "r": 16, "t": 70, "b": 110},
        legend=LEGEND,
        shapes=[line for _zone, start, _stop in zones[1:] for line in _limit(start, ink, PAGE[theme])],
        annotations=[_zone_name(names[zone], start, stop, ink, PAGE[theme]) for zone, start, stop in zones],
    )


def _distances(found: LearningRateMap, theme: str) -> Trace:
    return {
        "type": "heatmap",
        "x": found.epochs.tolist(),
        "y": found.learning_rates.tolist(),
        "z": _rows(found.distance, 2),
        "customdata": _rows(found.loss, 4),
        "zmin": NEAREST,
        "zmax": FARTHEST,
        "colorscale": [list(stop) for stop in SCALES[theme]],
        "hoverongaps": False,
        "hovertemplate": hover(
            _("learning rate {rate}, epoch {epoch}: loss {loss}"),
            rate="%{y:.4g}",
            epoch="%{x}",
            loss="%{customdata:.4g}",
        ),
        "colorbar": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
            "thickness": 12,
            "outlinewidth": 0,
            "title": {"text": in_lines(_("loss above the best of all, in nats")), "side": "top"},
            "tickvals": [-5, -3, -1, 0],
            "ticktext": [_("10⁻⁵ arrived"), _("10⁻³ near"), "0.1", _("1 far")],
        },
    }


def _hatched(where: np.ndarray, across: Array, up: Array, shape: str, ink: str, name: str) -> Trace:
    """One outline around each stretch of columns of a row; nothing of it can be pointed at."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row, low, high in zip(where, up[:-1].tolist(), up[1:].tolist(), strict=True):
        turns = np.flatnonzero(np.diff(np.concatenate([[False], row, [False]])))
        for start, stop in across[turns].reshape(-1, 2).tolist():
            x += [start, stop, stop, start, start, None]
            y += [low, low, high, high, low, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x or [None],  # without a point there would be no word for it in the legend
        "y": y or [None],
        "line": {"width": 0, "color": ink},
        "fill": "toself",
        "fillpattern": {"shape": shape, "size": 6, "solidity": 0.2, "fgcolor": ink, "bgcolor": rgba(ink, 0.06)},
        "hoverinfo": "skip",
        "name": name,
        "showlegend": True,
    }


def _point(chosen: tuple[float, int], ink: str, behind: str) -> Trace:
    rate, epoch = chosen
    marker = {"symbol": "circle", "size": 13, "color": behind, "line": {"width": 3, "color": ink}}
    place = {"x": [epoch], "y": [rate], "cliponaxis": False, "hoverinfo": "skip"}
    return {"type": "scatter", "mode": "markers", "marker": marker, "name": _("chosen"), "showlegend": True, **place}


def _limit(rate: float, ink: str, behind: str) -> list[Trace]:
    """A dashed line that is seen on every colour: in ink, on a line of the page's colour."""
    place = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": rate, "y1": rate}
    lines = {"color": rgba(behind, 0.8), "width": 3}, {"color": ink, "width": 1.5, "dash": "dash"}
    return [place | {"line": line} for line in lines]


def _zone_name(name: str, start: float, stop: float, ink: str, behind: str) -> Trace:
    place = {"xref": "paper", "x": 1, "xanchor": "right", "y": math.log10(start * stop) / 2, "xshift": -18}
    return {"text": name, "showarrow": False, "font": {"color": ink}, "bgcolor": rgba(behind, 0.85), **place}


def _edges(centres: Array, logarithmic: bool) -> Array:
    """Where the cells around C centres begin and end, (C+1,): halfway between them, as the axis has it."""
    places = np.log(centres) if logarithmic else centres
    steps = np.diff(places) if len(places) > 1 else np.ones(1)
    inner = places[:-1] + np.diff(places) / 2
    edges = np.concatenate([[places[0] - steps[0] / 2], inner, [places[-1] + steps[-1] / 2]])
    return np.exp(edges) if logarithmic else edges


def _range(edges: Array, logarithmic: bool) -> list[float]:
    ends = np.log10(edges[[0, -1]]) if logarithmic else edges[[0, -1]]
    return [float(end) for end in ends]


def _rows(values: Array, digits: int) -> list[list[float | None]]:
    """Rows of numbers in so many significant digits or decimals; None for what is missing."""
    return [[None if math.isnan(value) else float(f"{value:.{digits}g}") for value in row] for row in values.tolist()]
