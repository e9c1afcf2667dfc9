"""What the Train and Check pages show of a run; none of it changes the run."""

from trainer.language import languages
from trainer.ui.settings.kinds import Choice, Flag, Real, Setting, Whole
from trainer.ui.settings.rows.training import MOST_EPOCHS

ROWS: dict[str, Setting] = {
    "loss_axes": Choice(
        "Loss axes",
        "Logarithmic axes show slow progress that linear ones hide; automatic takes them for a loss of two decades.",
        "auto",
        ("auto", "linear", "log", "loglog"),
        {"auto": "automatic", "linear": "linear", "log": "log loss", "loglog": "log loss and epochs"},
    ),
    "shown_epoch": Whole(
        "Epoch in the picture",
        "The epoch of the run that the page shows; 0 is untrained, and a shorter run shows its last.",
        MOST_EPOCHS,
        0,
        MOST_EPOCHS,
    ),
    "panel": Choice(
        "Beside the regions",
        "The probabilities of the sample shown, the loss as a landscape with the path of the run, or the weights, "
        "which can be set by hand.",
        "bars",
        ("bars", "landscape", "weights"),
        {"bars": "probabilities", "landscape": "loss landscape", "weights": "weights, by hand"},
    ),
    "edit_samples": Flag(
        "Edit samples",
        "Drag a sample to move it, or click the picture to add one; the model follows.",
        False,
    ),
    "arrows": Flag(
        "Show pushes and steps",
        "Draws how the sample followed pulls and pushes the weight vectors, and the next step of each.",
        False,
    ),
    "ghost": Flag("Keep the last run in sight", "Draws the run before this one as a ghost behind it.", True),
    "lang": Choice(
        "Language",
        "The language of the pages; automatic is the browser's.",
        "auto",
        ("auto", *languages()),
        stays=True,
    ),
    "gauge": Real(
        "Add to every weight",
        "A number added to all weights and biases of all classes alike, which changes no probability.",
        0.0,
        -10.0,
        10.0,
        1.0,
    ),
}
