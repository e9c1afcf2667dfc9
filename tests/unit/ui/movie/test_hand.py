"""What a browser says that a hand did: taken once, and only if it is of the run that stands."""

import pytest

from tests.unit.ui.movie.asking import settings
from trainer.ui.movie import component, hand, scene
from trainer.ui.movie.weights_by_hand import new_start
from trainer.ui.settings.values import DEFAULTS

ACT = 1_700_000_000_000


def said(of, **fields):
    shown = {"base": scene.base(of), "rate": of.training.learning_rate, "epoch": 7, "act": ACT}
    return shown | {"what": "step", "row": 0, "column": 0, "steps": 1} | fields


@pytest.fixture
def take(monkeypatch):
    """take(settings, said) is the session after a browser has said that of a hand."""
    state = dict(DEFAULTS)
    monkeypatch.setattr(hand.st, "session_state", state)

    def taken(of, what):
        monkeypatch.setattr(component, "hand", lambda: what)
        hand.take(of)
        return state

    return taken


def test_an_act_is_taken_once_and_its_number_told(take):
    first = take(settings(), said(settings()))["start"]
    assert first == new_start(settings(), said(settings())) != DEFAULTS["start"]
    assert hand.acted() == ACT
    after = settings(start=first, shown_epoch=0)
    assert take(after, said(after, epoch=0))["start"] == first
    assert take(after, said(after, epoch=0, act=ACT + 1))["start"] != first


@pytest.mark.parametrize(
    "changes",
    [{"base": "another"}, {"rate": 0.2}, {"rate": "0.1"}, {"act": 0}, {"act": None}, {"act": float("nan")}],
    ids=repr,
)
def test_what_is_not_of_the_run_that_stands_is_neither_taken_nor_answered(take, changes):
    assert take(settings(), said(settings()) | changes)["start"] == DEFAULTS["start"]
    assert hand.acted() == 0


@pytest.mark.parametrize("nothing", [None, 7, "go_on", [], {}], ids=repr)
def test_what_says_nothing_changes_nothing(take, nothing):
    assert take(settings(), nothing)["start"] == DEFAULTS["start"]


def test_what_cannot_be_taken_is_answered_too(take):
    take(settings(), said(settings(), what="weight", typed="much"))
    assert hand.acted() == ACT
    assert hand.NOT_TAKEN in hand.st.session_state
