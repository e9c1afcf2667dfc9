"""What was done to read a table, and why one cannot be read; names as they were typed, for Markdown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from trainer.facts import Fact, Refused
from trainer.ui.widgets.tables import escaped
from trainer.ui.words.lists import listed

DELIMITER_NAMES = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
MOST_NAMED = 8  # names in one sentence
LONGEST_ENTRY = 40  # characters of a cell that is shown


def names_in_words(names: Sequence[str]) -> str:
    """Some names, the first few of them where there are many."""
    shown = [escaped(name) for name in names[:MOST_NAMED]]
    return listed(shown) if len(names) <= MOST_NAMED else f"{', '.join(shown)} and {len(names) - MOST_NAMED} more"


def _entry(entry: str) -> str:
    return escaped(entry if len(entry) <= LONGEST_ENTRY else entry[:LONGEST_ENTRY] + "…")


def _columns(one: str, many: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda values: (one if len(values["names"]) == 1 else many).format(names_in_words(values["names"]))


FACTS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "windows_1252": lambda _: (
        "The file is not UTF-8, so it was read as Windows-1252: see whether its letters are right."
    ),
    "delimiter": lambda v: f"The cells are set apart by {DELIMITER_NAMES[v['delimiter']]}.",
    "decimal_comma": lambda _: "Decimals are written with a comma.",
    "no_header": lambda _: "The first row holds a sample and no names, so the columns are called by their place.",
    "empty_rows": lambda v: f"{_rows(v['count'])} left out because nothing stands in them.",
    "name_again": lambda v: f"Two columns are called {escaped(v['name'])}; column {v['column']} got its place as well.",
    "label": lambda v: f"The classes are those of the column {escaped(v['label'])}.",
    "row_numbers": _columns(
        "{} only says which row it is, so it was left out.", "{} only say which row it is, so they were left out."
    ),
    "not_numbers": _columns(
        "{} does not hold numbers, so it was left out.", "{} do not hold numbers, so they were left out."
    ),
    "empty_columns": _columns("{} is empty, so it was left out.", "{} are empty, so they were left out."),
    "not_chosen": _columns("{} was not chosen.", "{} were not chosen."),
    "missing": lambda v: f"{_rows(v['count'])} left out, of {v['rows']:,}, because a value is missing.",
    "constant": _columns(
        "{} has the same value in every row, so it carries nothing.",
        "{} have the same value in every row, so they carry nothing.",
    ),
    "single": _columns(
        "Class {} has a single sample, so none of it can be held out.",
        "Classes {} have a single sample each, so none of them can be held out.",
    ),
    "result": lambda v: f"Read: {v['rows']:,} samples, {_many(v['features'], 'feature')} and {v['classes']} classes.",
}

REFUSALS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "too_large": lambda v: f"The table is larger than {v['megabytes']} MB, which is the most that is taken.",
    "utf16": lambda _: "The file is UTF-16 text; save it as “CSV UTF-8” and try again.",
    "spreadsheet": lambda _: "The file is a spreadsheet or an archive; save the sheet as CSV and try again.",
    "no_text": lambda v: f"The file is not text: row {v['row']:,} holds characters that no text has.",
    "empty": lambda _: "There is no row in it.",
    "header_only": lambda _: "There is no row of samples in it, only names.",
    "one_column": lambda _: "There is one column only; set cells apart by commas, semicolons, tabs or vertical bars.",
    "ragged": lambda v: (
        f"Row {v['row']:,} has {_many(v['cells'], 'cell')}; "
        f"{'the row of names' if v['named'] else 'the first row'} has {v['expected']:,}."
    ),
    "quotes": lambda v: f"Row {v['row']:,} is not CSV: {_entry(v['complaint'])}.",
    "too_many_rows": lambda v: f"There are {v['rows']:,} rows; at most {v['most']:,} are taken.",
    "too_many_features": lambda v: f"There are {v['features']:,} features; at most {v['most']} are taken.",
    "too_many_classes": lambda v: (
        f"The column {escaped(v['label'])} has {v['classes']:,} different labels; at most {v['most']} are taken."
    ),
    "one_class": lambda v: (
        f"The column {escaped(v['label'])} says {_entry(v['entry'])} in every row; there must be at least two classes."
    ),
    "no_label": lambda v: f"No column has 2 to {v['most']} different labels, so none can be the class.",
    "no_features": lambda v: (
        f"Besides the label {escaped(v['label'])} no column holds numbers, so there is no feature."
    ),
    "all_missing": lambda v: f"Each of the {v['rows']:,} rows has a value missing, so no sample is left.",
    "not_a_number": lambda v: (
        f"Row {v['row']:,}, column {escaped(v['column'])} holds “{_entry(v['entry'])}”; it must be a number."
    ),
    "thousands": lambda v: (
        f"Row {v['row']:,}, column {escaped(v['column'])} holds “{_entry(v['entry'])}”, which may be meant with "
        "thousands or with decimals; write numbers without anything between the thousands."
    ),
    "too_large_a_number": lambda v: (
        f"Row {v['row']:,}, column {escaped(v['column'])} holds “{_entry(v['entry'])}”; "
        f"it must be a finite number of at most {v['most']:.0e}."
    ),
}


def _rows(count: int) -> str:
    return "1 row was" if count == 1 else f"{count:,} rows were"


def _many(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def fact_in_words(fact: Fact) -> str:
    """What was found or done, in one sentence."""
    return FACTS[fact.kind](fact.values)


def refusal_in_words(refused: Refused) -> str:
    """Why a table cannot be read, in one sentence."""
    return REFUSALS[refused.kind](refused.values)
