"""From settings to the movie, and its questions, which any browser may send."""

import pytest

from tests.unit.ui.movie.asking import kinds, question, settings
from trainer.ui.movie import answers, scene
from trainer.ui.movie.wire import unpack
from trainer.ui.settings.table import LEARNING_RATES


def test_a_run_depends_on_its_base_and_its_rate_alone():
    assert scene.base(settings()) == scene.base(settings(learning_rate=3.0))
    assert scene.base(settings()) == scene.base(settings(sample=4, loss_axes="log", arrows=True, shown_epoch=3))
    others = [{"n_epochs": 100}, {"l2": 0.1}, {"optimizer": "adam"}, {"dataset": "iris"}, {"batch_size": 8}]
    names = {scene.base(settings(**other)) for other in others}
    assert len(names | {scene.base(settings())}) == 6


def test_the_picture_is_a_scene_and_a_run():
    assert kinds(scene.drawn(settings(), False)) == ["scene", "run"]


def test_the_landscape_comes_with_it_where_there_is_an_optimum():
    with_optimum = scene.drawn(settings(panel="landscape"), False)
    assert kinds(with_optimum) == ["scene", "landscape", "run"]
    without = scene.drawn(settings(panel="landscape", dataset="iris"), False)
    assert kinds(without) == ["scene", "run"]
    assert next(unpack(without))["panel"] == "bars"


def test_newton_has_no_zones_and_no_family():
    newton = settings(optimizer="newton")
    sent = next(unpack(scene.drawn(newton, False)))
    assert (sent["zones"], sent["zone_band"], sent["under_hand"]) == ([], "", {})
    for over in ("learning_rate", "momentum", "l2"):
        assert kinds(answers.answer(newton, question(newton, over=over, value=0.1))) == ["no_answer"]


@pytest.mark.parametrize(
    ("optimizer", "held"),
    [
        ("gradient_descent", {"learning_rate": 0.3, "l2": 0.01}),
        ("momentum", {"learning_rate": 0.3, "momentum": 0.5, "l2": 0.01}),
        ("adam", {"learning_rate": 0.3, "l2": 0.01}),
    ],
)
def test_the_scene_names_what_the_picture_follows_and_where_it_stands(optimizer, held):
    of = {"optimizer": optimizer, "learning_rate": 0.3, "momentum": 0.5, "l2": 0.01}
    sent = next(unpack(scene.drawn(settings(**of), False)))["under_hand"]
    assert {name: each["value"] for name, each in sent.items()} == held
    for name in sent:
        others = next(unpack(scene.drawn(settings(**of | {name: 0.0 if name == "l2" else 0.1}), False)))["under_hand"]
        assert {other for other in held if others[other]["base"] == sent[other]["base"]} == {name}


def test_what_newton_does_is_told_without_a_learning_rate():
    said = [
        next(unpack(scene.drawn(settings(**of), False)))["words"]["picture"] for of in ({}, {"optimizer": "newton"})
    ]
    assert ["{rate}" in words for words in said] == [True, False]


def test_zones_follow_each_other_over_the_whole_slider():
    zones = next(unpack(scene.drawn(settings(), False)))["zones"]
    assert (zones[0][1], zones[-1][2]) == (LEARNING_RATES[0], LEARNING_RATES[-1])
    assert [zone[2] for zone in zones[:-1]] == [zone[1] for zone in zones[1:]]
    assert all(zone[3].endswith(".") for zone in zones)


@pytest.mark.parametrize(("shown", "epoch"), [(5000, -1), (200, -1), (199, 199), (0, 0)])
def test_the_last_epoch_stays_the_last_of_a_longer_run(shown, epoch):
    assert next(unpack(scene.drawn(settings(shown_epoch=shown), False)))["epoch"] == epoch
