"""Tables as CSV that a spreadsheet opens and does not execute.

    =1+1  ->  '=1+1        a text cell that a spreadsheet would compute gets an apostrophe before it
    -1.5  ->  -1.5         numbers stay numbers

Source: OWASP, CSV Injection. Where cells are set apart by semicolons, a spreadsheet cuts text at them, so that a sign
after one is marked as well. All else stays as it was typed. UTF-8 with the mark by which spreadsheets know it.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from trainer.reading.cells import NUMBER

SIGNS = r"=+@\-＝＋－＠"
COMPUTED = re.compile(rf"^ *(?=[{SIGNS}\t\r\n])|[;\t\r\n]\s*(?=[{SIGNS}])")
Cell = str | int | float | None


def safe(text: str) -> str:
    """A text as it stands in a cell."""
    return text if NUMBER.fullmatch(text) else COMPUTED.sub(r"\g<0>'", text)


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file: names, then rows of numbers (all digits that float64 has), texts and empty cells (None)."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([safe(head) for head in heads])
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return file.getvalue().encode("utf-8-sig")
