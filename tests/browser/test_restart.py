"""The server dies while a page is open, and comes back: the page goes on where it was, by itself."""

from playwright.sync_api import Browser, expect

from tests.browser.conftest import DESKTOP, address, wait_until_shown
from tests.load.server import HOST, ROOT, free_port, serve

LINK = {"dataset": "iris", "learning_rate": "0.3", "n_epochs": "50", "step": "3"}
LONGEST_WAIT = 60_000  # milliseconds


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
            expect(page.get_by_text("CONNECTING").or_(page.get_by_text("Connection error")).first).to_be_visible()
        with serve(ROOT / "app.py", port):
            expect(page.get_by_text("CONNECTING").or_(page.get_by_text("Connection error"))).to_have_count(0)
            page.get_by_role("button", name="Reset to defaults").wait_for()
            wait_until_shown(page)
            assert page.url == before
            assert page.locator("[data-testid=stMain]").inner_text() == shown
            page.get_by_role("button", name="Reset to defaults").click()
            page.wait_for_function('() => !location.search.includes("learning_rate")')
