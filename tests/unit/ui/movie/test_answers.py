"""What the movie may ask, which any browser may send, and what it is answered."""

from dataclasses import replace

import numpy as np
import pytest

from tests.unit.ui.movie.asking import kinds, question, settings
from trainer.ui import runs
from trainer.ui.movie import answers, scene
from trainer.ui.movie.wire import unpack
from trainer.ui.settings.table import LEARNING_RATES


def test_a_family_is_answered_with_every_rate():
    (family,) = unpack(answers.answer(settings(), question(settings())))
    assert (family["kind"], family["rates"]) == ("family", list(LEARNING_RATES))


@pytest.mark.parametrize(("over", "value", "many"), [("l2", 0.01, 12), ("l2", 0, 12), ("momentum", 0.9, 14)])
def test_a_family_over_another_setting_is_answered_with_all_its_values(over, value, many):
    of = settings(optimizer="momentum", l2=0.01)
    (family,) = unpack(answers.answer(of, question(of, over=over, value=value)))
    assert (family["over"], len(family["values"]), set(family["rates"])) == (over, many, {0.1})
    assert family["base"] == scene.base(of, over)
    for place, each in enumerate(family["values"]):
        alone = runs.run(of.data, replace(of.training, **{over: each})).history
        np.testing.assert_array_equal(family["loss"][place], alone.loss[family["epochs"]])


@pytest.mark.parametrize("over", ["learning_rate", "momentum", "l2"])
def test_a_family_over_any_setting_is_refused_in_a_sentence_where_it_takes_too_long(over):
    slow = settings(n_epochs=100, batch_size=1, optimizer="momentum")
    (refusal,) = unpack(answers.answer(slow, question(slow, over=over, value=0.1)))
    assert (refusal["kind"], refusal["over"], refusal["base"]) == ("refused", over, scene.base(slow, over))
    assert refusal["sentence"].endswith("so the picture follows when you let the slider go.")


def test_a_family_that_would_take_long_is_of_the_rates_around_the_hand(monkeypatch):
    monkeypatch.setattr(answers, "LONGEST", answers.LONGEST / 20)  # so that few epochs are many
    slow = settings(n_epochs=250)
    for rate in (0.001, 1.0, 1000.0):
        (family,) = unpack(answers.answer(slow, question(slow, value=rate)))
        rates = family["rates"]
        assert answers.FEWEST <= len(rates) < len(LEARNING_RATES)
        assert rate in rates


def test_a_family_that_would_take_too_long_is_refused_in_a_sentence():
    slow = settings(n_epochs=100, batch_size=1)
    (refusal,) = unpack(answers.answer(slow, question(slow)))
    assert refusal["kind"] == "refused"
    assert refusal["sentence"].endswith("so the picture follows when you let the slider go.")


def test_the_whole_run_is_answered():
    long = settings(n_epochs=2000)
    (run,) = unpack(answers.answer(long, {"what": "run", "base": scene.base(long)}))
    assert (run["kind"], len(run["epochs"])) == ("run", 2001)


@pytest.mark.parametrize(
    "asked",
    [
        7,
        "family",
        [],
        {},
        {"what": "family"},
        {"what": "other", "base": "ours"},
        {"what": "family", "base": "another", "over": "learning_rate", "value": 0.1, "epoch": 3},
        {"what": "family", "base": "ours", "over": "learning_rate", "value": 0.123, "epoch": 3},
        {"what": "family", "base": "ours", "over": "learning_rate", "value": "0.1", "epoch": 3},
        {"what": "family", "base": "ours", "over": "learning_rate", "value": [0.1], "epoch": 3},
        {"what": "family", "base": "ours", "over": "learning_rate", "value": {"a": 1}, "epoch": 3},
        {"what": "family", "base": "ours", "over": "l2", "value": 0.5, "epoch": 3},
        {"what": "family", "base": "ours", "over": "momentum", "value": 0.9, "epoch": 3},
        {"what": "family", "base": "ours", "over": "seed", "value": 0.1, "epoch": 3},
        {"what": "family", "base": "ours", "over": ["l2"], "value": 0.1, "epoch": 3},
        {"what": ["family"], "base": "ours", "over": "learning_rate", "value": 0.1},
        {"what": "family", "base": ["ours"], "over": "learning_rate", "value": 0.1},
    ],
    ids=repr,
)
def test_what_is_no_question_about_these_settings_is_told_that_there_is_no_answer(asked):
    if isinstance(asked, dict) and asked.get("base") == "ours":
        asked = asked | {"base": scene.base(settings())}
    assert kinds(answers.answer(settings(), asked)) == ["no_answer"]


def test_where_nothing_is_asked_nothing_is_sent():
    assert answers.answer(settings(), None) == b""


@pytest.mark.parametrize("epoch", ["3", None, -7, 10**9, 2.5, [1]], ids=repr)
def test_an_epoch_that_is_none_is_the_last(epoch):
    (family,) = unpack(answers.answer(settings(), question(settings(), epoch=epoch)))
    assert family["epochs"][-1] == 200
