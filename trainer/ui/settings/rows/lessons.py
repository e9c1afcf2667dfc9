"""Where one is in which lesson, what was predicted there, and how the teacher set it up."""

from dataclasses import dataclass

from trainer.lessons import COURSE_IDS, LESSON_IDS, MOST_STEPS
from trainer.ui.settings.kinds import Answers, Choice, Flag, Setting, Whole
from trainer.ui.settings.row import Values


@dataclass(frozen=True)
class LessonSettings:
    """Where one is in which lesson, what was predicted, and how the teacher set it up."""

    id: str
    step: int
    answers: tuple[str, ...]
    locked: bool
    course: str
    teacher: bool


def lesson_settings(used: Values) -> LessonSettings:
    """The lesson of some values."""
    return LessonSettings(
        used["lesson"],
        used["lesson_step"],
        used["prediction"],
        used["lock"] == 1,
        used["course"],
        used["teacher"],
    )


ROWS: dict[str, Setting] = {
    "lesson": Choice(
        "Lesson", "The lesson whose steps stand above the page.", "none", ("none", *LESSON_IDS), stays=True
    ),
    "lesson_step": Whole("Step of the lesson", "The step of the lesson that is shown.", 1, 1, MOST_STEPS, stays=True),
    "prediction": Answers("Predictions", "What was predicted at each question.", (), MOST_STEPS, stays=True),
    "lock": Choice(
        "Lock", "1 keeps what follows a prediction closed until the teacher opens it.", 0, (0, 1), stays=True
    ),
    "course": Choice(
        "Course", "The course whose lessons follow each other.", "none", ("none", *COURSE_IDS), stays=True
    ),
    "teacher": Flag("Teacher's page", "Shows the teacher's page of the lesson on the Lessons page.", False, stays=True),
}
