"""Why somebody's own data cannot be taken, in one sentence each; names as they were typed, for Markdown."""

from collections.abc import Callable, Mapping

from trainer.facts import Refused
from trainer.language import N_, ngettext
from trainer.ui.words.reading import Values, filled, said

REFUSALS: Mapping[str, Callable[[Values], str]] = {
    "too_large": said(N_("The table is larger than {megabytes} MB, which is the most that is taken.")),
    "utf16": said(N_("The file is UTF-16 text; save it as “CSV UTF-8” and try again.")),
    "spreadsheet": said(N_("The file is a spreadsheet or an archive; save the sheet as CSV and try again.")),
    "no_text": said(N_("The file is not text: row {row} holds characters that no text has.")),
    "empty": said(N_("There is no row in it.")),
    "header_only": said(N_("There is no row of samples in it, only names.")),
    "one_column": said(N_("There is one column only; set cells apart by commas, semicolons, tabs or vertical bars.")),
    "ragged": lambda v: filled(
        ngettext(
            "Row {row} has {cells} cell; the first row has {expected}.",
            "Row {row} has {cells} cells; the first row has {expected}.",
            v["cells"],
        ),
        v,
    ),
    "quotes": said(N_("Row {row} is not CSV: {complaint}.")),
    "too_many_rows": said(N_("There are {rows} rows; at most {most} are taken.")),
    "too_many_features": said(N_("There are {features} features; at most {most} are taken.")),
    "too_many_classes": said(N_("The column {label} has {classes} different labels; at most {most} are taken.")),
    "one_class": said(N_("The column {label} says {entry} in every row; there must be at least two classes.")),
    "no_label": said(N_("No column has 2 to {most} different labels, so none can be the class.")),
    "no_features": said(N_("Besides the label {label} no column holds numbers, so there is no feature.")),
    "all_missing": said(N_("Each of the {rows} rows has a value missing, so no sample is left.")),
    "not_a_number": said(N_("Row {row}, column {column} holds “{entry}”; it must be a number.")),
    "thousands": said(
        N_(
            "Row {row}, column {column} holds “{entry}”, which may be meant with thousands or with decimals; write "
            "numbers without anything between the thousands."
        )
    ),
    "too_large_a_number": said(
        N_("Row {row}, column {column} holds “{entry}”; it must be a finite number of at most {most:.0e}.")
    ),
    "classes_left": said(N_("At least two classes must keep a sample.")),
    "incomplete": said(N_("A new row is taken once its class and all its features are filled in.")),
    "edited_too_large": said(N_("{column} must be a finite number of at most {most:.0e}.")),
    "edits_unknown": said(N_("The edited rows of the link do not fit these data.")),
    "edits_too_many": said(N_("More than {most} edited rows do not travel in a link.")),
}


def refusal_in_words(refused: Refused) -> str:
    """Why a table cannot be read, in one sentence."""
    return REFUSALS[refused.kind](refused.values)
