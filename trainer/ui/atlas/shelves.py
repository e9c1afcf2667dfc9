"""Which settings the atlas holds: shelves, each a data set and a way to train, at every learning rate or at one.

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

DATA_SETS = ("three_class", "iris", "separable")
MORE = ("imbalanced", "rings")  # with gradient descent and Newton alone, so that the file stays small
PENALTY = 0.01  # at which gradient descent is there, too: above 2/λ it blows up
NEWTON_EPOCHS = 20
MOST_EPOCHS = 200  # of a shelf at every learning rate


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
    return Shelf(values, LEARNING_RATES if values["n_epochs"] <= MOST_EPOCHS else (values["learning_rate"],))


def shelves(data_sets: tuple[str, ...] = (*DATA_SETS, *MORE), also: tuple[Values, ...] = ()) -> list[Shelf]:
    """Every shelf for some data sets, each once; also: runs that must be there too, as lessons need them."""
    found: dict[tuple[tuple[str, str], ...], Shelf] = {}
    for values in (*(each for data_set in data_sets for each in _of(data_set)), *also):
        made = shelf(values)
        found.setdefault(tuple(made.query.items()), made)
    return list(found.values())


def _of(data_set: str) -> Iterator[Values]:
    """Every optimizer as it is set up at first; gradient descent with a penalty, Newton with each of them."""
    begin = DEFAULTS | {"dataset": data_set}
    if data_set in MORE:
        for squares in (False, True) if data_set == "rings" else (False,):
            yield begin | {"squares": squares}
            yield begin | {"squares": squares, "optimizer": "newton", "n_epochs": NEWTON_EPOCHS}
        return
    for optimizer, row in OPTIMIZERS.items():
        if "learning_rate" in row.reads:
            yield begin | {"optimizer": optimizer}
        else:
            for l2 in ROWS["l2"].options:  # type: ignore[union-attr]
                yield begin | {"optimizer": optimizer, "n_epochs": NEWTON_EPOCHS, "l2": l2}
    yield begin | {"l2": PENALTY}
