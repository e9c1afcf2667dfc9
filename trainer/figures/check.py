"""The charts of the Check page."""

import numpy as np

from trainer.analysis.agreement import GAPS
from trainer.figures.chart import axis, chart, hover, line
from trainer.figures.loss_curve import thinned
from trainer.figures.theme import CLASS_COLOURS, INK, Figure, as_typed, rgba
from trainer.language import _
from trainer.softmax import Array

FLOOR = 1e-16  # a gap of 0 has no place on a logarithmic axis; float64 tells no smaller one apart


def gap_chart(run: Array, newton: Array, optimum_loss: float, theme: str) -> Figure:
    """Loss minus scikit-learn's optimum against epoch, for the run and for Newton from scratch, (E+1,) each."""
    epochs = thinned(run)
    gaps = [np.maximum(np.abs(loss - optimum_loss), FLOOR) for loss in (run[epochs], newton)]
    traces = [
        line(epochs.astype(float), gaps[0], _("this run"), 0),
        line(np.arange(float(len(newton))), gaps[1], _("Newton from scratch"), 1, mode="lines+markers"),
    ]
    highest = max(1.0, 0.5 + float(np.log10(max(gap.max() for gap in gaps))))
    rules = [
        {
            "type": "line",
            "x0": 0,
            "x1": 1,
            "xref": "paper",
            "y0": gap,
            "y1": gap,
            "line": {"color": INK[theme], "width": 1, "dash": "dot"},
        }
        for gap in GAPS
    ]
    return chart(
        traces,
        axis(_("epoch")),
        axis(_("absolute difference from scikit-learn's loss (nats)"), log=True, range=[-16.5, highest]),
        height=400,
        shapes=rules,
    )


def confusion_table(counts: np.ndarray, class_names: tuple[str, ...], theme: str) -> Figure:
    """A confusion matrix (k, k) as a heat table: a row a true class, a column a predicted one."""
    k, names = len(class_names), [as_typed(name) for name in class_names]
    heat = {
        "type": "heatmap",
        "z": counts.tolist(),
        "text": counts.tolist(),
        "texttemplate": "%{text}",
        "textfont": {"size": 15, "color": INK[theme]},
        "x": names,
        "y": names,
        "colorscale": [[0, "rgba(128,128,128,0.06)"], [1, rgba(CLASS_COLOURS[0], 0.75)]],
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "hovertemplate": hover(_("true {true}, predicted {predicted}: {n}"), true="%{y}", predicted="%{x}", n="%{z}"),
    }
    return chart(
        [heat],
        axis(_("predicted"), type="category", automargin=True, showgrid=False, side="bottom"),
        axis(_("true"), type="category", automargin=True, showgrid=False, autorange="reversed"),
        height=110 + 54 * k,
        margin={"l": 96, "r": 16, "t": 10, "b": 48},
    )
