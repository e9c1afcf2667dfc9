"""What all figures share: colours, marker shapes and the figure type.

A class is told by colour and marker shape, a curve by colour and dash. The class colours keep apart
for the three common kinds of colour blindness and read on light and dark backgrounds.
"""

import base64
from typing import Any

import numpy as np
from plotly.basedatatypes import BaseFigure

from trainer.softmax import Array

CLASS_COLOURS = (
    "#4c7df0",
    "#e8a100",
    "#d1256f",
    "#19a3a3",
    "#8457e0",
    "#8a8f98",
    "#b35a00",
    "#5fb3ff",
    "#c78be8",
    "#6b7a1f",
    "#2f4b9b",
    "#ff8f6b",
    "#7a1f4f",
    "#63c98f",
    "#5b4a42",
    "#c9a9a6",
    "#00686b",
    "#c9b300",
    "#ff6fb5",
    "#8fa0b8",
)
CLASS_SYMBOLS = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "x",
    "star",
    "pentagon",
    "hexagon",
    "hourglass",
    "triangle-down",
    "bowtie",
    "triangle-left",
    "triangle-right",
    "diamond-tall",
    "diamond-wide",
    "octagon",
    "hexagram",
    "star-square",
    "star-diamond",
)
CLASS_TEXT = {  # the class colours again, darker or lighter, each at least 4.5 : 1 on the page: for text
    "light": (
        *("#2a5bd7", "#8f6000", "#b3175a", "#137b7b", "#7f51df", "#6a6f78", "#ae5700", "#006ed2", "#a13cd8", "#67761e"),
        *("#2f4b9b", "#d13300", "#7a1f4f", "#2b7c4e", "#5b4a42", "#97605b", "#00686b", "#7c6f00", "#da006a", "#5a708e"),
    ),
    "dark": (
        *("#8fb1ff", "#f2bb3f", "#ff7fb2", "#1aaaaa", "#a786e9", "#9398a0", "#ee7700", "#5fb3ff", "#c78be8", "#8da129"),
        *("#8097d9", "#ff8f6b", "#dc77ac", "#63c98f", "#aa948a", "#c9a9a6", "#00a8ad", "#c9b300", "#ff6fb5", "#8fa0b8"),
    ),
}
CURVE_COLOURS = ("#159a9a", "#8457e0", "#b35a00", "#8a8f98", "#4c7df0", "#d1256f", "#b07d00", "#2a8ae0")
CURVE_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "5px,2px", "2px,5px")
INK = {"light": "#31333f", "dark": "#fafafa"}
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


Trace = dict[str, Any]  # a trace, an axis or a layout, as Plotly's JSON has it


class Figure(BaseFigure):  # type: ignore[misc]
    """A figure from a finished dict, taken as it is: validating its frames costs more than training.

    tests/unit/figures/test_movie.py validates the same dicts once.
    """

    def __init__(self, content: dict[str, Any]) -> None:
        self._content = content

    def to_dict(self) -> dict[str, Any]:
        """The data, layout and frames."""
        return self._content


def class_colour(label: int) -> str:
    """The colour of a class. After the last, colours begin again one further on, so that no pair repeats."""
    n = len(CLASS_COLOURS)
    return CLASS_COLOURS[(label + label // n) % n]


def class_text(label: int, theme: str) -> str:
    """The colour of what is written about a class, in a theme; after the last, as `class_colour`."""
    n = len(CLASS_COLOURS)
    return CLASS_TEXT[theme][(label + label // n) % n]


def class_symbol(label: int) -> str:
    """The marker shape of a class."""
    return CLASS_SYMBOLS[label % len(CLASS_SYMBOLS)]


def as_typed(name: str) -> str:
    """A name as Plotly shows it letter by letter: Plotly reads <b>, &amp; and %{x} in all its text."""
    for mark, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("%{", "%&#123;")):
        name = name.replace(mark, written)
    return " ".join(name.split())


def rgba(colour: str, alpha: float) -> str:
    """A hexadecimal colour with an opacity."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def short(values: Array, span: float) -> Array:
    """Values rounded to a two-thousandth of the span shown: finer than a pixel, short to send."""
    decimals = max(0, 3 - int(np.floor(np.log10(span))))
    return np.round(values, decimals)


def packed(values: Array | np.ndarray[Any, Any]) -> dict[str, str]:
    """An array as Plotly's base64 typed array, a third of the length of a list."""
    return {"dtype": values.dtype.str[1:], "bdata": base64.b64encode(values.tobytes()).decode()}
