"""The scenes of the shelves as the app sends them, their samples apart: those are once there for each choice of data.

Numbers that say the same in every language and for every optimizer would else make up most of a large data set.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields

import numpy as np

from trainer.ui.atlas.shelves import Shelf
from trainer.ui.movie import scene
from trainer.ui.movie.wire import pack, unpack
from trainer.ui.settings.values import DataSettings

OF_DATA = tuple(field.name for field in fields(DataSettings))


def data_query(query: Mapping[str, str]) -> str:
    """Which data a shelf is trained on, by its part of the link."""
    return "&".join(f"{key}={value}" for key, value in query.items() if key in OF_DATA)


def by_data(shelves: Sequence[Shelf]) -> dict[str, Shelf]:
    """The first shelf of each choice of data, by its part of the link."""
    first: dict[str, Shelf] = {}
    for shelf in shelves:
        first.setdefault(data_query(shelf.query), shelf)
    return first


def scenes(shelves: Sequence[Shelf]) -> bytes:
    """The scene of every shelf but its numbers, in the language of the moment."""
    return b"".join(pack(_without_numbers(shelf), {}) for shelf in shelves)


def _without_numbers(shelf: Shelf) -> dict[str, object]:
    return {key: value for key, value in _drawn(shelf).items() if not isinstance(value, np.ndarray)}


def samples(shelf: Shelf) -> bytes:
    """The numbers of a scene, its samples feature by feature, which packs better."""
    numbers = {key: value for key, value in _drawn(shelf).items() if isinstance(value, np.ndarray)}
    return pack({"kind": "samples"}, numbers | {"samples": numbers["samples"].T})


def _drawn(shelf: Shelf) -> dict[str, object]:
    return next(unpack(scene.drawn(shelf.settings, first_visit=False)))
