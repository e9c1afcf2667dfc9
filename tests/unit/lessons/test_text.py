"""Words in several languages, and how long they are to read."""

import pytest

from trainer.lessons.text import Text, filled, length

WORDS = Text(
    {"en": "After {loss_200} raise {control:l2}: {term:loss}.", "zh": "{loss_200} 之后提高{control:l2}：{term:loss}。"}
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", 0),
        ("One two, three.", 3),
        ("a − y = (0.6590, 0.2424)", 4),
        ("1/3 of it", 3),
        ("学习率", 2),
        ("学习率是 {safe}。", 3),
        ("…", 0),
    ],
)
def test_length_counts_what_is_read(words, expected):
    assert length(words) == expected


def test_fields_are_told_by_their_kind():
    assert WORDS.fields() == {"loss_200"}
    assert WORDS.fields("control") == {"l2"}
    assert WORDS.fields("term") == {"loss"}


def test_fields_are_filled_in():
    assert (
        filled(WORDS.of("en"), lambda kind, name: f"<{kind} {name}>")
        == "After < loss_200> raise <control l2>: <term loss>."
    )


def test_a_language_that_is_missing_is_english():
    assert WORDS.of("fr") == WORDS.of("en")


def test_braces_that_are_no_field_stay():
    assert filled("{1, 2} and {X}", lambda kind, name: "?") == "{1, 2} and {X}"
