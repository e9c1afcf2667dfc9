"""One server and one Chromium for all browser tests of a process.

open_page gives a test a new tab, and so a new session; shared_page gives all tests that only read a page the same tab.
Every page opened is watched: an error in the console, a failed request or a request to another host fails the test
that sees it, at its end.
"""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

from tests.load.server import HOST, ROOT, serve

T = TypeVar("T")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # letters as wide without windows as with them
    "--renderer-process-limit=1",  # tabs of a browser share what one of them has compiled
)
CHROMIUM_NAMES = (  # the first has no windows to draw and takes a third less time
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/140.0 Mobile Safari/537.36",
}
DESKTOP = {"viewport": {"width": 1400, "height": 1000}}
MOVING = DESKTOP | {"reduced_motion": "no-preference"}
ELSEWHERE = DESKTOP | {"reduced_motion": "reduce"}  # the same in a browser of its own
OF_A_TAB = {"viewport", "color_scheme"}  # what a tab may have for itself
LONGEST_WAIT = 60_000  # milliseconds; a busy machine is slow and not wrong
MOST_SHARED = 9  # pages open at once beside those of the running test
PROBE = re.compile(
    r"/(derive|check|compare|data|lessons)/_stcore/(health|host-config)$"
)  # Streamlit asks before it asks at the root


def launch(playwright: Playwright) -> Browser:
    """The first Chromium on the PATH, else Playwright's own."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)


def new_context(browser: Browser, device: dict = DESKTOP, **more: object) -> BrowserContext:
    """A browser that has never seen the app. It asks for little motion unless the device says otherwise.

    Without a graphics card every frame that moves costs as much as opening a page.
    """
    return browser.new_context(**({"reduced_motion": "reduce"} | device | more))


def new_tab(context: BrowserContext, device: dict) -> Page:
    """A tab of the size and in the theme of a device."""
    page = context.new_page()
    page.set_viewport_size(device.get("viewport", DESKTOP["viewport"]))
    page.emulate_media(color_scheme=device.get("color_scheme", "light"))
    return page


def address(origin: str, path: str = "", **query: str) -> str:
    """address(origin, "derive", dataset="iris") is origin/derive?dataset=iris."""
    return f"{origin}/{path}" + (f"?{urlencode(query)}" if query else "")


def wait_until_shown(page: Page) -> None:
    """Wait until the script has run, every element is there, and every chart is drawn."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning] h1")
    page.wait_for_function(
        """() => !document.querySelector("[data-testid=stSkeleton]") &&
            [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every(
                (chart) => chart.querySelector(".js-plotly-plot .main-svg .layer-above")) &&
            (!document.querySelector(".st-key-movie") || document.querySelector(".movie-layer path.region"))"""
    )


def choose_page(page: Page, name: str) -> None:
    """Choose a page in the menu at the top, at rest: an entry drawn anew between press and release is not clicked."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.get_by_test_id("stTopNavLink").get_by_text(name, exact=True).click()


def comes_to(page: Page, read: Callable[[], T], expected: T, within: float = LONGEST_WAIT / 1000) -> None:
    """Wait, a frame of the page at a time, until what is read of it is as expected; within: seconds."""
    end = time.monotonic() + within
    while (found := read()) != expected and time.monotonic() < end:
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    assert found == expected


def swipe_scrolls(page: Page, place: Locator) -> None:
    """A finger drawn by 120 pixels over a place of a phone's page, up or at its end down, scrolls it."""
    place.evaluate("(place) => place.scrollIntoView({ block: 'center' })")
    main = "document.querySelector('[data-testid=stMain]')"
    before, box = page.evaluate(f"{main}.scrollTop"), place.bounding_box()
    assert box
    up = page.evaluate(f"{main}.scrollHeight - {main}.clientHeight - {main}.scrollTop > 130")
    finger = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [finger]})
    for moved in range(10, 121, 10):
        moving = finger | {"y": finger["y"] + (-moved if up else moved)}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [moving]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function(f"(before) => Math.abs({main}.scrollTop - before) > 50", arg=before)


@pytest.fixture(scope="session")
def origin() -> Iterator[str]:
    """Where the app is served for all browser tests."""
    with serve(ROOT / "app.py") as server:
        yield f"http://{HOST}:{server.port}"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser. Without one, tests are skipped on a developer's machine and fail in CI."""
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except Error as error:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(f"no Chromium: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def desktop(chromium: Browser, origin: str) -> Iterator[BrowserContext]:
    """The browser that tests share: it keeps Streamlit's scripts, and, while one tab is open, their compiled code."""
    with new_context(chromium) as context:
        context.new_page().goto(address(origin, "_stcore/health"))
        yield context


@pytest.fixture
def sent() -> list[str | bytes]:
    """What the pages of a test have sent to the server over their websockets."""
    return []


@pytest.fixture
def open_page(chromium: Browser, desktop: BrowserContext, origin: str, sent: list) -> Iterator[Callable[..., Page]]:
    """open_page("derive", dataset="iris") is that page in a new tab, drawn to the end.

    With device=PHONE, or any other that is more than a size and a theme, the tab is in a browser of its own that has
    never seen the app. Nothing plays by itself but with device=MOVING.
    """
    trouble: list[str] = []
    with ExitStack() as closing:

        def opened(path: str = "", /, device: dict | None = None, **query: str) -> Page:
            if device is None or device.keys() <= OF_A_TAB:
                page = closing.enter_context(new_tab(desktop, device or DESKTOP))
            else:
                page = closing.enter_context(new_context(chromium, device)).new_page()
            page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
            return watched(page, trouble, address(origin, path, **query))

        yield opened
        seen = list(trouble)  # closing a page aborts what it still loads
    assert seen == []


@pytest.fixture(scope="module")
def calm(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser for the Train page alone, which a test may cut off from its network."""
    with new_context(chromium) as context:
        yield context


@pytest.fixture
def still(calm: BrowserContext, origin: str) -> Iterator[Callable[..., Page]]:
    """still(dataset="iris") is the Train page in that browser, in a tab of its own."""
    pages, trouble = [], []

    def opened(**query: str) -> Page:
        pages.append(watched(calm.new_page(), trouble, address(origin, "", **query)))
        return pages[-1]

    yield opened
    seen = list(trouble)
    for page in pages:
        page.close()
    assert seen == []


@dataclass
class Shared:
    """An open page that tests read, and what went wrong on it."""

    page: Page
    trouble: list[str]


class SharedPages:
    """The pages that tests share, each opened once, the one last read at the end; a browser for each other device."""

    def __init__(self, chromium: Browser, desktop: BrowserContext) -> None:
        self._chromium = chromium
        self._desktop = desktop
        self._contexts: dict[str, BrowserContext] = {}
        self._pages: dict[tuple[str, str], Shared] = {}

    def at(self, link: str, device: dict) -> Shared:
        """The page of a link on a device, at its width and with nothing pointed at."""
        key = (str({"color_scheme": "light"} | device), link)
        if key not in self._pages:
            trouble: list[str] = []
            self._pages[key] = Shared(watched(self._tab(device), trouble, link), trouble)
        self._pages[key] = self._pages.pop(key)
        self._pages[key].page.set_viewport_size(device["viewport"])
        self._pages[key].page.mouse.move(0, 0)
        return self._pages[key]

    def _tab(self, device: dict) -> Page:
        if device.keys() <= OF_A_TAB:
            return new_tab(self._desktop, device)
        if str(device) not in self._contexts:
            self._contexts[str(device)] = new_context(self._chromium, device)
        return self._contexts[str(device)].new_page()

    def close_all_but(self, most: int) -> None:
        """Close the pages that have not been read for the longest time."""
        for key in list(self._pages)[: max(0, len(self._pages) - most)]:
            self._pages.pop(key).page.close()


@pytest.fixture(scope="session")
def shared_pages(chromium: Browser, desktop: BrowserContext) -> SharedPages:
    return SharedPages(chromium, desktop)


@pytest.fixture
def shared_page(origin: str, shared_pages: SharedPages) -> Iterator[Callable[..., Page]]:
    """shared_page("derive", device=PHONE, dataset="iris") is that page, opened once for all tests that only read it.

    Whoever reads it may scroll, point, unfold and resize; a click or a key that changes what is shown needs open_page.
    """
    seen: list[Shared] = []

    def shared(path: str = "", /, device: dict = DESKTOP, **query: str) -> Page:
        seen.append(shared_pages.at(address(origin, path, **query), device))
        return seen[-1].page

    yield shared
    assert [trouble for page in seen for trouble in page.trouble] == []
    shared_pages.close_all_but(MOST_SHARED)


def watched(page: Page, trouble: list[str], link: str) -> Page:
    """A page opened at a link and drawn to the end; what goes wrong on it is noted."""
    page.set_default_timeout(LONGEST_WAIT)
    _watch(page, trouble)
    page.goto(link)
    wait_until_shown(page)
    return page


def _watch(page: Page, trouble: list[str]) -> None:
    """Note errors in the console, errors thrown, failed requests, and requests to other hosts."""
    page.on("pageerror", lambda error: trouble.append(f"thrown: {error}"))

    @partial(page.on, "requestfailed")
    def on_failure(request: Request) -> None:
        if not request.url.startswith("blob:"):  # a component's script, left where the page turns before it has run
            trouble.append(f"failed: {request.url} {request.failure}")

    @partial(page.on, "console")
    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBE.search(message.location["url"]):
            trouble.append(f"console: {message.text}")

    @partial(page.on, "request")
    def on_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != HOST:
            trouble.append(f"other host: {request.url}")
