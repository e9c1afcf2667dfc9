"""What the Compare page runs side by side."""

from dataclasses import dataclass

from trainer.config import TrainingConfig
from trainer.ui.settings.kinds import Choice, Kept, Many, Setting, Whole
from trainer.ui.settings.rows.training import LEARNING_RATES, MOST_EPOCHS, OPTIMIZER_NAMES


@dataclass(frozen=True)
class CompareSettings:
    """What is compared, the runs of it (none where kept runs are), and the epoch of their regions."""

    compare: str
    trainings: tuple[TrainingConfig, ...]
    compare_epoch: int
    kept_runs: tuple[str, ...]


ROWS: dict[str, Setting] = {
    "compare": Choice(
        "Compare",
        "What differs between the runs: the learning rate, the optimizer, or whatever you kept on the Train page.",
        "rates",
        ("rates", "optimizers", "kept"),
        {"rates": "learning rates", "optimizers": "optimizers", "kept": "kept runs"},
    ),
    "rates": Many("Learning rates", "The learning rates to run, up to eight.", (0.01, 2.0, 20.0), LEARNING_RATES, 8),
    "optimizers": Many(
        "Optimizers",
        "The optimizers to run, all with the learning rate of the sidebar.",
        tuple(OPTIMIZER_NAMES),
        tuple(OPTIMIZER_NAMES),
        len(OPTIMIZER_NAMES),
        OPTIMIZER_NAMES,
    ),
    "compare_epoch": Whole(
        "Epoch shown",
        "The epoch at which the regions are shown; shorter runs show their last.",
        MOST_EPOCHS,
        0,
        MOST_EPOCHS,
    ),
    "kept_runs": Kept(
        "Kept runs",
        "Runs kept on the Train page, to see them side by side.",
        (),
        6,
        formerly=("kept",),
        stays=True,
    ),
}
