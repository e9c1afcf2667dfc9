"""What was done to read a table; names as they were typed, for Markdown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from trainer.facts import Fact
from trainer.language import N_, _, ngettext
from trainer.ui.widgets.tables import escaped
from trainer.ui.words.lists import enumerated, listed

Values = Mapping[str, Any]

DELIMITER_NAMES = {";": N_("semicolons"), "\t": N_("tabs"), "|": N_("vertical bars")}
MOST_NAMED = 8  # names in one sentence
LONGEST_ENTRY = 40  # characters of a cell that is shown


def names_in_words(names: Sequence[str]) -> str:
    """Some names, the first few of them where there are many."""
    shown = [escaped(name) for name in names[:MOST_NAMED]]
    if len(names) <= MOST_NAMED:
        return listed(shown)
    return _("{names} and {count} more").format(names=enumerated(shown), count=len(names) - MOST_NAMED)


def said(message: str) -> Callable[[Values], str]:
    """What fills a message with the values of a fact."""
    return lambda values: filled(_(message), values)


def filled(message: str, values: Values) -> str:
    """The message with its fields: counts with their thousands apart, text as it was typed."""
    return message.format(**{name: _shown(value) for name, value in values.items()})


def _shown(value: Any) -> Any:
    if isinstance(value, list):
        return names_in_words(value)
    if isinstance(value, str):
        return escaped(value if len(value) <= LONGEST_ENTRY else value[:LONGEST_ENTRY] + "…")
    return f"{value:,}" if isinstance(value, int) else value


FACTS: Mapping[str, Callable[[Values], str]] = {
    "windows_1252": said(
        N_("The file is not UTF-8, so it was read as Windows-1252: see whether its letters are right.")
    ),
    "delimiter": lambda v: _("The cells are set apart by {signs}.").format(signs=_(DELIMITER_NAMES[v["delimiter"]])),
    "decimal_comma": said(N_("Decimals are written with a comma.")),
    "no_header": said(N_("The first row holds a sample and no names, so the columns are called by their place.")),
    "empty_rows": lambda v: filled(
        ngettext(
            "{count} row was left out because nothing stands in it.",
            "{count} rows were left out because nothing stands in them.",
            v["count"],
        ),
        v,
    ),
    "name_again": said(N_("Two columns are called {name}; column {column} got its place as well.")),
    "label": lambda v: _("The classes are those of the column {label}.").format(label=escaped(v["label"])),
    "row_numbers": lambda v: filled(
        ngettext(
            "{names} only says which row it is, so it was left out.",
            "{names} only say which row it is, so they were left out.",
            len(v["names"]),
        ),
        v,
    ),
    "not_numbers": lambda v: filled(
        ngettext(
            "{names} does not hold numbers, so it was left out.",
            "{names} do not hold numbers, so they were left out.",
            len(v["names"]),
        ),
        v,
    ),
    "empty_columns": lambda v: filled(
        ngettext("{names} is empty, so it was left out.", "{names} are empty, so they were left out.", len(v["names"])),
        v,
    ),
    "not_chosen": lambda v: filled(ngettext("{names} was not chosen.", "{names} were not chosen.", len(v["names"])), v),
    "missing": lambda v: filled(
        ngettext(
            "{count} row was left out, of {rows}, because a value is missing.",
            "{count} rows were left out, of {rows}, because a value is missing.",
            v["count"],
        ),
        v,
    ),
    "constant": lambda v: filled(
        ngettext(
            "{names} has the same value in every row, so it carries nothing.",
            "{names} have the same value in every row, so they carry nothing.",
            len(v["names"]),
        ),
        v,
    ),
    "single": lambda v: filled(
        ngettext(
            "Class {names} has a single sample, so none of it can be held out.",
            "Classes {names} have a single sample each, so none of them can be held out.",
            len(v["names"]),
        ),
        v,
    ),
    "result": lambda v: _("Read: {samples}, {features} and {classes}.").format(
        samples=ngettext("{n} sample", "{n} samples", v["rows"]).format(n=f"{v['rows']:,}"),
        features=ngettext("{n} feature", "{n} features", v["features"]).format(n=v["features"]),
        classes=ngettext("{n} class", "{n} classes", v["classes"]).format(n=v["classes"]),
    ),
}


def fact_in_words(fact: Fact) -> str:
    """What was found or done, in one sentence."""
    return FACTS[fact.kind](fact.values)
