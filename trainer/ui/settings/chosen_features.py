"""The features of the data that are trained on, and which of them are shown.

A feature goes by an id in links: its name in lower case, without its unit, "petal length (cm)" as petal_length.
"""

import re
from weakref import WeakKeyDictionary

from trainer.datasets import Dataset
from trainer.feature_map import n_features_mapped, with_squares_and_products
from trainer.reading.read import MOST_FEATURES
from trainer.ui.settings import data_sets
from trainer.ui.settings.row import Values

ALL, AUTOMATIC = "all", "auto"

_ids: WeakKeyDictionary[Dataset, tuple[str, ...]] = WeakKeyDictionary()  # as long as the data live


def feature_ids(data: Dataset) -> tuple[str, ...]:
    """The id of every feature; those that would be the same are numbered."""
    found = _ids.get(data)
    if found is None:
        found = _ids[data] = _made_of_names(data)
    return found


def _made_of_names(data: Dataset) -> tuple[str, ...]:
    ids: list[str] = []
    for place, name in enumerate(data.feature_names, start=1):
        plain = re.sub(r"[^\w]+|_+", "_", re.sub(r"\(.*?\)", "", name).casefold()).strip("_")
        plain = "".join(c if c.isalnum() else "_" for c in plain) or f"feature_{place}"
        ids.append(plain if plain not in ids else f"{plain}_{place}")
    return tuple(ids)


def shown_best(data: Dataset, id: str) -> tuple[int, int]:
    """The places of the two features that show a data set best. id: of the data set, whose names are as in the file."""
    ids, best = feature_ids(data), data_sets.SOURCES[id].shown
    return (ids.index(best[0]), ids.index(best[1])) if best else (0, 1)


def trained_ids(values: Values) -> tuple[str, ...]:
    """The ids of the features trained on."""
    ids = feature_ids(data_sets.dataset(values))
    return tuple(values["features"].split("-")) if has_features(values["features"], values) else ids


def trained_data(values: Values) -> Dataset:
    """The data set with the features trained on, and with their squares and products where those are too."""
    return with_trained_features(data_sets.dataset(values), values)


def with_trained_features(every: Dataset, values: Values) -> Dataset:
    """Data with all features of the data set chosen, as those trained on alone."""
    given = _chosen(every, values)
    squares = values["squares"] and squares_fit(len(given.feature_names))
    return with_squares_and_products(given) if squares else given


def n_features(values: Values) -> int:
    """How many features are trained on."""
    given = len(trained_ids(values))
    return n_features_mapped(given) if values["squares"] and squares_fit(given) else given


def squares_fit(n_features: int) -> bool:
    """Whether features are few enough for all their squares and products."""
    return n_features_mapped(n_features) <= MOST_FEATURES


def given_data(values: Values) -> Dataset:
    """The data set with the features chosen, without products of them."""
    return _chosen(data_sets.dataset(values), values)


def _chosen(every: Dataset, values: Values) -> Dataset:
    if not has_features(values["features"], values):
        return every
    ids = feature_ids(every)
    return every.select(tuple(ids.index(id) for id in values["features"].split("-")))


def shown_ids(features_shown: str, values: Values) -> tuple[str, ...]:
    """The ids of the two features on the axes, or of the only one trained on."""
    trained = trained_ids(values)
    if shows(features_shown, values):
        return tuple(features_shown.split("-"))
    best = data_sets.SOURCES[values["dataset"]].shown
    return best if best and set(best) <= set(trained) and len(trained) > 2 else trained[:2]


def has_features(features: str, values: Values) -> bool:
    """Whether the data have all the features named."""
    return features != ALL and set(features.split("-")) <= set(feature_ids(data_sets.dataset(values)))


def shows(features_shown: str, values: Values) -> bool:
    """Whether two features named are among more that are trained on."""
    trained = trained_ids(values)
    return features_shown != AUTOMATIC and len(trained) > 2 and set(features_shown.split("-")) <= set(trained)
