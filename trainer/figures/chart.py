"""An ordinary chart: titled axes, a legend above, and a fixed height so that the page keeps still."""

from collections.abc import Sequence
from textwrap import wrap

import numpy as np

from trainer.figures.theme import CURVE_COLOURS, CURVE_DASHES, Figure, Trace
from trainer.softmax import Array

LINE = 52  # letters
LOG = {"type": "log", "exponentformat": "power"}  # powers of ten, where Plotly would write 1n for 10⁻⁹


def chart(traces: Sequence[Trace], x: Trace, y: Trace, height: int = 340, **layout: object) -> Figure:
    """Traces on axes x and y, which are Plotly axis settings with a title."""
    fixed = {"fixedrange": True}
    return Figure(
        {
            "data": list(traces),
            "layout": {
                "height": height,
                "margin": {"l": 60, "r": 16, "t": 36, "b": 48},
                "hovermode": "closest",
                "dragmode": False,
                "legend": {
                    "orientation": "h",
                    "x": 0,
                    "y": 1.02,
                    "yanchor": "bottom",
                    "itemclick": False,
                    "itemdoubleclick": False,
                },
                "xaxis": fixed | x,
                "yaxis": fixed | y,
                **layout,
            },
        }
    )


def in_lines(title: str) -> str:
    """A title in as many lines as it needs, for Plotly breaks none."""
    return "<br>".join(wrap(title, LINE, break_long_words=False, break_on_hyphens=False))


def axis(title: str, log: bool = False, **settings: object) -> Trace:
    """An axis with a title, in lines that fit beside it; a logarithmic one marks powers of ten."""
    return {
        "title": {"text": in_lines(title)},
        **(LOG if log else {}),
        **settings,
    }


def hover(said: str, **fields: str) -> str:
    """What a point says under the pointer: a sentence with Plotly's own fields put in, and no second box."""
    return said.format(**fields) + "<extra></extra>"


def line(x: Array, y: Array, name: str, number: int, **settings: object) -> Trace:
    """A curve; its number picks colour and dash."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.asarray(x).tolist(),
        "y": np.asarray(y).tolist(),
        "name": name,
        "line": {
            "color": CURVE_COLOURS[number % len(CURVE_COLOURS)],
            "dash": CURVE_DASHES[number % len(CURVE_DASHES)],
            "width": 2,
        },
        **settings,
    }


def dot(x: float, y: float, name: str, number: int, symbol: str = "circle") -> Trace:
    """A marked point, in the colour of the curve of that number."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x],
        "y": [y],
        "name": name,
        "marker": {
            "color": CURVE_COLOURS[number % len(CURVE_COLOURS)],
            "symbol": symbol,
            "size": 11,
            "line": {"color": "white", "width": 1.5},
        },
    }
