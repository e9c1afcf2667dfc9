"""One server and one Chromium for all browser tests of a process.

open_page gives a test a tab for itself, shared_page gives all tests that only read a page the same one. A tab that is
no longer needed is turned to the next link; a session of its own has a page with device=ELSEWHERE.
Every page opened is watched: an error in the console, a failed request or a request to another host fails the test
that sees it, at its end.
"""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
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
LIGHT = {"color_scheme": "light"}
LONGEST_WAIT = 60_000  # milliseconds; a busy machine is slow and not wrong
MOST_SHARED = 2  # pages that are open to be read again, beside those of the running test
MOST_LEFT = 4  # tabs that wait for another link
NO_SETTING = {"dataset": "three_class"}  # the default, said
TURN = """(link) => new Promise((done) => {
    const before = document.title;
    const inAFrame = (next) => requestAnimationFrame(next);
    const turned = () => inAFrame(document.title === before ? turned : () => inAFrame(done));
    document.activeElement.blur();
    history.pushState(null, "", link);
    dispatchEvent(new PopStateEvent("popstate"));
    turned();
})"""  # the first that a run says is the title of its page
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


def all_made(page: Page) -> Page:
    """The page with what it makes once it comes into sight: the map of all learning rates, if it has one."""
    place = page.locator(".st-key-learning_rate_map_to_come, .st-key-learning_rate_map")
    if place.count():
        place.first.scroll_into_view_if_needed()
        page.locator(".st-key-learning_rate_map .js-plotly-plot").wait_for()
        wait_until_shown(page)
    return page


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


@dataclass(eq=False)
class Tab:
    """An open page, the device it is seen on, what went wrong on it, and what it has sent over its websocket."""

    page: Page
    device: str
    trouble: list[str] = field(default_factory=list)
    sent: list[str | bytes] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Which page of the app it shows."""
        return urlsplit(self.page.url).path


class Tabs:
    """The tabs of a process. One that a test has left is turned to the next link, as the browser's own buttons do.

    That takes far less time than an opening, and what is shown is the same: a link says all there is.
    """

    def __init__(self, chromium: Browser, desktop: BrowserContext, origin: str) -> None:
        self._chromium = chromium
        self._contexts = {str(DESKTOP): desktop}
        self._origin = origin
        self._left: list[Tab] = []

    def at(self, link: str, device: dict) -> Tab:
        """A tab that shows a link on a device, at its size and with nothing pointed at."""
        left = [tab for tab in self._left if tab.device == _named(device)]
        if not left:
            return self.new(link, device)
        tab = min(left, key=lambda tab: tab.path == urlsplit(link).path)
        self._left.remove(tab)
        tab.trouble.clear()
        tab.page.set_viewport_size(device["viewport"])
        if tab.path == urlsplit(link).path:
            turn_to(tab.page, address(self._origin, "derive" if tab.path == "/lessons" else "lessons", **NO_SETTING))
        turn_to(tab.page, link)
        return tab

    def new(self, link: str, device: dict) -> Tab:
        """A new session in a tab of its own."""
        of_a_tab = device.keys() <= OF_A_TAB
        key = str(DESKTOP if of_a_tab else device)
        if key not in self._contexts:
            self._contexts[key] = new_context(self._chromium, device)
        page = new_tab(self._contexts[key], device) if of_a_tab else self._contexts[key].new_page()
        tab = Tab(page, _named(device))
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: tab.sent.append(frame)))
        watched(page, tab.trouble, link)
        return tab

    def leave(self, tab: Tab) -> None:
        """Have it for another test, unless something went wrong on it, it was printed, or enough are there."""
        if tab.page.is_closed():
            return
        of_the_app = tab.page.url.startswith(f"{self._origin}/")
        printed = tab.page.evaluate("() => matchMedia('print').matches")
        if tab.trouble or printed or not of_the_app or len(self._left) == MOST_LEFT:
            tab.page.close()
        else:
            self._left.append(tab)


def _named(device: dict) -> str:
    """A device but for its size, which any tab can have."""
    return str({name: value for name, value in (LIGHT | device).items() if name != "viewport"})


@pytest.fixture(scope="session")
def tabs(chromium: Browser, desktop: BrowserContext, origin: str) -> Tabs:
    return Tabs(chromium, desktop, origin)


@pytest.fixture
def open_page(chromium: Browser, tabs: Tabs, origin: str, sent: list) -> Iterator[Callable[..., Page]]:
    """open_page("derive", dataset="iris") is that page, drawn to the end.

    With device=ELSEWHERE or MOVING it is in a browser that has never seen the app. Nothing plays by itself but with
    device=MOVING.
    """
    used: list[Tab] = []
    trouble: list[str] = []
    with ExitStack() as closing:

        def opened(path: str = "", /, device: dict | None = None, **query: str) -> Page:
            device = device or DESKTOP
            link = address(origin, path, **query)
            if "reduced_motion" in device:
                return watched(closing.enter_context(new_context(chromium, device)).new_page(), trouble, link)
            used.append(tabs.at(link, device))
            used[-1].sent = sent
            return used[-1].page

        yield opened
        seen = trouble + [said for tab in used for said in tab.trouble]  # closing a page aborts what it still loads
        for tab in used:
            tab.sent = []
            tabs.leave(tab)
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


class SharedPages:
    """The pages that tests share, each opened once, the one last read at the end."""

    def __init__(self, tabs: Tabs) -> None:
        self._tabs = tabs
        self._pages: dict[tuple[str, str], Tab] = {}

    def at(self, link: str, device: dict) -> Tab:
        """The page of a link on a device, at its width and with nothing pointed at."""
        key = (str(LIGHT | device), link)
        tab = self._pages.pop(key, None) or self._tabs.at(link, device)
        self._pages[key] = tab
        tab.page.set_viewport_size(device["viewport"])
        tab.page.mouse.move(0, 0)
        return tab

    def leave_all_but(self, most: int) -> None:
        """Let go of the pages that have not been read for the longest time."""
        for key in list(self._pages)[: max(0, len(self._pages) - most)]:
            self._tabs.leave(self._pages.pop(key))


@pytest.fixture(scope="session")
def shared_pages(tabs: Tabs) -> SharedPages:
    return SharedPages(tabs)


@pytest.fixture
def shared_page(origin: str, shared_pages: SharedPages) -> Iterator[Callable[..., Page]]:
    """shared_page("derive", device=PHONE, dataset="iris") is that page, opened once for all tests that only read it.

    Whoever reads it may scroll, point, unfold and resize; a click or a key that changes what is shown needs open_page.
    """
    seen: list[Tab] = []

    def shared(path: str = "", /, device: dict = DESKTOP, **query: str) -> Page:
        seen.append(shared_pages.at(address(origin, path, **query), device))
        return seen[-1].page

    yield shared
    assert [trouble for tab in seen for trouble in tab.trouble] == []
    shared_pages.leave_all_but(MOST_SHARED)


def turn_to(page: Page, link: str) -> None:
    """Turn an open page to another page of the app, as the browser's own buttons do, drawn to the end.

    Without a query the settings would stay: see ui/settings/link.py.
    """
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.mouse.move(0, 0)
    page.evaluate(TURN, link if "?" in link else f"{link}?{urlencode(NO_SETTING)}")
    wait_until_shown(page)
    page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 0)")


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
