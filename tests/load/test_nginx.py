"""A school's server for real: nginx before two replicas of the app."""

import os
import re
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.load.nginx import nginx, program
from tests.load.server import HOST, ROOT, Server, serve
from tests.load.session import open_session, run
from tests.load.values import choice

N_SESSIONS = 12  # all at one replica by chance: once in 2,048 times
QUERY = "dataset=iris&n_epochs=20&seed=7"


@dataclass
class School:
    """nginx, the replicas behind it, and what nginx wrote about who was passed to which."""

    front: Server
    replicas: dict[str, Server]  # by address
    log: Path

    def replicas_of(self, seat: str) -> set[str]:
        """The replicas that took a seat's websockets; one that was tried in vain stands before it in its line."""
        lines = [line.split(" ") for line in self.log.read_text().splitlines()]
        return {line[-3] for line in lines if line[0] == seat and "/_stcore/stream" in line[-2]}


def school(folder: Path, base_path: str = "") -> Iterator[School]:
    if program() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no nginx: install_nginx.sh did not find one")
        pytest.skip("no nginx")
    options = {"server.baseUrlPath": base_path}
    with ExitStack() as stack:
        replicas = [stack.enter_context(serve(ROOT / "app.py", options=options)) for _ in range(2)]
        front = stack.enter_context(nginx(folder, [replica.port for replica in replicas], base_path))
        yield School(front, {f"{HOST}:{replica.port}": replica for replica in replicas}, folder / "access.log")


@pytest.fixture
def two_replicas(tmp_path: Path) -> Iterator[School]:
    yield from school(tmp_path)


@pytest.fixture(scope="module")
def below_a_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    yield from school(tmp_path_factory.mktemp("nginx"), "school/softmax")


def seat(server: Server) -> str:
    """The cookie that a browser gets with the page."""
    with urllib.request.urlopen(f"http://{HOST}:{server.port}{server.path}") as answer:
        return re.fullmatch(r"trainer_seat=(\w{32}); Path=/; HttpOnly; SameSite=Lax", answer.headers["Set-Cookie"])[1]


async def visit(server: Server, cookie: str, query: str) -> str:
    """Open the app and change the learning rate; the query that the address then has."""
    async with open_session(server, query, cookie=f"trainer_seat={cookie}") as session:
        await session.rerun()
        await session.rerun(learning_rate=choice(session.options["learning_rate"][7]))
        return session.query


def test_sessions_stay_with_their_replica_and_move_with_their_settings_when_it_dies(two_replicas: School) -> None:
    def visits(seats: list[str], query: str) -> list[str]:
        return [run(visit(two_replicas.front, cookie, query)) for cookie in seats]

    seats = [seat(two_replicas.front) for _ in range(N_SESSIONS)]
    queries = visits(seats, QUERY)
    assert queries == visits(seats, queries[0])
    assert "learning_rate=" in queries[0]
    assert "seed=7" in queries[0]
    before = [two_replicas.replicas_of(cookie) for cookie in seats]
    assert [len(replicas) for replicas in before] == [1] * N_SESSIONS
    assert set.union(*before) == two_replicas.replicas.keys()

    killed = next(iter(before[0]))
    two_replicas.replicas[killed].kill()
    two_replicas.log.write_text("")
    assert visits(seats, queries[0]) == queries
    other = (two_replicas.replicas.keys() - {killed}).pop()
    assert [two_replicas.replicas_of(cookie) for cookie in seats] == [{other}] * N_SESSIONS


def test_the_cookie_is_set_once_and_a_made_up_one_is_replaced(below_a_path: School) -> None:
    front = below_a_path.front
    cookie = seat(front)
    request = urllib.request.Request(f"http://{HOST}:{front.port}{front.path}")
    request.add_header("Cookie", f"trainer_seat={cookie}")
    assert urllib.request.urlopen(request).headers["Set-Cookie"] is None
    request.add_header("Cookie", "trainer_seat=anything")
    assert urllib.request.urlopen(request).headers["Set-Cookie"].startswith("trainer_seat=")


def test_below_a_path_every_page_opens(below_a_path: School) -> None:
    async def visit(page: str) -> str:
        async with open_session(below_a_path.front, "dataset=iris", page) as session:
            await session.rerun()
            return session.query

    assert [run(visit(page)) for page in ("", "derive", "check", "compare")] == ["dataset=iris"] * 4
