"""What the lessons say of themselves; what they teach stands in their files."""

from collections.abc import Sequence

from trainer.language import N_, _, ngettext
from trainer.lessons.lesson import ASKS
from trainer.ui.lessons.links import target
from trainer.ui.settings.table import SETTINGS
from trainer.ui.words.status import STATUS_NAMES

KINDS = {
    "predict": N_("Predict"),
    "draw": N_("Predict"),
    "draw_line": N_("Predict"),
    "do": N_("Do"),
    "reveal": N_("Find out"),
    "why": N_("Why"),
    "follow_up": N_("Go further"),
}


def NEVER() -> str:
    """Of an epoch that is not reached."""
    return _("never")


def status(status: str) -> str:
    """How a run ended."""
    return _(STATUS_NAMES[status])


def label(key: str) -> str:
    """What the control of a setting is called."""
    return _(SETTINGS[key].label)


def where(title: str, number: int, last: int, kind: str) -> str:
    """Where one is: the lesson, the step and what it is for; Markdown."""
    return _("**{title}** · step {number} of {last} · {kind}").format(
        title=title, number=number, last=last, kind=_(KINDS[kind])
    )


def why_not_yet(kind: str) -> str:
    """Why the next step is closed."""
    if kind in ASKS:
        return _("Predict first.")
    return _("First do what the step asks.")


def to_step(link: str) -> str:
    """The way to a step of the derivation."""
    return _("Derivation, step {step}").format(step=target(link).values["derivation_step"])


def predicted_and_found(predicted: str, right: Sequence[str]) -> str:
    """A prediction, and beside it the outcome where it is known; Markdown."""
    if not right:
        return _("You predicted: **{predicted}**").format(predicted=predicted)
    return _("You predicted: **{predicted}**  \nThe trainer finds: **{found}**").format(
        predicted=predicted, found=right[0]
    )


def drew(drawn: str) -> str:
    """A number drawn, the outcome not known yet; Markdown."""
    return _("You drew: **{drawn}**").format(drawn=drawn)


def drew_nothing(found: str) -> str:
    """The outcome where nothing was drawn; Markdown."""
    return _("You drew nothing. The trainer finds: **{found}**").format(found=found)


def drew_and_found(drawn: str, found: str, near: bool) -> str:
    """A number drawn, and beside it the outcome; Markdown."""
    if near:
        return _("You drew **{drawn}**, the trainer finds **{found}**: near.").format(drawn=drawn, found=found)
    return _("You drew **{drawn}**, the trainer finds **{found}**.").format(drawn=drawn, found=found)


def drew_a_line(n_right: int | str, n: int) -> str:
    """How good a line that was drawn is, that of the trainer not known yet; Markdown."""
    said = ngettext(
        "Your line has **{n_right} of {n}** sample on its own side.",
        "Your line has **{n_right} of {n}** samples on their own side.",
        n,
    )
    return said.format(n_right=n_right, n=n)


def found_a_line(n_found: int, near: bool) -> str:
    """How good the trainer's line is beside one that was drawn; Markdown."""
    if near:
        return _("The trainer's line has **{n_found}**, and yours lies near it.").format(n_found=n_found)
    return _("The trainer's line has **{n_found}**, and lies elsewhere.").format(n_found=n_found)


def drew_no_line(n_found: int, n: int) -> str:
    """The trainer's line where none was drawn; Markdown."""
    return _("You drew no line. The trainer's has **{n_found} of {n}** samples on their own side.").format(
        n_found=n_found, n=n
    )


def no_such_step(number: int, n_steps: int) -> str:
    """Of a link that names a step beyond the last."""
    return _("The lesson has {n_steps} steps, so that lesson_step={number} is not used.").format(
        n_steps=n_steps, number=number
    )


def no_such_answer(answer: str, number: int) -> str:
    """Of a link whose prediction fits no answer of a step."""
    return _("The prediction {answer} is no answer to step {number} and is not used.").format(
        answer=answer, number=number
    )


def too_many_answers(n_given: int, n_questions: int) -> str:
    """Of a link with more predictions than there are questions."""
    return _("The link holds {n_given} predictions for {n_questions} questions; the last are not used.").format(
        n_given=n_given, n_questions=n_questions
    )


def from_the_link(sentences: Sequence[str]) -> str:
    """What of a link was not used, in one line."""
    return _("From the link: {sentences}").format(sentences=" ".join(sentences))


def lessons_of_a_course(numbers: Sequence[int]) -> str:
    """Which lessons of the list a course takes, in its order."""
    return _("Lessons {numbers}").format(numbers=", ".join(map(str, numbers)))


def minutes(minutes: float) -> str:
    """A time."""
    return _("{minutes} min").format(minutes=f"{minutes:g}")
