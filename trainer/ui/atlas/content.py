"""What the page of the atlas shows: in each language its words, pictures' grounds and scenes, and once all the runs."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from trainer.language import _
from trainer.lessons.lesson import Lesson
from trainer.ui import runs
from trainer.ui.atlas.coding import coded
from trainer.ui.atlas.lessons import CONTROLS, lesson_content
from trainer.ui.atlas.markup import html
from trainer.ui.atlas.shelves import MORE, NEWTON_EPOCHS, PENALTY, Shelf, query_of
from trainer.ui.lessons import glossary
from trainer.ui.movie import family_part, ground, parts, scene
from trainer.ui.movie.wire import split
from trainer.ui.settings import url
from trainer.ui.settings.kinds import Choice, text
from trainer.ui.settings.run_name import run_name
from trainer.ui.settings.table import LEARNING_RATES, RUN_KEYS, SETTINGS
from trainer.ui.settings.values import DEFAULTS, DataSettings
from trainer.ui.words import atlas as words
from trainer.ui.words import data as data_words
from trainer.ui.words import runs as run_words

VIEW_KEYS = ("sample", "shown_epoch", "loss_axes", "arrows", "ghost")
OF_DATA = tuple(field.name for field in fields(DataSettings))
EVERY_EPOCH = 2**40  # bytes: as many as there are


def data_query(query: Mapping[str, str]) -> str:
    """Which data a shelf is trained on, by its part of the link."""
    return "&".join(f"{key}={value}" for key, value in query.items() if key in OF_DATA)


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
    of_data: dict[str, Shelf] = {}
    for shelf in shelves:
        of_data.setdefault(data_query(shelf.query), shelf)
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
        "about": words.about(
            [named[query] for query in named if query.count("=") < 2 and not _is_more(of_data[query])],
            [named[query] for query in named if _is_more(of_data[query])],
            len(LEARNING_RATES),
            DEFAULTS["n_epochs"],
            NEWTON_EPOCHS,
            text(PENALTY),
        ),
    }


def _is_more(shelf: Shelf) -> bool:
    return shelf.values["dataset"] in MORE


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
    return {
        "name": name,
        "look_for": html(_(data_words.LOOK_FOR[settings.data.dataset])),
        "captions": [
            html(run_words.how_trained(experiment, settings.data.standardize)),
            html(run_words.plane_shown(experiment, axes)),
        ],
        "alt": run_words.plane_in_words(experiment.dataset, axes),
        "ground": {theme: ground.ground(experiment, axes, theme).to_dict() for theme in ("light", "dark")},
        "samples": len(experiment.dataset.y),
    }


def scenes(shelves: Sequence[Shelf]) -> bytes:
    """The scene of every shelf, as the app sends it, in the language of the moment."""
    return b"".join(next(split(scene.drawn(shelf.settings, first_visit=False))) for shelf in shelves)


def all_runs(shelf: Shelf) -> bytes:
    """Every run of a shelf with all its epochs: a family, coded, or a single run as the app sends it."""
    settings = shelf.settings
    base, training = scene.base(settings), settings.training
    if not shelf.rates:
        experiment = runs.run(settings.data, training)
        return parts.run(experiment, base, training.n_epochs, parts.WHOLE_RUN_BYTES)
    samples = runs.run(settings.data, replace(training, n_epochs=1))
    return coded(family_part.family(samples, training, base, shelf.rates, training.n_epochs, EVERY_EPOCH))
