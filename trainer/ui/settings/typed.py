"""A number as people type or paste it, read as what was meant.

−5 (a true minus)   1e3   1,234.5   0,5   1.2·10⁻⁹   ３ (wide digits)        nothing else is guessed

"""

import re
import unicodedata

from trainer.ui.settings.kinds import Real, Whole

MINUS = str.maketrans(dict.fromkeys("−‐‑‒–—﹣－", "-"))
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
POWER = re.compile(r"(?:(.+?)\s*[·×*⋅]\s*|([-+]?))10(?:\^([-+]?\d+)|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))")
THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


class NotANumber(ValueError):
    """What was typed is not used; kind is "number", "whole" or "range"."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def read_typed(setting: Whole | Real, typed: str) -> int | float:
    """The value that was meant; NotANumber says of which kind the fault is."""
    plain = _plain(typed)
    if not NUMBER.fullmatch(plain):
        raise NotANumber("number")
    value = float(plain)
    if not setting.low <= value <= setting.high:
        raise NotANumber("range")
    if isinstance(setting, Real):
        return value
    if value != int(value):
        raise NotANumber("whole")
    return int(value)


def _plain(typed: str) -> str:
    """The number in the letters that Python reads."""
    text = typed.strip().translate(MINUS)
    power = POWER.fullmatch(text)
    if power:
        text = f"{power[1] or power[2] + '1'}e{power[3] or power[4].translate(LOWERED)}"
    text = re.sub(r"(?<=\d)[\s'’](?=\d)", "", unicodedata.normalize("NFKC", text)).translate(MINUS)
    if THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    return text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
