"""Every lesson says what is so: names exist, claims are recomputed, answers are right, steps can be done."""

import math
from dataclasses import replace

import pytest

from trainer.lessons import FILES
from trainer.lessons.conditions import Condition
from trainer.lessons.lesson import Claim, Line
from trainer.lessons.reading import read_lesson
from trainer.lessons.text import Text
from trainer.ui.lessons import claims
from trainer.ui.lessons.faults import faults

FIRST = read_lesson(FILES["which_logit_rises"])
ELSEWHERE = [  # lesson, claim, what mpmath or NumPy apart from this project gave
    ("which_logit_rises", "gradient_1", math.exp(2) / (math.exp(2) + math.exp(1) + math.exp(0.1))),
    ("which_logit_rises", "gradient_3", math.exp(0.1) / (math.exp(2) + math.exp(1) + math.exp(0.1)) - 1),
    ("softmax_forgets", "two_classes", 1 / (1 + math.exp(-1.5))),
    ("one_step", "loss_0", math.log(3)),
    ("squared_error", "squared_3", -4.122e-9),
    ("overconfident", "held_loss_l2", 0.1332),
    ("overconfident", "l2_00003", 0.1266),
    ("soft_targets", "sure", 0.1),
    ("the_line", "at_20", 1.544),
    ("the_line", "at_5000", 1.581),
]


@pytest.mark.parametrize("id", FILES)
def test_no_lesson_says_what_is_not_so(id):
    assert faults(read_lesson(FILES[id])) == []


@pytest.mark.parametrize(("id", "name", "expected"), ELSEWHERE)
def test_claims_agree_with_what_was_computed_elsewhere(id, name, expected):
    assert claims.value(read_lesson(FILES[id]), name) == pytest.approx(expected, rel=5e-4)


def with_claim(**changes):
    claim = replace(FIRST.claims["gradient_1"], **changes)
    return replace(FIRST, claims={**FIRST.claims, "gradient_1": claim})


def with_step(number, **changes):
    steps = list(FIRST.steps)
    steps[number - 1] = replace(steps[number - 1], **changes)
    return replace(FIRST, steps=tuple(steps))


WRONG = {
    "a claim that is not so": (
        with_claim(value="0.6591"),
        "claims.gradient_1.value is '0.6591'; the trainer finds '0.6590'.",
    ),
    "an unknown measure": (
        with_claim(measure="slope"),
        "claims.gradient_1.measure is slope, which is no measure; the measures are loss",
    ),
    "an argument that is missing": (
        with_claim(arguments={}),
        "claims.gradient_1.class is missing; the measure gradient needs it.",
    ),
    "an argument too many": (
        with_claim(arguments={"class": 1, "sample": 3}),
        "claims.gradient_1.sample is not what the measure gradient takes.",
    ),
    "an unknown setting": (
        with_claim(link="/derive?numbers_from=logits&goal=3"),
        "claims.gradient_1.link is /derive?numbers_from=logits&goal=3, of which a part cannot be used: "
        "goal is not a setting.",
    ),
    "a value that is not allowed": (
        with_step(1, start="/derive?derivation_step=99"),
        "steps[1].start is /derive?derivation_step=99, of which a part cannot be used: derivation_step=99 is not used",
    ),
    "an unknown page": (
        with_step(1, start="/deriving"),
        "steps[1].start is /deriving, of which a part cannot be used: deriving is no page.",
    ),
    "a claim made of nothing": (
        with_claim(measure="ratio", arguments={"of": ["nothing"]}),
        "claims.gradient_1.of names nothing, which is no claim.",
    ),
    "another answer": (with_step(1, answer="a"), "steps[1].answer is 'a'; by the claims it is b."),
    "a line of a run on four features": (
        with_step(1, line=Line("/?dataset=iris", (2, 3), 0.1)),
        "steps[1].line needs a run on two features; that of /?dataset=iris has 4.",
    ),
    "a line of a class that there is not": (
        with_step(1, line=Line("/", (2, 4), 0.1)),
        "steps[1].line names the classes 2 and 4; there are 3.",
    ),
    "a line between a class and itself": (
        with_step(1, line=Line("/", (2, 2), 0.1)),
        "steps[1].line between the classes 2 and 2 has no height at the sides of the plane.",
    ),
    "a line of an unknown setting": (
        with_step(1, line=Line("/?goal=3", (2, 3), 0.1)),
        "steps[1].line.link is /?goal=3, of which a part cannot be used: goal is not a setting.",
    ),
    "an unknown control": (
        with_step(4, text=Text({"en": "Move {control:goal}.", "zh": "移动{control:goal}。"})),
        "steps[4].text names the control goal, which is no setting.",
    ),
    "an unknown term": (
        with_step(4, text=Text({"en": "A {term:goal}.", "zh": "{term:goal}。"})),
        "steps[4].text names the term goal, which is not in the glossary.",
    ),
    "a wait for an unknown setting": (
        with_step(2, wait=(Condition("setting", "goal", (("at_least", 7),)),)),
        "steps[2].wait names the setting goal, which there is not.",
    ),
    "a wait that is over": (
        with_step(2, wait=(Condition("setting", "derivation_step", (("at_least", 1),)),)),
        "steps[2].wait holds before anything is done.",
    ),
    "an example that is none": (
        with_step(2, example="/derive?derivation_step=6"),
        "steps[2].example is /derive?derivation_step=6, with which what is waited for does not hold.",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_fault_is_found_and_names_file_and_key(wrong):
    lesson, sentence = WRONG[wrong]
    found = faults(lesson)
    assert [fault for fault in found if fault.startswith(f"{FIRST.file}: {sentence.rstrip('.')}")], found


def test_a_claim_never_reached_is_said_so():
    never = Claim("reached", "/?n_epochs=1", {}, "never")
    assert faults(replace(FIRST, claims={**FIRST.claims, "late": never})) == []
