"""What a data set is made or found by, besides its id: how blobs are drawn, whose data, which rows are edited."""

from trainer.edits import LONGEST
from trainer.language import _
from trainer.ui.settings import data_sets, own
from trainer.ui.settings.data_sets import OWN
from trainer.ui.settings.kinds import Choice, Setting, Whole, Written
from trainer.ui.settings.row import OfData, Values


def of_this_session(values: Values) -> str:
    """What somebody's own data must be."""
    return _("data of this session, for somebody's own do not travel in a link")


def _of_blobs(values: Values) -> bool:
    return bool(values["dataset"] == "blobs")


VARIANTS: dict[str, Setting] = {
    "spread": Choice(
        "Spread of the blobs",
        "The standard deviation of each cloud; neighbouring centres are 3 apart.",
        1.0,
        (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.2, 1.5, 2.0, 2.5, 3.0),
        group="Data",
        widget="slider",
        applies=_of_blobs,
    ),
    "blob_classes": Whole("Number of blobs", "How many classes there are.", 4, 2, 20, group="Data", applies=_of_blobs),
    "blob_seed": Whole(
        "Seed of the blobs", "Fixes which samples are drawn.", 0, 0, 9999, group="Data", applies=_of_blobs
    ),
    "own": Written(
        "Own data",
        "The digest of data that somebody brought.",
        "",
        16,
        applies=lambda values: values["dataset"] == OWN,
        of_data=OfData(lambda value, values: not value or own.has(value), lambda values: "", of_this_session),
    ),
    "edits": Written(
        "Edited rows",
        "Rows changed on the Data page.",
        "",
        LONGEST + 9,
        applies=lambda values: values["dataset"] != OWN,
        of_data=OfData(
            lambda value, values: not value or data_sets.has_edits(value, values),
            lambda values: "",
            lambda values: _("edits of the data set chosen"),
        ),
    ),
}
