"""A table of somebody's own as a data set, and a list of all that was done to make it one.

    bytes -> decode -> table -> columns -> read(table, label) -> Reading(dataset, facts)

Labels and names stay as they were typed. What is left out is said: row numbers, columns that are not numbers,
rows with a value missing. What goes over a limit or cannot be read is refused with its row and column.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.datasets import Dataset
from trainer.facts import Fact, Refused
from trainer.labels import Labels
from trainer.reading.cells import MISSING_LABELS, first_bad, is_number, numbers
from trainer.reading.columns import MOST_CLASSES, Columns, columns, is_grouped, label_candidates
from trainer.reading.text import Table, decode, table
from trainer.softmax import Array

MOST_FEATURES = 100
LARGEST = 1e50  # of a value: its powers that training needs are finite


@dataclass(frozen=True, eq=False)
class Reading:
    """What was read and what was done for it, the columns taken, and where each sample (n,) stands in the file."""

    dataset: Dataset
    facts: tuple[Fact, ...]
    lines: tuple[int, ...]
    label: int
    features: tuple[int, ...]


def read_bytes(content: bytes, name: str) -> Reading:
    """A file with everything decided by itself: header, label and features."""
    text, facts = decode(content)
    return read(table(text), name, before=facts)


def read(
    parsed: Table,
    name: str,
    label: int | None = None,
    features: Sequence[int] | None = None,
    before: Sequence[Fact] = (),
) -> Reading:
    """The data set of a table; label and features: the columns chosen, by default the likeliest and all numbers.

    before: facts that are told first. Refused as the module says.
    """
    found = columns(parsed)
    label = _label(parsed, found) if label is None else label
    chosen = [c for c in found.of_kind("numbers") if c != label] if features is None else list(features)
    if not chosen:
        raise Refused("no_features", label=parsed.names[label])
    if len(chosen) > MOST_FEATURES:
        raise Refused("too_many_features", features=len(chosen), most=MOST_FEATURES)
    X = np.column_stack([_feature(parsed, found, column) for column in chosen])
    labels = np.array([cell not in MISSING_LABELS for cell in parsed.columns[label]])
    whole = np.isfinite(X).all(axis=1) & labels
    if not whole.any():
        raise Refused("all_missing", rows=len(whole))
    kept = np.flatnonzero(whole)
    y, class_names = _classes([parsed.columns[label][row] for row in kept], parsed.names[label])
    dataset = Dataset(name, X[kept], y, tuple(_name(parsed, column) for column in chosen), class_names)
    facts = [*before, *parsed.facts, *_left_out(parsed, found, label, chosen), *_about_rows(dataset, len(whole))]
    return Reading(dataset, tuple(facts), tuple(parsed.lines[row] for row in kept), label, tuple(chosen))


def _label(parsed: Table, found: Columns) -> int:
    candidates = label_candidates(parsed, found)
    if not candidates:
        raise Refused("no_label", most=MOST_CLASSES)
    return candidates[0]


def _name(parsed: Table, column: int) -> str:
    return parsed.names[column] or f"column {column + 1}"


def _feature(parsed: Table, found: Columns, column: int) -> Array:
    """The numbers of a column (n,), NaN where one is missing."""
    cells = parsed.columns[column]
    try:
        values = numbers(cells, found.decimal_comma)
    except ValueError:
        place = first_bad(cells, found.decimal_comma) or 0
        kind = "thousands" if is_grouped(cells[place]) else "not_a_number"
        raise Refused(kind, **_where(parsed, column, place)) from None
    large = np.flatnonzero(np.abs(values) > LARGEST)
    if len(large):
        raise Refused("too_large_a_number", **_where(parsed, column, int(large[0])), most=LARGEST)
    return values


def _where(parsed: Table, column: int, place: int) -> dict[str, object]:
    return {"row": parsed.lines[place], "column": _name(parsed, column), "entry": parsed.columns[column][place]}


def _classes(cells: list[str], name: str) -> tuple[Labels, tuple[str, ...]]:
    """Labels as 0..k-1 and their names: numbers in ascending order, text as it first appears."""
    distinct = list(dict.fromkeys(cells))
    if len(distinct) == 1:
        raise Refused("one_class", label=name, entry=distinct[0])
    if len(distinct) > MOST_CLASSES:
        raise Refused("too_many_classes", label=name, classes=len(distinct), most=MOST_CLASSES)
    if all(is_number(cell) and "," not in cell for cell in distinct):
        distinct.sort(key=lambda cell: float(cell.replace("−", "-")))
    places = {cell: label for label, cell in enumerate(distinct)}
    return np.array([places[cell] for cell in cells], dtype=np.intp), tuple(distinct)


def _left_out(parsed: Table, found: Columns, label: int, chosen: list[int]) -> list[Fact]:
    facts = [Fact("decimal_comma", {})] if found.decimal_comma else []
    facts.append(Fact("label", {"label": _name(parsed, label)}))
    for kind, said in (("rows", "row_numbers"), ("text", "not_numbers"), ("nothing", "empty_columns")):
        names = [_name(parsed, column) for column in found.of_kind(kind) if column not in (label, *chosen)]
        facts += [Fact(said, {"names": names})] if names else []
    others = [_name(parsed, column) for column in found.of_kind("numbers") if column not in (label, *chosen)]
    return [*facts, Fact("not_chosen", {"names": others})] if others else facts


def _about_rows(dataset: Dataset, n_rows: int) -> list[Fact]:
    X, missing = dataset.X, n_rows - len(dataset.y)
    facts = [Fact("missing", {"count": missing, "rows": n_rows})] if missing else []
    constant = [name for name, same in zip(dataset.feature_names, np.ptp(X, axis=0) == 0, strict=True) if same]
    facts += [Fact("constant", {"names": constant})] if constant else []
    sizes = np.bincount(dataset.y, minlength=len(dataset.class_names))
    single = [name for name, size in zip(dataset.class_names, sizes, strict=True) if size == 1]
    facts += [Fact("single", {"names": single})] if single else []
    return [*facts, Fact("result", {"rows": len(X), "features": X.shape[1], "classes": len(dataset.class_names)})]
