"""What a step waits for: a table of names and numbers."""

import pytest

from trainer.lessons.conditions import Condition, read_condition
from trainer.lessons.tables import LessonError, Table

HOLDS = [  # tests, value, value at the start, whether they hold
    ({"equals": "1"}, "1", None, True),
    ({"equals": "1"}, "2", None, False),
    ({"equals": False}, False, None, True),
    ({"at_least": 7}, 7, None, True),
    ({"at_least": 7}, 6.99, None, False),
    ({"at_most": 7}, 7, None, True),
    ({"at_most": 7}, 7.01, None, False),
    ({"above": 7}, 7, None, False),
    ({"below": 7}, 7, None, False),
    ({"at_least": 1, "below": 2}, 1.5, None, True),
    ({"at_least": 1, "below": 2}, 2, None, False),
    ({"at_most": 5000}, None, None, False),  # never is beyond every number
    ({"above": 5000}, None, None, True),
    ({"below": 5000}, float("nan"), None, False),
    ({"changed": True}, 3, 4, True),
    ({"changed": True}, 4, 4, False),
    ({"changed": False}, 4, 4, True),
    ({"includes": "5"}, "0.1,5,10", None, True),
    ({"includes": "5"}, "0.5,50", None, False),
]


def condition(**content):
    return read_condition(Table("lesson.toml", content, "steps[1].wait[1]"))


@pytest.mark.parametrize(("tests", "value", "start", "expected"), HOLDS, ids=[str(row) for row in HOLDS])
def test_a_condition_holds_if_all_its_tests_do(tests, value, start, expected):
    assert condition(setting="seed", **tests).holds(value, start) is expected


def test_a_claim_is_compared_with_another_claim():
    values = {"first": 18, "second": 126, "never": None}
    earlier = condition(claim="first", below="second")
    assert earlier.others() == ("second",)
    assert earlier.holds(values["first"], claim=values.get)
    assert not condition(claim="second", below="first").holds(values["second"], claim=values.get)
    assert condition(claim="first", below="never").holds(values["first"], claim=values.get)


def test_a_word_a_claim_equals_is_no_claim():
    diverged = condition(claim="status", equals="diverged")
    assert diverged.others() == ()
    assert diverged.holds("diverged", claim={"diverged": 3}.get)


def test_a_page_is_a_condition_of_its_own():
    assert condition(page="derive") == Condition("page", "page", (("equals", "derive"),))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"at_least": 1}, "must name one of page, setting, measure, claim"),
        ({"setting": "seed", "measure": "loss", "at_least": 1}, "must name one of"),
        ({"setting": "seed"}, "setting is tested by nothing"),
        ({"setting": "seed", "at_least": "1"}, "at_least is '1'; it must be a number"),
        ({"setting": "seed", "at_least": True}, "at_least is True; it must be a number"),
        ({"setting": "seed", "changed": 1}, "changed is 1; it must be true or false"),
        ({"setting": "rates", "includes": 5}, "includes is 5; it must be a text"),
        ({"setting": "seed", "at_least": 1, "eval": "1"}, "eval is not a key here"),
        ({"page": "derive", "at_least": 1}, "at_least is not a key here"),
        ({"setting": 1, "at_least": 1}, "setting is 1; it must be a text"),
    ],
    ids=str,
)
def test_any_other_table_is_refused_with_its_place(content, sentence):
    with pytest.raises(LessonError, match=r"lesson.toml: steps\[1\].wait\[1\]") as raised:
        condition(**content)
    assert sentence in str(raised.value)
