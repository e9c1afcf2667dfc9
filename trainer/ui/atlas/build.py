"""The atlas as one HTML file."""

from collections.abc import Sequence

from trainer.language import _, languages, own_name, speaking
from trainer.ui.atlas import content, lessons, page, scenes
from trainer.ui.atlas.shelves import EXTENTS, Shelf, shelves
from trainer.ui.words import atlas as words

FILES = ("movie", "sketch", "line", "glossary")


def all_shelves(data_sets: tuple[str, ...] = tuple(EXTENTS)) -> list[Shelf]:
    """The shelves of some data sets, and those that the lessons need."""
    states = [values for lesson in lessons.fitting() for values in lessons.states(lesson)]
    return shelves(data_sets, tuple(states))


def atlas(held: Sequence[Shelf]) -> str:
    """The page of some shelves."""
    spoken = languages()
    texts = {
        "plotly": page.plotly(),
        "outline": page.packed_json(content.outline(held) | {"languages": {each: own_name(each) for each in spoken}}),
        "files": page.packed_json(page.files(*FILES)),
    }
    for each in spoken:
        with speaking(each):
            texts[f"words-{each}"] = page.packed_json(content.spoken(held, lessons.fitting()))
            texts[f"scenes-{each}"] = page.packed(scenes.scenes(held))
    for number, shelf in enumerate(scenes.by_data(held).values()):
        texts[f"samples-{number}"] = page.packed(scenes.samples(shelf))
    for number, shelf in enumerate(held):
        texts[f"runs-{number}"] = page.packed(content.all_runs(shelf))
    said = {key: in_every_language(words.LABELS[key]) for key in ("loading", "too_old")}
    return page.page(_(words.TITLE), "en", page.body("atlas.html", **said), texts, page.script("atlas.js", "openAtlas"))


def in_every_language(message: str) -> str:
    """A message before it is known which language is wanted."""
    said = []
    for each in languages():
        with speaking(each):
            said.append(_(message))
    return " · ".join(said)
