"""Steps 8 and 9 as text: from the gradient to one update, and the check by finite differences."""

from typing import Any

import numpy as np

from trainer.analysis.gradient_check import GradientCheck
from trainer.analysis.update import Update
from trainer.model import Parameters
from trainer.ui.widgets.tex import Ink, coloured, side_by_side, typed, value


def parameters_table(parameters: Parameters, feature_names: tuple[str, ...], ink: Ink) -> str:
    """A row a feature and one for the bias, a column a class."""
    columns = [coloured(j, str(j + 1), ink.theme) for j in range(len(parameters.b))]
    rows = [
        (_name(name), [ink.r(j, w) for j, w in enumerate(weights)])
        for name, weights in zip(feature_names, parameters.W.T, strict=True)
    ]
    rows.append((r"\text{bias}", [ink.r(j, b) for j, b in enumerate(parameters.b)]))
    return ink.table(columns, rows)


def _name(feature: str) -> str:
    return typed(feature.split(" (")[0])


def update_tables(
    update: Update, own: Parameters, feature_names: tuple[str, ...], learning_rate: float, ink: Ink
) -> dict[str, str]:
    """Captions in TeX and their tables: this sample's gradient, the batch's, the weights before and after."""
    parts = {
        r"\text{this sample: } (a - y)\,x^\top": own,
        r"\partial J/\partial W,\ \partial J/\partial b \text{ over all samples}": update.gradient,
        r"W,\ b \text{ before}": update.before,
        rf"W,\ b \text{{ after a step of }} \eta = {value(learning_rate)}": update.after,
    }
    return {caption: parameters_table(part, feature_names, ink) for caption, part in parts.items()}


def losses(update: Update, ink: Ink) -> str:
    """The loss on all training samples before and after the step."""
    before = rf"J_{{\text{{before}}}} = {value(update.loss_before)}"
    return side_by_side([before, rf"J_{{\text{{after}}}} = {value(update.loss_after)}"], ink.narrow)


def check_table(check: GradientCheck, heads: list[str], ink: Ink, entries: Any = ...) -> str:
    """A row for the formula, one for each difference quotient and one for how far the central one is off.

    heads: TeX for each column. entries: which entries of the point stand in the columns; all by default.
    """
    parts = {
        "formula": check.analytic,
        "central": check.central,
        "forward": check.forward,
        "backward": check.backward,
        "central off by": abs(check.central - check.analytic),
    }
    rows = [(rf"\text{{{name}}}", [value(x) for x in part[entries]]) for name, part in parts.items()]
    return ink.table(heads, rows, most=1)


def logit_heads(k: int, ink: Ink) -> list[str]:
    """dL/dz_i for every class."""
    return [rf"\partial L/\partial {ink.s('z', i)}" for i in range(k)]


def weight_check_tables(check: GradientCheck, feature_names: tuple[str, ...], ink: Ink) -> list[str]:
    """For the point [W | b], a table for each feature and one for the biases, with a column a class."""
    k = len(check.analytic)
    return [
        check_table(
            check,
            [rf"{_name(name)}\ {coloured(j, str(j + 1), ink.theme)}" for j in range(k)],
            ink,
            np.s_[:, column],
        )
        for column, name in enumerate([*feature_names, "bias"])
    ]
