"""The server dies while a page is open, and comes back: the page goes on where it was, by itself."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, Page, TimeoutError, expect

from tests.browser.conftest import address, new_context, wait_until_shown
from tests.load.server import HOST, ROOT, free_port, serve

LINK = {"dataset": "iris", "learning_rate": "0.3", "n_epochs": "50", "derivation_step": "3"}
LONGEST_WAIT = 60_000  # milliseconds
PATIENCE = 10_000
DEFAULTS = '() => !location.search.includes("learning_rate")'


def test_a_page_keeps_its_settings_and_its_step_when_the_server_is_killed_and_started_again(chromium: Browser) -> None:
    port = free_port()
    with new_context(chromium) as context:
        page = context.new_page()
        page.set_default_timeout(LONGEST_WAIT)
        with serve(ROOT / "app.py", port) as server:
            page.goto(address(f"http://{HOST}:{port}", "derive", **LINK))
            wait_until_shown(page)
            before, shown = page.url, page.locator("[data-testid=stMain]").inner_text()
            server.kill()
            wait_until_connected(page, False)
        with serve(ROOT / "app.py", port):
            wait_until_connected(page, True)
            wait_until_shown(page)
            assert page.locator("[data-testid=stMain]").inner_text() == shown
            assert reset(page, before)
            expect(page.locator(".st-key-step_1")).to_have_count(1, timeout=LONGEST_WAIT)
            page.go_back()
            expect(page.locator(".st-key-step_3")).to_have_count(1, timeout=LONGEST_WAIT)
            assert page.url == before


def wait_until_connected(page: Page, connected: bool) -> None:
    is_there = expect(page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]"))
    is_there.to_have_count(int(connected), timeout=LONGEST_WAIT)


def reset(page: Page, link: str) -> bool:
    """Whether the page, still at its link, takes a click. One before the new session's first run is over is lost."""
    for _ in range(5):
        assert page.url == link
        page.get_by_role("button", name="Reset to defaults").click()
        try:
            page.wait_for_function(DEFAULTS, timeout=PATIENCE)
        except TimeoutError:
            continue
        return True
    return False


CHANGES: dict[str, tuple[dict[str, str], Callable[[Page], None], dict[str, str]]] = {
    "a slider": (
        {"n_epochs": "50"},
        lambda page: page.locator("[class*=st-key-epoch_up_to] input[type=range]").press("ArrowRight"),
        {"n_epochs": "50", "epoch": "11"},
    ),
    "features": (
        {"dataset": "iris", "features": "petal_length-petal_width"},
        lambda page: choose(page, "features_of_iris", "sepal width (cm)"),
        {"dataset": "iris", "features": "sepal_width-petal_length-petal_width"},
    ),
    "axes": (
        {"dataset": "iris"},
        lambda page: choose(page, "features_shown_across", "petal width (cm)"),
        {"dataset": "iris", "features_shown": "petal_width-petal_length"},
    ),
    "the language": (
        {"n_epochs": "20"},
        lambda page: page.locator(".st-key-language_switch button", has_text="中文").click(),
        {"n_epochs": "20", "lang": "zh"},
    ),
}


def choose(page: Page, key: str, option: str) -> None:
    page.locator(f".st-key-{key} input").click()
    page.get_by_role("option", name=option, exact=True).click()


def test_the_first_change_after_a_restart_counts_in_every_widget(chromium: Browser) -> None:
    port = free_port()
    with new_context(chromium) as context:
        pages = {name: context.new_page() for name in CHANGES}
        with serve(ROOT / "app.py", port) as server:
            for name, (query, *_) in CHANGES.items():
                pages[name].set_default_timeout(LONGEST_WAIT)
                pages[name].goto(address(f"http://{HOST}:{port}", "derive", **query))
            for page in pages.values():
                wait_until_shown(page)
            server.kill()
            for page in pages.values():
                wait_until_connected(page, False)
        with serve(ROOT / "app.py", port):
            for name, (*_, change, after) in CHANGES.items():
                wait_until_connected(pages[name], True)
                wait_until_shown(pages[name])
                change(pages[name])
                pages[name].wait_for_url(lambda url, after=after: dict(parse_qsl(urlsplit(url).query)) == after)
