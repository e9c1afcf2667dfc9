"""Which settings the atlas holds: shelves, each a data set and a way to train, at many learning rates or at one.

A shelf goes by the query of its settings in a link, without the learning rate: dataset=iris&optimizer=adam.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trainer.optimizers import OPTIMIZERS
from trainer.ui.settings import url
from trainer.ui.settings.rows.training import ROWS
from trainer.ui.settings.table import LEARNING_RATES, RUN_KEYS
from trainer.ui.settings.values import DEFAULTS, Settings, from_values

Values = Mapping[str, Any]

PENALTY = 0.01  # at which gradient descent is there, too: above 2/λ it blows up
NEWTON_EPOCHS = 20
MOST_EPOCHS = 200  # of a shelf at more than one learning rate


@dataclass(frozen=True)
class Extent:
    """How much there is of a data set: over how many epochs, at which learning rates, and whether penalized.

    every: 1 has all rates, 2 every second one.
    """

    n_epochs: int
    every: int = 1
    penalized: bool = False


MOST = Extent(MOST_EPOCHS, penalized=True)
EXTENTS: Mapping[str, Extent] = {  # the more weights a model has, the fewer models there is room for
    **dict.fromkeys(("three_class", "iris", "separable"), MOST),
    **dict.fromkeys(("imbalanced", "rings", "penguins"), Extent(100, 2)),
    "wine": Extent(40, 2),
    "digits": Extent(8, 5),
}
WITH_SQUARES = ("rings",)  # plain, and with squares and products


@dataclass(frozen=True, eq=False)
class Shelf:
    """Values of every setting, and the learning rates that there are: none where the optimizer reads none."""

    values: Values
    rates: tuple[float, ...]

    @property
    def settings(self) -> Settings:
        """The settings of the shelf, at the learning rate of its values."""
        return from_values(self.values)

    @property
    def query(self) -> dict[str, str]:
        """What a link says of the shelf."""
        return query_of(self.values)


def query_of(values: Values) -> dict[str, str]:
    """What a link says of a run, without its learning rate."""
    return {key: text for key, text in url.write(values).items() if key in RUN_KEYS and key != "learning_rate"}


def shelf(values: Values) -> Shelf:
    """The shelf on which a run stands; a long run stands there alone."""
    if "learning_rate" not in OPTIMIZERS[values["optimizer"]].reads:
        return Shelf(values, ())
    if values["n_epochs"] > MOST_EPOCHS:
        return Shelf(values, (values["learning_rate"],))
    return Shelf(values, rates(EXTENTS.get(values["dataset"], MOST), values["l2"] > 0))


def rates(extent: Extent, penalized: bool = False) -> tuple[float, ...]:
    """The learning rates that there are; of penalized runs half as many."""
    return LEARNING_RATES[:: extent.every * (2 if penalized else 1)]


def newton_epochs(extent: Extent) -> int:
    """Over how many epochs Newton's run goes: it is there long before the others."""
    return min(NEWTON_EPOCHS, extent.n_epochs)


def shelves(data_sets: tuple[str, ...] = tuple(EXTENTS), also: tuple[Values, ...] = ()) -> list[Shelf]:
    """Every shelf for some data sets, each once; also: runs that must be there too, as lessons need them."""
    found: dict[tuple[tuple[str, str], ...], Shelf] = {}
    for values in (*(each for data_set in data_sets for each in _of(data_set)), *also):
        made = shelf(values)
        found.setdefault(tuple(made.query.items()), made)
    return list(found.values())


def _of(data_set: str) -> Iterator[Values]:
    """Every optimizer as it is set up at first; with penalties gradient descent at one and Newton at each."""
    extent = EXTENTS[data_set]
    for squares in (False, True) if data_set in WITH_SQUARES else (False,):
        begin = DEFAULTS | {"dataset": data_set, "squares": squares, "n_epochs": extent.n_epochs}
        for optimizer, row in OPTIMIZERS.items():
            if "learning_rate" in row.reads:
                yield begin | {"optimizer": optimizer}
            else:
                penalties = ROWS["l2"].options if extent.penalized else (0.0,)  # type: ignore[union-attr]
                for l2 in penalties:
                    yield begin | {"optimizer": optimizer, "n_epochs": newton_epochs(extent), "l2": l2}
        if extent.penalized:
            yield begin | {"l2": PENALTY}
