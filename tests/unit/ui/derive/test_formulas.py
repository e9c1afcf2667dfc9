"""Each line of the Derive page, recomputed from the numbers that the page shows in the lines before it.

A written number stands for every number that rounds to it, so lines are compared as intervals: they
agree when some numbers that round to what is shown fulfil the equation. Only 0 is written 0.0000.
"""

import math
import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer import TrainingConfig, load_iris, load_three_class, run_experiment
from trainer.analysis.derivation import Derivation, derive_logits, derive_sample
from trainer.analysis.gradient_check import check_gradient, of_logits, of_parameters
from trainer.analysis.update import update_step
from trainer.figures.theme import CLASS_TEXT
from trainer.model import Parameters
from trainer.softmax import softmax
from trainer.ui.derive import check_words
from trainer.ui.derive.gradient_formulas import (
    chain_rule_step,
    jacobian_step,
    result_step,
    slope_step,
    squared_error_step,
)
from trainer.ui.derive.loss_formulas import logits_step, loss_step, shift_lines, softmax_step
from trainer.ui.derive.tables import check_table, logit_heads, losses, update_tables, weight_check_tables
from trainer.ui.widgets.tex import Ink, value

NUMBER = re.compile(r"(\d+\.\d{4})(?:\\cdot 10\^\{(-?\d+)\})?|\\infty")
LINE_END = re.compile(r" \\\\\[[46]pt\] ")
WIDE, NARROW = Ink(), Ink("light", narrow=True)

BY_HAND = {
    "one-hot": ([2.0, 1.0, 0.1], [1, 0, 0]),
    "soft": ([0.3, -1.25, 2.5], [0.7, 0.2, 0.1]),
    "sum above one": ([2.0, 1.0, 0.1], [0.7, 0.2, 0.3]),
    "sum below one": ([-0.4, 0.9, 0.0], [0.5, 0.0, 0.0]),
    "no target": ([1.0, 2.0, 3.0], [0, 0, 0]),
    "right at 1e4": ([1e4, 0.0, -1e4], [1, 0, 0]),
    "wrong at 1e4": ([1e4, 0.0, -1e4], [0, 1, 0]),
    "very wrong at 1e4": ([1e4, -1e4, -1e4], [0, 0, 1]),
    "small probabilities": ([15.0, 0.5, -12.0], [0, 0.5, 0.5]),
    "ten classes": (np.linspace(-3, 4, 10), np.eye(10)[2]),
}
SAMPLES = {"two features": (load_three_class, 70), "four features": (load_iris, 70)}
THREE_CLASSES = [*(name for name in BY_HAND if name != "ten classes"), *SAMPLES]
ONE_HOT = ["one-hot", "soft", "right at 1e4", "wrong at 1e4", "very wrong at 1e4", "ten classes", *SAMPLES]
FREE = ["sum above one", "sum below one", "no target"]
STEPS = {
    "logits": logits_step,
    "softmax": softmax_step,
    "loss": loss_step,
    "slope": slope_step,
    "jacobian": jacobian_step,
    "chain rule": chain_rule_step,
    "a - y": result_step,
    "squared error": squared_error_step,
}
every_case = pytest.mark.parametrize("case", [*BY_HAND, *SAMPLES])
every_sample = pytest.mark.parametrize("case", SAMPLES)
every_theme = pytest.mark.parametrize("theme", CLASS_TEXT)


@dataclass(frozen=True)
class Shown:
    """Every number that a written one may stand for, and what arithmetic makes of them."""

    low: float
    high: float

    def __add__(self, other):
        return Shown(self.low + other.low, self.high + other.high)

    def __neg__(self):
        return Shown(-self.high, -self.low)

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Shown(min(corners), max(corners))

    def __truediv__(self, other):
        if other == ZERO:  # a probability that underflowed: y/a is without limit, or nothing if y is 0
            return ZERO if self == ZERO else Shown(*[math.copysign(math.inf, self.low)] * 2)
        return self * Shown(1 / other.high, 1 / other.low)

    def of(self, rising):
        """A rising function of it."""
        return Shown(rising(self.low), rising(self.high))


ZERO, ONE = Shown(0.0, 0.0), Shown(1.0, 1.0)


def read(match):
    """A written number as what it may stand for: half a unit of its last place to either side."""
    if match[1] is None:
        return Shown(math.inf, math.inf)
    unit = 10.0 ** int(match[2] or 0)
    middle, half = float(match[1]) * unit, 0.5e-4 * unit if float(match[1]) else 0.0
    return Shown(middle - half, middle + half)


def plain(tex):
    """TeX without colours, without the size of a narrow screen, and with its broken lines whole."""
    tex = re.sub(r"\\textcolor\{#\w{6}\}", "", tex).removeprefix(r"{\footnotesize ")
    return tex.replace(r" \\ &\quad + ", " + ")


def evaluated(expression):
    """What an expression of numbers alone may stand for; None where it holds a symbol."""
    numbers = []

    def name(match):
        numbers.append(read(match))
        return f"N{len(numbers) - 1}"

    code = NUMBER.sub(name, expression).replace(r"\cdot", "*").replace("(1 ", "(ONE ")
    code = code.replace(r"\frac", "").replace("}{", ")/(").replace("{", "(").replace("}", ")")
    if not numbers or re.search(r"[^\sN\d+*/()ONE-]", code):
        return None
    return eval(code, {"ONE": ONE} | {f"N{i}": number for i, number in enumerate(numbers)})


def equations(tex):
    """The lines of an aligned formula as lists of equal sides; a line that begins with = continues."""
    body = plain(tex).partition(r"\begin{aligned}")[2].partition(r"\end{aligned}")[0]
    body = body.replace(r"\text{off by} &\;\; ", "off by &= ")
    return [
        re.split(r" &?= |&= ", line) for line in re.split(r" \\\\\[6pt\] (?!&=)", body.replace(r" \\[6pt] &=", " &="))
    ]


def sides(tex):
    """The numeric sides of every line, evaluated."""
    found = [[evaluated(side) for side in line] for line in equations(tex)]
    return [[side for side in line if side is not None] for line in found]


def results(tex):
    """What stands at the end of every line that ends with a number."""
    return [line[-1] for line in sides(tex) if line]


def vectors(tex):
    """The vectors shown, in order."""
    found = re.findall(r"\\left\((.*?)\\right\)", plain(tex))
    rows = [re.sub(r"\\(begin|end)\{array\}(\{l+\})?", "", text).replace(r",\;& ", r",\;") for text in found]
    return [[evaluated(entry) for entry in re.split(r",\\;|,\\\\ ", text)] for text in rows]


def fractions(tex):
    """Numerator and denominator of every fraction of numbers."""
    number = r"([\d.]+(?:\\cdot 10\^\{-?\d+\})?)"
    found = re.findall(rf"\\frac\{{{number}\}}\{{{number}\}}", plain(tex))
    return [(evaluated(above), evaluated(below)) for above, below in found]


def table(tex):
    """The rows of a table: heads and evaluated cells; of one that was cut, put together again."""
    rows = {}
    for body in re.findall(r"\\hline \\\\\[-8pt\] (.*?) \\end\{array\}", tex):
        for line in LINE_END.split(body):
            head, *cells = plain(line).split(" & ")
            rows.setdefault(head, []).extend(evaluated(cell) for cell in cells)
    return rows


def rows_of(tex):
    return list(table(tex).values())


def agree(one, other):
    """Whether two rows may stand for the same numbers."""
    slack = 1e-12
    return len(one) == len(other) and all(
        a.low <= b.high + slack * abs(b.high) and b.low <= a.high + slack * abs(a.high)
        for a, b in zip(one, other, strict=True)
        if a != b
    )


def holds(row, values):
    """Whether a row of numbers shown are these values, rounded."""
    return agree(row, [Shown(x, x) for x in np.ravel(values)])


def added(terms):
    return sum(terms, start=ZERO)


@cache
def experiment(case):
    load, _ = SAMPLES[case]
    return run_experiment(load(), TrainingConfig(n_epochs=10, l2=0.01), held_out=0.2)


@cache
def derivation(case) -> Derivation:
    if case in BY_HAND:
        return derive_logits(*BY_HAND[case])
    run, row = experiment(case), SAMPLES[case][1]
    x = run.standardizer(run.dataset.X[row])
    return derive_sample(run.history.parameters(), x, int(run.dataset.y[row]))


@cache
def numbers_of(step, case, ink=WIDE):
    return STEPS[step](derivation(case), ink).numbers


@cache
def update(case):
    run = experiment(case)
    return update_step(run.history.parameters(), run.X_train(), run.y_train(), 0.1, 0.01)


def tables_of_update(case, ink=WIDE):
    d = derivation(case)
    names = experiment(case).dataset.feature_names
    return list(update_tables(update(case), Parameters(d.dloss_dW, d.dloss_db), names, 0.1, ink).items())


@cache
def check_of_logits(case):
    d = derivation(case)
    return check_gradient(*of_logits(d.y), d.z)


@cache
def check_of_weights(case):
    run = experiment(case)
    model = run.history.parameters()
    return check_gradient(
        *of_parameters(run.X_train(), run.y_train(), run.config.l2), np.column_stack([model.W, model.b])
    )


def shifted(case, shift, ink=WIDE):
    d = derivation(case)
    return shift_lines(d, derive_logits(d.z + shift, d.y), shift, ink)


@cache
def everything(case, ink):
    """All numbers of the page, as one text."""
    d = derivation(case)
    parts = [step(d, ink).numbers for step in STEPS.values()]
    parts += [shifted(case, -2.5, ink), check_table(check_of_logits(case), logit_heads(len(d.z), ink), ink)]
    if case in SAMPLES:
        names = experiment(case).dataset.feature_names
        parts += [caption + text for caption, text in tables_of_update(case, ink)]
        parts += [losses(update(case), ink), *weight_check_tables(check_of_weights(case), names, ink)]
    return "\n".join(parts)


def a_of(case):
    """The probabilities shown in step 2."""
    return [line[-1] for line in sides(numbers_of("softmax", case)) if len(line) == 2]


def y_of(case):
    """The targets shown in step 7."""
    targets = equations(numbers_of("a - y", case))[0][1]
    return [evaluated(target) for target in targets.split(" + ")]


def chain_rows(case):
    """The table of step 6: a row for each probability, and the five rows below them."""
    rows = rows_of(numbers_of("chain rule", case))
    return rows[:-5], rows[-5:]


def gradient_of(case):
    """dL/dz as step 7 shows it."""
    k = len(derivation(case).z)
    return results(numbers_of("a - y", case))[1 : k + 1]


@every_case
@pytest.mark.parametrize("step", ["logits", "softmax", "loss", "slope", "jacobian", "a - y"])
def test_every_equation_shown_is_true(step, case):
    lines = [line for line in sides(numbers_of(step, case)) if line]
    assert [line for line in lines if not agree(line[:-1], line[1:])] == []


@every_sample
@pytest.mark.parametrize(
    ("step", "written_out"), [("logits", 3), ("softmax", 3), ("loss", 1), ("slope", 3), ("a - y", 4)]
)
def test_lines_are_worked_out_and_not_only_stated(step, written_out, case):
    assert sum(len(line) == 2 for line in sides(numbers_of(step, case))) == written_out


@every_case
def test_the_logits_shown_are_the_derivations(case):
    assert holds(results(numbers_of("logits", case)), derivation(case).z)


@every_sample
def test_each_weight_shown_multiplies_its_feature_and_the_bias_is_added(case):
    d = derivation(case)
    terms = [line[1].split(" + ") for line in equations(numbers_of("logits", case))]
    shown = [evaluated(factor) for line in terms for term in line for factor in term.split(r" \cdot ")]
    expected = [[*np.column_stack([w, d.x]).ravel(), b] for w, b in zip(d.W, d.b, strict=True)]
    assert holds(shown, expected)


@every_case
def test_m_is_the_largest_logit_shown(case):
    z, m = results(numbers_of("logits", case)), results(numbers_of("softmax", case))[0]
    assert m == max(z, key=lambda each: each.low)


@every_case
def test_m_is_subtracted_from_every_logit_shown(case):
    z, m = results(numbers_of("logits", case)), results(numbers_of("softmax", case))[0]
    assert agree(vectors(numbers_of("softmax", case))[0], [each - m for each in z])


@every_case
def test_the_exponentials_shown_are_those_of_the_line_before(case):
    shifted_logits, exponentials = vectors(numbers_of("softmax", case))
    assert agree(exponentials, [each.of(math.exp) for each in shifted_logits])


@every_case
def test_the_sum_shown_is_of_the_exponentials_shown(case):
    text = numbers_of("softmax", case)
    assert agree([results(text)[1]], [added(vectors(text)[1])])


@every_case
def test_each_probability_is_its_exponential_by_their_sum(case):
    text = numbers_of("softmax", case)
    _, exponentials = vectors(text)
    assert fractions(text) == [(each, results(text)[1]) for each in exponentials]


@every_case
def test_the_surprises_follow_from_the_sum_and_the_shifted_logits(case):
    softmax_text = numbers_of("softmax", case)
    log_sum = results(softmax_text)[1].of(math.log)
    expected = [log_sum - each for each in vectors(softmax_text)[0]]
    assert agree(vectors(numbers_of("loss", case))[0], expected)


@every_case
def test_the_loss_weighs_the_surprises_of_the_line_before_by_the_targets(case):
    text = numbers_of("loss", case)
    terms = [term.split(r" \cdot ", 1) for term in equations(text)[1][1].split(" + ")]
    assert [evaluated(y) for y, _ in terms] == y_of(case)
    assert [evaluated(surprise) for _, surprise in terms] == vectors(text)[0]


@every_case
def test_the_slope_divides_the_targets_by_the_probabilities(case):
    shown = fractions(numbers_of("slope", case))
    assert shown == [(y, a) for y, a in zip(y_of(case), a_of(case), strict=True) if a != ZERO]


@every_case
def test_where_a_probability_underflows_the_limit_is_named(case):
    d, step = derivation(case), slope_step(derivation(case), WIDE)
    limits = re.findall(r"\\lim_\{a_\{(\d+)\} \\to 0\}", step.numbers)
    assert limits == [str(j + 1) for j in np.flatnonzero(d.a == 0)]
    assert ("the limit for a → 0 is shown" in step.words) == bool(limits)
    assert not re.search(r"\}\{0\.0000\}", plain(step.numbers))


@every_case
def test_both_cases_of_the_jacobian_use_the_probabilities_shown(case):
    a = a_of(case)
    assert agree(results(numbers_of("jacobian", case)), [a[0] * (ONE - a[0]), -a[0] * a[1]])


@every_case
def test_the_chain_rule_has_a_row_for_every_probability_and_a_column_for_every_logit(case):
    k = len(derivation(case).z)
    terms, below = chain_rows(case)
    assert [len(row) for row in (*terms, *below)] == [k] * (k + 5)


@every_case
def test_chain_rule_terms_follow_from_the_targets_and_probabilities_shown(case):
    a, y, (terms, _) = a_of(case), y_of(case), chain_rows(case)
    expected = [y_j * (a_i - (ONE if i == j else ZERO)) for j, y_j in enumerate(y) for i, a_i in enumerate(a)]
    assert agree([term for row in terms for term in row], expected)


@pytest.mark.parametrize("case", ["one-hot", "soft", "sum above one", "small probabilities", *SAMPLES])
def test_chain_rule_terms_are_slope_times_jacobian(case):
    a, (terms, _) = a_of(case), chain_rows(case)
    slopes = results(numbers_of("slope", case))
    expected = [
        slope * a[j] * ((ONE if i == j else ZERO) - a_i) for j, slope in enumerate(slopes) for i, a_i in enumerate(a)
    ]
    assert agree([term for row in terms for term in row], expected)


@every_case
def test_the_terms_of_a_column_add_up_to_the_two_cases_and_to_the_gradient(case):
    terms, (others, same, _, _, gradient) = chain_rows(case)
    columns = [added(column) for column in zip(*terms, strict=True)]
    assert agree(columns, [one + other for one, other in zip(others, same, strict=True)])
    assert agree(columns, gradient)


@every_case
def test_the_term_that_was_missing_completes_the_sum(case):
    _, (others, same, own, all_j, gradient) = chain_rows(case)
    y = y_of(case)
    assert agree(same, [a_y - y_i for a_y, y_i in zip(own, y, strict=True)])
    assert agree(all_j, [one + other for one, other in zip(others, own, strict=True)])
    assert agree(gradient, [one - other for one, other in zip(all_j, y, strict=True)])


@every_case
def test_the_result_is_the_last_line_of_the_chain_rule(case):
    assert gradient_of(case) == chain_rows(case)[1][-1]


@every_case
def test_the_result_uses_the_probabilities_and_targets_shown(case):
    k = len(derivation(case).z)
    lines = equations(numbers_of("a - y", case))[1 : k + 1]
    shown = [
        (evaluated(re.split(r" \\cdot (?!10)| - ", line[1])[0]), evaluated(line[1].split(" - ")[1])) for line in lines
    ]
    assert shown == list(zip(a_of(case), y_of(case), strict=True))


@pytest.mark.parametrize("case", FREE)
def test_a_minus_y_is_wrong_by_what_is_shown(case):
    a, y, gradient = a_of(case), y_of(case), gradient_of(case)
    a_minus_y, off_by = vectors(numbers_of("a - y", case))
    y_sum = results(numbers_of("a - y", case))[0]
    assert agree(a_minus_y, [one - other for one, other in zip(a, y, strict=True)])
    assert agree(off_by, [one - other for one, other in zip(a_minus_y, gradient, strict=True)])
    assert agree(off_by, [each * (ONE - y_sum) for each in a])


@pytest.mark.parametrize("case", ONE_HOT)
def test_nothing_is_wrong_with_a_minus_y_when_targets_sum_to_one(case):
    step = result_step(derivation(case), WIDE)
    assert "wrong" not in step.words
    assert "prediction minus truth" in step.words
    assert vectors(step.numbers) == []
    assert results(step.numbers)[0] == evaluated("1.0000")


@pytest.mark.parametrize(("case", "written"), [("sum above one", "1.2000"), ("sum below one", "0.5000")])
def test_words_say_what_the_targets_sum_to_and_that_a_minus_y_is_wrong(case, written):
    step = result_step(derivation(case), WIDE)
    assert f"sum to {written}, not to 1" in step.words
    assert "**a − y is wrong**" in step.words
    assert r"\neq" in step.formula


@pytest.mark.parametrize(("case", "label"), [("one-hot", 1), ("wrong at 1e4", 2), ("very wrong at 1e4", 3)])
def test_words_name_the_one_term_that_survives(case, label):
    words = loss_step(derivation(case), WIDE).words
    assert "one term survives" in words
    assert f"the probability of class {label}." in words


@pytest.mark.parametrize("case", ["soft", "sum above one", "sum below one", "no target", "small probabilities"])
def test_words_do_not_speak_of_one_term_when_targets_are_not_one_hot(case):
    words = loss_step(derivation(case), WIDE).words
    assert "one term survives" not in words
    assert "every class with y > 0 has a term" in words


@every_case
def test_squared_error_follows_from_the_probabilities_and_targets(case):
    text = numbers_of("squared error", case)
    a_minus_y, through_jacobian = vectors(text)
    a, half = a_of(case), Shown(0.5, 0.5)
    weighed = added([a_j * r for a_j, r in zip(a, a_minus_y, strict=True)])
    assert agree(a_minus_y, [one - other for one, other in zip(a, y_of(case), strict=True)])
    assert agree([results(text)[0]], [half * added([r * r for r in a_minus_y])])
    assert agree(through_jacobian, [a_i * (r - weighed) for a_i, r in zip(a, a_minus_y, strict=True)])


@every_case
@pytest.mark.parametrize("shift", [3.0, -100.0])
def test_a_shift_moves_every_logit_and_no_probability(case, shift):
    z, text = results(numbers_of("logits", case)), shifted(case, shift)
    moved, probabilities = vectors(text)
    assert agree(moved, [each + Shown(shift, shift) for each in z])
    assert agree(probabilities, a_of(case))
    assert results(text)[-1].high < 1e-11


@every_case
def test_every_number_has_four_decimals(case):
    written = re.findall(r"\d+\.\d*", everything(case, WIDE))
    assert {len(number.partition(".")[2]) for number in written} <= {4}


@every_case
def test_a_number_without_decimals_is_a_symbols_or_a_power(case):
    rest = re.sub(
        r"\\text\{[^}]*\}|\\to 0|\\\\\[-?\dpt\]|#\w{6}|10\^\{-?\d+\}|[_^]\{?-?\w+\}?", " ", everything(case, WIDE)
    )
    heads = {str(i + 1) for i in range(len(derivation(case).z))}
    assert set(re.findall(r"(?<![\d.])\d+(?![\d.])", rest)) <= heads


@every_case
def test_minus_zero_is_never_shown(case):
    assert "-0.0000" not in everything(case, WIDE)


@every_case
def test_a_negative_number_after_an_operator_stands_in_parentheses(case):
    assert not re.search(r"(\\cdot|[+-]) (\\textcolor\{#\w{6}\}\{)?-", everything(case, WIDE))


@every_case
def test_a_narrow_screen_shows_the_same_numbers(case):
    def numbers(ink):
        return sorted(NUMBER.findall(everything(case, ink)))  # a table may be split

    assert numbers(NARROW) == numbers(WIDE)


@every_theme
@pytest.mark.parametrize("case", THREE_CLASSES)
def test_a_symbol_with_a_classs_number_is_in_its_colour(case, theme):
    shown = re.findall(r"(#\w{6})\}\{[za]_\{(\d+)\}\}", everything(case, Ink(theme)))
    assert [colour for colour, _ in shown] == [CLASS_TEXT[theme][int(label) - 1] for _, label in shown]


@every_theme
@pytest.mark.parametrize("case", THREE_CLASSES)
def test_every_number_of_a_classs_line_is_in_its_colour(case, theme):
    steps = ("logits", "softmax", "slope", "a - y")
    texts = [numbers_of(step, case, Ink(theme)).replace(r" \\[6pt] &=", " &=") for step in steps]
    lines = [line for text in texts for line in LINE_END.split(text) if re.search(r"[za]_\{\d\}.*? &= ", line)]
    assert [set(re.findall(r"#\w{6}", line)) for line in lines] == [{colour} for colour in CLASS_TEXT[theme][:3]] * 4


@every_theme
@pytest.mark.parametrize("case", THREE_CLASSES)
def test_the_entries_of_a_vector_are_in_the_colours_of_the_classes(case, theme):
    shown = re.findall(r"\\left\((.*?)\\right\)", everything(case, Ink(theme)))
    assert [re.findall(r"#\w{6}", vector) for vector in shown] == [list(CLASS_TEXT[theme][:3])] * len(shown)


@every_theme
@pytest.mark.parametrize("case", THREE_CLASSES)
def test_the_columns_of_the_chain_rule_are_in_the_colours_of_the_classes(case, theme):
    rows = LINE_END.split(numbers_of("chain rule", case, Ink(theme)))
    assert [re.findall(r"#\w{6}", row)[-3:] for row in rows] == [list(CLASS_TEXT[theme][:3])] * len(rows)


@every_theme
@every_sample
def test_a_row_of_the_update_is_in_the_colour_of_its_class(case, theme):
    rows = [
        row for _, table in tables_of_update(case, Ink(theme)) for row in LINE_END.split(table.partition("[-8pt]")[2])
    ]
    assert [set(re.findall(r"#\w{6}", row)) for row in rows] == [{each} for each in CLASS_TEXT[theme][:3]] * 4


@every_case
def test_the_check_of_the_logits_shows_the_formula_and_three_differences(case):
    check = check_of_logits(case)
    rows = table(check_table(check, logit_heads(len(derivation(case).z), WIDE), WIDE))
    assert list(rows) == [
        rf"\text{{{name}}}" for name in ("formula", "central", "forward", "backward", "central off by")
    ]
    found = [*(check.analytic, check.central, check.forward, check.backward), abs(check.central - check.analytic)]
    assert holds([cell for row in rows.values() for cell in row], found)


@every_case
def test_each_difference_stands_in_its_own_row(case):
    d = derivation(case)
    coarse = check_gradient(*of_logits(d.y), d.z, h=0.1)
    _, central, forward, backward, _ = rows_of(check_table(coarse, logit_heads(len(d.z), WIDE), WIDE))
    assert holds([*central, *forward, *backward], [coarse.central, coarse.forward, coarse.backward])


@every_case
def test_the_formula_of_the_check_is_the_result_of_the_derivation(case):
    shown = rows_of(check_table(check_of_logits(case), logit_heads(len(derivation(case).z), WIDE), WIDE))[0]
    assert agree(shown, gradient_of(case))


@every_case
def test_the_differences_shown_agree_with_the_formula_shown(case):
    formula, central, _, _, off_by = rows_of(check_table(check_of_logits(case), logit_heads(3, WIDE), WIDE))
    assert agree(formula, [one + Shown(-err.high, err.high) for one, err in zip(central, off_by, strict=True)])


@every_case
def test_the_check_passes(case):
    check = check_of_logits(case)
    assert check.passed
    assert "agrees with central differences" in check_words.verdict("logits", check)


@pytest.mark.parametrize(("case", "written"), [("sum above one", "0.1318"), ("sum below one", "0.2978")])
def test_the_check_says_by_how_much_a_minus_y_is_wrong(case, written):
    d = derivation(case)
    function, _ = of_logits(d.y)
    wrong = check_gradient(function, lambda z: softmax(z) - d.y, d.z)
    assert not wrong.passed
    assert written == f"{abs(d.error_of_a_minus_y).max():.4f}"
    assert f"wrong by up to {written}," in check_words.verdict_on_a_minus_y(wrong, d.y_sum)


@every_sample
def test_the_check_of_the_weights_has_a_table_for_every_feature_and_the_biases(case):
    check, names = check_of_weights(case), experiment(case).dataset.feature_names
    tables = weight_check_tables(check, names, WIDE)
    assert len(tables) == len(names) + 1
    assert holds([cell for each in tables for cell in rows_of(each)[0]], check.analytic.T)
    assert holds([cell for each in tables for cell in rows_of(each)[1]], check.central.T)


@every_sample
def test_the_tables_of_the_update_are_update_steps(case):
    d, taken = derivation(case), update(case)
    shown = [cell for _, text in tables_of_update(case) for row in rows_of(text) for cell in row]
    parts = [Parameters(d.dloss_dW, d.dloss_db), taken.gradient, taken.before, taken.after]
    assert holds(shown, [np.column_stack([part.W, part.b]) for part in parts])


@every_sample
def test_tables_of_the_update_have_the_shape_of_w(case):
    names = [name.split(" (")[0] for name in experiment(case).dataset.feature_names]
    for_each = [text.partition(r" \\ \hline")[0].partition("} ")[2] for _, text in tables_of_update(case)]
    assert for_each == [" & ".join(["", *(rf"\text{{{name}}}" for name in (*names, "bias"))])] * 4
    assert [list(table(text)) for _, text in tables_of_update(case)] == [["{1}", "{2}", "{3}"]] * 4


@every_sample
def test_the_gradient_of_the_sample_is_a_minus_y_times_its_features(case):
    terms = equations(numbers_of("logits", case))[0][1].split(" + ")[:-1]
    x = [evaluated(term.split(r" \cdot ")[1]) for term in terms]
    rows = rows_of(tables_of_update(case)[0][1])
    assert [row[-1] for row in rows] == gradient_of(case)
    assert all(agree(row[:-1], [row[-1] * feature for feature in x]) for row in rows)


@every_sample
def test_the_step_goes_against_the_gradient_shown_by_the_learning_rate_shown(case):
    _, (_, gradient), (_, before), (caption, after) = tables_of_update(case)
    rate = read(NUMBER.search(caption))
    cells = [[cell for row in rows_of(text) for cell in row] for text in (before, gradient, after)]
    assert rate == evaluated("0.1000")
    assert agree(cells[2], [old - rate * slope for old, slope, _ in zip(*cells, strict=True)])


@every_sample
def test_the_loss_falls_from_before_to_after(case):
    before, after = (read(match) for match in NUMBER.finditer(losses(update(case), WIDE)))
    assert holds([before, after], [update(case).loss_before, update(case).loss_after])
    assert after.high < before.low


@pytest.mark.parametrize(
    ("x", "written"),
    [
        (0.0, "0.0000"),
        (-0.0, "0.0000"),
        (1.0, "1.0000"),
        (-0.34104, "-0.3410"),
        (5e-5, "0.0001"),
        (-5e-5, "-0.0001"),
        (4.9e-5, r"4.9000\cdot 10^{-5}"),
        (-1e-12, r"-1.0000\cdot 10^{-12}"),
        (10000.0, "10000.0000"),
        (1e5, r"1.0000\cdot 10^{5}"),
        (-123456.0, r"-1.2346\cdot 10^{5}"),
        (math.inf, r"\infty"),
        (-math.inf, r"-\infty"),
        (math.nan, r"\text{undefined}"),
    ],
)
def test_a_number_has_four_decimals_or_four_and_a_power_of_ten(x, written):
    assert value(x) == written


@settings(max_examples=200)
@given(st.floats(-1e300, 1e300, allow_subnormal=False))
def test_a_number_shown_stands_for_itself_and_only_zero_is_shown_as_zero(x):
    shown = read(NUMBER.search(value(x)))
    assert holds([shown], [abs(x)])
    assert (shown == ZERO) == (x == 0)
    assert value(x).startswith("-") == (x < 0)
