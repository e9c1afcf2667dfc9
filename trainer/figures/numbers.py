"""How a number is written, everywhere in the app: as plain text, and in TeX with the same digits.

text   −0.0921   1.2·10⁻⁹           TeX   -0.0921   1.2\\cdot 10^{-9}

A minus sign is a true one, zero has none, and a share of a whole is never called 0 % or 100 % unless it is.
"""

import math
import re

from trainer.language import _

_RAISED = str.maketrans("−0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def number(value: float, digits: int = 4) -> str:
    """A value in `digits` significant digits: 0.2965, 12346, 1.2·10⁻⁹, 10⁻⁵, infinity."""
    value = float(value)
    if not math.isfinite(value):
        return _endless(value)
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    if value != 0 and not -5 < int(exponent) < 6:
        return _power(mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa, int(exponent))
    decimals = max(0, digits - 1 - int(exponent))
    text = f"{value + 0.0:.{decimals}f}"  # adding 0.0 turns -0.0 into 0.0
    return _signed(text.rstrip("0").rstrip(".") if "." in text else text)


def decimal(value: float, decimals: int = 4) -> str:
    """A value with a fixed number of decimals, for columns and formulas: 0.3000, −0.0921, 1.2000·10⁻⁹."""
    value = float(value)
    if not math.isfinite(value):
        return _endless(value)
    if value == 0 or 5 * 10.0 ** -(decimals + 1) <= abs(value) < 1e5:
        return _signed(f"{value + 0.0:.{decimals}f}")
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    return _power(mantissa, int(exponent))


def percent(fraction: float) -> str:
    """A fraction as a percentage with one decimal; 0.0% and 100.0% are said of nothing but none and all."""
    if 0.9995 <= fraction < 1:
        return "> 99.9%"
    if 0 < fraction < 0.0005:
        return "< 0.1%"
    return _signed(f"{100 * fraction + 0.0:.1f}%")


def probability(a: float) -> str:
    """A class's probability as a percentage; softmax is never certain, so neither 100.0% nor 0.0% is written."""
    return "> 99.9%" if a > 0.9995 else "< 0.1%" if a < 0.0005 else percent(a)


def tex(text: str) -> str:
    """A number written by this module, as TeX: the same digits, the power of ten raised."""
    endless = {_("infinity"): r"\infty", _("−infinity"): r"-\infty", _("not a number"): r"\text{undefined}"}
    if text in endless:
        return endless[text].replace("undefined", _("undefined"))
    powers = re.sub(r"10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda found: f"10^{{{found[1].translate(_LOWERED)}}}", text)
    return powers.replace("·", r"\cdot ").replace("−", "-").replace("%", r"\%")


def _power(mantissa: str, exponent: int) -> str:
    raised = f"10{str(exponent).replace('-', '−').translate(_RAISED)}"
    sign = {"1": "", "-1": "−"}
    return sign[mantissa] + raised if mantissa in sign else f"{_signed(mantissa)}·{raised}"


def _signed(text: str) -> str:
    return text.replace("-", "−", 1)


def _endless(value: float) -> str:
    return _("not a number") if math.isnan(value) else _("infinity") if value > 0 else _("−infinity")
