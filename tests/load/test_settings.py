"""Settings over the wire: a server that is started anew, a run that is stopped, and links that hold anything at all."""

import random
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest

from tests.load.server import ROOT, Server, serve
from tests.load.session import Session, open_session, run
from tests.load.values import choice, chosen
from trainer.ui.settings.table import FORMERLY, SETTINGS

PAGES = ("", "derive", "check", "compare")
SOUP = "abcxyz0123456789-+.,~!:%&=<>/\\\"'$|*_`[]{} \t\n\x00éß−１花\u202e"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(ROOT / "app.py") as running:
        yield running


@pytest.mark.parametrize(
    ("key", "value", "query"),
    [
        ("learning_rate", choice("1"), "learning_rate=1&seed=7"),
        ("seed_typed", {"string_value": "8"}, "seed=8"),
        ("optimizer", {"string_value": "Adam"}, "optimizer=adam&seed=7"),
        ("standardize", {"bool_value": False}, "standardize=false&seed=7"),
    ],
)
def test_the_first_change_after_the_server_was_started_anew_is_kept(
    server: Server, key: str, value: dict, query: str
) -> None:
    async def restart() -> str:
        async with open_session(server, "seed=7") as before:
            await before.rerun()
            await before.rerun(learning_rate=choice("0.1"))
        with serve(ROOT / "app.py") as anew:
            async with open_session(anew) as after:
                after.take_over(before)
                await after.rerun(**{key: value})
                return after.query

    assert run(restart()) == query


def test_a_run_that_is_stopped_says_so_and_the_page_can_be_used(server: Server) -> None:
    async def stop() -> list:
        async with open_session(server, "batch_size=1&n_epochs=5000&seed=3") as session:
            await session.send()
            await session.until_progress()  # the first may overtake the button, of which the second is the bar's next
            await session.until_progress()
            await session.rerun(**{session.key("stop_"): {"trigger_value": True}})
            session.forget()
            stopped = await session.rerun()
            again = bool(session.key("train_after_all"))
            await session.rerun(n_epochs_typed={"string_value": "20"})
            return [stopped.n_progress, again, session.query]

    assert run(stop()) == [0, True, "n_epochs=20&batch_size=1&seed=3"]


@pytest.mark.parametrize(
    ("seed", "by_hand", "changed"),
    [
        ("13", {}, {}),
        (
            "14",
            {"learning_rate": choice("0.2"), "seed_typed": {"string_value": "5"}},
            {"learning_rate": ["0.2"], "seed": ["5"]},
        ),
    ],
    ids=["no hand", "a hand"],
)
def test_what_a_run_sets_outlives_its_end_by_another(server: Server, seed: str, by_hand: dict, changed: dict) -> None:
    """Back, and at once a run that sends the widgets as they still are: only what a hand has set since is heard."""
    there = f"batch_size=1&n_epochs=1500&seed={seed}&standardize=false&learning_rate=0.01"
    shown = {
        "learning_rate": choice("0.3"),
        "batch_size": chosen("16"),
        "standardize": {"bool_value": True},
        "seed_typed": {"string_value": "4"},
    }

    async def go_back() -> str:
        async with open_session(server, "seed=4") as session:
            await session.rerun()
            await session.rerun(**shown)
            session.go(there)
            await session.send()
            await session.until_progress()
            await session.rerun(**by_hand)
            return session.query

    assert parse_qs(run(go_back())) == parse_qs(there) | changed


def links(count: int) -> list[str]:
    """Links that hold anything: settings and what is none, with values that may be, may not, or are soup."""
    rng = random.Random(7)
    keys = [*SETTINGS, *FORMERLY, "utm_source", "__class__", ""]
    values = ["iris", "adam", "all", "true", "0", "-1", "1e9", "nan", "", "150", "seed:1!seed:2", "0.1,1", "logits"]

    def entry() -> str:
        soup = "".join(rng.choices(SOUP, k=rng.randrange(12)))
        return "".join(f"%{byte:02x}" for byte in rng.choice([rng.choice(values), soup]).encode())

    light = "n_epochs=20"  # what is trained is none of this test's business
    return [
        "&".join([*(f"{rng.choice(keys)}={entry()}" for _ in range(rng.randrange(1, 5))), light]) for _ in range(count)
    ]


@pytest.mark.parametrize("page", PAGES, ids=[page or "train" for page in PAGES])
def test_no_link_breaks_a_page(server: Server, page: str) -> None:
    async def follow() -> None:
        for query in links(12):
            async with open_session(server, query, page) as session:
                await session.rerun()  # raises where the page shows an exception
                first = session.query
                await reopened(server, first, page)

    async def reopened(server: Server, query: str, page: str) -> Session:
        async with open_session(server, query, page) as session:
            await session.rerun()
            assert session.query == query
            return session

    run(follow())
