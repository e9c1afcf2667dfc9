"""URL and session state, and nothing else.

A widget's key is its setting's id, so session state holds one value a setting, and one private key what is
known of the address. A session always heals itself: what is missing or foreign becomes its default.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from trainer.language import _, languages, nearest, use
from trainer.ui.foreign_values import sent
from trainer.ui.settings import url
from trainer.ui.settings.kinds import Real, Whole
from trainer.ui.settings.link import Link, follow, healed
from trainer.ui.settings.sent import sent_values
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.values import DEFAULTS, applicable, fitted
from trainer.ui.words.lists import sentences

LINK, APPLIES = "_link", "_applies"  # no setting begins with an underscore


def values() -> dict[str, Any]:
    """The value of every setting now."""
    return healed(_found())[0]


def value(key: str) -> Any:
    """The value of one setting now; reading every one takes milliseconds."""
    found = _value(key) if key in st.session_state else DEFAULTS[key]
    return found if SETTINGS[key].allows(found) else DEFAULTS[key]


def _found() -> dict[str, Any]:
    """What session state holds of the settings, lists as tuples; what cannot be read is None."""
    return {key: _value(key) for key in SETTINGS if key in st.session_state}


def _value(key: str) -> Any:
    try:
        value = st.session_state[key]
    except Exception:  # Streamlit reads what a browser sent; from a foreign one anything may come
        return None
    return tuple(value) if isinstance(value, list) else value


def read_url() -> None:
    """Seed the settings from the URL if it is new, and keep the settings of widgets not drawn."""
    found, foreign = healed(_found())
    known: Link | None = st.session_state.get(LINK)
    query = st.query_params.to_dict()
    speak(query.get("lang", ""))  # what is said of a link is said in its language
    now, link = follow(known, found, query, urlsplit(st.context.url or "").path)
    if known is None:
        now |= sent_values(sent(), now)  # of a tab that knew an earlier server, and brings a change with it
    now["dataset"] = fitted(now)["dataset"]  # own data end with their session
    st.session_state.update(now)
    st.session_state[LINK] = Link(link.query, link.path, (*link.ignored, *foreign))
    speak(now["lang"])
    st.session_state[APPLIES] = applicable(now)  # once a run: reading every value for every widget takes milliseconds


def speak(chosen: str) -> None:
    """Speak the language that is set, or the browser's where none is, to the end of the run."""
    use(chosen if chosen in languages() else nearest(st.context.locale))


def write_url() -> None:
    """Put the settings into the URL."""
    query, link = url.write(values()), st.session_state[LINK]
    st.session_state[LINK] = Link(query, link.path, link.ignored)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def highest(key: str) -> float:
    """The largest number of a setting that there is with these data."""
    setting = SETTINGS[key]
    assert isinstance(setting, Whole | Real)
    of_data = setting.of_data
    return setting.high if of_data is None or of_data.highest is None else of_data.highest(values())


def applies() -> Mapping[str, bool]:
    """Which settings have an effect in this run."""
    return st.session_state[APPLIES]  # type: ignore[no-any-return]


def show_ignored() -> None:
    """One sentence for each part of the link that was not used."""
    if st.session_state[LINK].ignored:
        said = _("From the link: {sentences}").format(sentences=sentences(*st.session_state[LINK].ignored))
        st.warning(said, icon=":material/link_off:")


def reset() -> None:
    """Every setting back to its default, but those that stay, as kept runs do."""
    link = st.session_state[LINK]
    now = values()
    stays = {key: now[key] for key, setting in SETTINGS.items() if setting.stays}
    st.session_state.update(DEFAULTS | stays)
    st.session_state[LINK] = Link(link.query, link.path)
