"""What a hostile client or a hurried crowd sends: the session goes on, and no other notices."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.load.hostile import FOREIGN, KEYS
from tests.load.server import ROOT, Server, serve
from tests.load.session import open_session, run
from tests.load.values import choice


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(ROOT / "app.py") as running:
        yield running


@pytest.mark.parametrize("value", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_foreign_value_of_a_widget_does_not_break_the_session(server: Server, value: dict) -> None:
    async def send() -> None:
        async with open_session(server) as session:
            await session.rerun()
            for key in KEYS:
                await session.rerun(**{key: value})  # raises where the page shows an exception
            session.forget()
            await session.rerun(learning_rate=choice(session.options["learning_rate"][30]))

    run(send())


def test_a_number_is_taken_as_it_is_typed(server: Server) -> None:
    async def send() -> list[str]:
        async with open_session(server) as session:
            await session.rerun()
            queries = []
            for typed in ("50", "６e1", "no number"):
                await session.rerun(n_epochs_typed={"string_value": typed})
                await session.rerun()
                queries.append(session.query)
            return queries

    assert run(send()) == ["n_epochs=50", "n_epochs=60", "n_epochs=60"]


def test_of_changes_in_a_burst_the_last_wins_and_every_tab_lives(server: Server) -> None:
    async def hurry(seed: int) -> str:
        async with open_session(server, f"dataset=iris&n_epochs=3000&seed={seed}") as session:
            await session.rerun()
            rates = session.options["learning_rate"]
            for rate in rates[5:35]:
                await session.send(learning_rate=choice(rate))  # without waiting for an answer
            await session.rerun(learning_rate=choice(rates[40]))
            for _ in range(5):  # an end of a run may be that of an earlier one
                if "learning_rate=10&" not in session.query:
                    await session.rerun()
            return session.query

    async def crowd() -> list[str]:
        return await asyncio.gather(*(hurry(seed) for seed in range(1, 11)))

    queries = run(crowd())
    assert ["learning_rate=10&" in query for query in queries] == [True] * 10


def test_a_long_run_shows_how_far_it_is_and_ends_when_it_is_superseded(server: Server) -> None:
    async def supersede() -> int:
        async with open_session(server, "batch_size=1&n_epochs=5000") as session:
            await session.send()
            await session.until_progress()
            session.go("dataset=iris")
            return (await session.rerun()).n_progress

    assert run(supersede()) < 10  # of about 200 slices
