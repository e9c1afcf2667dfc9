"""What is said of files to take away, and of a model that was read back."""

from trainer.language import N_, _, ngettext
from trainer.ui.words.reading import names_in_words

WHAT = N_(
    "All of the run set up in the sidebar, as files. A file is made when its button is pressed; names stand in it as "
    "they were typed. In a table, text that a spreadsheet would compute has an apostrophe before it."
)
OWN_STAY = N_(
    "Your own data are not in the model file: its settings open the run where the same data are brought again."
)
ENGLISH_GIF = N_("The words of the GIF are English: this server has no font with the letters of this language.")
OPEN_HELP = N_(
    "Opens the Data page, where the run is given as tables, a model, a notebook, a GIF or a page that plays."
)
HISTORY_HELP = N_(
    "A row an epoch: loss, accuracy, the gradient's norm, held-out loss and accuracy, and every weight and bias."
)
PREDICTIONS_HELP = N_(
    "A row a sample: whether it was trained on, its features, its class, the class predicted at the last epoch, and "
    "the probability of each."
)
MODEL_HELP = N_(
    "The weights of the last epoch, with settings and scaler, as JSON; docs/model.schema.json describes it. Below it "
    "can be opened again."
)
NOTEBOOK_HELP = N_("Repeats the run with NumPy alone and with scikit-learn, for Jupyter; its data are in it.")
TYPE_ROWS = N_("Rows in the units of the data, which begin at the means of what the model was trained on.")


def weights_at(epochs: int, of: int) -> str:
    """That not every epoch's weights are in the history."""
    return _(
        "The history of a run so large holds the weights of {epochs} of its {of} epochs, and the losses of all."
    ).format(epochs=f"{epochs:,}", of=f"{of:,}")


def gif_help(frames: int) -> str:
    """What the GIF shows, in how many pictures."""
    return ngettext(
        "The regions at {n} epoch, as a moving picture for slides.",
        "The regions at {n} epochs, evenly spaced, as a moving picture for slides.",
        frames,
    ).format(n=frames)


def no_notebook(numbers: int, most: int) -> str:
    """That the data are too many for a notebook."""
    return _("There is no notebook: the data hold {numbers} numbers, and at most {most} are put into one.").format(
        numbers=f"{numbers:,}", most=f"{most:,}"
    )


def model_in_words(features: tuple[str, ...], products: int, classes: tuple[str, ...]) -> str:
    """What a model that was opened tells apart by what."""
    tells = _("A model that tells {classes} apart by {features}.").format(
        classes=names_in_words(classes), features=names_in_words(features)
    )
    if not products:
        return tells
    with_them = ngettext("{n} square or product of them too.", "{n} squares and products of them too.", products)
    return _("{first} {next}").format(first=tells, next=with_them.format(n=products))


def rows_predicted(shown: int, rows: int) -> str:
    """How many rows were predicted, and how many of them are shown."""
    return ngettext(
        "{shown} of {n} row predicted is shown; the file holds all.",
        "{shown} of {n} rows predicted are shown; the file holds all.",
        rows,
    ).format(shown=f"{shown:,}", n=f"{rows:,}")
