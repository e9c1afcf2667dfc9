"""Widget values as the browser sent them: what Streamlit cannot read is dropped, as if none had been sent.

An old tab after an update, or a hostile client, can send a value of another type than the widget has. Streamlit
reads it before the script runs, raises, and shows that the app has an error until a clean value comes. What is
private of Streamlit stands in this module alone; tests/load/test_hostile.py fails if it goes.
"""

from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.session_state import Serialized, WStates

ALSO = {"double_value": ("int_value",), "int_value": ("double_value",)}  # a field of whole numbers sends either

_read = WStates.__getitem__


def _read_or_drop(states: WStates, widget_id: str) -> Any:
    sent, metadata = states.states.get(widget_id), states.widget_metadata.get(widget_id)
    if not isinstance(sent, Serialized) or metadata is None:
        return _read(states, widget_id)
    if sent.value.WhichOneof("value") not in (None, *ALSO.get(metadata.value_type, ()), metadata.value_type):
        raise KeyError(widget_id)
    try:
        return _read(states, widget_id)
    except Exception:  # whatever a deserializer raises for a value it was not made for
        raise KeyError(widget_id) from None


def drop() -> None:
    """From now on, for the whole process; calling it again changes nothing."""
    WStates.__getitem__ = _read_or_drop  # type: ignore[method-assign]


def sent() -> dict[str, Any]:
    """What the browser sent of each widget that has a key, by that key, before any widget is drawn."""
    context = get_script_run_ctx()
    if context is None:
        return {}
    states = context.session_state._state._new_widget_state
    return {id.split("-", 2)[2]: _sent(states, id) for id in states.states if id.count("-") > 1}


def _sent(states: WStates, widget_id: str) -> Any:
    """The value in the form in which it was sent; None where there is none, or it is foreign."""
    try:
        return _plain(states.get_serialized(widget_id))
    except Exception:  # whatever a serializer raises for a value that is not the widget's
        return None


def _plain(state: Any) -> Any:
    """A WidgetState's value; those of an array as a list; None of none."""
    if state is None:
        return None
    value: Any = getattr(state, state.WhichOneof("value") or "", None)
    data = getattr(value, "data", None)
    return value if data is None or isinstance(value, bytes) else list(data)
