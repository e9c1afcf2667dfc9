"""What the page of the atlas shows: in each language its words and pictures' grounds, and once all the runs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from trainer.language import _
from trainer.lessons.lesson import Lesson
from trainer.ui import runs
from trainer.ui.atlas.coding import coded
from trainer.ui.atlas.lessons import CONTROLS, lesson_content
from trainer.ui.atlas.markup import html
from trainer.ui.atlas.scenes import OF_DATA, by_data, data_query
from trainer.ui.atlas.shelves import (
    EXTENTS,
    MOST,
    PENALTY,
    WITH_SQUARES,
    Extent,
    Shelf,
    newton_epochs,
    query_of,
    rates,
)
from trainer.ui.lessons import glossary
from trainer.ui.movie import family_part, ground, parts, scene
from trainer.ui.settings import url
from trainer.ui.settings.kinds import Choice, text
from trainer.ui.settings.run_name import run_name
from trainer.ui.settings.table import RUN_KEYS, SETTINGS
from trainer.ui.settings.values import DEFAULTS
from trainer.ui.words import atlas as words
from trainer.ui.words import data as data_words
from trainer.ui.words import runs as run_words

VIEW_KEYS = ("sample", "shown_epoch", "loss_axes", "arrows", "ghost")
EVERY_EPOCH = 2**40  # bytes: as many as there are


def outline(shelves: Sequence[Shelf]) -> dict[str, Any]:
    """What is the same in every language: the shelves, and what the settings are at first."""
    return {
        "shelves": [
            {
                "query": shelf.query,
                "data": data_query(shelf.query),
                "rates": shelf.rates,
                "rate": shelf.settings.training.learning_rate,
            }
            for shelf in shelves
        ],
        "data": list(by_data(shelves)),
        "run_keys": [key for key in RUN_KEYS if key != "learning_rate"],
        "defaults": {key: text(DEFAULTS[key]) for key in (*RUN_KEYS, *VIEW_KEYS)},
        "kinds": {key: _kind(DEFAULTS[key]) for key in (*RUN_KEYS, *VIEW_KEYS)},
        "config": ground.CONFIG,
    }


def _kind(default: object) -> str:
    """How a value is compared, see ui/lessons/waiting.py."""
    return "flag" if isinstance(default, bool) else "text" if isinstance(default, str) else "number"


def spoken(shelves: Sequence[Shelf], lessons: Sequence[Lesson]) -> dict[str, Any]:
    """All words, and the grounds of the pictures, in the language of the moment."""
    of_data = by_data(shelves)
    named = {query: _data_name(shelf) for query, shelf in of_data.items()}
    contents = [lesson_content(lesson) for lesson in lessons]
    return {
        "title": _(words.TITLE),
        "labels": words.labels() | {key: html(said) for key, said in words.lesson_sentences().items()},
        "settings": {key: _setting(key) for key in CONTROLS},
        "data": {query: _data(shelf, named[query]) for query, shelf in of_data.items()},
        "lessons": contents,
        "lesson_names": {each["id"]: words.lesson_in_list(each["title"], each["minutes"]) for each in contents},
        "glossary": glossary.entries(),
        "about": _about(of_data, named),
    }


def _about(of_data: Mapping[str, Shelf], named: Mapping[str, str]) -> list[str]:
    """What there is: the data sets of the same extent together, and what some of them have besides."""
    plain = {query: shelf.values["dataset"] for query, shelf in of_data.items() if query.count("=") <= 1}
    held: dict[Extent, list[str]] = {}
    for query, data_set in plain.items():
        held.setdefault(EXTENTS[data_set], []).append(named[query])
    return words.about(
        [(names, len(rates(extent)), extent.n_epochs, newton_epochs(extent)) for extent, names in held.items()],
        [name for extent, names in held.items() if extent.penalized for name in names],
        [named[query] for query, data_set in plain.items() if data_set in WITH_SQUARES],
        text(PENALTY),
        len(rates(MOST, penalized=True)),
    )


def _setting(key: str) -> dict[str, Any]:
    row = SETTINGS[key]
    names = {text(option): row.name(option) for option in row.options} if isinstance(row, Choice) else {}
    return {"label": _(row.label), "help": _(row.help), "names": names}


def _data_name(shelf: Shelf) -> str:
    """A data set and what is special about it: "iris, petal length and petal width, held-out samples none"."""
    values = DEFAULTS | {key: shelf.values[key] for key in OF_DATA}
    default = SETTINGS["dataset"]
    assert isinstance(default, Choice)
    return run_name(url.run_text(values)) if query_of(values) else default.name(values["dataset"])


def _data(shelf: Shelf, name: str) -> dict[str, Any]:
    settings = shelf.settings
    experiment, axes = runs.run(settings.data, replace(settings.training, n_epochs=1)), runs.axes_shown(settings)
    rows, drawn = len(experiment.dataset.X), len(parts.drawn_rows(*experiment.dataset.X.shape))
    return {
        "name": name,
        "look_for": html(_(data_words.LOOK_FOR_IN_THE_ATLAS[settings.data.dataset])),
        "captions": [
            html(run_words.how_trained(experiment, settings.data.standardize)),
            html(run_words.plane_shown(experiment, axes)),
            *([html(data_words.part_drawn(drawn, rows))] if drawn < rows else []),
        ],
        "alt": run_words.plane_in_words(experiment.dataset, axes),
        "ground": {theme: ground.ground(experiment, axes, theme).to_dict() for theme in ("light", "dark")},
        "samples": rows,
    }


def all_runs(shelf: Shelf) -> bytes:
    """Every run of a shelf with all its epochs: a family, coded, or a single run as the app sends it."""
    settings = shelf.settings
    base, training = scene.base(settings), settings.training
    if not shelf.rates:
        experiment = runs.run(settings.data, training)
        return parts.run(experiment, base, training.n_epochs, parts.WHOLE_RUN_BYTES)
    samples = runs.run(settings.data, replace(training, n_epochs=1))
    family = family_part.family(samples, training, base, shelf.rates, training.n_epochs, EVERY_EPOCH)
    return coded(family, {"accuracy": len(samples.train_rows), "held_accuracy": len(samples.held_out_rows)})
