"""The derivation of a - y as formulas, first half: from x to the loss.

Every number comes from a Derivation; nothing is computed here but how it is written.
tests/unit/ui/derive/test_formulas.py recomputes each line from the numbers it shows.
"""

from trainer.analysis.derivation import Derivation
from trainer.language import _
from trainer.ui.derive import words
from trainer.ui.widgets.tex import Ink, Step, aligned, coloured, factor, total, value

MOST_TERMS = 6  # of a sum over features that are written out


def logits_step(d: Derivation, ink: Ink) -> Step:
    """z = W x + b, or z as it was given."""
    if d.W is None:
        return _logits_by_hand(d, ink)
    lines = [f"{ink.s('z', j)} &= {_terms(d, j, ink)} = {ink.r(j, z)}" for j, z in enumerate(d.z)]
    return Step(_(words.LOGITS), r"z = W x + b \qquad z_j = \sum_f W_{jf}\, x_f + b_j", aligned(lines))


def _terms(d: Derivation, j: int, ink: Ink) -> str:
    """A class's products and its bias; of many products the first ones."""
    assert d.W is not None
    assert d.x is not None
    assert d.b is not None
    products = [rf"{ink.v(j, w)} \cdot {factor(x)}" for w, x in zip(d.W[j], d.x, strict=True)]
    if len(products) > MOST_TERMS:
        products = [*products[: MOST_TERMS - 1], r"\cdots"]
    return total([*products, ink.v(j, d.b[j])], ink.narrow)


def _logits_by_hand(d: Derivation, ink: Ink) -> Step:
    assert d.scores is not None
    if d.temperature == 1:
        lines = [f"{ink.s('z', j)} &= {ink.r(j, z)}" for j, z in enumerate(d.z)]
        return Step(_(words.LOGITS_BY_HAND), r"z = (z_1, \ldots, z_k)", aligned(lines))
    lines = []
    for j, (s, z) in enumerate(zip(d.scores, d.z, strict=True)):
        quotient = rf"\frac{{{value(s)}}}{{{value(d.temperature)}}}"
        lines.append(f"{ink.s('z', j)} &= {coloured(j, quotient, ink.theme)} = {ink.r(j, z)}")
    return Step(_(words.LOGITS_DIVIDED), r"z_j = \frac{s_j}{T}", aligned(lines))


def softmax_step(d: Derivation, ink: Ink) -> Step:
    """a = softmax(z), with the largest logit subtracted."""
    lines = [
        rf"\max z &= {value(d.largest)}",
        rf"z - \max z &= {ink.vector(d.shifted)}",
        rf"e^{{z - \max z}} &= {ink.vector(d.exponentials)}",
        rf"\textstyle\sum_c e^{{z_c - \max z}} &= {value(d.exponential_sum)}",
    ]
    for j, (e, a) in enumerate(zip(d.exponentials, d.a, strict=True)):
        quotient = rf"\frac{{{value(e)}}}{{{value(d.exponential_sum)}}}"
        lines.append(f"{ink.s('a', j)} &= {coloured(j, quotient, ink.theme)} = {ink.r(j, a)}")
    formula = r"a_j = \frac{e^{z_j}}{\sum_c e^{z_c}} = \frac{e^{z_j - \max z}}{\sum_c e^{z_c - \max z}}"
    return Step(_(words.SOFTMAX), formula, aligned(lines))


def target_column(d: Derivation, ink: Ink) -> str:
    """y as a column: its entries' names, and its numbers."""
    k = len(d.y)
    names = [ink.s("y", j) for j in range(k)]
    return f"y = {ink.column(names)} = {ink.column([ink.r(j, y) for j, y in enumerate(d.y)])}"


def loss_step(d: Derivation, ink: Ink) -> Step:
    """The loss of one sample: -sum y_j ln a_j."""
    products = [
        rf"{ink.v(j, y)} \cdot {ink.v(j, -log_a)}" for j, (y, log_a) in enumerate(zip(d.y, d.log_a, strict=True))
    ]
    lines = [
        rf"-\ln a &= {ink.vector(-d.log_a)}",
        rf"\ell &= {total(products, ink.narrow)} = {value(d.loss)}",
    ]
    return Step(words.loss(d.true_class), r"\ell = -\sum_j y_j \ln a_j", aligned(lines))


def shift_lines(d: Derivation, shifted: Derivation, shift: float, ink: Ink) -> str:
    """The same logits with a number added to all of them, and probabilities that do not move."""
    largest = float(abs(shifted.a - d.a).max())
    return aligned(
        [
            rf"z + {factor(shift)} &= {ink.vector(shifted.z)}",
            rf"\text{{softmax}} &= {ink.vector(shifted.a)}",
            rf"\max \lvert \Delta a \rvert &= {value(largest)}",
        ]
    )
