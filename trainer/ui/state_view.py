"""Session state as Streamlit's widgets look at it: one value is read where one is asked for.

A selectbox, a field of text or a slider asks whether its own key holds None, and has every value of the session read
for it: a third of what it costs to draw one. What is private of Streamlit here is `SafeSessionState.filtered_state`;
where a version has it no more, tests/unit/ui/test_state_view.py fails.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from streamlit.runtime.state.safe_session_state import SafeSessionState

_every_value = SafeSessionState.__dict__["filtered_state"].fget


class StateView(Mapping[str, Any]):
    """What session state holds by key."""

    def __init__(self, state: SafeSessionState) -> None:
        self._state = state

    def __getitem__(self, key: str) -> Any:
        return self._state[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_every_value(self._state))

    def __len__(self) -> int:
        return len(_every_value(self._state))


def look_at_one() -> None:
    """From now on, for the whole process; calling it again changes nothing."""
    SafeSessionState.filtered_state = property(StateView)  # type: ignore[method-assign, assignment]
