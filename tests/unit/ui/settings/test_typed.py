"""Numbers as people type and paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.figures.numbers import decimal, number
from trainer.ui.settings.kinds import Real, Whole
from trainer.ui.settings.typed import NotANumber, read_typed

WHOLE = Whole("Epochs", "Help.", 200, 1, 5000, 50)
REAL = Real("z1", "Help.", 2.0, -1e4, 1e4, 0.5)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("5", 5),
        (" 5 ", 5),
        ("+5", 5),
        ("1e3", 1000),
        ("1E3", 1000),
        ("2.5e2", 250),
        ("1,000", 1000),
        ("1 000", 1000),
        ("1\u202f000", 1000),
        ("1'000", 1000),
        ("10.0", 10),
        ("２００", 200),
        ("٣", 3),
        ("10³", 1000),
        ("2·10³", 2000),
        ("2 × 10^3", 2000),
        ("007", 7),
        ("1", 1),
        ("5000", 5000),
    ],
)
def test_a_whole_number_is_what_was_meant(typed, value):
    found = read_typed(WHOLE, typed)
    assert (found, type(found)) == (value, int)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("-5", -5),
        ("−5", -5),
        ("–5", -5),
        ("－５", -5),
        ("0.5", 0.5),
        ("0,5", 0.5),
        (".5", 0.5),
        ("5.", 5),
        ("−1,234.5", -1234.5),
        ("1,234", 1234),
        ("1.2·10⁻⁹", 1.2e-9),
        ("−10⁻⁵", -1e-5),
        ("−1.2·10^-3", -1.2e-3),
        ("1e−3", 1e-3),
        ("-10000", -1e4),
        ("10000", 1e4),
    ],
)
def test_a_number_is_what_was_meant(typed, value):
    found = read_typed(REAL, typed)
    assert (found, type(found)) == (value, float)


@pytest.mark.parametrize(
    ("setting", "typed", "kind"),
    [
        *(
            (REAL, typed, "number")
            for typed in ("", "x", "1..2", "1,2,3", "1,23,456", "--5", "nan", "inf", "1_0", "0x1")
        ),
        *((REAL, typed, "number") for typed in ("e5", ".", "5e", "1 2.3.4", "½", "5%", "1.234,5")),
        *((REAL, typed, "range") for typed in ("10000.1", "−10000.1", "1e999", "9" * 400)),
        *((WHOLE, typed, "range") for typed in ("0", "-1", "5001", "0.5", "1e9")),
        *((WHOLE, typed, "whole") for typed in ("1.5", "2,5", "12.000001")),
    ],
)
def test_what_is_no_number_there_says_why(setting, typed, kind):
    with pytest.raises(NotANumber) as fault:
        read_typed(setting, typed)
    assert fault.value.kind == kind


@pytest.mark.parametrize("setting", [WHOLE, REAL], ids=["whole", "real"])
@given(typed=st.text(max_size=20) | st.text("0123456789+-−.,eE·^ ⁻³", max_size=8))
def test_whatever_is_typed_is_a_value_that_is_allowed_or_a_fault(setting, typed):
    try:
        value = read_typed(setting, typed)
    except NotANumber as fault:
        value = {"number": setting.low, "whole": setting.low, "range": setting.low}[fault.kind]
    assert setting.allows(value)


@pytest.mark.parametrize("write", [number, decimal])
@given(value=st.floats(-1e4, 1e4))
def test_a_number_copied_from_a_page_is_read_as_it_is_shown(write, value):
    assert read_typed(REAL, write(value)) == pytest.approx(value, rel=1e-3, abs=1e-4)
