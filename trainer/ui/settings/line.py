"""The kind of setting that holds a line which a person typed: shown letter by letter, never read as anything else."""

from dataclasses import KW_ONLY, dataclass
from typing import Any

from trainer.ui.settings.row import Row, Widget

JOINERS = str.maketrans("", "", "\u200c\u200d")  # which some scripts and pictures are written with


@dataclass(frozen=True)
class Line(Row):
    """A text of at most so many letters, none of them a control sign; empty where nothing is said."""

    default: str
    longest: int
    _: KW_ONLY
    widget: Widget = "buttons"

    def allows(self, value: Any) -> bool:
        """Whether a value may be set: nothing, or a line in which there is something to see."""
        if not isinstance(value, str) or len(value) > self.longest:
            return False
        seen = value.translate(JOINERS)
        return value == "" or (seen.isprintable() and not seen.isspace() and seen != "")
