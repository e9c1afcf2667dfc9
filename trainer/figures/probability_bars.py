"""The class probabilities of one sample as horizontal bars."""

from trainer.figures.theme import CLASS_COLOURS, percent
from trainer.softmax import Array


def bars_style(class_names: tuple[str, ...]) -> dict:
    """The look of one bar a class, its percentage written at the end."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(class_names),
        "marker": {"color": list(CLASS_COLOURS[: len(class_names)])},
        "name": "probability",
        "showlegend": False,
        "hoverinfo": "skip",
        "textposition": "outside",
        "cliponaxis": False,
    }


def bar_lengths(probabilities: Array) -> dict:
    """What changes from epoch to epoch, from probabilities (k,)."""
    return {"x": probabilities.round(4).tolist(), "text": [percent(a) for a in probabilities.tolist()]}
