"""What the lessons say of themselves; what they teach stands in their files."""

from collections.abc import Sequence

from trainer.language import _
from trainer.ui.words.status import STATUS_NAMES


def NEVER() -> str:
    """Of an epoch that is not reached."""
    return _("never")


def status(status: str) -> str:
    """How a run ended."""
    return _(STATUS_NAMES[status])


def no_such_step(number: int, n_steps: int) -> str:
    """Of a link that names a step beyond the last."""
    return _("This lesson has {n_steps} steps, so that lesson_step={number} is not used.").format(
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
