"""More classes and features than three and four: every formula is there, and none grows without end."""

import re

import numpy as np
import pytest

from trainer.analysis.derivation import derive_logits, derive_sample
from trainer.analysis.gradient_check import check_gradient, of_parameters
from trainer.analysis.gradient_part import of_columns
from trainer.analysis.update import update_step
from trainer.figures.theme import CLASS_COLOURS, CLASS_TEXT, class_text
from trainer.model import Parameters
from trainer.ui.derive.check_words import weights_checked
from trainer.ui.derive.gradient_formulas import chain_rule_step, result_step, slope_step
from trainer.ui.derive.loss_formulas import logits_step, loss_step, softmax_step, target_column
from trainer.ui.derive.strip import classes_shown
from trainer.ui.derive.tables import parameters_table, update_tables
from trainer.ui.derive.words import sum_of_targets, why_targets_sum_to_one
from trainer.ui.widgets.tex import Ink

K, D = 20, 100
GROUND = {"light": "#ffffff", "dark": "#0e1117"}
NAMES = tuple(f"f{i}" for i in range(D))


def many():
    rng = np.random.default_rng(5)
    W, b, x = rng.normal(size=(K, D)) / 10, rng.normal(size=K), rng.normal(size=D)
    return Parameters(W, b), x, derive_sample(Parameters(W, b), x, 13)


def contrast(one, other):
    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return np.dot(linear, [0.2126, 0.7152, 0.0722])

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("step", [logits_step, softmax_step, loss_step, slope_step, chain_rule_step, result_step])
def test_a_step_has_every_class_in_its_own_colour(step):
    shown = step(many()[2], Ink()).numbers
    assert set(CLASS_TEXT["light"]) == set(re.findall(r"#\w{6}", shown))


def test_of_many_products_the_first_are_written_and_dots_for_the_rest():
    (line, *_) = logits_step(many()[2], Ink()).numbers.split(r" \\[6pt] ")
    assert line.count(r" \cdot ") == 5
    assert line.count(r"\cdots") == 1


@pytest.mark.parametrize(("d", "columns"), [(1, 3), (4, 6), (5, 7), (6, 7), (100, 7)])
def test_a_table_in_the_shape_of_w_shows_at_most_five_columns_and_the_bias(d, columns):
    rng = np.random.default_rng(5)
    text = parameters_table(Parameters(rng.normal(size=(K, d)), rng.normal(size=K)), NAMES[:d], Ink())
    rows = text.partition("[-8pt] ")[2].split(r" \\[4pt] ")
    assert {row.count(" & ") + 1 for row in rows} == {columns}
    assert len(rows) == K
    assert (r"\cdots" in text) == (d > 5)


def test_the_update_of_many_features_has_four_tables():
    parameters, x, d = many()
    taken = update_step(parameters, x[None], np.array([13]), 0.1, 0.0)
    tables = update_tables(taken, Parameters(d.dloss_dW, d.dloss_db), NAMES, 0.1, Ink())
    assert len(tables) == 4
    assert max(map(len, tables.values())) < 10_000


@pytest.mark.parametrize("narrow", [False, True])
def test_no_table_has_more_than_six_columns_of_numbers(narrow):
    tex = chain_rule_step(many()[2], Ink("light", narrow)).numbers
    assert max(len(columns) for columns in re.findall(r"\{l\|(r+)\}", tex)) <= 6
    assert tex.count("i = ") == K


def test_the_target_is_a_column_of_all_classes():
    column = target_column(many()[2], Ink())
    assert column.count("1.0000") == 1
    assert column.count("0.0000") == K - 1


@pytest.mark.parametrize("columns", [[0, 1, -1], [2], [-1]])
def test_a_part_of_the_gradient_is_that_of_the_whole(columns):
    rng = np.random.default_rng(5)
    X, y, theta = rng.normal(size=(30, 4)), np.arange(30) % 3, rng.normal(size=(3, 5))
    function, gradient = of_parameters(X, y, 0.1)
    f, slope = of_columns(function, gradient, theta, columns)
    assert f(theta[:, columns]) == function(theta)
    np.testing.assert_array_equal(slope(theta[:, columns]), gradient(theta)[:, columns])
    assert check_gradient(f, slope, theta[:, columns]).passed
    wrong = check_gradient(f, lambda part: 1.01 * slope(part), theta[:, columns])
    assert not wrong.passed


@pytest.mark.parametrize(("n", "d", "said"), [(4, 4, "Every weight and bias,"), (5, 64, "weights of 5 of 64 features")])
def test_what_is_checked_is_said(n, d, said):
    assert said in weights_checked(n, d)


def test_many_targets_are_named_by_the_first_and_the_last():
    assert "one of y₁, y₂, …, y₂₀ is 1" in why_targets_sum_to_one(20)
    assert "one of y₁, y₂ is 1" in why_targets_sum_to_one(2)


def test_the_strip_shows_the_true_class_and_the_likeliest_others():
    a = np.array([0.3, 0.01, 0.2, 0.02, 0.1, 0.15, 0.05, 0.17])
    assert classes_shown(a, np.eye(8)[1]) == [0, 1, 2, 4, 5, 7]
    assert classes_shown(a[:3], np.eye(3)[1]) == [0, 1, 2]


@pytest.mark.parametrize("theme", CLASS_TEXT)
def test_every_class_has_a_text_colour_of_its_own_that_can_be_read(theme):
    colours = CLASS_TEXT[theme]
    assert len(set(colours)) == len(CLASS_COLOURS)
    assert min(contrast(colour, GROUND[theme]) for colour in colours) >= 4.5


def test_text_colours_begin_again_after_the_last():
    assert class_text(20, "light") == CLASS_TEXT["light"][1]


@pytest.mark.parametrize(
    ("y_sum", "written"), [(1.2, "1.2000"), (0.5, "0.5000"), (1 + 1e-6, "1 + (10⁻⁶)"), (1 - 1e-6, "1 + (−10⁻⁶)")]
)
def test_a_sum_that_is_not_one_is_not_written_as_one(y_sum, written):
    assert sum_of_targets(y_sum) == written


def test_a_target_names_a_true_class_only_if_it_is_one_hot():
    found = [derive_logits([1, 2, 3], y).true_class for y in ([0, 1, 0], [0.5, 0.5, 0], [0, 2, 0], [0, 0, 0])]
    assert found == [1, None, None, None]
