"""What a cell of text says: a number, with a point or a comma for its decimals, or nothing.

Numbers are taken as people and spreadsheets write them, and no others: not 1_000, not 0x1F, not １２.
"""

import re

import numpy as np

from trainer.softmax import Array

NUMBER = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d+)?", re.ASCII)
NOT_FINITE = re.compile(r"[+-]?inf(?:inity)?", re.IGNORECASE)
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
GROUPED = re.compile(r"[+-]?\d{1,3}(?:[., '’\u00a0\u202f]\d{3})+(?:[.,]\d+)?", re.ASCII)
MISSING_LABELS = frozenset(["", "NA", "N/A", "n/a", "NaN", "nan", "?", "null", "NULL"])
MISSING = MISSING_LABELS | {"na", "None", "-", ".", "#N/A"}
LONG = 40  # characters: NumPy gives every cell the room of the longest
MINUS = "\u2212"  # as this program prints it


def is_number(cell: str) -> bool:
    """Whether a cell is a number, infinite ones included."""
    cell = cell.strip().replace(MINUS, "-")
    return bool(NUMBER.fullmatch(cell) or NOT_FINITE.fullmatch(cell))


def numbers(cells: list[str], decimal_comma: bool) -> Array:
    """The numbers of a column (n,): NaN where a cell is missing, inf where its number is too large for float64.

    Raises ValueError if a cell is neither; `first_bad` finds it.
    """
    text = "\n".join(cells)
    if text.isascii() and "_" not in text and len(max(cells, key=len)) <= LONG:
        try:
            return np.array(cells, dtype=np.str_).astype(np.float64)  # all at once, ten times faster
        except ValueError:
            pass
    values = {cell: _number(cell, decimal_comma) for cell in set(cells)}
    return np.array([values[cell] for cell in cells])


def _number(cell: str, decimal_comma: bool) -> float:
    if cell in MISSING:
        return np.nan
    plain = cell.replace(MINUS, "-")
    if NOT_FINITE.fullmatch(plain):
        return float(plain)
    if not NUMBER.fullmatch(plain) or ("," in plain and not decimal_comma):
        raise ValueError(f"{cell!r} is not a number")
    return float(plain.replace(",", "."))


def first_bad(cells: list[str], decimal_comma: bool) -> int | None:
    """The place of the first cell that is neither a number nor missing."""
    bad = _bad(cells, decimal_comma)
    return next((place for place, cell in enumerate(cells) if cell in bad), None)


def share_of_numbers(cells: list[str], decimal_comma: bool) -> float:
    """The share of numbers among the cells that are not missing; 0 where all are."""
    bad = _bad(cells, decimal_comma)
    present = [cell for cell in cells if cell not in MISSING]
    return 1 - sum(cell in bad for cell in present) / len(present) if present else 0.0


def _bad(cells: list[str], decimal_comma: bool) -> set[str]:
    bad = set()
    for cell in set(cells):
        try:
            _number(cell, decimal_comma)
        except ValueError:
            bad.add(cell)
    return bad
