"""Lessons from files: what is there is read, and whatever is wrong is said with file and key."""

import re

import pytest

from trainer.lessons import COURSE_FILES, FILES
from trainer.lessons.lesson import ASKS, MOST_WORDS
from trainer.lessons.reading import read_all, read_course, read_lesson, read_misconceptions
from trainer.lessons.tables import LessonError
from trainer.lessons.text import LANGUAGES

LESSONS, UNREADABLE = read_all()
VALID = FILES["which_logit_rises"].read_text("utf-8")
FILE = FILES["which_logit_rises"].name
WRONG = {  # what is exchanged in a valid file → the sentence
    "no goal": (("goal.en = ", "goals.en = "), "goal.en is missing"),
    "no translation": (("title.zh = ", "title.fr = "), "title.zh is missing"),
    "empty translation": (('title.zh = "谁升谁降：读懂 a − y"', 'title.zh = " "'), "title.zh is empty"),
    "unknown key": (("minutes = 7", "minutes = 7\ncolour = 1"), "colour is not a key here"),
    "minutes": (("minutes = 7", "minutes = 8"), "minutes is 8; the steps take 7"),
    "minutes in words": (("minutes = 7", 'minutes = "7"'), "minutes is '7'; it must be a number"),
    "another id": (
        ('id = "which_logit_rises"', 'id = "one_step"'),
        "id is 'one_step', which is that of 03_one_step.toml",
    ),
    "unknown kind": (('kind = "why"', 'kind = "because"'), "steps[3].kind is 'because'; it must be one of predict"),
    "no answer": (('answer = "b"', ""), "steps[1].answer is missing"),
    "no such answer": (('answer = "b"', 'answer = "e"'), "steps[1].answer is 'e', which is none of the options"),
    "answer without a reason": (("right_if = [", "wrong_if = ["), "steps[1].options[1].right_if is missing"),
    "reason that is no claim": (
        ('{claim = "gradient_1", below = 0}', '{setting = "z1", below = 0}'),
        "steps[1].options[1].right_if must hold conditions about claims",
    ),
    "long option id": (('{id = "a"', '{id = "first"'), "steps[1].options[1].id is 'first'; it must be a small letter"),
    "unknown claim": (("({gradient_1}, {gradient_2}", "({gradient_9}, {gradient_2}"), "steps[2].outcome"),
    "reveal of nothing": (('of = "rises"', 'of = "falls"'), "steps[2].of is 'falls', which is no step that asks"),
    "part of another kind": (("formula = ", 'of = "rises"\nformula = '), "steps[3].of is not a key here"),
    "wait without an example": (('example = "/derive?derivation_step=7"', ""), "steps[2].example is missing"),
    "unknown test": (("at_least = 7", "is_about = 7"), "steps[2].wait[1].is_about is not a key here"),
    "no subject": (
        ('{setting = "derivation_step", at_least = 7}', "{at_least = 7}"),
        "steps[2].wait[1] must name one of page",
    ),
    "not TOML": (("minutes = 7", "minutes = seven"), "it is not TOML text"),
    "two controls": (
        ("with {control:target}. ", "with {control:target} or {control:z1}. "),
        "steps[4].text names the controls target, z1; it may name one",
    ),
    "too many words": (("Three {term:logit}s stand", "Now " * 60 + "three {term:logit}s stand"), "steps[1].text has"),
}


@pytest.fixture
def written(tmp_path):
    """written(text) is a file of lessons that holds it."""

    def write(text):
        path = tmp_path / FILE
        path.write_text(text, "utf-8")
        return path

    return write


def test_every_file_is_a_lesson_under_its_own_id():
    assert UNREADABLE == []
    assert {id: lesson.id for id, lesson in LESSONS.items()} == {id: id for id in FILES}


def test_there_are_eleven_lessons():
    assert len(FILES) == 11


@pytest.mark.parametrize("wrong", WRONG)
def test_a_fault_is_a_sentence_with_file_and_key(wrong, written):
    (there, instead), sentence = WRONG[wrong]
    assert there in VALID
    with pytest.raises(LessonError, match=re.escape(sentence)) as raised:
        read_lesson(written(VALID.replace(there, instead, 1)))
    assert str(raised.value).startswith(f"{FILE}: ")
    assert str(raised.value).endswith(".")


def test_a_translation_must_have_the_same_fields(written):
    text = VALID.replace("总和为 0。一步朝它", "总和为 0（{true_1_1}）。一步朝它")
    with pytest.raises(LessonError, match=r"steps\[2\].outcome.zh has not the same fields as the English"):
        read_lesson(written(text))


def test_half_of_the_steps_must_wait(written):
    before, predict, reveal, why, *_ = VALID.split("[[steps]]")  # they take 5 minutes, and one of three waits
    text = "[[steps]]".join([before.replace("minutes = 7", "minutes = 5"), predict, reveal, why])
    with pytest.raises(LessonError, match="at least half of them must wait"):
        read_lesson(written(text))


def test_a_file_that_cannot_be_read_leaves_the_others(written):
    found, faults = read_all({"broken": written("minutes = "), "one_step": FILES["one_step"]})
    assert list(found) == ["one_step"]
    assert len(faults) == 1
    assert faults[0].startswith(f"{FILE}: it is not TOML text")


@pytest.mark.parametrize("id", FILES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_step_is_longer_than_one_reads(id, language):
    assert max(step.n_words(language) for step in LESSONS[id].steps) <= MOST_WORDS


@pytest.mark.parametrize("id", FILES)
def test_every_lesson_asks_shows_explains_and_goes_on(id):
    kinds = [step.kind for step in LESSONS[id].steps]
    assert kinds[0] in ASKS
    assert kinds[-1] == "follow_up"
    assert kinds.count("why") == 1
    assert kinds.count("reveal") == len(LESSONS[id].questions())


@pytest.mark.parametrize("id", FILES)
def test_the_outcome_is_never_said_before_the_prediction(id):
    lesson = LESSONS[id]
    for number, step in enumerate(lesson.steps, start=1):
        assert step.of is None or lesson.question(step.of) < number


@pytest.mark.parametrize("misconception", read_misconceptions())
def test_every_misconception_is_met_by_a_lesson(misconception):
    assert [id for id, lesson in LESSONS.items() if misconception in lesson.misconceptions]


def test_lessons_meet_known_misconceptions_alone():
    named = {name for lesson in LESSONS.values() for name in lesson.misconceptions}
    assert named == set(read_misconceptions())


@pytest.mark.parametrize(("id", "minutes"), [("15_minutes", 15), ("45_minutes", 45), ("90_minutes", 90)])
def test_a_course_takes_the_time_of_its_lessons(id, minutes):
    course = read_course(COURSE_FILES[id])
    assert course.minutes == minutes == sum(LESSONS[name].minutes for name in course.lessons)


def test_the_longest_course_holds_the_first_ten_lessons():
    assert read_course(COURSE_FILES["90_minutes"]).lessons == tuple(FILES)[:10]


def test_a_course_with_an_unknown_lesson_is_refused(tmp_path):
    path = tmp_path / "15_minutes.toml"
    path.write_text(COURSE_FILES["15_minutes"].read_text("utf-8").replace("one_step", "two_steps"), "utf-8")
    with pytest.raises(LessonError, match=r"15_minutes.toml: lessons names two_steps, which is no lesson"):
        read_course(path)
