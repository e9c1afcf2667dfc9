"""The link that a person gives away: where the app is, which page, and which settings, a teacher's switches among them.

http://192.168.1.20:8501/compare?dataset=iris&rates=0.1,1&hide=weights
"""

from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

from trainer.ui.settings.rows.classroom import PAGE_NAMES

KEPT_READABLE = ",!:-_.~"  # may stand in a query as they are


def share_link(origin: str, page: str, query: Mapping[str, str]) -> str:
    """The address of a page with settings.

    origin: scheme, host and, behind a proxy, the path under which the app is served. page: its path, "" for the
    first. query: as `settings.url.write` makes it.
    ValueError where the origin is no address of the web.
    """
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(f"origin must begin with http:// or https:// and name a host; it is {origin!r}")
    address = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/{quote(page)}"
    return address + ("?" + urlencode(query, safe=KEPT_READABLE, quote_via=quote) if query else "")


def origin_of(address: str) -> str:
    """Where the app is served, by the address of one of its pages; this computer's where the address is none."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return "http://localhost"
    folder, _, last = parts.path.rstrip("/").rpartition("/")
    return f"{parts.scheme}://{parts.netloc}{folder if last in PAGE_NAMES else parts.path.rstrip('/')}"
