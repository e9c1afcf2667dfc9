"""What the columns of a table hold: numbers, text, row numbers, nothing; and which of them is likely the label."""

import re
from dataclasses import dataclass

from trainer.facts import Refused
from trainer.reading.cells import GROUPED, MISSING, MISSING_LABELS, THOUSANDS, is_number, share_of_numbers
from trainer.reading.text import Table

MOST_CLASSES = 20
FEWEST_COUNTED = 5  # rows: fewer numbers in a row may be a feature
LABEL_NAMES = frozenset(
    ["class", "label", "target", "species", "kind", "type", "category", "variety", "diagnosis", "y"]
)
ROW_NAMES = frozenset(
    ["", "id", "index", "row", "rownames", "row names", "row number", "no", "no.", "nr", "nr.", "#", "unnamed: 0"]
)
WHOLE = re.compile(r"[+-]?\d+(?:\.0*)?", re.ASCII)
A_COMMA = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True, eq=False)
class Columns:
    """The kind of each column of a table, "numbers", "text", "rows" or "nothing" (c,), and how decimals are written."""

    kinds: tuple[str, ...]
    decimal_comma: bool

    def of_kind(self, kind: str) -> list[int]:
        """The places of the columns of a kind."""
        return [column for column, found in enumerate(self.kinds) if found == kind]


def columns(table: Table) -> Columns:
    """The kinds of all columns. Refused: numbers that may be thousands or decimals."""
    comma = decimal_comma(table)
    kinds = [_kind(column, comma) for column in table.columns]
    if kinds[0] != "nothing" and _counts_rows(table, kinds):
        kinds[0] = "rows"
    return Columns(tuple(kinds), comma)


def decimal_comma(table: Table) -> bool:
    """Whether decimals are written with a comma: 5,1. Refused where each such number may be a thousand: 5,100."""
    doubtful = None
    for number, column in enumerate(table.columns):
        if table.delimiter == "," and not any("," in cell for cell in column):
            continue
        for place, cell in enumerate(column):
            if THOUSANDS.fullmatch(cell):
                doubtful = doubtful or (table.lines[place], table.names[number], cell)
            elif A_COMMA.fullmatch(cell):
                return True
    if doubtful:
        row, name, cell = doubtful
        raise Refused("thousands", row=row, column=name, entry=cell)
    return False


def _kind(column: list[str], comma: bool) -> str:
    if MISSING.issuperset(column):
        return "nothing"
    return "numbers" if share_of_numbers(column, comma) > 0.5 else "text"


def _counts_rows(table: Table, kinds: list[str]) -> bool:
    """Whether the first column only says which row it is: 1, 2, 3 ..., or a different id in every row."""
    column, name = table.columns[0], table.names[0].lower()
    if len(set(column)) < len(column) or "numbers" not in kinds[1:] or name in LABEL_NAMES:
        return False
    whole = all(cell.isascii() and cell.isdigit() and len(cell) < 16 for cell in column)
    if table.has_header and (name in ROW_NAMES or name.endswith(("_id", " id"))):
        return whole or kinds[0] == "text"
    first = int(column[0]) if whole else -1
    counted = first in (0, 1) and [int(cell) for cell in column] == list(range(first, first + len(column)))
    return counted and len(column) >= FEWEST_COUNTED


def label_candidates(table: Table, found: Columns) -> list[int]:
    """The columns that can be the label, the likeliest first: text before whole numbers, 2 to 20 of them in all."""
    text = [column for column in found.of_kind("text") if _is_label(table.columns[column])]
    whole = [column for column in found.of_kind("numbers") if _is_label(table.columns[column], whole=True)]
    last = len(table.columns) - 1
    text.sort(key=lambda column: (_named(table, column), column == last, -column), reverse=True)
    whole.sort(key=lambda column: (_named(table, column), column), reverse=True)
    return text + whole


def _named(table: Table, column: int) -> bool:
    return table.names[column].lower() in LABEL_NAMES


def _is_label(column: list[str], whole: bool = False) -> bool:
    labels = set(column) - MISSING_LABELS
    return 2 <= len(labels) <= MOST_CLASSES and (not whole or all(WHOLE.fullmatch(label) for label in labels))


def is_grouped(cell: str) -> bool:
    """Whether a cell looks like a number with its thousands set apart."""
    return bool(GROUPED.fullmatch(cell)) and not is_number(cell)
