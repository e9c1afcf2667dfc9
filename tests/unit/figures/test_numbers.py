"""One number format: plain text, and TeX with the same digits."""

import math

import pytest

from trainer.figures.numbers import decimal, number, percent, tex


@pytest.mark.parametrize(
    ("value", "text", "in_tex"),
    [
        (0.29651, "0.2965", "0.2965"),
        (-0.0921, "−0.0921", "-0.0921"),
        (-0.0, "0", "0"),
        (10, "10", "10"),
        (12345.6, "12346", "12346"),
        (1.2e-9, "1.2·10⁻⁹", r"1.2\cdot 10^{-9}"),
        (-1.2346e-9, "−1.235·10⁻⁹", r"-1.235\cdot 10^{-9}"),
        (1e-9, "10⁻⁹", "10^{-9}"),
        (-1e-9, "−10⁻⁹", "-10^{-9}"),
        (0.0001, "0.0001", "0.0001"),
        (0.00009999999, "0.0001", "0.0001"),
        (1.5e69, "1.5·10⁶⁹", r"1.5\cdot 10^{69}"),
        (math.inf, "infinity", r"\infty"),
        (-math.inf, "−infinity", r"-\infty"),
        (math.nan, "not a number", r"\text{undefined}"),
    ],
)
def test_number_and_its_twin_in_tex_have_the_same_digits(value, text, in_tex):
    assert number(value) == text
    assert tex(text) == in_tex


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.3, "0.3000"),
        (-0.0, "0.0000"),
        (-1e-5, "−1.0000·10⁻⁵"),
        (1e5, "1.0000·10⁵"),
        (-0.00005, "−0.0001"),
    ],
)
def test_decimal_keeps_its_decimals_and_never_rounds_a_number_to_zero(value, text):
    assert decimal(value) == text


@pytest.mark.parametrize(
    ("fraction", "text"),
    [
        (1, "100.0%"),
        (0, "0.0%"),
        (0.99951, "> 99.9%"),
        (1e-9, "< 0.1%"),
        (0.875, "87.5%"),
        (0.999, "99.9%"),
    ],
)
def test_a_share_is_called_none_or_all_only_where_it_is(fraction, text):
    assert percent(fraction) == text
