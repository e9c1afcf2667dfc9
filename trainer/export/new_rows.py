"""Rows without a class, given to a model: from a table of text to the probabilities of every class.

Columns are found by the names of the features; where the table has no header, by their order. Others are passed over.
"""

from collections.abc import Iterator

import numpy as np

from trainer.export.model_file import Model
from trainer.export.spreadsheet import Cell, csv_bytes
from trainer.facts import Refused
from trainer.reading.cells import first_bad, numbers
from trainer.reading.columns import decimal_comma
from trainer.reading.text import Table, table
from trainer.softmax import Array

LARGEST = 1e50  # of a value, as in reading/


def read_rows(text: str, model: Model) -> Array:
    """The rows of a CSV text as X (n, d); Refused with row and column where one cannot be taken."""
    parsed = _table(text, len(model.features))
    if not parsed.has_header and {column[0] for column in parsed.columns} >= set(model.features):
        parsed = table(text, has_header=True)  # features called by numbers, as years are
    comma = decimal_comma(parsed)
    return np.column_stack([_feature(parsed, column, comma) for column in _places(parsed, model)])


def _table(text: str, n_features: int) -> Table:
    try:
        return table(text)
    except Refused as refused:
        if refused.kind != "one_column" or n_features > 1:
            raise
    return table("\n".join(f"{line};" if line.strip() else "" for line in text.splitlines()))


def _places(parsed: Table, model: Model) -> list[int]:
    d = len(model.features)
    if not parsed.has_header:
        if len(parsed.names) < d:
            raise Refused("rows_too_narrow", columns=len(parsed.names), features=d)
        return list(range(d))
    names = [" ".join(name.split()) for name in parsed.names]
    wanted = [" ".join(name.split()) for name in model.features]
    missing = [name for name in wanted if name not in names]
    if missing:
        raise Refused("rows_without", names=missing)
    return [names.index(name) for name in wanted]


def _feature(parsed: Table, column: int, comma: bool) -> Array:
    cells = parsed.columns[column]
    try:
        values = numbers(cells, comma)
    except ValueError:
        place = first_bad(cells, comma) or 0
    else:
        wrong = np.flatnonzero(~(np.abs(values) <= LARGEST))
        if not len(wrong):
            return values
        place = int(wrong[0])
    name = parsed.names[column] or f"column {column + 1}"
    raise Refused("rows_not_a_number", row=parsed.lines[place], column=name, entry=cells[place])


def predicted_csv(model: Model, X: Array) -> bytes:
    """A row a sample X (n, d): its features, the most probable class, and the probability of every class."""
    heads = [*model.features, "predicted", *(f"P({name})" for name in model.classes)]
    return csv_bytes(heads, _rows(model, X))


def _rows(model: Model, X: Array) -> Iterator[list[Cell]]:
    for x, a in zip(X, model.predict_proba(X), strict=True):
        yield [*x.tolist(), model.classes[int(a.argmax())], *a.tolist()]
