"""The kind of setting that holds what was predicted in a lesson."""

import re
from dataclasses import KW_ONLY, dataclass
from typing import Any

from trainer.ui.settings.row import Row, Widget

NUMBER = r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?"
ANSWER = re.compile(rf"[a-z]|-|{NUMBER}(?::{NUMBER})?")


def is_answer(value: Any) -> bool:
    """Whether a value can be a prediction: a letter, a short number, two with a colon between, or "-"."""
    return isinstance(value, str) and ANSWER.fullmatch(value) is not None


@dataclass(frozen=True)
class Answers(Row):
    """What was predicted at each question of a lesson: a letter, a number, two with a colon between, or "-"."""

    default: tuple[str, ...]
    most: int
    _: KW_ONLY
    widget: Widget = "buttons"

    def allows(self, value: Any) -> bool:
        """Whether a value may be set; whether it answers the question, the lesson decides."""
        return isinstance(value, tuple) and len(value) <= self.most and all(map(is_answer, value))
