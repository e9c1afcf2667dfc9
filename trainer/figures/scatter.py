"""The samples of a data set over two of its features, or over one and the class."""

import numpy as np

from trainer.datasets import Dataset
from trainer.figures.chart import axis, chart, hover
from trainer.figures.theme import Figure, Trace, as_typed, class_colour, class_symbol, class_text, packed
from trainer.labels import Labels
from trainer.language import _

MOST_POINTS = 2000  # drawn: of more samples a random part, the same at every look


def drawn(n: int, most: int = MOST_POINTS) -> Labels:
    """The rows that are drawn of n, ascending: all, or `most` of them at random."""
    return np.arange(n) if n <= most else np.sort(np.random.default_rng(0).choice(n, most, replace=False))


def scatter(dataset: Dataset, columns: tuple[int, ...], rows: Labels, theme: str = "light") -> Figure:
    """Some rows over two features, or over the only one with a line for each class; one trace a class."""
    names = [as_typed(name) for name in dataset.class_names]
    across = dataset.X[rows, columns[0]]
    up = dataset.X[rows, columns[1]] if len(columns) > 1 else dataset.y[rows].astype(float)
    traces = []
    for label, name in enumerate(names):
        chosen = dataset.y[rows] == label
        if chosen.any():
            edge = class_text(label, theme)
            traces.append(_samples(label, name, packed(across[chosen]), packed(up[chosen]), rows[chosen] + 1, edge))
    lines: Trace = {"title": {"text": ""}, "zeroline": False, "tickvals": list(range(len(names))), "ticktext": names}
    y = _axis(dataset, columns[1]) if len(columns) > 1 else lines
    return chart(traces, _axis(dataset, columns[0]), y, height=420)


def _axis(dataset: Dataset, column: int) -> Trace:
    return axis(as_typed(dataset.feature_names[column]), zeroline=False)


def _samples(label: int, name: str, x: Trace, y: Trace, numbers: Labels, edge: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "customdata": numbers.tolist(),
        "name": name,
        "marker": {
            "color": class_colour(label),
            "symbol": class_symbol(label),
            "size": 8,
            "line": {"color": edge, "width": 1},
        },
        "hovertemplate": hover(_("{name}: sample {row}") + "<br>%{{x}}, %{{y}}", name=name, row="%{customdata}"),
    }
