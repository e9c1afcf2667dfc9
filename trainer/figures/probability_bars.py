"""The class probabilities of one sample as horizontal bars."""

from trainer.figures.theme import CLASS_COLOURS


def bars_style(class_names: tuple[str, ...]) -> dict:
    """The look of one bar a class, its percentage written at the end; x (k,) holds the probabilities."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(class_names),
        "marker": {"color": list(CLASS_COLOURS[: len(class_names)])},
        "name": "probability",
        "showlegend": False,
        "hoverinfo": "skip",
        "texttemplate": "%{x:.1%}",
        "textposition": "outside",
        "cliponaxis": False,
    }
