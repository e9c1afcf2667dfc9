"""An error reaches the log with what is needed to repeat it and no user data, and stays with its session."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.load.server import ROOT, Server, serve
from tests.load.session import open_session, run
from tests.load.values import choice

PRESSED = {"trigger_value": True}
SECRET = "what-stood-in-the-address"


@dataclass
class Failing:
    server: Server
    log: Path

    def fail(self, widget: str) -> tuple[str, str]:
        """What is logged of an error, and what the browser is told."""

        async def press() -> str:
            query = f"dataset=iris&seed=7&n_epochs=20&name={SECRET}"
            async with open_session(self.server, query, "check") as session:
                await session.rerun()
                with pytest.raises(RuntimeError) as told:
                    await session.rerun(**{widget: PRESSED})
                return str(told.value)

        before = len(self.log.read_text())
        told = run(press())
        return self.log.read_text()[before:], told


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Failing]:
    log = tmp_path_factory.mktemp("log") / "stderr"
    with log.open("wb") as file, serve(ROOT / "tests/load/failing_app.py", log=file) as server:
        yield Failing(server, log)


@pytest.fixture(scope="module", params=["page", "callback"])
def logged_and_told(failing: Failing, request: pytest.FixtureRequest) -> tuple[str, str]:
    return failing.fail(request.param)


def test_the_log_says_the_page_the_settings_the_errors_and_where(logged_and_told: tuple[str, str]) -> None:
    logged, _ = logged_and_told
    link = re.search(r"http://host/(\S+)", logged)[1]
    assert link.startswith("check?")
    assert {"dataset=iris", "seed=7", "n_epochs=20"} <= set(link.partition("?")[2].split("&"))
    assert "ValueError, then LookupError" in logged
    assert re.search(r"tests/load/failing_app\.py:\d+ in fail", logged)


def test_neither_log_nor_browser_holds_what_a_person_entered(logged_and_told: tuple[str, str]) -> None:
    logged, told = logged_and_told
    for private in ("typed", "uploaded\n", SECRET):
        assert private not in logged.replace("what a person typed or uploaded.", "")
        assert private not in told


def test_a_session_goes_on_after_an_error_and_others_do_not_notice(failing: Failing) -> None:
    async def visit() -> str:
        async with open_session(failing.server, "n_epochs=20") as other, open_session(failing.server) as session:
            await other.rerun()
            await session.rerun()
            with pytest.raises(RuntimeError):
                await session.rerun(page=PRESSED)
            session.forget()
            await session.rerun(learning_rate=choice(session.options["learning_rate"][7]))
            await other.rerun(learning_rate=choice(other.options["learning_rate"][7]))
            return session.query + other.query

    assert run(visit()).count("learning_rate=") == 2
