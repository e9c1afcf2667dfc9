"""A page whose network a test can hold back: what happens while an answer is on its way."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, WebSocketRoute
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import DESKTOP, LONGEST_WAIT, new_context, wait_until_shown


class SlowNetwork:
    """Between a page and the server. While it is held, what the page sends first goes through and all else waits."""

    def __init__(self, page: Page) -> None:
        self.held = False
        self.sent = 0  # by the page, ever
        self._tab = page
        self.asked: list[str | bytes] = []  # by the page, while it is held
        self.answered: list[str | bytes] = []
        page.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        self._page, self._server = page, server
        page.on_message(self._from_page)
        server.on_message(lambda message: self.answered.append(message) if self.held else page.send(message))

    def _from_page(self, message: str | bytes) -> None:
        self.sent += 1
        if self.held:
            self.asked.append(message)
        if len(self.asked) <= 1:
            self._server.send(message)

    def run_is_over(self) -> bool:
        """Whether the server has run the page that was asked for first."""
        return any(ForwardMsg.FromString(message).WhichOneof("type") == "script_finished" for message in self.answered)

    def let_go(self) -> None:
        """What waits goes on, first to the server."""
        self.held = False
        for message in self.asked[1:]:
            self._server.send(message)
        for message in self.answered:
            self._page.send(message)
        self.asked.clear()
        self.answered.clear()

    def wait_until_quiet(self) -> None:
        """Wait until the picture has asked what it wants to know, and has been answered."""
        before = -1
        while before != self.sent:
            before = self.sent
            frames(self._tab, 30)
            wait_until_shown(self._tab)


def frames(page: Page, count: int) -> None:
    for _ in range(count):
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")


@contextmanager
def slow_page(chromium: Browser, link: str) -> Iterator[tuple[Page, SlowNetwork]]:
    """A page in a browser of its own, drawn to the end, and its network."""
    with new_context(chromium, DESKTOP) as context:
        page = context.new_page()
        page.set_default_timeout(LONGEST_WAIT)
        network = SlowNetwork(page)
        page.goto(link)
        wait_until_shown(page)
        yield page, network
