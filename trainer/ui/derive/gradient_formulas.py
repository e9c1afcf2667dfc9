"""The derivation of a - y as formulas, second half: from the loss back to the logits.

Every number comes from a Derivation; nothing is computed here but how it is written.
tests/unit/ui/derive/test_formulas.py recomputes each line from the numbers it shows.
"""

from trainer.analysis.derivation import Derivation
from trainer.language import _
from trainer.ui.derive import words
from trainer.ui.widgets.tex import Ink, Step, aligned, coloured, total, typed, value

SUM_OF_EXPONENTIALS = aligned(
    [
        r"\Sigma &= \sum_c e^{z_c} = e^{z_1} + \dots + e^{z_i} + \dots + e^{z_k}",
        r"\frac{\partial \Sigma}{\partial z_i} &= 0 + \dots + e^{z_i} + \dots + 0 = e^{z_i}",
    ]
)
QUOTIENT_RULE = aligned(
    [
        r"i = j:\quad \frac{\partial a_i}{\partial z_i} &= \frac{e^{z_i}\,\Sigma - (e^{z_i})^2}{\Sigma^2} "
        r"= \frac{e^{z_i}}{\Sigma} \cdot \frac{\Sigma - e^{z_i}}{\Sigma} = a_i (1 - a_i)",
        r"i \neq j:\quad \frac{\partial a_j}{\partial z_i} &= \frac{0 \cdot \Sigma - e^{z_j} e^{z_i}}{\Sigma^2} "
        r"= -\frac{e^{z_i}}{\Sigma} \cdot \frac{e^{z_j}}{\Sigma} = -a_i a_j",
    ]
)
JACOBIAN = r"\frac{\partial a_j}{\partial z_i} = \begin{cases} a_i (1 - a_i) & i = j \\ -a_i a_j & i \neq j \end{cases}"
MERGE = aligned(
    [
        r"\frac{\partial \ell}{\partial z_i} &= \sum_j \frac{\partial \ell}{\partial a_j}"
        r" \frac{\partial a_j}{\partial z_i}",
        r"&= \sum_{j \neq i} \Big(-\frac{y_j}{a_j}\Big)(-a_i a_j) + \Big(-\frac{y_i}{a_i}\Big) \cdot a_i (1 - a_i)",
        r"&= \textstyle\sum_{j \neq i} a_i y_j + a_i y_i - y_i",
        r"&= a_i \textstyle\sum_j y_j - y_i",
    ]
)
OF_SAMPLE = (r"\frac{\partial \ell}{\partial W} = (a - y)\,x^\top", r"\frac{\partial \ell}{\partial b} = a - y")
OF_ALL = (
    r"\frac{\partial L}{\partial W} = \frac{1}{n} \sum (a - y)\,x^\top + \lambda W",
    r"\frac{\partial L}{\partial b} = \frac{1}{n} \sum (a - y)",
)
STEP = (
    r"W \leftarrow W - \eta\, \frac{\partial L}{\partial W}",
    r"b \leftarrow b - \eta\, \frac{\partial L}{\partial b}",
)


def chain() -> str:
    """The sum over all classes, and its two factors by name."""
    first, second = typed(_("first")), typed(_("second"))
    return (
        r"\frac{\partial \ell}{\partial z_i} = \sum_j "
        rf"\underbrace{{\frac{{\partial \ell}}{{\partial a_j}}}}_{{{first}}} "
        rf"\underbrace{{\frac{{\partial a_j}}{{\partial z_i}}}}_{{{second}}}"
    )


def slope_step(d: Derivation, ink: Ink) -> Step:
    """dloss/da_j = -y_j / a_j; where a_j underflowed, its limit."""
    lines = []
    for j, (y, a, slope) in enumerate(zip(d.y, d.a, d.dloss_da, strict=True)):
        left, symbol = rf"\frac{{\partial \ell}}{{\partial {ink.s('a', j)}}}", ink.s("a", j)
        quotient = rf"-\frac{{{value(y)}}}{{{value(a)}}}"
        if a == 0:
            quotient = rf"\lim_{{a_{{{j + 1}}} \to 0}} -\frac{{{value(y)}}}{{{symbol}}}"
        lines.append(f"{left} &= {coloured(j, quotient, ink.theme)} = {ink.r(j, slope)}")
    said = [_(words.SLOPE), *([_(words.LIMIT)] if (d.a == 0).any() else [])]
    return Step(" ".join(said), r"\frac{\partial \ell}{\partial a_j} = -\frac{y_j}{a_j}", aligned(lines))


def jacobian_step(d: Derivation, ink: Ink) -> Step:
    """da_j/dz_i in its two cases."""
    i, j = 0, 1
    product = rf"{ink.v(i, d.a[i])} \cdot {ink.v(i, d.one_minus_a[i])}"
    newline = r" \\ &" if ink.narrow else ""
    same = rf"{ink.s('a', i)} (1 - {ink.s('a', i)}) {newline}= {product} {newline}= {value(d.jacobian[i, i])}"
    other = rf"-{ink.v(i, d.a[i])} \cdot {ink.v(j, d.a[j])} = {value(d.jacobian[j, i])}"
    lines = [
        rf"\frac{{\partial {ink.s('a', i)}}}{{\partial {ink.s('z', i)}}} &= {same}",
        rf"\frac{{\partial {ink.s('a', j)}}}{{\partial {ink.s('z', i)}}} &= {other}",
    ]
    return Step(_(words.JACOBIAN), JACOBIAN, aligned(lines))


def chain_rule_step(d: Derivation, ink: Ink) -> Step:
    """The sum over j, its two cases, and the grouping that puts the missing term back."""
    classes = range(len(d.z))
    columns = [rf"i = {coloured(i, str(i + 1), ink.theme)}" for i in classes]
    rows = []
    for j in classes:
        a = ink.s("a", j)
        head = rf"\frac{{\partial \ell}}{{\partial {a}}} \frac{{\partial {a}}}{{\partial z_i}}"
        rows.append((head, [ink.r(i, d.chain_terms[j, i]) for i in classes]))
    sums = {
        r"\textstyle\sum_{j \neq i} a_i y_j": d.off_diagonal_sum,
        r"a_i y_i - y_i": d.diagonal,
        r"a_i y_i": d.a_y,
        r"a_i \textstyle\sum_j y_j": d.a_sum_y,
        r"a_i \textstyle\sum_j y_j - y_i": d.dloss_dz,
    }
    rows += [(head, [ink.r(i, x) for i, x in enumerate(entries)]) for head, entries in sums.items()]
    return Step(_(words.CHAIN_RULE), MERGE, ink.table(columns, rows))


def result_step(d: Derivation, ink: Ink) -> Step:
    """a - y, if y sums to 1; otherwise what the gradient is, and how far a - y is off."""
    targets = total([ink.v(j, y) for j, y in enumerate(d.y)], ink.narrow)
    lines = [rf"\textstyle\sum_j y_j &= {targets} = {value(d.y_sum)}"]
    sum_factor = "" if d.y_sum == 1 else rf" \cdot {value(d.y_sum)}"
    for i, (a, y, gradient) in enumerate(zip(d.a, d.y, d.dloss_dz, strict=True)):
        left = rf"\frac{{\partial \ell}}{{\partial {ink.s('z', i)}}}"
        lines.append(f"{left} &= {ink.v(i, a)}{sum_factor} - {ink.v(i, y)} = {ink.r(i, gradient)}")
    if d.y_sum == 1:
        said = _(words.RESULT_SOFT) if d.true_class is None else words.why_targets_sum_to_one(len(d.y))
        because = typed(_("because"))
        formula = (
            rf"\frac{{\partial \ell}}{{\partial z_i}} = a_i \cdot 1 - y_i = a_i - y_i"
            rf" \quad {because}\ \textstyle\sum_j y_j = 1"
        )
        return Step(said, formula, aligned(lines))
    lines.append(rf"a - y &= {ink.vector(d.a_minus_y)}")
    lines.append(rf"{typed(_('off by'))} &\;\; {ink.vector(d.error_of_a_minus_y)}")
    formula = r"\frac{\partial \ell}{\partial z_i} = a_i \textstyle\sum_j y_j - y_i \;\neq\; a_i - y_i"
    return Step(words.sum_stays(d.y_sum), formula, aligned(lines))


def scores_line(d: Derivation, ink: Ink) -> str:
    """The slope in the scores that a temperature divides."""
    left = r"\frac{\partial \ell}{\partial s} = \frac{1}{T} \cdot \frac{\partial \ell}{\partial z}"
    return f"{left} = {ink.vector(d.dloss_ds)}"


def squared_error_step(d: Derivation, ink: Ink) -> Step:
    """1/2 ||a - y||^2 and J^T (a - y)."""
    formula = r"E = \tfrac{1}{2}\lVert a - y\rVert^2 \qquad \frac{\partial E}{\partial z} = J^\top (a - y)"
    lines = [
        rf"E &= {value(d.squared_error)}",
        rf"a - y &= {ink.vector(d.a_minus_y)}",
        rf"J^\top (a - y) &= {ink.vector(d.squared_error_dz)}",
    ]
    return Step(_(words.SQUARED_ERROR), formula, aligned(lines))
