"""What the Data page says."""

from trainer.ui.settings.data_sets import SOURCES
from trainer.ui.words.data import LOOK_FOR, part_drawn, size_in_words, standardizing_in_words


def test_every_data_set_has_its_sentence():
    assert LOOK_FOR.keys() == SOURCES.keys()
    assert all(sentence.endswith(".") for sentence in LOOK_FOR.values())


def test_sizes_are_in_the_singular_where_there_is_one():
    assert size_in_words(1, 1, 2) == "1 sample · 1 feature · 2 classes"
    assert size_in_words(20_000, 100, 20) == "20,000 samples · 100 features · 20 classes"


def test_a_single_feature_is_not_compared_with_itself():
    assert "varies most" not in standardizing_in_words("1", "2", "a", "a")
    said = standardizing_in_words("1", "2", "a", "b")
    assert said.startswith("Without [standardizing](#term-standardize), b varies most and a least")


def test_a_part_drawn_says_of_how_many():
    assert part_drawn(2000, 20_000).startswith("2,000 of 20,000 samples are drawn")
