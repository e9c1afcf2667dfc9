"""Cards 8 and 9 as tables: from the gradient to one update, and the check by finite differences."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from trainer.analysis.gradient_check import GradientCheck
from trainer.analysis.update import Update
from trainer.language import _
from trainer.model import Parameters
from trainer.ui.widgets.tex import Ink, coloured, side_by_side, typed, value

MOST_FEATURES = 5  # that a table in the shape of W shows


def parameters_table(parameters: Parameters, feature_names: Sequence[str], ink: Ink) -> str:
    """In the shape of W (k, d) with b (k,) beside it: a row a class, a column a feature; of many the first ones."""
    k, d = parameters.W.shape
    shown = d if d <= MOST_FEATURES else MOST_FEATURES - 1
    left_out = [r"\cdots"] * (shown < d)
    columns = [*map(_name, feature_names[:shown]), *left_out, typed(_("bias"))]
    rows = []
    for j in range(k):
        cells = [*(ink.r(j, w) for w in parameters.W[j, :shown]), *left_out, ink.r(j, parameters.b[j])]
        rows.append((coloured(j, str(j + 1), ink.theme), cells))
    return ink.table(columns, rows)


def _name(feature: str) -> str:
    return typed(feature.split(" (")[0])


def update_tables(
    update: Update, own: Parameters, feature_names: Sequence[str], learning_rate: float, ink: Ink
) -> dict[str, str]:
    """Captions in TeX and their tables: this sample's gradient, the batch's, the weights before and after."""
    after = typed(_("after a step of"))
    parts = {
        rf"{typed(_('this sample:'))}\ (a - y)\,x^\top \text{{, }} a - y": own,
        rf"{typed(_('all samples:'))}\ \partial L/\partial W \text{{, }} \partial L/\partial b": update.gradient,
        rf"W \text{{, }} b\ {typed(_('before'))}": update.before,
        rf"W \text{{, }} b\ {after}\ \eta = {value(learning_rate)}": update.after,
    }
    return {caption: parameters_table(part, feature_names, ink) for caption, part in parts.items()}


def losses(update: Update, ink: Ink) -> str:
    """The objective on all training samples before and after the step."""
    before, after = typed(_("before")), typed(_("after"))
    sides = [rf"L_{{{before}}} = {value(update.loss_before)}", rf"L_{{{after}}} = {value(update.loss_after)}"]
    return side_by_side(sides, ink.narrow)


def check_table(check: GradientCheck, heads: list[str], ink: Ink, entries: Any = ...) -> str:
    """A row for the formula, one for each difference quotient and one for how far the central one is off.

    heads: TeX for each column. entries: which entries of the point stand in the columns; all by default.
    """
    parts = {
        _("formula"): check.analytic,
        _("central"): check.central,
        _("forward"): check.forward,
        _("backward"): check.backward,
        _("central off by"): abs(check.central - check.analytic),
    }
    rows = [(typed(name), [value(x) for x in part[entries]]) for name, part in parts.items()]
    return ink.table(heads, rows, most=1)


def logit_heads(k: int, ink: Ink) -> list[str]:
    """The slope of the loss in every logit."""
    return [rf"\partial \ell/\partial {ink.s('z', i)}" for i in range(k)]


def weight_check_tables(check: GradientCheck, feature_names: Sequence[str], ink: Ink) -> list[str]:
    """For the point [W | b], a table for each feature and one for the biases, with a column a class."""
    k = len(check.analytic)
    return [
        check_table(
            check,
            [rf"{_name(name)}\ {coloured(j, str(j + 1), ink.theme)}" for j in range(k)],
            ink,
            np.s_[:, column],
        )
        for column, name in enumerate([*feature_names, _("bias")])
    ]
