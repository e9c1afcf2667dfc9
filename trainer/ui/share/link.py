"""The link that a person gives away: where the app is, which page, which settings, and switches that a teacher adds.

    http://192.168.1.20:8501/compare?dataset=iris&rates=0.1,1&hide=advice

Settings come first, then switches; both leave out what is not set. A switch may be any key that a setting has not,
so that this module need not know which switches there are.
"""

from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

from trainer.ui.settings.table import SETTINGS

KEPT_READABLE = ",!:-_.~"  # may stand in a query as they are


def share_link(origin: str, page: str, query: Mapping[str, str], switches: Mapping[str, str]) -> str:
    """The address of a page with settings and switches.

    origin: scheme, host and, behind a proxy, the path under which the app is served. page: its path, "" for the
    first. query: as `settings.url.write` makes it. switches: a value that is empty is left out.
    ValueError where the origin is no address of the web, or a switch has the name of a setting.
    """
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(f"origin must begin with http:// or https:// and name a host; it is {origin!r}")
    if taken := sorted(switches.keys() & SETTINGS.keys()):
        raise ValueError(f"switches must not have the name of a setting; {', '.join(taken)} has")
    entries = dict(query) | {name: value for name, value in switches.items() if value}
    address = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/{quote(page)}"
    return address + ("?" + urlencode(entries, safe=KEPT_READABLE, quote_via=quote) if entries else "")
