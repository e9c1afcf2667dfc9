"""The words and formulas of lessons as HTML: everything that a lesson's file has is known, and nothing else gets in."""

import re
import string
from xml.etree import ElementTree

import pytest

from trainer.ui.atlas.markup import html
from trainer.ui.atlas.mathml import mathml
from trainer.ui.lessons.library import lessons
from trainer.ui.widgets.tables import JOINER, escaped

FORMULAS = sorted({step.formula for lesson in lessons().values() for step in lesson.steps if step.formula})


@pytest.mark.parametrize("tex", FORMULAS)
def test_every_formula_of_a_lesson_is_drawn_with_all_its_letters(tex):
    tree = ElementTree.fromstring(mathml(tex))
    shown = "".join(tree.itertext())
    letters = re.findall("[a-zA-Z0-9]", re.sub(r"\\[a-zA-Z]+", "", tex))
    assert re.findall("[a-zA-Z0-9]", shown.replace("max", "").replace("ln", "")) == letters
    assert not set(shown) & set("\\{}^_")


def test_a_fraction_has_two_parts_and_a_letter_its_index_and_power():
    tree = ElementTree.fromstring(mathml(r"\frac{1}{n} x_i^2 + \tfrac12"))
    assert [len(fraction) for fraction in tree.iter("mfrac")] == [2, 2]
    (both,) = tree.iter("msubsup")
    assert ["".join(part.itertext()) for part in both] == ["x", "i", "2"]


@pytest.mark.parametrize("tex", [r"\mathbb R", r"\frac{1}{2", "a }"])
def test_what_is_not_known_is_refused(tex):
    with pytest.raises(ValueError, match="the formula"):
        mathml(tex)


@pytest.mark.parametrize("mark", string.punctuation)
def test_a_name_is_shown_as_typed(mark):
    name = f"bill{mark}length"
    text = "".join(ElementTree.fromstring(f"<p>{html(escaped(name))}</p>").itertext())
    assert text.replace(JOINER, "") == name


def test_words_are_marked_and_nothing_else_is_html():
    said = html("**Bold** & <b>, the [logit](#term-logit): [no](javascript:x)  \nnext \\*star")
    assert said == (
        '<strong>Bold</strong> &amp; &lt;b&gt;, the <a href="#term-logit">logit</a>: [no](javascript:x)<br>next *star'
    )
