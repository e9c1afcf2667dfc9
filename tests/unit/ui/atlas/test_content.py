"""What the atlas holds: the shelves, the lessons that need nothing else, and runs that are train()'s."""

import json

import numpy as np
import pytest

from trainer import run_experiment
from trainer.catalogue import CATALOGUE
from trainer.language import languages, speaking
from trainer.optimizers import OPTIMIZERS
from trainer.ui import runs
from trainer.ui.atlas import content, lessons, scenes
from trainer.ui.atlas.build import all_shelves
from trainer.ui.atlas.shelves import EXTENTS, query_of, rates, shelves
from trainer.ui.lessons.library import lessons as every_lesson
from trainer.ui.lessons.links import target
from trainer.ui.movie import scene
from trainer.ui.movie.wire import unpack
from trainer.ui.settings.table import LEARNING_RATES
from trainer.ui.settings.values import DEFAULTS, from_values

FITTING = lessons.fitting()


def test_there_is_every_optimizer_for_every_data_set_but_blobs_which_have_settings_of_their_own():
    found = {(shelf.values["dataset"], shelf.values["optimizer"]) for shelf in all_shelves()}
    assert found >= {(data_set, optimizer) for data_set in CATALOGUE.keys() - {"blobs"} for optimizer in OPTIMIZERS}


@pytest.mark.parametrize("data_set", EXTENTS)
def test_a_data_set_has_the_first_and_last_learning_rate_the_default_and_as_many_runs_as_is_said(data_set):
    extent = EXTENTS[data_set]
    found = [shelf for shelf in shelves((data_set,)) if shelf.rates and not shelf.values["l2"]]
    assert {shelf.rates for shelf in found} == {rates(extent)}
    assert {shelf.values["n_epochs"] for shelf in found} == {extent.n_epochs}
    assert set(rates(extent)) >= {LEARNING_RATES[0], 0.1, LEARNING_RATES[-1]}
    with speaking("en"):
        said = content.spoken(shelves((data_set,)), [])["about"][2]
    assert f": {len(rates(extent))} learning rates over {extent.n_epochs} epochs, and Newton" in said


@pytest.mark.parametrize("data_set", EXTENTS)
def test_what_to_look_for_asks_for_no_setting_that_the_atlas_does_not_have(data_set):
    with speaking("en"):
        (first, *_) = content.spoken(shelves((data_set,)), [])["data"].values()
    asked = [sentence for sentence in first["look_for"].split(". ") if sentence.startswith(("Look", "Switch"))]
    held = {key for shelf in shelves((data_set,)) for key, value in shelf.values.items() if value != DEFAULTS[key]}
    assert not [sentence for sentence in asked if "standardiz" in sentence and "standardize" not in held]
    assert not [sentence for sentence in asked if "squares" in sentence and "squares" not in held]
    assert not [sentence for sentence in asked if "pixels" in sentence]  # the weights stand on the app's Train page


def test_every_shelf_is_there_once():
    queries = [tuple(sorted(shelf.query.items())) for shelf in all_shelves()]
    assert len(queries) == len(set(queries))


def test_lessons_on_the_train_page_alone_are_there_and_no_others():
    alone = [
        lesson.id
        for lesson in every_lesson().values()
        if all(target(link).page == "train" for step in lesson.steps for link in (step.start, step.example) if link)
    ]
    assert [lesson.id for lesson in FITTING] == alone
    assert "the_line" in alone


@pytest.mark.parametrize("lesson", FITTING, ids=lambda lesson: lesson.id)
def test_every_run_that_a_lesson_needs_is_on_a_shelf_at_its_rate(lesson):
    held = {tuple(shelf.query.items()): shelf for shelf in all_shelves()}
    states = list(lessons.states(lesson))
    assert len(states) >= 3
    for values in states:
        shelf = held[tuple(query_of(values).items())]
        assert not shelf.rates or values["learning_rate"] in shelf.rates


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("lesson", FITTING, ids=lambda lesson: lesson.id)
def test_a_question_has_one_right_answer_and_every_number_is_filled_in(lesson, language):
    with speaking(language):
        made = lessons.lesson_content(lesson)
    asked = [step for step in made["steps"] if step["options"]]
    assert all(len(step["right"]) == 1 for step in asked)
    text = json.dumps([[step["text"], step["outcome"], step["options"]] for step in made["steps"]])
    assert "{" not in text.replace("{}", "").replace('{"', "")


@pytest.mark.parametrize("query", [{"optimizer": "newton", "n_epochs": 20, "l2": 0.001}, {"n_epochs": 60}])
def test_runs_are_those_of_the_app(query):
    values = target("/").values | {"dataset": "iris"} | query
    (shelf,) = (each for each in shelves((), (values,)))
    (part,) = unpack(content.all_runs(shelf))
    (still,) = unpack(scenes.scenes([shelf]))
    settings = from_values(values)
    alone = run_experiment(runs.trained_data(settings.data), settings.training, held_out=0.2)
    assert still["base"] == part["base"]
    if not shelf.rates:
        np.testing.assert_array_equal(part["loss"], alone.history.loss)
        return
    assert (part["rates"][20], part["lasts"][20]) == (0.1, alone.history.n_epochs)
    assert part["shape"] == [len(LEARNING_RATES), 61, 3, 5]


def test_the_same_words_are_there_in_every_language():
    shelf = shelves(("three_class",))[:1]
    said = []
    for language in languages():
        with speaking(language):
            said.append(content.spoken(shelf, FITTING))
    first, *others = said
    for other in others:
        assert other.keys() == first.keys()
        assert other["labels"].keys() == first["labels"].keys()
        assert other["title"] != first["title"]
        assert len(other["about"]) == len(first["about"])


def test_a_scene_and_its_samples_are_together_what_the_app_sends():
    (shelf,) = (each for each in shelves(("wine",)) if each.values["optimizer"] == "adam")
    (whole, *_run) = unpack(scene.drawn(shelf.settings, first_visit=False))
    (said,), (numbers,) = unpack(scenes.scenes([shelf])), unpack(scenes.samples(shelf))
    numbers["samples"] = numbers["samples"].T
    found = numbers | said
    assert found.keys() == whole.keys()
    for name, value in whole.items():
        np.testing.assert_array_equal(found[name], value)


def test_the_numbers_of_some_data_are_those_of_each_of_its_shelves():
    of_wine = shelves(("wine",))
    assert list(scenes.by_data(of_wine)) == ["dataset=wine"]
    assert len({scenes.samples(shelf) for shelf in of_wine}) == 1
