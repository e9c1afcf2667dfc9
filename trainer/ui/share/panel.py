"""The Share panel: a link with a teacher's switches, to copy, to try and to scan.

What is chosen here goes into the link and changes nothing on this page. The link leaves out what was predicted in a
lesson, so that whoever opens it predicts anew.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from trainer.language import _, languages, own_name
from trainer.ui import session
from trainer.ui.settings import data_sets, url
from trainer.ui.settings.kinds import Many
from trainer.ui.settings.rows.classroom import HIDEABLE, LONGEST_TITLE, PAGE_NAMES, ROWS
from trainer.ui.settings.rows.derive import LAST_STEP
from trainer.ui.settings.rows.training import MOST_EPOCHS
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.values import DEFAULTS
from trainer.ui.share import switches
from trainer.ui.share.link import origin_of, share_link
from trainer.ui.share.offer import offer
from trainer.ui.widgets.language_switch import fragment
from trainer.ui.words import share as words

KEPT = "_share"  # a private key of session state: what was chosen, while the panel is closed
PAGE, EPOCH, CARD = "page", "shown_epoch", "derivation_step"
SWITCHES = (*ROWS, "lang")
CHOSEN = (*SWITCHES, EPOCH, CARD)  # the settings that have a control in the panel
NOT_SHARED = ("prediction", "teacher")


@fragment
def panel(page: str) -> None:
    """The button, and once it is pressed the panel. page: the address of the page that is shown."""
    if switches.hides("share"):
        return
    opened = st.popover(_("Share"), icon=":material/share:", key="share", on_change="rerun")
    if not opened.open:
        return
    with opened, st.container(key="share_panel"):
        values = session.values()
        left, right = st.columns(2, gap="medium")
        with left:
            chosen = _choose(values, page)
        with right:
            page = "" if chosen[PAGE] == "train" else chosen[PAGE]
            link = share_link(origin_of(st.context.url or ""), page, query(chosen, values))
            offer(link, own_data=values["dataset"] == data_sets.OWN)


def _choose(values: Mapping[str, Any], page: str) -> dict[str, Any]:
    """The controls; what they hold now."""
    st.session_state.update({_key(id): value for id, value in _held(values, page).items()})
    st.text_input(
        _(SETTINGS["title"].label), key="share_title", max_chars=LONGEST_TITLE, help=_(SETTINGS["title"].help)
    )
    _selectbox(_("Opens on"), PAGE, {id: _(name) for id, name in PAGE_NAMES.items()})
    if st.session_state[_key(PAGE)] == "train":
        st.slider(_(SETTINGS[EPOCH].label), 0, values["n_epochs"], key=_key(EPOCH))
    elif st.session_state[_key(PAGE)] == "derive":
        st.slider(_("Card of the derivation"), 1, LAST_STEP, key=_key(CARD))
    _multiselect("pages", _("all pages"))
    _multiselect("hide", _("nothing"))
    spoken = {"auto": _("the browser's"), **{each: own_name(each) for each in languages()}}
    _selectbox(_(SETTINGS["lang"].label), "lang", spoken)
    st.toggle(_("For a projector"), key="share_projector", help=_(words.PROJECTOR))
    st.session_state[KEPT] = {id: _widget(id) for id in SWITCHES}
    return _held(values, page)


def _selectbox(label: str, id: str, names: Mapping[str, str]) -> None:
    st.selectbox(label, list(names), key=_key(id), format_func=names.__getitem__)


def _multiselect(id: str, placeholder: str) -> None:
    setting = SETTINGS[id]
    assert isinstance(setting, Many)
    named = {each: setting.name(each) for each in setting.options}
    st.multiselect(
        _(setting.label),
        list(named),
        key=_key(id),
        format_func=named.__getitem__,
        placeholder=placeholder,
        help=_(setting.help),
    )


def _key(id: str) -> str:
    return f"share_{id}"


def _held(values: Mapping[str, Any], page: str) -> dict[str, Any]:
    """What the controls are to hold: what was chosen as far as it is allowed, else what is set."""
    known = st.session_state.get(KEPT, {})
    chosen = {id: _widget(id) if _key(id) in st.session_state else known.get(id) for id in CHOSEN}
    held = {id: chosen[id] if SETTINGS[id].allows(chosen[id]) else values[id] for id in CHOSEN}
    opens = _widget(PAGE)
    return held | {
        "projector": bool(held["projector"]),
        EPOCH: min(held[EPOCH], values["n_epochs"]),
        PAGE: opens if opens in PAGE_NAMES else page,
    }


def _widget(id: str) -> Any:
    """What a control holds, as the setting's value."""
    try:
        value = st.session_state.get(_key(id))
    except Exception:  # Streamlit reads what a browser sent; from a foreign one anything may come
        return None
    if id == "projector":
        return int(value is True)
    return tuple(value) if isinstance(value, list | tuple) else value


def query(chosen: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, str]:
    """The settings of the session with what was chosen in the panel, as a link has them."""
    shared = {**values, **{id: DEFAULTS[id] for id in NOT_SHARED}, **{id: chosen[id] for id in CHOSEN}}
    for id, names in (("pages", PAGE_NAMES), ("hide", HIDEABLE)):
        shared[id] = tuple(each for each in names if each in chosen[id])
    last = chosen[EPOCH] >= values["n_epochs"]
    return url.write(shared | {"projector": int(chosen["projector"]), EPOCH: MOST_EPOCHS if last else chosen[EPOCH]})
