"""The data sets that can be chosen, one row each, and what the settings ask of the data.

A feature goes by an id in links: its name in lower case, without its unit, "petal length (cm)" as petal_length.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from trainer.catalogue import CATALOGUE
from trainer.datasets import Dataset
from trainer.ui.settings.row import Values

ALL, AUTOMATIC = "all", "auto"


@dataclass(frozen=True)
class Source:
    """One data set.

    name: the words shown. reads: the settings of the data that `load` takes, by name. shown: the ids of the two
    features that show it best, else the first two. shared: whether every session has the same data for the same
    settings, so that it may be read once for all.
    """

    name: str
    load: Callable[..., Dataset]
    reads: tuple[str, ...] = ()
    shown: tuple[str, str] | None = None
    shared: bool = True


SOURCES = {
    "three_class": Source("three classes", CATALOGUE["three_class"]),
    "iris": Source("iris", CATALOGUE["iris"], shown=("petal_length", "petal_width")),
}


def dataset(values: Values) -> Dataset:
    """The data set that the values choose, with all its features."""
    source = SOURCES[values["dataset"]]
    given = tuple(values[key] for key in source.reads)
    return _shared(values["dataset"], given) if source.shared else _load(source, given)


@lru_cache(maxsize=16)
def _shared(id: str, given: tuple[object, ...]) -> Dataset:
    return _load(SOURCES[id], given)


def _load(source: Source, given: tuple[object, ...]) -> Dataset:
    return source.load(**dict(zip(source.reads, given, strict=True)))


def feature_ids(data: Dataset) -> tuple[str, ...]:
    """The id of every feature; those that would be the same are numbered."""
    ids: list[str] = []
    for place, name in enumerate(data.feature_names, start=1):
        plain = re.sub(r"[^\w]+|_+", "_", re.sub(r"\(.*?\)", "", name).casefold()).strip("_")
        plain = "".join(c if c.isalnum() else "_" for c in plain) or f"feature_{place}"
        ids.append(plain if plain not in ids else f"{plain}_{place}")
    return tuple(ids)


def trained_ids(values: Values) -> tuple[str, ...]:
    """The ids of the features trained on."""
    ids = feature_ids(dataset(values))
    return tuple(values["features"].split("-")) if has_features(values["features"], values) else ids


def trained_data(values: Values) -> Dataset:
    """The data set with the features trained on."""
    every = dataset(values)
    if not has_features(values["features"], values):
        return every
    ids = feature_ids(every)
    return every.select(tuple(ids.index(id) for id in values["features"].split("-")))


def shown_ids(features_shown: str, values: Values) -> tuple[str, ...]:
    """The ids of the two features on the axes, or of the only one trained on."""
    trained = trained_ids(values)
    if shows(features_shown, values):
        return tuple(features_shown.split("-"))
    best = SOURCES[values["dataset"]].shown
    return best if best and set(best) <= set(trained) and len(trained) > 2 else trained[:2]


def has_features(features: str, values: Values) -> bool:
    """Whether the data have all the features named."""
    return features != ALL and set(features.split("-")) <= set(feature_ids(dataset(values)))


def shows(features_shown: str, values: Values) -> bool:
    """Whether two features named are among more that are trained on."""
    trained = trained_ids(values)
    return features_shown != AUTOMATIC and len(trained) > 2 and set(features_shown.split("-")) <= set(trained)


def n_samples(values: Values) -> int:
    """How many samples there are."""
    return len(dataset(values).y)
