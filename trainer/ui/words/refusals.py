"""Why somebody's own data cannot be taken, in one sentence each; names as they were typed, for Markdown."""

from collections.abc import Callable, Mapping

from trainer.facts import Refused
from trainer.language import N_, ngettext
from trainer.ui.words.reading import Values, filled, said

OF_MODELS: dict[str, Callable[[Values], str]] = {
    "model_too_large": said(N_("The file is larger than {megabytes} MB, which is the most that a model has.")),
    "model_not_json": said(N_("The file is not JSON text, so it is no model.")),
    "model_not_ours": said(N_("The file is no model of this program: its format is not “{format}”.")),
    "model_version": said(N_("The model is of another version; this program reads version {version}.")),
    "model_names": said(N_("“{part}” must hold {fewest} to {most} names.")),
    "model_names_again": said(N_("“{part}” holds a name twice.")),
    "model_products": said(
        N_("“products” must hold pairs of places in “features”, from 0, and together there are at most {most}.")
    ),
    "model_shape": said(N_("“{part}” must hold numbers, {shape} of them.")),
    "model_range": said(N_("“{part}” holds a number that is not finite or larger than {most:.0e}.")),
    "model_std": said(N_("“scaler.std” must hold numbers of at least {least:.0e}.")),
    "model_settings": said(N_("“settings” must hold text for each of its names, as a link does.")),
    "rows_without": said(N_("There is no column for {names}, which the model needs.")),
    "rows_too_narrow": said(N_("There are {columns} columns and no names; the model needs {features} features.")),
    "rows_not_a_number": said(N_("Row {row}, column {column} holds “{entry}”; it must be a finite number.")),
    "row_incomplete": said(N_("A row is predicted once all its features are filled in.")),
}
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
    "class_name": said(N_("A class needs a name of 1 to {longest} letters that no other class has.")),
    "too_many_added": said(N_("There are at most {most} classes.")),
    "incomplete": said(N_("A new row is taken once its class and all its features are filled in.")),
    "edited_too_large": said(N_("{column} must be a finite number of at most {most:.0e}.")),
    "edits_unknown": said(N_("The edited rows of the link do not fit these data.")),
    "edits_too_many": said(N_("More than {most} edited rows do not travel in a link.")),
} | OF_MODELS


def refusal_in_words(refused: Refused) -> str:
    """Why a table cannot be read, in one sentence."""
    return REFUSALS[refused.kind](refused.values)
