"""A teacher's switches: which pages and parts a class sees, how large, and under which title.

They stay in the link through every change and every page, and outlive a reset.
"""

from dataclasses import dataclass

from trainer.language import N_
from trainer.ui.settings.kinds import Choice, Line, Many, Setting
from trainer.ui.settings.rows import compare, data, derive, training, view

PAGE_NAMES = {  # by address
    "train": N_("Train"),
    "derive": N_("Derive"),
    "check": N_("Check"),
    "compare": N_("Compare"),
    "data": N_("Data"),
    "lessons": N_("Lessons"),
}
_ROWS = data.ROWS | training.ROWS | view.ROWS | derive.ROWS | compare.ROWS
_CONTROLS = (
    *("dataset", "spread", "blob_classes", "blob_seed", "features", "features_shown", "standardize", "held_out"),
    *("learning_rate", "n_epochs", "optimizer", "momentum", "batch_size", "l2", "init_scale", "seed"),
    *("sample", "loss_axes", "panel", "ghost", "arrows", "gauge"),
    *(
        "numbers_from",
        "epoch",
        "target",
        "added_to_logits",
        "all_steps",
        "compare",
        "rates",
        "optimizers",
        "compare_epoch",
    ),
)
PARTS = {
    "zones": N_("Zones of the learning rate, and the largest safe one"),
    "step": N_("Back and Next of the derivation's cards"),
    "measures": N_("Loss and accuracy of the epoch shown"),
    "loss": N_("Loss curve beside the regions"),
    "probabilities": N_("Probabilities or landscape beside the regions"),
    "weights": N_("Learned weights"),
    "keep": N_("Keeping runs"),
    "verdict": N_("Verdict of the check"),
    "code": N_("Code that repeats a run"),
    "paths": N_("Paths over the loss"),
    "map": N_("Map of all learning rates"),
    "bring": N_("Bringing one's own data"),
    "rows": N_("Editing rows"),
    "take": N_("Taking a run away, and opening one"),
    "reset": N_("Reset to defaults"),
    "language": N_("Switch of the language"),
    "share": N_("Share"),
}
HIDEABLE = {key: _ROWS[key].label for key in _CONTROLS} | PARTS
LONGEST_TITLE = 80


@dataclass(frozen=True)
class ClassroomSettings:
    """What a teacher set: the pages in the menu (none for all), what is hidden, large charts, and a title."""

    pages: tuple[str, ...]
    hide: tuple[str, ...]
    projected: bool
    title: str


ROWS: dict[str, Setting] = {
    "pages": Many(
        "Pages",
        "The pages that the menu shows; where none is chosen, all.",
        (),
        tuple(PAGE_NAMES),
        6,
        PAGE_NAMES,
        stays=True,
    ),
    "hide": Many(
        "Hidden",
        "Controls and parts of the pages that the link leaves out; their values stay as they are set.",
        (),
        tuple(HIDEABLE),
        len(HIDEABLE),
        HIDEABLE,
        stays=True,
    ),
    "projector": Choice(
        "Projector", "1 writes charts large, and folds the panel to the learning rate.", 0, (0, 1), stays=True
    ),
    "title": Line("Title", "A line above every page, shown letter by letter.", "", LONGEST_TITLE, stays=True),
}
