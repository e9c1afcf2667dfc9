"""Words twice as long as the English ones: no page is wider than its window, and no word of a chart is cut off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import LONGEST_WAIT, address, new_context, wait_until_shown
from tests.load.server import HOST, ROOT, serve

WIDTHS = (1280, 1024, 390)
PAGES = ("", "derive", "check", "compare", "data", "lessons")
TOO_WIDE = """() => {
    const main = document.querySelector("[data-testid=stMain]");
    const wide = main.scrollWidth > main.clientWidth + 1;
    const found = wide ? [`the page: ${main.scrollWidth} of ${main.clientWidth}`] : [];
    for (const svg of main.querySelectorAll(".js-plotly-plot .main-svg")) {
        const room = svg.getBoundingClientRect();
        for (const text of svg.querySelectorAll("text")) {
            const at = text.getBoundingClientRect();
            const inside = at.left >= room.left - 1 && at.right <= room.right + 1
                && at.top >= room.top - 1 && at.bottom <= room.bottom + 1;
            if (at.width && !inside) found.push(`cut off: ${text.textContent}`);
        }
    }
    return found;
}"""


@pytest.fixture(scope="module")
def doubled() -> Iterator[str]:
    """Where the app is served in a language that says every word twice."""
    with serve(ROOT / "tests/browser/doubled_app.py") as server:
        yield f"http://{HOST}:{server.port}"


@pytest.fixture(scope="module")
def another(chromium: Browser, doubled: str) -> Iterator[BrowserContext]:
    """A browser that keeps the scripts of that server."""
    with new_context(chromium) as context:
        context.new_page().goto(address(doubled, "_stcore/health"))
        yield context


@pytest.fixture
def page(another: BrowserContext) -> Iterator[Page]:
    """A tab of it."""
    with another.new_page() as page:
        page.set_default_timeout(LONGEST_WAIT)
        yield page


@pytest.mark.parametrize("path", PAGES)
def test_words_twice_as_long_fit_every_window(page: Page, doubled: str, path: str) -> None:
    page.goto(address(doubled, path))
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wait_until_shown(page)
        page.wait_for_function(
            """() => [...document.querySelectorAll(".js-plotly-plot")].every(
                (plot) => Math.abs(plot.clientWidth - plot.querySelector(".main-svg").clientWidth) <= 1)"""
        )
        found[width] = page.evaluate(TOO_WIDE)
    assert found == {width: [] for width in WIDTHS}
