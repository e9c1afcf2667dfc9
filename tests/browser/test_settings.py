"""Fields and clicks in a browser: what is typed counts, a click counts, and link, field and run say the same."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, wait_until_shown

TABLET = {
    "viewport": {"width": 1024, "height": 768},
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Tablet) Chrome/140.0 Safari/537.36",
}
TURNS = ("Check", "Compare", "Train")
TITLES = {
    "Check": "Check against scikit-learn",
    "Compare": "Compare runs",
    "Train": "Watch softmax regression learn",
}


def field(page: Page, key: str):
    return page.locator(f".st-key-{key} input").first


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def paste(page: Page, key: str, text: str) -> None:
    """Replace what stands in a field by what a clipboard holds, and commit it."""
    field(page, key).click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def press(page: Page, locator, touch: bool) -> None:
    """A click or tap of no length, where the middle of an element is."""
    box = locator.bounding_box()
    place = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    (page.touchscreen.tap if touch else page.mouse.click)(*place)


@pytest.mark.parametrize("device", [DESKTOP, TABLET], ids=["desktop", "tablet"])
def test_a_click_on_the_menu_after_typing_turns_the_page_with_the_value(
    open_page: Callable[..., Page], device: dict
) -> None:
    touch, page, seen = "has_touch" in device, open_page(device=device, n_epochs="20"), []
    for turn in range(6):
        field(page, "seed").fill(str(turn + 1))
        press(page, page.get_by_role("link", name=TURNS[turn % 3], exact=True), touch)
        page.wait_for_url(f"**/*seed={turn + 1}*")
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[TURNS[turn % 3]])
        wait_until_shown(page)
        seen.append((query(page)["seed"], field(page, "seed").input_value()))
    assert seen == [(str(turn + 1), str(turn + 1)) for turn in range(6)]


def test_a_click_on_a_button_after_typing_does_both(open_page: Callable[..., Page]) -> None:
    page = open_page("compare", n_epochs="20")
    field(page, "seed").fill("7")
    press(page, page.locator(".st-key-n_epochs_more button"), touch=False)
    page.wait_for_url("**/*seed=7*")
    expect(field(page, "n_epochs")).to_have_value("70")
    wait_until_shown(page)
    assert query(page) == {"seed": "7", "n_epochs": "70"}


def test_what_is_pasted_into_a_field_is_what_was_meant(open_page: Callable[..., Page]) -> None:
    page = open_page("derive", n_epochs="20")
    paste(page, "n_epochs", "1e3")
    page.wait_for_url("**/*n_epochs=1000*")
    paste(page, "n_epochs", "")
    expect(field(page, "n_epochs")).to_have_value("1000")
    paste(page, "n_epochs", "many")
    expect(page.get_by_text("“many” is not a number; 1000 stays.")).to_be_visible()
    expect(field(page, "n_epochs")).to_have_value("1000")
    paste(page, "shift", "−2")
    page.wait_for_url("**/*shift=-2*")
    expect(field(page, "shift")).to_have_value("-2")
    assert query(page) == {"n_epochs": "1000", "shift": "-2"}


def test_a_sweep_of_the_learning_rate_is_one_entry_of_the_history(open_page: Callable[..., Page]) -> None:
    page = open_page("compare", n_epochs="20")
    before = page.evaluate("history.length")
    rate = page.locator(".st-key-learning_rate input")
    for value in ("0.12", "0.15", "0.2", "0.25"):
        rate.press("ArrowRight")
        page.wait_for_url(f"**/*learning_rate={value}*")
    wait_until_shown(page)
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    page.wait_for_url(lambda url: "learning_rate" not in url)
    wait_until_shown(page)
    assert query(page) == {"n_epochs": "20"}


def test_a_long_run_is_stopped_by_its_button(open_page: Callable[..., Page]) -> None:
    page = open_page("compare", compare="kept")
    wait_until_shown(page)
    page.goto(page.url.split("?")[0].replace("compare", "check") + "?batch_size=1&n_epochs=5000&seed=11")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Training was stopped at epoch")).to_be_visible()
    expect(page.get_by_role("button", name="Train it")).to_be_visible()
    paste(page, "n_epochs", "20")
    expect(page.get_by_text("Training was stopped at epoch")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES["Check"])
