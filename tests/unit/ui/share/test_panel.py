"""What goes into a shared link: the session's settings, and what was chosen in the panel."""

import pytest

from trainer.ui.settings.url import read
from trainer.ui.settings.values import DEFAULTS
from trainer.ui.share.panel import query

AS_SET = {
    "pages": (),
    "hide": (),
    "projector": 0,
    "title": "",
    "lang": "auto",
    "shown_epoch": 200,
    "derivation_step": 1,
}


def test_nothing_chosen_is_the_link_of_the_session():
    assert query(AS_SET, DEFAULTS) == {}
    assert query(AS_SET, DEFAULTS | {"dataset": "iris", "learning_rate": 1.0}) == {
        "dataset": "iris",
        "learning_rate": "1",
    }


@pytest.mark.parametrize(
    ("chosen", "entries"),
    [
        ({"pages": ("check", "derive")}, {"pages": "derive,check"}),
        ({"hide": ("share", "l2")}, {"hide": "l2,share"}),
        ({"projector": True}, {"projector": "1"}),
        ({"title": "Class 9b"}, {"title": "Class 9b"}),
        ({"lang": "zh"}, {"lang": "zh"}),
        ({"derivation_step": 4}, {"derivation_step": "4"}),
        ({"shown_epoch": 7}, {"shown_epoch": "7"}),
        ({"shown_epoch": 200}, {}),  # the last, which stays the last of a longer run
    ],
    ids=["pages", "hide", "projector", "title", "lang", "step", "epoch", "last epoch"],
)
def test_each_switch_is_in_the_link(chosen, entries):
    assert query(AS_SET | chosen, DEFAULTS) == entries
    assert read(entries)[1] == []


def test_the_panel_decides_over_what_the_session_has():
    assert query(AS_SET, DEFAULTS | {"title": "Class 9b", "hide": ("l2",), "projector": 1, "derivation_step": 7}) == {}


def test_predictions_and_the_teachers_page_are_not_shared():
    session = DEFAULTS | {"lesson": "one_step", "lesson_step": 2, "prediction": ("c",), "teacher": True}
    assert query(AS_SET, session) == {"lesson": "one_step", "lesson_step": "2"}
