"""How a number is written, everywhere in the app."""

import numpy as np


def number(value: float, digits: int = 4) -> str:
    """A value in `digits` significant digits, as it is written everywhere: 0.2965, 1.2e-09, infinity."""
    if not np.isfinite(value):
        return "infinity" if value > 0 else "not a number" if np.isnan(value) else "−infinity"
    value += 0.0  # -0.0 becomes 0.0
    text = f"{value:.{digits}g}" if abs(value) >= 1e-4 or value == 0 else f"{value:.{digits - 2}e}"
    return text.replace("-", "−", 1) if text.startswith("-") else text


def percent(fraction: float) -> str:
    """A fraction as a percentage with one decimal."""
    return f"{100 * fraction:.1f}%"


def probability(a: float) -> str:
    """A class's probability as a percentage; softmax is never certain, so neither 100.0% nor 0.0% is written."""
    return "> 99.9%" if a > 0.9995 else "< 0.1%" if a < 0.0005 else percent(a)
