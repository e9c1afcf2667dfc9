"""Lessons that ask first: each is one file here, in every language it is given in.

    01_which_logit_rises.toml ...   the lessons in the order listed; the id is what follows the number
    courses/*.toml                  which lessons make 15, 45 or 90 minutes
    misconceptions.toml             what the lessons remove
    text.py                         words in several languages, with fields
    tables.py                       a table of a file, read strictly: a fault is a sentence that names file and key
    conditions.py                   what a step waits for: setting, page or measure; a table, nothing is evaluated
    lesson.py                       Lesson, Step and their parts
    parts.py                        claims, answers and what is to be drawn, from their tables
    rules.py                        what holds between the parts of a lesson
    reading.py                      from files to lessons

A number that a sentence states is a claim: the trainer computes it when it is shown, and a test compares it with
the file. What settings and measures there are is known above, in ui/lessons, which checks that each name exists.
"""

from pathlib import Path

FOLDER = Path(__file__).parent


def _id(path: Path) -> str:
    """ "which_logit_rises" of 01_which_logit_rises.toml."""
    number, _, name = path.stem.partition("_")
    return name if number.isdigit() else path.stem


FILES = {_id(path): path for path in sorted(FOLDER.glob("[0-9]*.toml"))}
COURSE_FILES = {path.stem: path for path in sorted((FOLDER / "courses").glob("*.toml"))}
LESSON_IDS, COURSE_IDS = tuple(FILES), tuple(COURSE_FILES)
MOST_STEPS = 12
