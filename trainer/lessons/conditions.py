"""What a step waits for, and what makes an answer the right one: a table, and nothing that is evaluated.

    {page = "derive"}                                   the page with this address is open
    {setting = "learning_rate", at_least = 1}           what is set
    {setting = "seed", changed = true}                  ... is not what it was where the step began
    {measure = "loss", at_most = 0.36}                  of the run that is set up now
    {setting = "rates", includes = "5"}                 one of many that are set
    {claim = "epoch_5", below = "epoch_1"}              of what the lesson claims; below a number or another claim

All tests of a table must hold. A value that is None, as of an epoch never reached, is beyond every number.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from trainer.lessons.tables import Table

SUBJECTS = ("page", "setting", "measure", "claim")
TESTS: dict[str, Callable[[Any, Any, Any], bool]] = {  # of a value, the operand, and the value at the start
    "equals": lambda value, operand, _: bool(value == operand),
    "at_least": lambda value, operand, _: _number(value) >= _number(operand),
    "at_most": lambda value, operand, _: _number(value) <= _number(operand),
    "above": lambda value, operand, _: _number(value) > _number(operand),
    "below": lambda value, operand, _: _number(value) < _number(operand),
    "includes": lambda value, operand, _: operand in str(value).split(","),
    "changed": lambda value, operand, start: (value != start) == operand,
}
COMPARE = ("at_least", "at_most", "above", "below")  # with a number, or with a claim by its name


@dataclass(frozen=True)
class Condition:
    """One row: what it is of ("page", "setting", "measure" or "claim"), its name, and its tests."""

    of: str
    name: str
    tests: tuple[tuple[str, Any], ...]

    def holds(self, value: Any, start: Any = None, claim: Callable[[str], Any] | None = None) -> bool:
        """Whether a value passes; start is what it was when the step began, claim(name) another claim's value."""
        named = self.others()
        return all(
            TESTS[test](value, claim(operand) if claim and test in COMPARE and operand in named else operand, start)
            for test, operand in self.tests
        )

    def others(self) -> tuple[str, ...]:
        """The claims that a claim is compared with."""
        return tuple(x for test, x in self.tests if test in COMPARE and isinstance(x, str))


def _number(value: Any) -> float:
    return math.inf if value is None else float(value)


def read_condition(table: Table) -> Condition:
    """The condition of one table."""
    subjects = [subject for subject in SUBJECTS if subject in table]
    if len(subjects) != 1:
        raise table.fault("", f"must name one of {', '.join(SUBJECTS)}")
    (subject,) = subjects
    name = table.take(subject, "a text")
    if subject == "page":
        table.finish()
        return Condition("page", "page", (("equals", name),))
    tests = tuple((test, _read_operand(table, subject, test)) for test in TESTS if test in table)
    table.finish()
    if not tests:
        raise table.fault(subject, f"is tested by nothing; a test is one of {', '.join(TESTS)}")
    return Condition(subject, name, tests)


def _read_operand(table: Table, subject: str, test: str) -> Any:
    if test == "changed":
        return table.take(test, "true or false")
    if test == "includes":
        return table.take(test, "a text")
    if test == "equals" or (subject == "claim" and isinstance(table.peek(test), str)):
        return table.peek(test)
    return table.number(test)
