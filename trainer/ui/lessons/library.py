"""The lessons and courses that there are, read once."""

from functools import cache

from trainer.lessons import COURSE_FILES
from trainer.lessons.lesson import Course, Lesson
from trainer.lessons.reading import read_all, read_course


@cache
def _read() -> tuple[dict[str, Lesson], list[str]]:
    return read_all()


def lessons() -> dict[str, Lesson]:
    """Every lesson by its id, in the order in which they are listed."""
    return _read()[0]


def unreadable() -> list[str]:
    """A sentence for each lesson that cannot be read."""
    return _read()[1]


@cache
def courses() -> dict[str, Course]:
    """Every course by its id."""
    return {id: read_course(path) for id, path in COURSE_FILES.items()}


def after(lesson: Lesson, course: str) -> Lesson | None:
    """The lesson that follows another: in its course, else in the list; None after the last."""
    order = courses()[course].lessons if course in courses() else tuple(lessons())
    rest = order[order.index(lesson.id) + 1 :] if lesson.id in order else ()
    return next((lessons()[id] for id in rest if id in lessons()), None)
