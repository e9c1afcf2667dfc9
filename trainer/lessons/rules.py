"""What holds between the parts of a lesson: its limits, and that whatever is named is there."""

from pathlib import Path

from trainer.lessons import FILES, MOST_STEPS
from trainer.lessons.lesson import MOST_WORDS, Lesson, Step
from trainer.lessons.tables import Table
from trainer.lessons.text import LANGUAGES


def check(lesson: Lesson, table: Table) -> None:
    """Raise LessonError for the first rule that a lesson breaks; table is that of its file."""
    if FILES.get(lesson.id, Path(lesson.file)).name != lesson.file:
        raise table.fault("id", f"is {lesson.id!r}, which is that of {FILES[lesson.id].name}")
    if not 1 <= len(lesson.steps) <= MOST_STEPS:
        raise table.fault("steps", f"holds {len(lesson.steps)} steps; there must be from 1 to {MOST_STEPS}")
    if 2 * sum(bool(step.wait) for step in lesson.steps) < len(lesson.steps):
        raise table.fault("steps", "wait too seldom: at least half of them must wait for something done in the app")
    if abs(sum(step.minutes for step in lesson.steps) - lesson.minutes) > 0.01:
        raise table.fault("minutes", f"is {lesson.minutes:g}; the steps take {sum(s.minutes for s in lesson.steps):g}")
    ids = [step.id for step in lesson.steps if step.id]
    for number, step in enumerate(lesson.steps, start=1):
        for key, what in _step_faults(lesson, step, ids):
            raise table.fault(f"steps[{number}].{key}", what)


def _step_faults(lesson: Lesson, step: Step, ids: list[str]) -> list[tuple[str, str]]:
    faults = [
        ("text", f"has {step.n_words(language)} words with all it shows in {language!r}; at most {MOST_WORDS} are read")
        for language in LANGUAGES
        if step.n_words(language) > MOST_WORDS
    ]
    if len(step.controls()) > 1:
        faults.append(("text", f"names the controls {', '.join(sorted(step.controls()))}; it may name one"))
    if step.of and step.of not in ids:
        faults.append(("of", f"is {step.of!r}, which is no step that asks"))
    if step.options and step.answer not in [option.id for option in step.options]:
        faults.append(("answer", f"is {step.answer!r}, which is none of the options"))
    faults += [("text", f"states {name}, which is no claim") for name in sorted(_claimed(step) - set(lesson.claims))]
    return faults


def _claimed(step: Step) -> set[str]:
    """The claims that a step needs."""
    conditions = [c for c in (*step.wait, *(c for o in step.options for c in o.right_if)) if c.of == "claim"]
    drawn = {step.drawing.claim} if step.drawing else set()
    return (
        {name for text in step.said() for name in text.fields("")}
        | {condition.name for condition in conditions}
        | {other for condition in conditions for other in condition.others()}
        | drawn
    )
