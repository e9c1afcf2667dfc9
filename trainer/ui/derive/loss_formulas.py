"""The derivation of a - y as text, first half: from x to the loss.

Every number comes from a Derivation; nothing is computed here but how it is written.
tests/unit/ui/derive/test_formulas.py recomputes each line from the numbers it shows.
"""

from trainer.analysis.derivation import Derivation
from trainer.ui.widgets.tex import Ink, Step, aligned, coloured, factor, total, value


def logits_step(d: Derivation, ink: Ink) -> Step:
    """z = W x + b, or z as it was given."""
    classes = range(len(d.z))
    if d.x is None or d.W is None or d.b is None:
        given = [f"{ink.s('z', j)} &= {ink.r(j, d.z[j])}" for j in classes]
        words = "The logits are the scores of the classes, any numbers at all. Here you give them by hand."
        return Step("Logits", words, r"z = (z_1, \ldots, z_k)", aligned(given))
    lines = []
    for j in classes:
        products = [rf"{ink.v(j, w)} \cdot {factor(x)}" for w, x in zip(d.W[j], d.x, strict=True)]
        terms = total([*products, ink.v(j, d.b[j])], ink.narrow)
        lines += [f"{ink.s('z', j)} &= {terms}", f"&= {ink.r(j, d.z[j])}"]
    words = "Each class multiplies every feature by its own weight for it, and adds its bias."
    return Step("Logits", words, r"z_j = \sum_m W_{jm}\, x_m + b_j", aligned(lines))


def softmax_step(d: Derivation, ink: Ink) -> Step:
    """a = softmax(z), with the largest logit subtracted."""
    lines = [
        rf"m = \max_i z_i &= {value(d.shift)}",
        rf"z - m &= {ink.vector(d.shifted)}",
        rf"e^{{z - m}} &= {ink.vector(d.exponentials)}",
        rf"\textstyle\sum_i e^{{z_i - m}} &= {value(d.exponential_sum)}",
    ]
    for j, (e, a) in enumerate(zip(d.exponentials, d.a, strict=True)):
        quotient = rf"\frac{{{value(e)}}}{{{value(d.exponential_sum)}}}"
        lines.append(f"{ink.s('a', j)} &= {coloured(j, quotient, ink.theme)} = {ink.r(j, a)}")
    words = (
        "The exponential makes each logit positive, and dividing by the sum makes them probabilities. "
        "Subtracting the largest logit m first changes nothing and keeps every exponential at most 1."
    )
    formula = r"a_j = \frac{e^{z_j}}{\sum_i e^{z_i}} = \frac{e^{z_j - m}}{\sum_i e^{z_i - m}}"
    return Step("Softmax", words, formula, aligned(lines))


def loss_step(d: Derivation, ink: Ink) -> Step:
    """L = -sum y_i ln a_i."""
    products = [
        rf"{ink.v(i, y)} \cdot {ink.v(i, -log_a)}" for i, (y, log_a) in enumerate(zip(d.y, d.log_a, strict=True))
    ]
    lines = [
        rf"-\ln a &= {ink.vector(-d.log_a)}",
        f"L &= {total(products, ink.narrow)} = {value(d.loss)}",
    ]
    survivors = [i for i, y in enumerate(d.y) if y != 0]
    if len(survivors) == 1 and d.y_sum == 1:
        words = (
            "The loss is the surprise at the true class. The one-hot y is 0 for every other class, so one "
            f"term survives: minus the logarithm of the probability of class {survivors[0] + 1}."
        )
    else:
        words = "The loss weighs each class's surprise −ln a by its target y; every class with y > 0 has a term."
    return Step("Loss", words, r"L = -\sum_i y_i \ln a_i", aligned(lines))


def shift_lines(d: Derivation, shifted: Derivation, shift: float, ink: Ink) -> str:
    """The same logits with a number added to all of them, and probabilities that do not move."""
    largest = float(abs(shifted.a - d.a).max())
    return aligned(
        [
            rf"z + {factor(shift)} &= {ink.vector(shifted.z)}",
            rf"\text{{softmax}} &= {ink.vector(shifted.a)}",
            rf"\text{{largest change of }} a &= {value(largest)}",
        ]
    )
