"""One card at a time, the bar that turns them, and all of them to read or print."""

from pathlib import Path

import streamlit as st

from trainer.language import _
from trainer.ui import session
from trainer.ui.settings.table import LAST_STEP
from trainer.ui.settings.values import DeriveSettings
from trainer.ui.share.switches import hides
from trainer.ui.widgets import controls

KEY = "derive_deck"
NARROW = "_narrow"  # a private key of session state: whether the browser has little room for a formula

_component = st.components.v2.component(
    KEY,
    html='<p role="status"></p><p></p>',
    css="p {margin: 0; white-space: nowrap; font: 0.875rem var(--st-font); color: var(--st-text-color);}",
    js=Path(__file__).with_name("deck.js").read_text(),
)


def shown(chosen: DeriveSettings) -> tuple[int, ...]:
    """The numbers of the cards that are shown."""
    return tuple(range(1, LAST_STEP + 1)) if chosen.all_steps else (chosen.derivation_step,)


def bar(chosen: DeriveSettings, followed: str) -> None:
    """Back and Next, by mouse or key, which card it is of what is followed, and the switch to all of them."""
    place = _("all {n} cards") if chosen.all_steps else _("card {card} of {n}")
    with st.container(horizontal=True, key="reveal", vertical_alignment="center"):
        if not chosen.all_steps and not hides("step"):
            _turn("back", _("Back"), -1, chosen.derivation_step == 1, _("Shows the card before; key B or Page Up."))
            _turn(
                "next", _("Next"), 1, chosen.derivation_step == LAST_STEP, _("Shows the next card; key N or Page Down.")
            )
        _component(
            key=KEY,
            width="content",
            data={
                "place": place.format(card=chosen.derivation_step, n=LAST_STEP),
                "followed": followed,
                "card": 0 if chosen.all_steps else chosen.derivation_step,
                "cards": LAST_STEP,
                "narrow": is_narrow(),
            },
            on_narrow_change=_take_width,
        )
        controls.control("all_steps")


def is_narrow() -> bool:
    """Whether long lines are broken: as the browser last said, whatever the device."""
    return st.session_state.get(NARROW) is True


def _take_width() -> None:
    said = st.session_state.get(KEY)
    st.session_state[NARROW] = getattr(said, "narrow", None) is True


def _turn(key: str, label: str, by: int, disabled: bool, help_text: str) -> None:
    st.button(
        label,
        key=f"derive_{key}",
        help=help_text,
        disabled=disabled,
        on_click=_go,
        args=(by,),
        type="primary" if by > 0 else "secondary",
    )


def _go(by: int) -> None:
    st.session_state["derivation_step"] = min(max(session.value("derivation_step") + by, 1), LAST_STEP)
