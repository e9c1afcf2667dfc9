"""A widget that asks for its own value has that one read, and no other."""

from collections.abc import Iterator

import pytest
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1 import AppTest

from trainer.ui import state_view


@pytest.fixture
def view() -> Iterator[None]:
    before = SafeSessionState.filtered_state
    state_view.look_at_one()
    yield
    SafeSessionState.filtered_state = before  # type: ignore[method-assign]


def script() -> None:
    import streamlit as st

    st.session_state["seen"] = 1
    st.session_state.setdefault("none", None)
    st.selectbox("none", ["a", "b"], key="none")
    st.selectbox("first", ["a", "b"], key="first")


@pytest.mark.usefixtures("view")
def test_widgets_find_what_they_ask_for() -> None:
    at = AppTest.from_function(script).run()
    assert [box.value for box in at.selectbox] == [None, "a"]


@pytest.mark.usefixtures("view")
def test_it_holds_what_streamlits_own_does() -> None:
    state = SessionState()
    state["a"], state["b"] = 1, None
    safe = SafeSessionState(state, lambda: None)
    assert dict(safe.filtered_state) == state.filtered_state == {"a": 1, "b": None}


@pytest.mark.usefixtures("view")
def test_a_page_reads_no_more_values_than_it_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    every = []
    monkeypatch.setattr(SessionState, "filtered_state", property(lambda self: every.append(self) or {}))
    AppTest.from_function(script).run()
    assert not every
