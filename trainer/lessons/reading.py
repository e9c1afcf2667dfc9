"""From files to lessons, courses and misconceptions: strictly, so that a fault is found before a class finds it."""

from collections.abc import Mapping
from pathlib import Path

from trainer.lessons import COURSE_FILES, FILES, FOLDER
from trainer.lessons.conditions import read_condition
from trainer.lessons.lesson import ASKS, Course, Lesson, Step
from trainer.lessons.parts import read_claims, read_drawing, read_line, read_option
from trainer.lessons.rules import check
from trainer.lessons.tables import LessonError, Table, read_file
from trainer.lessons.text import Text

NEEDED = {  # what a step of a kind must hold beside kind, minutes and text
    "predict": {"id", "options", "answer"},
    "draw": {"id", "drawing"},
    "draw_line": {"id", "line"},
    "do": {"wait", "example"},
    "reveal": {"of", "outcome"},
    "why": {"formula", "derive"},
    "follow_up": {"wait", "example"},
}
MAY_WAIT = {"wait", "example", "outcome"}  # the outcome is said once it has been done
PARTS = {kind: {*needed, "start", *({"cover"} if kind in ASKS else MAY_WAIT)} for kind, needed in NEEDED.items()}


def read_lesson(path: Path) -> Lesson:
    """One lesson; LessonError says what is wrong in which file and key."""
    table = read_file(path)
    teacher = table.table("teacher")
    lesson = Lesson(
        id=table.take("id", "a text"),
        file=path.name,
        title=table.words("title"),
        goal=table.words("goal"),
        minutes=table.number("minutes"),
        steps=tuple(map(_step, table.tables("steps"))),
        claims=read_claims(table.table("claims")),
        misconceptions=table.texts("misconceptions"),
        aims=_sentences(teacher, "aims"),
        ask=_sentences(teacher, "ask"),
    )
    teacher.finish()
    table.finish()
    check(lesson, table)
    return lesson


def read_course(path: Path) -> Course:
    """One course; LessonError as for a lesson."""
    table = read_file(path)
    id = next(id for id, file in COURSE_FILES.items() if file.name == path.name)
    course = Course(id, table.words("title"), table.words("text"), table.number("minutes"), table.texts("lessons"))
    for name in course.lessons:
        if name not in FILES:
            raise table.fault("lessons", f"names {name}, which is no lesson; the lessons are {', '.join(FILES)}")
    table.finish()
    return course


def read_misconceptions(path: Path = FOLDER / "misconceptions.toml") -> dict[str, Text]:
    """What the lessons remove, by id."""
    table = read_file(path)
    return {id: table.words(id) for id in table}


def _step(table: Table) -> Step:
    kind = table.take("kind", "a text")
    if kind not in PARTS:
        raise table.fault("kind", f"is {kind!r}; it must be one of {', '.join(PARTS)}")
    values = {part: _part(table, part) for part in sorted(PARTS[kind]) if part in table or part in NEEDED[kind]}
    step = Step(kind, table.number("minutes"), table.words("text"), **values)  # type: ignore[arg-type]
    table.finish()
    if bool(step.wait) != bool(step.example):
        raise table.fault("example" if step.wait else "wait", "is missing: what is waited for needs an example")
    return step


def _part(table: Table, part: str) -> object:
    match part:
        case "options":
            return tuple(map(read_option, table.tables(part)))
        case "wait":
            return tuple(map(read_condition, table.tables(part)))
        case "outcome":
            return table.words(part)
        case "cover":
            return table.take(part, "true or false")
        case "drawing":
            return read_drawing(table.table(part))
        case "line":
            return read_line(table.table(part))
    return table.take(part, "a text")


def _sentences(table: Table, key: str) -> tuple[Text, ...]:
    return tuple(_languages(entry) for entry in table.tables(key))


def _languages(table: Table) -> Text:
    words = table.languages()
    table.finish()
    return words


def read_all(files: Mapping[str, Path] = FILES) -> tuple[dict[str, Lesson], list[str]]:
    """Every lesson that can be read, by id, and a sentence for each that cannot."""
    found, faults = {}, []
    for id, path in files.items():
        try:
            found[id] = read_lesson(path)
        except LessonError as error:
            faults.append(str(error))
    return found, faults
