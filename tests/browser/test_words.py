"""Technical words on the pages: opened by keyboard where they stand, and by a finger."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import LONGEST_WAIT, PHONE

expect.set_options(timeout=LONGEST_WAIT)


def test_a_word_of_a_card_is_opened_by_keyboard_and_the_focus_comes_back(open_page: Callable[..., Page]) -> None:
    page = open_page("derive", n_epochs="20")
    link, entry = page.get_by_role("link", name="logits", exact=True), page.get_by_role("dialog", name="logit")
    page.locator("[popover]").first.wait_for(state="attached")  # where entries open
    link.focus()
    page.keyboard.press("Enter")
    expect(entry).to_contain_text("The score of a class before softmax")
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(link).to_be_focused()


def test_the_words_of_a_page_are_opened_by_a_finger(open_page: Callable[..., Page]) -> None:
    page = open_page("derive", device=PHONE, n_epochs="20")
    page.locator("[popover]").first.wait_for(state="attached")
    page.get_by_role("link", name="logits", exact=True).tap()
    expect(page.get_by_role("dialog", name="logit")).to_contain_text("The score of a class before softmax")
    page.locator("h1").tap()
    page.get_by_role("button", name="Words on this page").tap()
    opened = page.get_by_test_id("stPopoverBody")
    expect(opened).to_contain_text("The table of all derivatives of the probabilities")
    box = opened.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["viewport"]["width"]


def test_a_word_of_the_data_page_is_opened_where_it_stands(open_page: Callable[..., Page]) -> None:
    page = open_page("data")
    page.get_by_role("link", name="standardizing", exact=True).first.click()
    expect(page.get_by_role("dialog", name="standardize")).to_contain_text("mean 0")
    assert "#" not in page.url
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Words on this page").click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("held-out samples")
