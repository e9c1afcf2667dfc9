"""Fields, clicks and the history: what is typed or pasted counts, a click counts, and link and field agree."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESKTOP, ELSEWHERE, LONGEST_WAIT, PHONE, address, comes_to, wait_until_shown
from tests.browser.slow_network import frames, slow_page

TABLET = {
    "viewport": {"width": 1024, "height": 1366},  # whose menu has room for every page
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
RATE = ".st-key-learning_rate input[type=range]"
NOTCHES = ("0.12", "0.15", "0.2", "0.25", "0.3")

expect.set_options(timeout=LONGEST_WAIT)


def field(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key} input").first


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def wait_for_link(page: Page, **wanted: str) -> None:
    """Wait until the link says these settings, and no others."""
    page.wait_for_url(lambda url: dict(parse_qsl(urlsplit(url).query)) == wanted)


def paste(page: Page, key: str, text: str) -> None:
    """Replace what stands in a field by what a clipboard holds, and commit it."""
    field(page, key).click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def press(page: Page, locator: Locator, touch: bool) -> None:
    """A click or tap of no length, where the middle of an element is."""
    box = locator.bounding_box()
    place = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    (page.touchscreen.tap if touch else page.mouse.click)(*place)


@pytest.mark.parametrize("device", [DESKTOP, TABLET], ids=["desktop", "tablet"])
def test_a_click_on_the_menu_after_typing_turns_the_page_with_the_value(
    open_page: Callable[..., Page], device: dict
) -> None:
    page = open_page(device=device, n_epochs="20")
    for turn in range(3):
        field(page, "seed").fill(str(turn + 1))
        press(page, page.get_by_role("link", name=TURNS[turn % 3], exact=True), "has_touch" in device)
        page.wait_for_url(f"**/*seed={turn + 1}*")
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[TURNS[turn % 3]])
        wait_until_shown(page)
        expect(field(page, "seed")).to_have_value(str(turn + 1))
        wait_for_link(page, n_epochs="20", seed=str(turn + 1))


@pytest.mark.parametrize("device", [DESKTOP, TABLET], ids=["desktop", "tablet"])
def test_a_click_on_a_button_after_typing_does_both(open_page: Callable[..., Page], device: dict) -> None:
    page = open_page("derive", device=device, n_epochs="20")
    field(page, "seed").fill("7")
    press(page, page.get_by_role("button", name="Next", exact=True), "has_touch" in device)
    wait_for_link(page, n_epochs="20", seed="7", derivation_step="2")
    expect(field(page, "seed")).to_have_value("7")
    expect(page.locator(".st-key-step_2")).to_have_count(1)


def test_what_is_pasted_into_a_field_is_what_was_meant(open_page: Callable[..., Page]) -> None:
    page = open_page("derive", n_epochs="20", derivation_step="2")
    paste(page, "added_to_logits", "−0,5")
    wait_for_link(page, n_epochs="20", derivation_step="2", added_to_logits="-0.5")
    expect(field(page, "added_to_logits")).to_have_value("-0.5")
    paste(page, "n_epochs", "1e3")
    wait_for_link(page, n_epochs="1000", derivation_step="2", added_to_logits="-0.5")
    expect(field(page, "n_epochs")).to_have_value("1000")


def test_what_is_no_number_leaves_the_field_as_it_was(open_page: Callable[..., Page]) -> None:
    page = open_page("derive", n_epochs="30")
    paste(page, "n_epochs", "")
    expect(field(page, "n_epochs")).to_have_value("30")
    paste(page, "n_epochs", "many")
    expect(page.get_by_text("“many” is not a number; 30 stays.")).to_be_visible()
    expect(field(page, "n_epochs")).to_have_value("30")
    assert query(page) == {"n_epochs": "30"}


@pytest.mark.parametrize("path", ["", "derive"])
def test_a_sweep_of_the_learning_rate_is_one_entry_of_the_history(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path, ELSEWHERE, n_epochs="20")  # a tab that was turned often has no room for more entries
    before = page.evaluate("history.length")
    for notch in NOTCHES:
        page.locator(RATE).first.press("ArrowRight")
        wait_for_link(page, n_epochs="20", learning_rate=notch)
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    wait_for_link(page, n_epochs="20")
    expect(page.locator(RATE).first).to_have_attribute("aria-valuetext", "0.1")
    page.go_forward()
    wait_for_link(page, n_epochs="20", learning_rate=NOTCHES[-1])
    expect(page.locator(RATE).first).to_have_attribute("aria-valuetext", NOTCHES[-1])


SETS_WHAT_WAS: dict[str, Callable[[Page], object]] = {
    "going back": lambda page: page.go_back(),
    "a button": lambda page: page.get_by_role("button", name="Reset to defaults").click(),
}


@pytest.mark.parametrize("how", SETS_WHAT_WAS)
def test_what_the_picture_asks_undoes_nothing_on_a_network_slower_than_a_run(
    chromium: Browser, origin: str, how: str
) -> None:
    with slow_page(chromium, address(origin, n_epochs="20")) as (page, network):
        paste(page, "seed", "7")
        wait_for_link(page, n_epochs="20", seed="7")
        network.wait_until_quiet()
        network.held = True
        SETS_WHAT_WAS[how](page)
        page.locator(".st-key-learning_rate").first.hover()  # which has the picture ask for the runs of all rates
        comes_to(page, network.run_is_over, True)
        frames(page, 10)
        network.let_go()
        expect(field(page, "seed")).to_have_value("0")
        wait_until_shown(page)
        paste(page, "n_epochs", "30")
        wait_for_link(page, n_epochs="30")


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_bar_of_a_long_run_moves_nothing_and_is_in_sight(open_page: Callable[..., Page], device: dict) -> None:
    page = open_page("", device=device, batch_size="1", n_epochs="20", seed="12")
    title = page.locator("h1")
    stood = title.bounding_box()
    page.evaluate("""() => { const url = new URL(location.href); url.searchParams.set("n_epochs", "5000");
        history.pushState(null, "", url); dispatchEvent(new PopStateEvent("popstate")); }""")
    stop = page.locator("[class*=st-key-stop_] button:visible").first
    stop.wait_for()
    assert title.bounding_box() == stood
    expect(stop).to_be_in_viewport(ratio=1)
    stop.click()
    expect(page.get_by_text("Training was stopped at epoch")).to_be_visible()


def test_a_long_run_is_stopped_by_its_button_and_another_is_trained(open_page: Callable[..., Page]) -> None:
    page = open_page("compare", compare="kept")  # which trains nothing
    page.goto(page.url.split("?")[0].replace("compare", "derive") + "?batch_size=1&n_epochs=5000&seed=11")
    page.locator("[class*=st-key-stop_] button").first.click()
    expect(page.get_by_text("Training was stopped at epoch")).to_be_visible()
    expect(page.get_by_role("button", name="Train it")).to_be_visible()
    paste(page, "n_epochs", "20")
    expect(page.get_by_text("Training was stopped at epoch")).to_have_count(0)
    expect(page.locator(".st-key-step_1")).to_have_count(1)
    wait_for_link(page, batch_size="1", n_epochs="20", seed="11")
