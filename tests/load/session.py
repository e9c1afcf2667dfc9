"""A session on a Streamlit server without a browser: what a tab sends, and what it waits for.

A tab sends one BackMsg (its URL and its widgets' values) over a websocket and receives ForwardMsgs until
the server says that the script no longer runs. Everything stays on 127.0.0.1.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from urllib.parse import urljoin

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.asyncio.client import ClientConnection, connect

from tests.load.answers import Rerun, shows_progress
from tests.load.server import HOST, LONGEST_WAIT, Server
from tests.load.widgets import Widgets

__all__ = ["Rerun", "Session", "open_session", "run"]

T = TypeVar("T")


class Session:
    """One open tab: it keeps the URL, the page and the widgets' values as a browser does."""

    def __init__(self, websocket: ClientConnection, address: str, query: str, page: str) -> None:
        self._websocket = websocket
        self._address = address + page
        self._query = query
        self._page = calc_hash(page) if page else ""
        self._failure = ""  # what an exception that the page shows says
        self._widgets = Widgets()
        self._kept: set[str] = set()  # hashes of large messages, which a browser keeps and is not sent again

    async def rerun(self, **values: dict) -> Rerun:
        """Set widgets by key, run the script, and wait for all of it.

        Each value is a field of Streamlit's WidgetState; see tests/load/values.py.
        """
        start = time.perf_counter()
        await self.send(**values)
        n_bytes, n_progress, kept = 0, 0, set()
        finished = running = False
        while running or not finished:
            content = await asyncio.wait_for(self._websocket.recv(), LONGEST_WAIT)
            n_bytes += len(content)
            answer = ForwardMsg.FromString(content)
            kept |= {answer.hash if answer.metadata.cacheable else answer.ref_hash}
            self._remember(answer)
            n_progress += shows_progress(answer)
            finished |= answer.WhichOneof("type") == "script_finished"
            if answer.HasField("session_status_changed"):
                running = answer.session_status_changed.script_is_running
        self._kept = kept - {""}
        if self._failure:
            failure, self._failure = self._failure, ""
            raise RuntimeError(f"the app failed: {failure}")
        return Rerun(time.perf_counter() - start, n_bytes, n_progress)

    async def send(self, **values: dict) -> None:
        """Set widgets by key and ask for a run, without waiting for it."""
        self._widgets.values |= values
        await self._websocket.send(self._message())

    async def until_progress(self) -> None:
        """Wait until the run that was asked for shows how far it is."""
        while not shows_progress(answer := ForwardMsg.FromString(await self._websocket.recv())):
            self._remember(answer)

    def go(self, query: str) -> None:
        """The next run is at another link."""
        self._query = query

    def turn_to(self, page: str) -> None:
        """The next run is of another page: the menu drops the query, and the app's session knows it."""
        self._page, self._address, self._query = calc_hash(page), urljoin(self._address, page), ""

    def forget(self) -> None:
        """Send no value of any widget again."""
        self._widgets.values.clear()

    def take_over(self, other: "Session") -> None:
        """Know the address and the widgets of another session, as a tab does when its server was started anew."""
        self._query, self._page, self._widgets = other._query, other._page, other._widgets.copy()

    def key(self, beginning: str) -> str:
        """The key of the one widget seen whose key begins so."""
        return self._widgets.key(beginning)

    @property
    def options(self) -> dict[str, list[str]]:
        """Of each slider and selectbox seen, in words."""
        return self._widgets.options

    @property
    def query(self) -> str:
        """What stands in the address after the question mark."""
        return self._query

    def _message(self) -> bytes:
        state = {
            "query_string": self._query,
            "page_script_hash": self._page,
            "widget_states": {"widgets": self._widgets.states()},
            "cached_message_hashes": sorted(self._kept),
            "context_info": {"url": self._address},
        }
        return BackMsg(rerun_script=state).SerializeToString()

    def _remember(self, answer: ForwardMsg) -> None:
        match answer.WhichOneof("type"):
            case "new_session":
                self._page = answer.new_session.page_script_hash
            case "page_info_changed":
                self._query = answer.page_info_changed.query_string
            case "delta" if answer.delta.HasField("new_element"):
                kind = answer.delta.new_element.WhichOneof("type")
                element = getattr(answer.delta.new_element, kind)
                if kind == "exception":
                    self._failure = element.message
                self._widgets.remember(kind, element)


def run(work: Coroutine[Any, Any, T]) -> T:
    """What the work returns, from a thread of its own: a browser test's loop may be running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@asynccontextmanager
async def open_session(
    server: Server, query: str = "", page: str = "", cookie: str | None = None
) -> AsyncIterator[Session]:
    """A tab at /page?query, connected; nothing has run yet."""
    place = f"{HOST}:{server.port}{server.path}"
    headers = {"Cookie": cookie} if cookie else {}
    async with connect(
        f"ws://{place}_stcore/stream",
        subprotocols=["streamlit"],
        additional_headers=headers,
        max_size=None,
        compression=None,
    ) as websocket:
        yield Session(websocket, f"http://{place}", query, page)
