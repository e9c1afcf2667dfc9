"""The data sets that can be chosen, one row each, and their rows as they were edited."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from trainer.catalogue import CATALOGUE
from trainer.datasets import Dataset
from trainer.edits import Edited, apply, digest
from trainer.facts import Refused
from trainer.ui.settings import own
from trainer.ui.settings.row import Values


@dataclass(frozen=True)
class Source:
    """One data set.

    name: the words shown. reads: the settings whose values `load` takes, in order. shown: the ids of the two
    features that show it best, else the first two. shared: whether every session has the same data for the same
    settings, so that it may be read once for all.
    """

    name: str
    load: Callable[..., Dataset]
    reads: tuple[str, ...] = ()
    shown: tuple[str, str] | None = None
    shared: bool = True


OWN = "own"
SOURCES = {
    "three_class": Source("three classes", CATALOGUE["three_class"]),
    "iris": Source("iris", CATALOGUE["iris"], shown=("petal_length", "petal_width")),
    "blobs": Source("blobs", CATALOGUE["blobs"], reads=("spread", "blob_classes", "blob_seed")),
    "separable": Source("separable", CATALOGUE["separable"]),
    "imbalanced": Source("imbalanced", CATALOGUE["imbalanced"]),
    "rings": Source("two rings", CATALOGUE["rings"]),
    "penguins": Source("penguins", CATALOGUE["penguins"]),
    "wine": Source("wine", CATALOGUE["wine"], shown=("alcohol", "flavanoids")),
    "digits": Source("digits", CATALOGUE["digits"], shown=("row_4_column_4", "row_5_column_4")),
    OWN: Source("your own data", own.dataset, reads=("own",), shared=False),
}


def dataset(values: Values) -> Dataset:
    """The data set that the values choose, with all its features, and its rows edited if they are."""
    base = begun_with(values)
    return edited(values)[1].dataset(base) if has_edits(values["edits"], values) else base


def begun_with(values: Values) -> Dataset:
    """The data set as it was before any edit."""
    source = SOURCES[values["dataset"]]
    given = tuple(values[key] for key in source.reads)
    return _shared(values["dataset"], given)[0] if source.shared else _load(source, given)


def edited(values: Values) -> tuple[Dataset, Edited]:
    """The data set as it was, and its rows edited."""
    base, text = begun_with(values), values["edits"].partition("_")[2]
    return base, apply(base, text) if has_edits(values["edits"], values) else Edited.none(base)


def has_edits(edits: str, values: Values) -> bool:
    """Whether edits are some, and of the data set that the values choose: they begin with its digest."""
    source = SOURCES[values["dataset"]]
    if not edits or not source.shared:
        return False
    base, of_base = _shared(values["dataset"], tuple(values[key] for key in source.reads))
    try:
        return edits[:9] == f"{of_base[:8]}_" and len(apply(base, edits[9:]).dataset(base).y) > 0
    except Refused:
        return False


def is_shared(values: Values) -> bool:
    """Whether the values choose data that hold nothing of a user's, so that results of them may be shared."""
    return SOURCES[values["dataset"]].shared and not has_edits(values["edits"], values)


@lru_cache(maxsize=16)
def _shared(id: str, given: tuple[object, ...]) -> tuple[Dataset, str]:
    """Data that are the same for everybody, and their digest."""
    loaded = _load(SOURCES[id], given)
    return loaded, digest(loaded)


def _load(source: Source, given: tuple[object, ...]) -> Dataset:
    return source.load(*given)


def n_classes(values: Values) -> int:
    """How many classes there are."""
    return len(dataset(values).class_names)


def n_samples(values: Values) -> int:
    """How many samples there are."""
    return len(dataset(values).y)
