"""The language of a page: from the link, else the browser; and the switch that is always there."""

import pytest

from trainer import language

PAGES = ["", "derive", "check", "compare"]


def switch(app):
    return next(group for group in app.segmented_control if group.key == "language_switch")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_switch_with_each_language_by_its_own_name(open_page, path):
    shown = switch(open_page(path))
    assert (shown.options, shown.value) == (["English", "中文"], "en")


@pytest.mark.parametrize("spoken", language.languages())
def test_the_link_says_the_language(open_page, spoken):
    assert switch(open_page(lang=spoken)).value == spoken


def test_an_unknown_language_in_a_link_is_english_with_one_sentence(open_page):
    app = open_page(lang="tlh")
    assert switch(app).value == "en"
    assert [warning.value for warning in app.warning] == [
        "From the link: lang=tlh is not used: it must be one of auto, en, zh."
    ]


def test_the_switch_puts_the_language_into_the_link_and_changes_no_other_setting(open_page):
    app = open_page(dataset="iris", l2="0.1")
    switch(app).set_value("zh").run()
    assert app.query_params == {"dataset": "iris", "l2": "0.1", "lang": "zh"}


def test_a_reset_keeps_the_language(open_page):
    app = open_page(lang="zh", dataset="iris")
    next(button for button in app.button if button.icon == ":material/restart_alt:").click().run()
    assert app.query_params == {"lang": "zh"}
