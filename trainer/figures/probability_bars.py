"""The class probabilities of one sample as horizontal bars."""

from trainer.figures.theme import Trace, as_typed, class_colour


def bars_style(class_names: tuple[str, ...]) -> Trace:
    """The look of one bar a class, its percentage written at the end; x (k,) holds the probabilities."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": [as_typed(name) for name in class_names],
        "marker": {"color": [class_colour(label) for label in range(len(class_names))]},
        "name": "probability",
        "showlegend": False,
        "hoverinfo": "skip",
        "texttemplate": "%{x:.1%}",
        "textposition": "outside",
        "cliponaxis": False,
    }
