"""What is wrong in a lesson beyond its form: names that do not exist, claims that are not so, steps not to be done.

Each fault is a sentence that names file and key. Tests ask for all of them; the pages for none.
"""

from collections.abc import Iterator

from trainer.glossary import GLOSSARY
from trainer.lessons.conditions import Condition
from trainer.lessons.lesson import Lesson, Step
from trainer.lessons.text import Text
from trainer.ui.lessons import claims
from trainer.ui.lessons.links import target
from trainer.ui.lessons.measures import MEASURES
from trainer.ui.lessons.trainers_line import cannot_be_drawn
from trainer.ui.lessons.waiting import done
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.values import DEFAULTS


def faults(lesson: Lesson) -> list[str]:
    """Every fault; names first, for what they stand for can be computed only where they exist."""
    found = tuple(_names(lesson)) or (*_claims(lesson), *_answers(lesson), *_lines(lesson), *_waits(lesson))
    return [f"{lesson.file}: {key} {what}." for key, what in found]


def _names(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for name, claim in lesson.claims.items():
        key = f"claims.{name}"
        if claim.measure in claims.MADE:
            unknown = [other for other in claim.arguments.get("of", ()) if other not in lesson.claims]
            if unknown or "of" not in claim.arguments:
                yield f"{key}.of", f"names {', '.join(unknown) or 'nothing'}, which is no claim"
            continue
        yield from _link(f"{key}.link", claim.link)
        if claim.measure not in MEASURES:
            yield f"{key}.measure", f"is {claim.measure}, which is no measure; the measures are {', '.join(MEASURES)}"
            continue
        measure, given = MEASURES[claim.measure], set(claim.arguments) - {"digits"}
        for missing in sorted(measure.needs - given):
            yield f"{key}.{missing}", f"is missing; the measure {claim.measure} needs it"
        for unknown_argument in sorted(given - measure.needs - measure.takes):
            yield f"{key}.{unknown_argument}", f"is not what the measure {claim.measure} takes"
    for number, step in enumerate(lesson.steps, start=1):
        for key, what in _names_of_step(step):
            yield f"steps[{number}].{key}", what


def _names_of_step(step: Step) -> Iterator[tuple[str, str]]:
    for part in ("start", "example", "derive"):
        if link := getattr(step, part):
            yield from _link(part, link)
    if step.drawing:
        yield from _link("drawing.link", step.drawing.link)
    if step.line:
        yield from _link("line.link", step.line.link)
    for text in step.said():
        yield from _fields(text)
    for condition in step.wait:
        yield from _subject(condition)


def _link(key: str, link: str) -> Iterator[tuple[str, str]]:
    for sentence in target(link).ignored:
        yield key, f"is {link}, of which a part cannot be used: {sentence.rstrip('.')}"


def _fields(text: Text) -> Iterator[tuple[str, str]]:
    for name in sorted(text.fields("control") - set(SETTINGS)):
        yield "text", f"names the control {name}, which is no setting"
    for name in sorted(text.fields("term") - set(GLOSSARY)):
        yield "text", f"names the term {name}, which is not in the glossary"


def _subject(condition: Condition) -> Iterator[tuple[str, str]]:
    if condition.of == "setting" and condition.name not in SETTINGS:
        yield "wait", f"names the setting {condition.name}, which there is not"
    if condition.of == "measure" and (condition.name not in MEASURES or MEASURES[condition.name].needs):
        yield "wait", f"names the measure {condition.name}, which there is not, or which needs to be told more"
    if condition.of == "claim":
        yield "wait", "names a claim; a step waits for a setting, a page or a measure"


def _claims(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for name, claim in lesson.claims.items():
        found = claims.written(lesson, name)
        if found != claim.value:
            yield f"claims.{name}.value", f"is {claim.value!r}; the trainer finds {found!r}"


def _answers(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for number, step in enumerate(lesson.steps, start=1):
        right = [option.id for option in step.options if claims.is_right(lesson, option)]
        if step.options and right != [step.answer]:
            yield f"steps[{number}].answer", f"is {step.answer!r}; by the claims it is {', '.join(right) or 'none'}"
        if step.drawing:
            truth = claims.value(lesson, step.drawing.claim)
            if not isinstance(truth, int | float) or not step.drawing.low <= truth <= step.drawing.high:
                yield f"steps[{number}].drawing.claim", f"comes to {truth}, which cannot be drawn"


def _lines(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for number, step in enumerate(lesson.steps, start=1):
        if step.line and (what := cannot_be_drawn(step.line)):
            yield f"steps[{number}].line", what


def _waits(lesson: Lesson) -> Iterator[tuple[str, str]]:
    page, values = "lessons", dict(DEFAULTS)
    for number, step in enumerate(lesson.steps, start=1):
        if step.start:
            page, values = target(step.start).page, dict(target(step.start).values)
        if not step.example:
            continue
        if done(lesson, number, values, page):
            yield f"steps[{number}].wait", "holds before anything is done"
        example = target(step.example)
        page, values = example.page, values | {key: example.values[key] for key in example.named}
        if not done(lesson, number, values, page):
            yield f"steps[{number}].example", f"is {step.example}, with which what is waited for does not hold"
