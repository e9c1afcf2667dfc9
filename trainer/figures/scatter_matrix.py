"""Some features of a data set, every two of them drawn against each other, and each alone as a histogram by class."""

import re
from textwrap import wrap
from unicodedata import east_asian_width

import numpy as np

from trainer.datasets import Dataset
from trainer.figures.chart import hover
from trainer.figures.scatter import drawn
from trainer.figures.theme import Figure, Trace, as_typed, class_colour, class_symbol, packed
from trainer.language import _
from trainer.softmax import Array

MOST_FEATURES = 5
MOST_MARKERS = 6000  # in all cells: of more samples a random part is drawn
BINS = 16
GAP = 0.015  # of the whole, between cells
LETTERS = 44  # beside each other over the whole width of a phone
PARTED, REJOINED = re.compile(r"([_/])(?=\w)"), re.compile(r"([_/]) ")  # where a name may go on in another line
MARKERS: Trace = {"type": "scatter", "mode": "markers"}
NOWHERE: Trace = {"x": [None], "y": [None], "xaxis": "x", "yaxis": "y2"}  # in a cell that there always is


def rows_drawn(n: int, n_features: int) -> int:
    """How many of n samples are drawn in each cell."""
    return min(n, MOST_MARKERS // max(1, n_features * (n_features - 1) // 2))


def scatter_matrix(dataset: Dataset, columns: tuple[int, ...]) -> Figure:
    """The lower triangle of cells, feature below feature, and histograms on its diagonal; columns: 2 to 5 of them."""
    d = len(columns)
    rows = drawn(len(dataset.y), rows_drawn(len(dataset.y), d))
    X, y = dataset.X[rows][:, list(columns)], dataset.y[rows]
    look = {
        "color": [class_colour(int(label)) for label in y],
        "symbol": [class_symbol(int(label)) for label in y],
        "size": 5,
        "line": {"color": "white", "width": 0.4},
    }
    names = [as_typed(name) for name in dataset.class_names]
    said = {
        "text": [names[label] for label in y],
        "customdata": (rows + 1).tolist(),
        "hovertemplate": hover(_("{name}: sample {row}") + "<br>%{{x}}, %{{y}}", name="%{text}", row="%{customdata}"),
    }
    traces = [_key(label, name) for label, name in enumerate(names)]
    for up in range(d):
        for across in range(up):
            where = {"xaxis": _axis("x", across), "yaxis": _axis("y", up)}
            place = {"x": packed(X[:, across]), "y": packed(X[:, up])}
            traces.append(
                {"type": "scatter", "mode": "markers", "marker": look, "showlegend": False, **where, **place, **said}
            )
        traces += _histogram(dataset, columns[up], up, d)
    layout = {
        "height": 140 * d + 126,
        "margin": {"l": 60, "r": 8, "t": 36, "b": 84},
        "hovermode": "closest",
        "dragmode": False,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1.0,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    }
    return Figure({"data": traces, "layout": layout | _axes(dataset, columns)})


def _axis(letter: str, place: int) -> str:
    return letter if place == 0 else f"{letter}{place + 1}"


def _key(label: int, name: str) -> Trace:
    """The legend's word for a class; it has no point of its own."""
    marker = {"color": class_colour(label), "symbol": class_symbol(label), "size": 8}
    return {**MARKERS, **NOWHERE, "name": name, "marker": marker}


def _histogram(dataset: Dataset, column: int, place: int, d: int) -> list[Trace]:
    """How many samples of each class lie in each of BINS stretches of a feature, as steps; of all samples."""
    values = dataset.X[:, column]
    edges = np.linspace(values.min(), values.max() if np.ptp(values) else values.min() + 1, BINS + 1)
    traces = []
    for label in range(len(dataset.class_names)):
        counts = np.histogram(values[dataset.y == label], edges)[0]
        traces.append(
            _steps(edges, counts.astype(float), label) | {"xaxis": _axis("x", place), "yaxis": f"y{d + place + 1}"}
        )
    return traces


def _steps(edges: Array, counts: Array, label: int) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": packed(np.repeat(edges, 2)),
        "y": packed(np.concatenate([[0.0], np.repeat(counts, 2), [0.0]])),
        "line": {"color": class_colour(label), "width": 1.2},
        "fill": "tozeroy",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _axes(dataset: Dataset, columns: tuple[int, ...]) -> dict[str, Trace]:
    """An axis a column of cells, one a row, and one of counts for each histogram."""
    d, size = len(columns), 1 / len(columns)
    axes: dict[str, Trace] = {}
    for place, column in enumerate(columns):
        name = dataset.feature_names[column]
        values = dataset.X[:, column]
        room = 0.06 * (float(np.ptp(values)) or 1.0)
        across = [place * size + GAP, (place + 1) * size - GAP]
        up = [1 - (place + 1) * size + GAP, 1 - place * size - GAP]
        common = {
            "range": [float(values.min()) - room, float(values.max()) + room],
            "fixedrange": True,
            "zeroline": False,
        }
        common |= {"nticks": 4, "tickangle": 0}
        suffix = "" if place == 0 else str(place + 1)
        axes[f"xaxis{suffix}"] = common | {"domain": across, "anchor": _axis("y", d - 1)} | _title(_below(name, d))
        if place:
            axes[f"yaxis{suffix}"] = common | {"domain": up, "anchor": "x"} | _title(as_typed(_short(name)))
        counts = {"domain": up, "anchor": _axis("x", place), "fixedrange": True, "visible": False}
        axes[f"yaxis{d + place + 1}"] = counts | {"rangemode": "tozero"}
    axes[f"xaxis{d}"]["anchor"] = f"y{2 * d}"
    return axes


def _title(text: str) -> Trace:
    return {"title": {"text": text, "standoff": 4}}


def _below(name: str, d: int) -> str:
    """A name in at most three lines, none longer than one of d cells of a phone is wide."""
    most = LETTERS // d
    if any(east_asian_width(letter) in "WF" for letter in name):
        most = most // 2 + 1
    lines = wrap(PARTED.sub(r"\1 ", name), most, max_lines=3, placeholder="…")
    return "<br>".join(as_typed(REJOINED.sub(r"\1", line)) for line in lines)


def _short(name: str, most: int = 22) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
