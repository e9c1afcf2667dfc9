"""While a page is drawn no setting changes, so that session state is read once for all of it."""

from collections.abc import Mapping
from typing import Any

import pytest

from trainer.ui import session
from trainer.ui.settings.values import DEFAULTS, applicable


class Counted(dict[str, Any]):
    """Session state without a session; how often it was read."""

    reads = 0

    def __getitem__(self, key: str) -> Any:
        self.reads += 1
        return super().__getitem__(key)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> Counted:
    counted = Counted(DEFAULTS | {"learning_rate": 0.3})
    monkeypatch.setattr(session.st, "session_state", counted)
    return counted


SETTLED: Mapping[str, Any] = DEFAULTS | {"learning_rate": 0.6, "optimizer": "newton"}


def test_what_is_settled_holds_and_session_state_is_not_read(state: Counted) -> None:
    with session.settled(SETTLED):
        assert session.values() == SETTLED
        assert (session.value("learning_rate"), session.value("optimizer")) == (0.6, "newton")
        assert session.applies() == applicable(SETTLED)
    assert state.reads == 0


def test_after_it_and_after_an_error_in_it_session_state_holds(state: Counted) -> None:
    with pytest.raises(LookupError), session.settled(SETTLED):
        raise LookupError
    assert (session.value("learning_rate"), session.values()["optimizer"]) == (0.3, DEFAULTS["optimizer"])
    assert session.applies() == applicable(state)


def test_whoever_changes_the_values_read_changes_none_of_another(state: Counted) -> None:
    with session.settled(SETTLED):
        session.values()["learning_rate"] = 1.0
        assert session.value("learning_rate") == 0.6


@pytest.mark.parametrize("held", [None, "fast", 0.12345, [0.3]], ids=["nothing", "text", "no option", "list"])
def test_what_is_foreign_is_its_default(state: Counted, held: object) -> None:
    state["learning_rate"] = held
    assert session.value("learning_rate") == session.values()["learning_rate"] == DEFAULTS["learning_rate"]
