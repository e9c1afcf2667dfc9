"""The derivation of a - y as text, second half: from the loss back to the logits.

Every number comes from a Derivation; nothing is computed here but how it is written.
tests/unit/ui/derive/test_formulas.py recomputes each line from the numbers it shows.
"""

from trainer.analysis.derivation import Derivation
from trainer.ui.derive.words import sum_of_targets
from trainer.ui.widgets.tex import Ink, Step, aligned, coloured, total, value


def slope_step(d: Derivation, ink: Ink) -> Step:
    """dL/da_i = -y_i / a_i."""
    lines = []
    for i, (y, a, slope) in enumerate(zip(d.y, d.a, d.dL_da, strict=True)):
        quotient = rf"-\frac{{{value(y)}}}{{{value(a)}}}"
        left = rf"\frac{{\partial L}}{{\partial {ink.s('a', i)}}}"
        lines.append(f"{left} &= {coloured(i, quotient, ink.theme)} = {ink.r(i, slope)}")
    words = (
        "How the loss changes with each probability. As the probability of a class with a target goes to 0 this slope "
        "explodes. The next steps multiply it by slopes of softmax that go to 0 as fast: their product stays finite."
    )
    return Step("Slope of the loss", words, r"\frac{\partial L}{\partial a_i} = -\frac{y_i}{a_i}", aligned(lines))


def jacobian_step(d: Derivation, ink: Ink) -> Step:
    """da_j/dz_i in its two cases."""
    words = (
        "How each probability changes with each logit: two cases, the diagonal and the rest. Raising a logit "
        "raises its own probability and lowers all others. Adding the same to all logits changes nothing, so "
        "every row sums to 0; the probabilities keep the sum 1, so every column does too."
    )
    cases = r"\begin{cases} a_i (1 - a_i) & i = j \\ -a_i a_j & i \neq j \end{cases}"
    formula = r"\frac{\partial a_j}{\partial z_i} = " + cases
    i, j = 0, 1
    product = rf"{ink.v(i, d.a[i])} \cdot {ink.v(i, d.one_minus_a[i])}"
    newline = r" \\ &" if ink.narrow else ""
    same = rf"{ink.s('a', i)} \cdot (1 - {ink.s('a', i)}) {newline}= {product} {newline}= {value(d.jacobian[i, i])}"
    other = rf"-{ink.v(i, d.a[i])} \cdot {ink.v(j, d.a[j])} = {value(d.jacobian[j, i])}"
    lines = [
        rf"\frac{{\partial {ink.s('a', i)}}}{{\partial {ink.s('z', i)}}} &= {same}",
        rf"\frac{{\partial {ink.s('a', j)}}}{{\partial {ink.s('z', i)}}} &= {other}",
    ]
    return Step("Jacobian of softmax", words, formula, aligned(lines))


def chain_rule_step(d: Derivation, ink: Ink) -> Step:
    """The sum over j, its two cases, and the grouping that puts the missing term back."""
    classes = range(len(d.z))
    columns = [rf"i = {coloured(i, str(i + 1), ink.theme)}" for i in classes]
    rows = []
    for j in classes:
        a = ink.s("a", j)
        head = rf"\frac{{\partial L}}{{\partial {a}}} \frac{{\partial {a}}}{{\partial z_i}}"
        rows.append((head, [ink.r(i, d.chain_terms[j, i]) for i in classes]))
    sums = {
        r"\textstyle\sum_{j \neq i} a_i y_j": d.off_diagonal_sum,
        r"(a_i - 1)\, y_i": d.diagonal,
        r"a_i y_i": d.a_y,
        r"a_i \textstyle\sum_j y_j": d.a_sum_y,
        r"a_i \textstyle\sum_j y_j - y_i": d.dL_dz,
    }
    rows += [(head, [ink.r(i, x) for i, x in enumerate(entries)]) for head, entries in sums.items()]
    words = (
        "A logit moves every probability, so its slope is a sum over all of them, one term a row. In each the "
        "probability cancels before it can overflow: (−yⱼ/aⱼ)(−aᵢaⱼ) = aᵢyⱼ. The term j = i is (aᵢ − 1)yᵢ = aᵢyᵢ − yᵢ, "
        "and its aᵢyᵢ is just what the sum over the others lacked: with it, the sum runs over all j."
    )
    formula = aligned(
        [
            r"\frac{\partial L}{\partial z_i} &= \sum_j \frac{\partial L}{\partial a_j}"
            r" \frac{\partial a_j}{\partial z_i}",
            r"&= \sum_{j \neq i} a_i y_j + (a_i - 1)\, y_i",
            r"&= \Big(\underbrace{\textstyle\sum_{j \neq i} a_i y_j + a_i y_i}_{\text{all } j}\Big) - y_i",
            r"&= a_i \textstyle\sum_j y_j - y_i",
        ]
    )
    return Step("Chain rule", words, formula, ink.table(columns, rows))


def result_step(d: Derivation, ink: Ink) -> Step:
    """a - y, if y sums to 1; otherwise what the gradient is, and how far a - y is off."""
    targets = total([ink.v(j, y) for j, y in enumerate(d.y)], ink.narrow)
    lines = [rf"\textstyle\sum_j y_j &= {targets} = {value(d.y_sum)}"]
    sum_factor = "" if d.y_sum == 1 else rf" \cdot {value(d.y_sum)}"
    for i, (a, y, gradient) in enumerate(zip(d.a, d.y, d.dL_dz, strict=True)):
        left = rf"\frac{{\partial L}}{{\partial {ink.s('z', i)}}}"
        lines.append(f"{left} &= {ink.v(i, a)}{sum_factor} - {ink.v(i, y)} = {ink.r(i, gradient)}")
    if d.y_sum == 1:
        words = "The targets sum to 1, so the sum drops out. What is left is **a − y**: prediction minus truth."
        formula = r"\frac{\partial L}{\partial z_i} = a_i - y_i \quad \text{because } \textstyle\sum_j y_j = 1"
        return Step("a − y", words, formula, aligned(lines))
    words = (
        f"These targets sum to {sum_of_targets(d.y_sum)}, not to 1, so the sum stays, and **a − y is wrong**: "
        "it is off by a(1 − Σy)."
    )
    lines.append(rf"a - y &= {ink.vector(d.a_minus_y)}")
    lines.append(rf"\text{{off by}} &\;\; {ink.vector(d.error_of_a_minus_y)}")
    formula = r"\frac{\partial L}{\partial z_i} = a_i \textstyle\sum_j y_j - y_i \;\neq\; a_i - y_i"
    return Step("a − y", words, formula, aligned(lines))


def squared_error_step(d: Derivation, ink: Ink) -> Step:
    """1/2 ||a - y||^2 and J^T (a - y)."""
    words = (
        "Squared error has no −y/a to cancel the Jacobian, so its gradient is a − y squeezed through the Jacobian "
        "once more. Where the model is sure of a wrong class, the Jacobian is almost 0, and so is the gradient: "
        "the worse the mistake, the slower it is mended. The gradient of cross-entropy is largest there. Two deeper "
        "reasons: −Σ y ln a is the negative log-likelihood of the sample, and it is convex in W; ½‖a − y‖² is neither."
    )
    formula = r"E = \tfrac{1}{2}\lVert a - y\rVert^2 \qquad \frac{\partial E}{\partial z} = J^\top (a - y)"
    lines = [
        rf"E &= {value(d.squared_error)}",
        rf"a - y &= {ink.vector(d.a_minus_y)}",
        rf"J^\top (a - y) &= {ink.vector(d.squared_error_dz)}",
    ]
    return Step("Why not squared error?", words, formula, aligned(lines))
