"""A language in which every message stands in brackets: what stands outside was never a message."""

import re

import pytest

from tests.app.shown_words import left_in_english, shown
from tests.made_up_languages import Bracketed
from trainer import language
from trainer.ui.widgets.learning_rate_band import FOLDOUT

NAMES = {"scikit", "learn", "LogisticRegression", "NumPy", "softmax", "Newton", "Adam", "English"}
NAMES |= {"jf", "logit"}  # indices of a formula
PAGES = [
    ("", {"l2": "0.01"}),
    ("derive", {}),
    ("derive", {"all_steps": "true"}),
    ("derive", {"numbers_from": "logits", "target": "free", "all_steps": "true"}),
    ("check", {}),
    ("check", {"dataset": "iris", "l2": "0.1", "optimizer": "newton"}),
    ("compare", {}),
    ("compare", {"compare": "optimizers", "dataset": "penguins", "l2": "0.01"}),
    ("compare", {"compare": "kept", "kept": "default!optimizer:adam~features:x"}),
    ("data", {"dataset": "wine"}),
]


@pytest.mark.parametrize(("path", "query"), PAGES, ids=[f"{path} {' '.join(query.values())}" for path, query in PAGES])
def test_no_word_of_a_page_is_left_in_english(open_page, monkeypatch, path, query):
    monkeypatch.setattr(language, "_spoken", lambda _: Bracketed())
    app = open_page(path, lang="zh", **query)  # a language of its own, so that no other test finds what is kept of it
    app.session_state[FOLDOUT] = True
    app.run()
    for button in [button for button in app.button if button.key == "draw_map"]:
        assert not left_in_english(button.label, NAMES)
        app = button.click().run()
    found = {text: words for text in shown(app) if (words := left_in_english(text, NAMES))}
    assert (found, list(app.exception)) == ({}, [])


def test_a_word_outside_of_brackets_is_found():
    assert left_in_english("⟦Sample ⟦setosa⟧ 3⟧: loss 0.3 <b>now</b> $\\text{off}$", {"now"}) == ["loss", "off"]


@pytest.mark.parametrize("query", [{}, {"numbers_from": "logits", "target": "free"}, {"dataset": "wine"}], ids=str)
def test_chinese_in_a_formula_stands_as_text(open_page, query):
    app = open_page("derive", lang="zh", all_steps="true", **query)
    formulas = [element.value for element in app.latex]
    outside = [re.sub(r"\\text\{[^}]*\}", "", formula) for formula in formulas]
    assert len(formulas) > 10
    assert [formula for formula in outside if re.search(r"[\u3000-\u9fff\uff00-\uffef]", formula)] == []
