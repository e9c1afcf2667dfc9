"""What the strip's sliders may set: the logits and the temperature, each within its bounds, and nothing else."""

import math
from types import SimpleNamespace

import pytest

from trainer.ui.derive import strip


@pytest.fixture
def taken(monkeypatch):
    """taken(sent) is what session state holds after a browser has sent something."""

    def take(sent):
        state = {strip.KEY: SimpleNamespace(given=sent), "z1": 2.0, "temperature": 1.0, "dataset": "three_class"}
        monkeypatch.setattr(strip.st, "session_state", state)
        strip._take()
        return {key: value for key, value in state.items() if key != strip.KEY}

    return take


BEFORE = {"z1": 2.0, "temperature": 1.0, "dataset": "three_class"}


def test_logits_and_temperature_are_taken_as_numbers(taken):
    sent = {"z1": -1.5, "z2": 3, "z3": 1e4, "temperature": 0.5}
    found = taken(sent)
    assert found == BEFORE | sent
    assert type(found["z2"]) is float


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [1, 2],
        "z1=3",
        {"z1": "3"},
        {"z1": True},
        {"z1": None},
        {"z1": 1.1e4},
        {"z1": math.nan},
        {"z1": [3.0]},
        {"temperature": 0},
        {"temperature": -1.0},
        {"dataset": "iris"},
        {"_link": {}},
    ],
    ids=str,
)
def test_whatever_else_a_browser_sends_is_left(taken, sent):
    assert taken(sent) == BEFORE
