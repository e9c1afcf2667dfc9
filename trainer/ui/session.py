"""URL and session state, and nothing else.

A widget's key is its setting's id, so session state holds one value a setting, and one private key what is
known of the address and of what the browser shows. A session always heals itself: what is missing or foreign
becomes its default.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from trainer.language import _, languages, nearest, use
from trainer.ui.foreign_values import sent
from trainer.ui.settings import url
from trainer.ui.settings.kinds import Real, Whole
from trainer.ui.settings.link import Link, follow, healed, not_stale
from trainer.ui.settings.sent import sent_values
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.values import DEFAULTS, applicable, fitted
from trainer.ui.words.lists import sentences

LINK = "_link"  # no setting begins with an underscore


@dataclass(frozen=True)
class _Settled:
    """What holds while the page is drawn: reading session state anew each time takes milliseconds."""

    values: Mapping[str, Any]
    applies: Mapping[str, bool]


_settled: ContextVar[_Settled | None] = ContextVar("settled", default=None)


@contextmanager
def settled(values: Mapping[str, Any]) -> Iterator[None]:
    """Within it no setting changes: callbacks run before a page is drawn, and are what sets them."""
    before = _settled.set(_Settled(values, applicable(values)))
    try:
        yield
    finally:
        _settled.reset(before)


def values() -> dict[str, Any]:
    """The value of every setting now."""
    now = _settled.get()
    return healed(_found())[0] if now is None else dict(now.values)


def value(key: str) -> Any:
    """The value of one setting now."""
    now = _settled.get()
    if now is not None:
        return now.values[key]
    found = _found((key,)).get(key)
    return found if SETTINGS[key].allows(found) else DEFAULTS[key]


def _found(keys: Collection[str] = tuple(SETTINGS)) -> dict[str, Any]:
    """What session state holds of the settings, lists as tuples; what cannot be read is None."""
    found = {}
    for key in keys:
        try:
            value = st.session_state[key]
        except KeyError:
            continue
        except Exception:  # Streamlit reads what a browser sent; from a foreign one anything may come
            value = None
        found[key] = tuple(value) if isinstance(value, list) else value
    return found


def read_url() -> dict[str, Any]:
    """Seed the settings from the URL if it is new, and keep those of widgets not drawn; the value of every setting."""
    found, foreign = healed(_found())
    known: Link | None = st.session_state.get(LINK)
    query = st.query_params.to_dict()
    speak(query.get("lang", ""))  # what is said of a link is said in its language
    widgets = sent_values(sent(), found)
    now, link = follow(known, not_stale(known, found, widgets), query, urlsplit(st.context.url or "").path)
    if known is None:
        now |= sent_values(sent(), now)  # of a tab that knew an earlier server, and brings a change with it
    now["dataset"] = fitted(now)["dataset"]  # own data end with their session
    st.session_state.update(now)
    shows = {**(known.shows if known else {}), **widgets}
    st.session_state[LINK] = replace(link, ignored=(*link.ignored, *foreign), settled=now, shows=shows)
    speak(now["lang"])
    return now


def follows_a_link() -> bool:
    """Whether in this run the settings are those of a link: the session opened, or the browser went back or forward."""
    link: Link = st.session_state[LINK]
    return link.followed


def speak(chosen: str) -> None:
    """Speak the language that is set, or the browser's where none is, to the end of the run."""
    use(chosen if chosen in languages() else nearest(st.context.locale))


def write_url() -> None:
    """Put the settings into the URL."""
    now, link = values(), st.session_state[LINK]
    query = url.write(now)
    st.session_state[LINK] = replace(link, query=query, settled=now, shows=now)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def highest(key: str) -> float:
    """The largest number of a setting that there is with these data."""
    setting = SETTINGS[key]
    assert isinstance(setting, Whole | Real)
    of_data = setting.of_data
    return setting.high if of_data is None or of_data.highest is None else of_data.highest(values())


def applies() -> Mapping[str, bool]:
    """Which settings have an effect now."""
    now = _settled.get()
    return applicable(values()) if now is None else now.applies


def show_ignored() -> None:
    """One sentence for each part of the link that was not used."""
    if st.session_state[LINK].ignored:
        said = _("From the link: {sentences}").format(sentences=sentences(*st.session_state[LINK].ignored))
        st.warning(said, icon=":material/link_off:")


def reset() -> None:
    """Every setting back to its default, but those that stay, as kept runs do."""
    now = values()
    stays = {key: now[key] for key, setting in SETTINGS.items() if setting.stays}
    st.session_state.update(DEFAULTS | stays)
    st.session_state[LINK] = replace(st.session_state[LINK], ignored=(), bare=False)
