"""The kind of setting that a page writes and no control shows: edited rows, the digest of somebody's own data."""

from dataclasses import KW_ONLY, dataclass
from typing import Any

from trainer.ui.settings.row import Row, Widget

MARKS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_.,-")


@dataclass(frozen=True)
class Written(Row):
    """A text of small letters, digits and few marks; empty where nothing is written."""

    default: str
    longest: int
    _: KW_ONLY
    widget: Widget = "buttons"

    def allows(self, value: Any) -> bool:
        """Whether a value may be set."""
        return isinstance(value, str) and len(value) <= self.longest and set(value) <= MARKS
