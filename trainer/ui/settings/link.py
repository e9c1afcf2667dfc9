"""When the address is followed and when the widgets are: a pure function of what was, what is and what it says.

Streamlit's own `bind="query-params"` would write the words that a widget shows, which are translated, into the
link; here a link holds ids and leaves defaults out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trainer.language import _
from trainer.ui.settings import url
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.values import DEFAULTS


@dataclass(frozen=True)
class Link:
    """What a session knows of its address: the query that it last wrote or read, the path of the page, a sentence for
    each part of the query that was not used, and whether the menu has turned the page and dropped the query since the
    browser last showed it. Of the settings: the values that the last run began with, and those that the browser shows.
    And whether the query is followed in this run.
    """

    query: Mapping[str, str]
    path: str
    ignored: tuple[str, ...] = ()
    bare: bool = False
    settled: Mapping[str, Any] = field(default_factory=dict)
    shows: Mapping[str, Any] = field(default_factory=dict)
    followed: bool = False


def follow(
    known: Link | None, values: Mapping[str, Any], query: Mapping[str, str], path: str
) -> tuple[dict[str, Any], Link]:
    """The values that hold now, and what is known of the address then.

    The query is followed when a session opens (known is None), and when it is another one though no value was
    set: the browser went back or forward. The menu drops the query as it turns the page; the values stay then, in
    every run until the browser shows the query again, since the run that would write it may be ended by the next.
    """
    written = url.write(values)
    bare = known is not None and not query and bool(known.query) and (known.bare or path != known.path)
    if known is None or (query != known.query and written == known.query and not bare):
        read, ignored = url.read(query)
        return read, Link(url.write(read), path, tuple(ignored), followed=True)
    return dict(values), Link(known.query, path, known.ignored if written == known.query else (), bare)


def not_stale(known: Link | None, found: Mapping[str, Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """The values found in a session, less those that a browser sent only because it has not been shown others yet.

    sent: what its widgets say. A run that sets a widget and is ended by the next has not shown it: the browser still
    sends what it showed before, and nobody set that.
    """
    if known is None:
        return dict(found)
    stale = [key for key in sent if key in known.settled and sent[key] == known.shows.get(key) == found[key]]
    return {**found, **{key: known.settled[key] for key in stale}}


def healed(found: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A value for every setting: one that is missing or not allowed becomes its default, the latter with a sentence."""
    foreign = [key for key, value in found.items() if not SETTINGS[key].allows(value)]
    values = {key: DEFAULTS[key] if key in foreign else found.get(key, DEFAULTS[key]) for key in SETTINGS}
    said = _("{setting} held a value that is not allowed; its default is used.")
    return values, tuple(said.format(setting=_(SETTINGS[key].label)) for key in foreign)
