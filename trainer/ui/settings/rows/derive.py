"""What the Derive page follows: a sample at an epoch, or logits and targets by hand."""

from dataclasses import dataclass

from trainer.ui.settings.kinds import Choice, Flag, Real, Setting, Whole
from trainer.ui.settings.row import Values
from trainer.ui.settings.rows.training import MOST_EPOCHS

LAST_STEP = 10  # of the derivation


@dataclass(frozen=True)
class DeriveSettings:
    """What the Derive page follows, and how far."""

    numbers_from: str
    epoch: int
    z1: float
    z2: float
    z3: float
    target: str
    y1: float
    y2: float
    y3: float
    added_to_logits: float
    temperature: float
    derivation_step: int
    all_steps: bool

    @property
    def z(self) -> tuple[float, ...]:
        """The logits by hand."""
        return (self.z1, self.z2, self.z3)

    @property
    def y(self) -> tuple[float, ...]:
        """The free targets."""
        return (self.y1, self.y2, self.y3)


def _by_hand(values: Values) -> bool:
    return bool(values["numbers_from"] == "logits")


def _free(values: Values) -> bool:
    return _by_hand(values) and bool(values["target"] == "free")


def _logit(id: str, of_class: int, default: float) -> Real:
    return Real(id, f"The logit of class {of_class}.", default, -1e4, 1e4, 0.5, applies=_by_hand)


def _target(id: str, of_class: int, default: float) -> Real:
    return Real(id, f"The target of class {of_class}, if targets are free.", default, 0.0, 2.0, 0.1, applies=_free)


ROWS: dict[str, Setting] = {
    "numbers_from": Choice(
        "Numbers from",
        "Follow one sample of the run set up in the sidebar, or three logits that you give by hand.",
        "sample",
        ("sample", "logits"),
        {"sample": "a sample of the run", "logits": "three logits by hand"},
        formerly=("way",),
    ),
    "epoch": Whole(
        "Epoch",
        "The epoch of the run whose weights are used; 0 is untrained.",
        10,
        0,
        MOST_EPOCHS,
        applies=lambda values: not _by_hand(values),
    ),
    "z1": _logit("z1", 1, 2.0),
    "z2": _logit("z2", 2, 1.0),
    "z3": _logit("z3", 3, 0.1),
    "target": Choice(
        "Target y",
        "The true class as a one-hot target, or free values, which need not sum to 1.",
        "1",
        ("1", "2", "3", "free"),
        {"1": "class 1", "2": "class 2", "3": "class 3", "free": "free values"},
        applies=_by_hand,
    ),
    "y1": _target("y1", 1, 0.7),
    "y2": _target("y2", 2, 0.2),
    "y3": _target("y3", 3, 0.1),
    "added_to_logits": Real(
        "Add to all logits",
        "A number added to every logit, to see that it changes nothing.",
        0.0,
        -100.0,
        100.0,
        1.0,
        formerly=("shift",),
    ),
    "temperature": Real(
        "Temperature",
        "Divides logits given by hand: above 1 it evens the probabilities out, below 1 it sharpens them.",
        1.0,
        0.1,
        10.0,
        0.1,
        applies=_by_hand,
    ),
    "all_steps": Flag("All steps", "Show the cards of the derivation under each other, to read or to print.", False),
    "derivation_step": Whole("Step", "The card of the derivation that is shown.", 1, 1, LAST_STEP, formerly=("step",)),
}
