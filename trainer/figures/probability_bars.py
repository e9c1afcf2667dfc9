"""The class probabilities of one sample as horizontal bars."""

from trainer.figures.numbers import probability
from trainer.figures.theme import Trace, as_typed, class_colour
from trainer.softmax import Array


def bars(chances: Array) -> Trace:
    """The length of every bar and the percentage at its end, for probabilities (k,)."""
    return {"x": chances.round(4).tolist(), "text": [probability(a) for a in chances.tolist()]}


def bars_style(class_names: tuple[str, ...]) -> Trace:
    """The look of one bar a class, its percentage written at the end."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": [as_typed(name) for name in class_names],
        "marker": {"color": [class_colour(label) for label in range(len(class_names))]},
        "name": "probability",
        "showlegend": False,
        "hoverinfo": "skip",
        "textposition": "outside",
        "cliponaxis": False,
    }
