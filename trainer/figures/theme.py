"""What all figures share: colours, marker shapes and the figure type.

A class is told by colour and marker shape, a curve by colour and dash. The class colours keep apart
for the three common kinds of colour blindness and read on light and dark backgrounds.
"""

import base64

import numpy as np
from plotly.basedatatypes import BaseFigure

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
)
CLASS_TEXT = {  # the first three class colours again, with enough contrast for text
    "light": ("#2a5bd7", "#8f6000", "#b3175a"),
    "dark": ("#8fb1ff", "#f2bb3f", "#ff7fb2"),
}
CURVE_COLOURS = ("#159a9a", "#8457e0", "#b35a00", "#8a8f98", "#4c7df0", "#d1256f", "#e8a100", "#5fb3ff")
CURVE_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "5px,2px", "2px,5px")
INK = {"light": "#31333f", "dark": "#fafafa"}
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


class Figure(BaseFigure):
    """A figure from a finished dict, taken as it is: validating its frames costs more than training.

    tests/unit/figures/test_movie.py validates the same dicts once.
    """

    def __init__(self, content: dict) -> None:
        self._content = content

    def to_dict(self) -> dict:
        """The data, layout and frames."""
        return self._content


def rgba(colour: str, alpha: float) -> str:
    """A hexadecimal colour with an opacity."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def short(values: np.ndarray, span: float) -> np.ndarray:
    """Values rounded to a two-thousandth of the span shown: finer than a pixel, short to send."""
    decimals = max(0, 3 - int(np.floor(np.log10(span))))
    return np.round(values, decimals)


def packed(values: np.ndarray) -> dict:
    """An array as Plotly's base64 typed array, a third of the length of a list."""
    return {"dtype": values.dtype.str[1:], "bdata": base64.b64encode(values.tobytes()).decode()}
