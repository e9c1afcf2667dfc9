"""Whether what a step waits for has been done: by the settings, the page and the run, never by what is drawn."""

from collections.abc import Mapping
from typing import Any

from trainer.lessons.conditions import Condition
from trainer.lessons.lesson import Lesson
from trainer.ui.lessons.links import target
from trainer.ui.lessons.measures import MEASURES
from trainer.ui.lessons.place import segment
from trainer.ui.settings.kinds import text
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.values import DEFAULTS, from_values


def done(lesson: Lesson, number: int, values: Mapping[str, Any], page: str) -> bool:
    """Whether all that a step waits for holds, with these settings on this page; true where it waits for nothing."""
    began = segment(lesson, number)
    start = target(lesson.steps[began - 1].start or "/").values if began else DEFAULTS
    return all(_holds(condition, values, page, start) for condition in lesson.steps[number - 1].wait)


def _holds(condition: Condition, values: Mapping[str, Any], page: str, start: Mapping[str, Any]) -> bool:
    match condition.of:
        case "page":
            return condition.holds(page)
        case "measure":
            return condition.holds(MEASURES[condition.name].compute(from_values(values), {}))
        case "setting":
            key = condition.name
            return condition.holds(_comparable(key, values[key]), _comparable(key, start[key]))
    raise AssertionError(condition)


def _comparable(key: str, value: Any) -> Any:
    """Numbers as they are; what is chosen by name as its id in a link, many with commas between."""
    return value if isinstance(value, int | float) and not isinstance(SETTINGS[key].default, str) else text(value)
