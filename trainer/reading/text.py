"""From the bytes of a file, or pasted text, to rows of cells: encoding, delimiter, a header or none.

Nothing is guessed silently: what was decided is said as facts. Rows are counted as in the file, from 1.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from trainer.facts import Fact, Refused
from trainer.reading.cells import MISSING, is_number

MOST_BYTES = 5 * 2**20
MOST_ROWS = 20_000
DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 200  # rows, to find the delimiter
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
SIGNATURES = {
    b"\xff\xfe": "utf16",
    b"\xfe\xff": "utf16",
    b"PK\x03\x04": "spreadsheet",
    b"\xd0\xcf\x11\xe0": "spreadsheet",
}

Row = tuple[int, list[str]]  # where it ends in the file, counted from 1, and its cells


@dataclass(frozen=True, eq=False)
class Table:
    """Cells as text, column by column: names (c,), columns (c, n), lines (n,) where each row stands in the file.

    has_header: whether the names are the file's own; delimiter: between the cells; facts: what was decided.
    """

    names: tuple[str, ...]
    columns: tuple[list[str], ...]
    lines: list[int]
    has_header: bool
    delimiter: str
    facts: tuple[Fact, ...]


def decode(content: bytes) -> tuple[str, list[Fact]]:
    """The text of a file: UTF-8, else Windows-1252, which is said. Refused: too large, or no text."""
    if len(content) > MOST_BYTES:
        raise Refused("too_large", megabytes=MOST_BYTES // 2**20)
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            raise Refused(kind)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if found := CONTROL.search(text):
            raise Refused("no_text", row=text.count("\n", 0, found.start()) + 1)
        return text, [Fact("windows_1252", {})] if encoding == "cp1252" else []
    raise Refused("no_text", row=1)


def table(text: str, has_header: bool | None = None) -> Table:
    """The rows of a CSV text; has_header: whether its first row holds names, None where that is to be seen.

    Refused, with the row where there is one: no rows, one column, rows of different lengths, broken quotes.
    """
    if len(text) > MOST_BYTES or len(text.encode(errors="replace")) > MOST_BYTES:
        raise Refused("too_large", megabytes=MOST_BYTES // 2**20)
    if found := CONTROL.search(text):
        raise Refused("no_text", row=text.count("\n", 0, found.start()) + 1)
    lines = io.StringIO(text.removeprefix("\ufeff"), newline=None).readlines()  # any line ends
    delimiter = _delimiter(lines)
    rows = list(_rows(lines, delimiter))
    if not rows:
        raise Refused("empty")
    header = rows[0][1]
    if has_header is None:
        has_header = not any(is_number(cell) for cell in header)
    samples = rows[1:] if has_header else rows
    if has_header and {len(row) for _, row in samples} == {len(header) + 1}:
        header = ["", *header]  # as R writes row names
    facts = [Fact("delimiter", {"delimiter": delimiter})] if delimiter != "," else []
    full = _full(samples, len(header))
    if len(full) < len(samples):
        facts.append(Fact("empty_rows", {"count": len(samples) - len(full)}))
    names, said = _names(header) if has_header else (_numbered(len(header)), [Fact("no_header", {})])
    columns = tuple(list(column) for column in zip(*(row for _, row in full), strict=True))
    return Table(names, columns, [line for line, _ in full], has_header, delimiter, (*facts, *said))


def _full(rows: list[Row], width: int) -> list[Row]:
    """The rows that hold anything, all of one width and not too many."""
    if width == 1:
        raise Refused("one_column")
    for line, row in rows:
        if len(row) != width:
            raise Refused("ragged", row=line, cells=len(row), expected=width)
    full = [(line, row) for line, row in rows if any(row)]
    if not full:
        raise Refused("header_only")
    if len(full) > MOST_ROWS:
        raise Refused("too_many_rows", rows=len(full), most=MOST_ROWS)
    return full


def _numbered(width: int) -> tuple[str, ...]:
    return tuple(f"column {number}" for number in range(1, width + 1))


def _names(header: list[str]) -> tuple[tuple[str, ...], list[Fact]]:
    """The names of the header; a name that stood before gets its place, and a fact says so."""
    shown: list[str] = []
    facts = []
    for number, name in enumerate(header, start=1):
        if name and name in shown:
            facts.append(Fact("name_again", {"name": name, "column": number}))
            name = f"{name} (column {number})"
        shown.append(name)
    return tuple(shown), facts


def _rows(lines: list[str], delimiter: str) -> Iterator[Row]:
    """All rows but blank lines, the space around cells taken off."""
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        for row in reader:
            if row and not (len(row) == 1 and not row[0].strip()):
                yield reader.line_num, [cell.strip() for cell in row]
    except csv.Error as error:
        raise Refused("quotes", row=reader.line_num, complaint=str(error)) from None


def _delimiter(lines: list[str]) -> str:
    """The character that cuts most rows into the same number of cells, and of two such the one that leaves numbers."""
    return max(DELIMITERS, key=lambda delimiter: _fitness(lines[:LOOKED_AT], delimiter))


def _fitness(lines: list[str], delimiter: str) -> tuple[bool, float, float]:
    rows = []
    with suppress(Refused):  # so far it is as fit as its rows; the lines may end within quotes
        for _, row in _rows(lines, delimiter):
            rows.append(row)
    widths = Counter(len(row) for row in rows)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    cells = [cell for row in rows for cell in row]
    readable = sum(is_number(cell) or cell in MISSING for cell in cells)
    return width > 1, count / max(len(rows), 1), readable / max(len(cells), 1)
