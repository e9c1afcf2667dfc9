"""What the Data page says of each data set, and of what is seen there."""

from collections.abc import Mapping

from trainer.edits import MOST_ROWS
from trainer.glossary import with_terms
from trainer.language import N_, _, ngettext
from trainer.ui.words.lists import listed

LOOK_FOR: Mapping[str, str] = {  # what the data are, and what to look for
    "three_class": N_(
        "A made-up tasting: sweetness and crispness of 150 apples of three kinds, in points above or below average. "
        "They overlap, so that no model is right about all; look where it is unsure."
    ),
    "iris": N_(
        "Anderson's iris flowers, as Fisher used them in 1936: one kind stands apart, the other two touch. Look how "
        "long the boundary between these two keeps moving."
    ),
    "blobs": N_(
        "Clouds around a circle, as many and as wide as you set them: look from which spread on the loss cannot come "
        "near 0."
    ),
    "separable": N_(
        "Two classes with a gap between them: without a penalty the weights grow for ever, and the loss falls for ever."
    ),
    "imbalanced": N_(
        "190 common samples and 10 rare ones: whoever always says “common” is right for 95%. Look how many of the rare "
        "ones the model finds, not at its accuracy."
    ),
    "rings": N_(
        "One class around the other: no straight boundary can part them, so a linear model stays near guessing "
        "whatever the learning rate. Switch squares and products on and look again."
    ),
    "penguins": N_(
        "Palmer penguins, with measures from 13 to 6,300: two rows lack theirs. Look what happens to the largest safe "
        "rate without standardizing."
    ),
    "wine": N_(
        "Thirteen measures of wines from three growers: with so many features all training samples are soon classified "
        "rightly. Look at the held-out loss."
    ),
    "digits": N_(
        "Handwritten digits of 8 by 8 pixels: a feature is a pixel, so that the weights of a class are a picture. Look "
        "which pixels speak against it."
    ),
    "own": N_("Your own data, which stay in the session of this tab: nobody else sees them, and no link holds them."),
}

LOOK_FOR_IN_THE_ATLAS: Mapping[str, str] = {  # the same but where it asks for what the atlas does not have
    **LOOK_FOR,
    "penguins": N_(
        "Palmer penguins, with measures from 13 to 6,300: two rows lack theirs. They are standardized here; what "
        "happens without that, the app shows."
    ),
    "digits": N_(
        "Handwritten digits of 8 by 8 pixels: a feature is a pixel. Click one that the model takes for another, and "
        "look what it hesitates between."
    ),
}


def size_in_words(rows: int, features: int, classes: int) -> str:
    """How large a data set is."""
    return _("{samples} · {features} · {classes}").format(
        samples=ngettext("{n} sample", "{n} samples", rows).format(n=f"{rows:,}"),
        features=ngettext("{n} feature", "{n} features", features).format(n=features),
        classes=ngettext("{n} class", "{n} classes", classes).format(n=classes),
    )


def part_drawn(drawn: int, rows: int) -> str:
    """That not all samples are drawn."""
    return _("{drawn} of {rows} samples are drawn, chosen at random; training uses all.").format(
        drawn=f"{drawn:,}", rows=f"{rows:,}"
    )


def scatter_in_words(across: str, up: str, rows: int, classes: int) -> str:
    """The scatter for those who cannot see it."""
    if not up:
        return _("{rows} samples of {classes} classes over {across}, a line for each class.").format(
            rows=f"{rows:,}", classes=classes, across=across
        )
    return _("{rows} samples of {classes} classes over {across} and {up}.").format(
        rows=f"{rows:,}", classes=classes, across=across, up=up
    )


def matrix_in_words(features: list[str], classes: int) -> str:
    """The scatter matrix for those who cannot see it."""
    return _(
        "Samples of {classes} classes over every two of {features}, and how many of each class lie where on each "
        "feature."
    ).format(classes=classes, features=listed(features))


def standardizing_in_words(before: str, after: str, narrow: str, wide: str) -> str:
    """What standardizing changes for the learning rate; narrow and wide: the features of least and most spread.

    Its technical words can be opened, and no word of a name.
    """
    if narrow == wide:
        said = _(
            "Without standardizing, learning rates up to {before} are safe; standardized, rates up to {after} are. "
            "Which classes can be parted does not change."
        )
        return with_terms(said).format(before=before, after=after)
    said = _(
        "Without standardizing, {wide} varies most and {narrow} least, and learning rates up to {before} are safe; "
        "standardized, all vary alike, and rates up to {after} are safe. Which classes a line can part does not change."
    )
    return with_terms(said).format(before=before, after=after, narrow=narrow, wide=wide)


def edits_stay() -> str:
    """That edited rows do not travel."""
    return _(
        "These are too many edited rows for a link (at most {most}): they stay in this session, and no link holds them."
    ).format(most=MOST_ROWS)


def window(first: int, last: int, rows: int) -> str:
    """Which rows stand in the table, where not all do."""
    return _("Rows {first} to {last} of {rows} are shown; choose where the table begins.").format(
        first=f"{first:,}", last=f"{last:,}", rows=f"{rows:,}"
    )


ONE_FEATURE = N_("There is one feature; the samples of each class stand on a line of their own.")
EDITS_TRAVEL = N_("Edited rows travel in the link.")
OWN_STAY = N_("Your own data end with this session, when the page is loaded anew or closed, and no link holds them.")
WEIGHTS_SPEAK = N_(
    "Weights of the run set up in the sidebar, as trained: blue pixels speak for a class, amber ones against it."
)
