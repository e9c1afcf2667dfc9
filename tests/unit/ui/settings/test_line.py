"""What a teacher's title may be: any line with something to see in it."""

import pytest

from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.url import read

TITLE = SETTINGS["title"]


@pytest.mark.parametrize("title", ["", "9b", "<script>", "**x**", "$a-y$", ":smile:", "नमस्ते\u200dक", "x" * 80])
def test_a_line_of_anything_that_can_be_seen_is_a_title(title):
    assert TITLE.allows(title)


@pytest.mark.parametrize(
    "title",
    ["x" * 81, " ", "\u200d", "two\nlines", "bell\a", "turned \u202e round", "\ud800", "\x00", None, 7, ("a",), True],
    ids=ascii,
)
def test_what_cannot_be_seen_is_longer_or_no_text_is_none(title):
    assert not TITLE.allows(title)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"title": "x" * 81}, "it must be one line of at most 80 letters"),
        ({"title": "a\u202eb"}, "it must be one line of at most 80 letters"),
        ({"pages": "train,home"}, "it must be at most 6 of train, derive, check, compare, data, lessons"),
        ({"hide": "everything"}, "it must be at most"),
        ({"projector": "2"}, "it must be one of 0, 1"),
    ],
    ids=["long title", "turned title", "pages", "hide", "projector"],
)
def test_a_switch_that_is_none_keeps_its_default_and_gives_one_sentence(entry, reason):
    values, ignored = read(entry)
    (key,) = entry
    assert values[key] == SETTINGS[key].default
    assert len(ignored) == 1
    assert reason in ignored[0]
