"""A field for a number that takes what people type and paste, and keeps its value where it cannot.

Streamlit's own field sets an emptied one to its minimum, drops a pasted minus sign and reads 1e3 as 1, all in the
browser. This one is a field of text: what is typed is read here, and the field then shows the value that holds.
"""

from typing import Any

import streamlit as st

from trainer.language import _
from trainer.ui import session
from trainer.ui.settings.kinds import Real, Whole, text
from trainer.ui.settings.typed import NotANumber, read_typed
from trainer.ui.settings.widget_keys import typed_key
from trainer.ui.words.fields import not_taken

REFUSED = "_refused"  # key, kind, what was typed, and the values that held then


def number_field(key: str, setting: Whole | Real, highest: float, **layout: Any) -> None:
    """The field, a button to either side of a step, and a sentence on what was not taken.

    highest: the largest number that there is now.
    """
    value = min(session.value(key), highest)
    typed = typed_key(key)
    st.session_state[typed] = text(value)
    with st.container(key=key, gap=None, **layout):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="xxsmall"):
            st.text_input(
                _(setting.label), key=typed, help=_(setting.help), on_change=_take, args=(key, setting, highest)
            )
            for sign, name in ((-1, "less"), (1, "more")):
                does = _("Makes the number less by {step}.") if sign < 0 else _("Makes the number more by {step}.")
                st.button(
                    "−" if sign < 0 else "+",
                    key=f"{key}_{name}",
                    type="tertiary",
                    help=does.format(step=text(setting.step)),
                    on_click=_step,
                    args=(key, setting, highest, sign),
                )
        refused = st.session_state.get(REFUSED)
        if refused and refused[0] == key and refused[3] == session.values():
            st.caption(not_taken(refused[1], refused[2], setting, highest, value))


def _take(key: str, setting: Whole | Real, highest: float) -> None:
    typed = st.session_state[typed_key(key)]
    st.session_state.pop(REFUSED, None)
    if not typed.strip():
        return
    try:
        value = read_typed(setting, typed)
        if value > highest:
            raise NotANumber("range")
        st.session_state[key] = value
    except NotANumber as fault:
        st.session_state[REFUSED] = (key, fault.kind, typed, session.values())


def _step(key: str, setting: Whole | Real, highest: float, sign: int) -> None:
    value = round(min(session.value(key), highest) + sign * setting.step, 12)
    st.session_state[key] = type(setting.step)(min(max(value, setting.low), highest))
