"""The parts of a lesson that ask or claim, each from its table; LessonError says what is wrong in which key."""

from trainer.lessons.conditions import read_condition
from trainer.lessons.lesson import Claim, Drawing, Line, Option
from trainer.lessons.tables import Table


def read_claims(table: Table) -> dict[str, Claim]:
    """Every claim, by name."""
    found = {}
    for name in table:
        inside = table.table(name)
        measure, value = inside.take("measure", "a text"), inside.take("value", "a text")
        link = inside.take("link", "a text") if "link" in inside else ""
        arguments = {key: inside.peek(key) for key in inside if key not in ("measure", "link", "value")}
        found[name] = Claim(measure, link, arguments, value)
    return found


def read_option(table: Table) -> Option:
    """An answer to choose."""
    id, right_if = table.take("id", "a text"), tuple(map(read_condition, table.tables("right_if")))
    option = Option(id, table.languages(), right_if)
    if not right_if or any(condition.of != "claim" for condition in right_if):
        raise table.fault("right_if", "must hold conditions about claims, at least one")
    if not (len(id) == 1 and "a" <= id <= "z"):
        raise table.fault("id", f"is {id!r}; it must be a small letter")
    table.finish()
    return option


def read_drawing(table: Table) -> Drawing:
    """A number to be drawn."""
    drawing = Drawing(
        claim=table.take("claim", "a text"),
        link=table.take("link", "a text"),
        epoch=table.take("epoch", "a whole number"),
        known=table.take("known", "a whole number"),
        low=table.number("low"),
        high=table.number("high"),
        factor=table.number("factor"),
    )
    table.finish()
    return drawing


def read_line(table: Table) -> Line:
    """A line to be drawn."""
    first, second = (table.take(key, "a whole number") for key in ("first", "second"))
    line = Line(link=table.take("link", "a text"), classes=(first, second), near=table.number("near"))
    table.finish()
    return line
