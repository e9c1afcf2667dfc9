"""The charts of the Derive page."""

import numpy as np

from trainer.analysis.derivation import Derivation
from trainer.analysis.gradient_check import ErrorByStep
from trainer.analysis.loss_comparison import GradientCurves
from trainer.figures.chart import axis, chart, dot, line
from trainer.figures.numbers import decimal, number
from trainer.figures.theme import INK, Figure, Trace
from trainer.history import History
from trainer.language import _

HEIGHT = 230  # pixels, beside formulas on a screen 720 high


def told(traces: list[Trace], x: str, y: str) -> list[Trace]:
    """Traces whose points say their numbers as all the app writes them, x and y by these names."""
    return [
        trace
        | {
            "text": [f"{x}: {number(u)}<br>{y}: {number(v)}" for u, v in zip(trace["x"], trace["y"], strict=True)],
            "hovertemplate": "%{text}",
        }
        for trace in traces
    ]


def jacobian_table(d: Derivation, theme: str) -> Figure:
    """The Jacobian as a labelled heat table: the diagonal outlined, and every row's sum at its end."""
    k = len(d.a)
    cells = [[decimal(x) for x in row] for row in d.jacobian]
    heat = {
        "type": "heatmap",
        "z": (d.jacobian + 0.0).tolist(),
        "text": cells,
        "texttemplate": "%{text}",
        "textfont": {"size": 14, "color": INK[theme]},
        "zmin": -0.25,
        "zmax": 0.25,
        "colorscale": [[0, "#e39a4a"], [0.5, "rgba(128,128,128,0.08)"], [1, "#6d9bf5"]],
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "hovertemplate": "∂a%{y} / ∂z%{x} = %{text}<extra></extra>",
        "x": list(range(1, k + 1)),
        "y": list(range(1, k + 1)),
    }
    squares = [
        {
            "type": "rect",
            "x0": i + 0.5,
            "x1": i + 1.5,
            "y0": i + 0.5,
            "y1": i + 1.5,
            "line": {"color": INK[theme], "width": 2},
        }
        for i in range(k)
    ]
    sums = [
        {
            "x": k + 0.6,
            "y": j + 1,
            "text": _("sum {total}").format(total=decimal(round(d.jacobian[j].sum(), 12))),
            "showarrow": False,
            "xanchor": "left",
        }
        for j in range(k)
    ]
    labels = list(range(1, k + 1))
    return chart(
        [heat],
        axis("", tickvals=labels, ticktext=[f"∂z<sub>{i}</sub>" for i in labels], side="top", showgrid=False)
        | {"range": [0.45, k + 1.5], "zeroline": False},
        axis("", tickvals=labels, ticktext=[f"∂a<sub>{i}</sub>" for i in labels], showgrid=False)
        | {"range": [k + 0.55, 0.45], "zeroline": False},
        height=46 + 44 * k,
        margin={"l": 60, "r": 16, "t": 36, "b": 4},
        shapes=squares,
        annotations=sums,
    )


def slope_curves(d: Derivation, label: int) -> Figure:
    """dL/da = -1/a and a - 1 against the probability a of the true class, with the current one marked."""
    a = np.geomspace(0.05, 1, 80)  # −1/a leaves the chart at −20
    here = float(d.a[label])
    traces = [line(a, -1 / a, "∂ℓ/∂a = −1/a", 0), line(a, a - 1, "∂ℓ/∂z = a − 1", 1)]
    if here >= a[0]:  # else the point is off the chart
        traces += [dot(here, -1 / here, _("now"), 0), dot(here, here - 1, _("now"), 1) | {"showlegend": False}]
    return chart(
        told(traces, "a", _("slope")),
        axis(_("probability a of the true class"), range=[0, 1.02]),
        axis(_("slope"), range=[-20, 1]),
        height=HEIGHT,
    )


def error_chart(errors: ErrorByStep) -> Figure:
    """The V: the largest error of central and forward differences against the step, both axes logarithmic."""
    smallest = 1e-17  # an error of exactly 0 has no place on a logarithmic axis

    def marked(error: np.ndarray, name: str, which: int) -> Trace:
        return line(errors.steps, np.maximum(error, smallest), name, which, mode="lines+markers")

    curves = [marked(errors.central, _("central differences"), 0), marked(errors.forward, _("forward differences"), 1)]
    return chart(
        told(curves, "h", _("largest error")),
        axis(_("step h"), log=True, dtick=2),
        axis(_("largest error"), log=True, dtick=2),
        height=HEIGHT + 20,
    )


def gradient_chart(curves: GradientCurves, here: GradientCurves) -> Figure:
    """The size of both losses' slopes in the true class's logit, against that logit, with the sample marked."""
    names = (_("cross-entropy: a − y"), _("squared error: Jᵀ(a − y)"))
    lengths = ((curves.cross_entropy, here.cross_entropy), (curves.squared_error, here.squared_error))
    traces = [
        line(curves.true_logits, curve, name, i)
        for i, (name, (curve, _now)) in enumerate(zip(names, lengths, strict=True))
    ]
    traces += [
        dot(float(here.true_logits[0]), float(now[0]), _("this sample"), i) | {"showlegend": i == 0}
        for i, (_curve, now) in enumerate(lengths)
    ]
    return chart(
        told(traces, "z", _("slope")),
        axis(_("logit of the true class")),
        axis(_("size of the slope in that logit"), rangemode="tozero"),
        height=HEIGHT,
    )


def wrong_start_chart(cross_entropy: History, squared_error: History) -> Figure:
    """Training accuracy against epoch of two runs from the same confidently wrong start."""
    runs = {_("trained on cross-entropy"): cross_entropy, _("trained on squared error"): squared_error}
    curves = [
        line(np.arange(float(len(run.loss))), run.accuracy, name, i) for i, (name, run) in enumerate(runs.items())
    ]
    return chart(
        told(curves, _("epoch"), _("training accuracy")),
        axis(_("epoch")),
        axis(_("training accuracy"), range=[-0.03, 1.03], tickformat=".0%"),
        height=HEIGHT,
    )
