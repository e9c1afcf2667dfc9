"""Links as a lesson's file has them: "/compare?dataset=iris&rates=0.1,1", as they stand in the address bar."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from trainer.ui.settings import url
from trainer.ui.settings.rows.classroom import PAGE_NAMES
from trainer.ui.settings.table import FORMERLY
from trainer.ui.settings.values import Settings, from_values

PAGES = tuple(PAGE_NAMES)  # by address; "/" is the first


@dataclass(frozen=True, eq=False)
class Target:
    """Where a link leads: a page, a value for every setting, and the ids of the settings that it names.

    ignored has a sentence for each part that is no page or setting.
    """

    page: str
    values: Mapping[str, Any]
    named: tuple[str, ...]
    ignored: tuple[str, ...]


def target(link: str) -> Target:
    """Where a link leads."""
    parts = urlsplit(link)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    values, ignored = url.read(query)
    page = parts.path.strip("/") or PAGES[0]
    if page not in PAGES:
        ignored.append(f"{page} is no page.")
    return Target(
        page,
        values,
        tuple(key for key in (FORMERLY.get(given, given) for given in query) if key in values),
        tuple(ignored),
    )


def settings_of(link: str) -> Settings:
    """The settings of a link."""
    return from_values(target(link).values)
