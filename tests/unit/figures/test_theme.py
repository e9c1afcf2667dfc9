"""What figures share: numbers as they are written, colours, shapes and names."""

import base64
import json
import math

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.figures import numbers, theme


def unpacked(array):
    return np.frombuffer(base64.b64decode(array["bdata"]), array["dtype"])


@pytest.mark.parametrize(
    ("a", "written"),
    [(1.0, "> 99.9%"), (0.99951, "> 99.9%"), (0.9994, "99.9%"), (0.0006, "0.1%"), (0.0004, "< 0.1%"), (0, "< 0.1%")],
)
def test_a_probability_is_never_written_as_certain(a, written):
    assert numbers.probability(a) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param(0.29648, "0.2965", id="four digits"),
        pytest.param(0, "0", id="zero"),
        pytest.param(-0.0, "0", id="minus zero"),
        pytest.param(1.0, "1", id="whole"),
        pytest.param(-2.5, "−2.5", id="a real minus sign"),
        pytest.param(12.3456, "12.35", id="above one"),
        pytest.param(0.0001, "0.0001", id="the smallest without exponent"),
        pytest.param(math.inf, "infinity", id="infinite"),
        pytest.param(-math.inf, "−infinity", id="minus infinite"),
        pytest.param(math.nan, "not a number", id="nan"),
    ],
)
def test_a_number_is_written_for_reading(value, written):
    assert numbers.number(value) == written


def as_python(text: str) -> str:
    """1.2·10⁻⁹ as 1.2e-9; a bare power of ten has the factor 1."""
    mantissa, ten, raised = text.replace("−", "-").rpartition("10") if set(text) & set("⁰¹²³⁴⁵⁶⁷⁸⁹") else (text, "", "")
    power = raised.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    if not ten:
        return text.replace("−", "-")
    return f"{mantissa.removesuffix('·') if mantissa not in ('', '-') else mantissa + '1'}e{power}"


@given(st.floats(-1e300, 1e300), st.integers(3, 6))
def test_a_number_is_written_to_its_digits(value, digits):
    written = float(as_python(numbers.number(value, digits)))
    assert written == pytest.approx(value, rel=0.5 * 10.0 ** (2 - digits), abs=1e-320)


@pytest.mark.parametrize(("fraction", "written"), [(0, "0.0%"), (1, "100.0%"), (0.3333, "33.3%"), (0.0004, "< 0.1%")])
def test_a_fraction_is_written_as_a_percentage(fraction, written):
    assert numbers.percent(fraction) == written


def test_every_class_has_a_colour_and_a_symbol_of_its_own():
    assert len(set(theme.CLASS_COLOURS)) == len(theme.CLASS_COLOURS) == 20
    assert len(set(theme.CLASS_SYMBOLS)) == len(theme.CLASS_SYMBOLS) == 20


def test_beyond_twenty_classes_no_pair_of_colour_and_symbol_repeats():
    assert len({(theme.class_colour(label), theme.class_symbol(label)) for label in range(100)}) == 100


@pytest.mark.parametrize("symbol", theme.CLASS_SYMBOLS)
def test_plotly_knows_every_symbol_filled_and_open(symbol):
    go.Figure({"data": [{"type": "scatter", "marker": {"symbol": [symbol, f"{symbol}-open"]}}]})


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("salt & oil", "salt &amp; oil"),
        ("&lt;", "&amp;lt;"),
        ("%{x}", "%&#123;x}"),
        ("share_%", "share_%"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_name_is_shown_by_plotly_as_typed(name, written):
    assert theme.as_typed(name) == written


def test_every_curve_has_a_colour_and_a_dash_of_its_own():
    assert len(set(theme.CURVE_COLOURS)) == len(theme.CURVE_COLOURS) == 8
    assert len(set(theme.CURVE_DASHES)) == len(theme.CURVE_DASHES) == 8


@pytest.mark.parametrize("span", [1e-8, 0.03, 0.999, 1.0, 6.4, 99, 1e5])
def test_shortened_values_are_finer_than_a_pixel(span):
    values = np.random.default_rng(0).uniform(0, span, 1000)
    np.testing.assert_allclose(theme.short(values, span), values, atol=span / 1999)


def test_shortened_values_are_short():
    assert len(json.dumps(theme.short(np.array([math.pi]), 6.4).tolist())) <= len("[3.142]")


@pytest.mark.parametrize("dtype", [np.uint16, np.float32, np.float64])
def test_a_packed_array_is_what_plotly_unpacks(dtype):
    values = np.arange(5).astype(dtype)
    figure = go.Figure({"data": [{"type": "scatter", "y": theme.packed(values)}]})
    np.testing.assert_array_equal(unpacked(figure.to_dict()["data"][0]["y"]), values)


def test_a_colour_gets_an_opacity():
    assert theme.rgba("#4c7df0", 0.14) == "rgba(76,125,240,0.14)"
