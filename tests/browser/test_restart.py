"""The server dies while a page is open, and comes back: the page goes on where it was, by itself."""

from playwright.sync_api import Browser, Page, TimeoutError, expect

from tests.browser.conftest import DESKTOP, address, wait_until_shown
from tests.load.server import HOST, ROOT, free_port, serve

LINK = {"dataset": "iris", "learning_rate": "0.3", "n_epochs": "50", "step": "3"}
LONGEST_WAIT = 60_000  # milliseconds
PATIENCE = 10_000
DEFAULTS = '() => !location.search.includes("learning_rate")'


def test_a_page_keeps_its_settings_and_its_step_when_the_server_is_killed_and_started_again(chromium: Browser) -> None:
    port = free_port()
    with chromium.new_context(**DESKTOP) as context:
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
