"""Typed, and then a click elsewhere: the click counts, and link and field say the same."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import wait_until_shown

TURNS = ("Check", "Compare", "Train")
TITLES = {
    "Check": "Check against scikit-learn",
    "Compare": "Compare runs",
    "Train": "Watch softmax regression learn",
}


def field(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key} input").first


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def press(page: Page, locator: Locator) -> None:
    """A click of no length, where the middle of an element is."""
    box = locator.bounding_box()
    place = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(*place)


def test_a_click_on_the_menu_after_typing_turns_the_page_with_the_value(open_page: Callable[..., Page]) -> None:
    page, seen = open_page(n_epochs="20"), []
    for turn in range(6):
        field(page, "seed").fill(str(turn + 1))
        press(page, page.get_by_role("link", name=TURNS[turn % 3], exact=True))
        page.wait_for_url(f"**/*seed={turn + 1}*")
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[TURNS[turn % 3]])
        wait_until_shown(page)
        seen.append((query(page)["seed"], field(page, "seed").input_value()))
    assert seen == [(str(turn + 1), str(turn + 1)) for turn in range(6)]
