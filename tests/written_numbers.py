"""Numbers read back as they are written on a page: −0.0921, 1.2·10⁻⁹, 10⁻⁹, 1,234."""

import re

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
POWER = re.compile(r"(?:(.*)·)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$")


def read_number(text: str) -> float:
    """The number that a text shows."""
    plain = text.replace("−", "-").replace(",", "")
    found = POWER.match(plain)
    if not found:
        return float(plain)
    return float(f"{found[1] or 1}e{found[2].translate(SUPERSCRIPTS)}")
