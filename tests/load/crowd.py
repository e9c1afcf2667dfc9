"""People at once, each changing something every two seconds on average; what they waited for, and what it cost."""

import asyncio
import math
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from websockets.exceptions import ConnectionClosed

from tests.load.server import Server
from tests.load.session import Session, open_session
from tests.load.values import choice, chosen, point

PAGES = ("train", "derive", "check", "compare")
Change = Callable[[Session, random.Random], Awaitable[float]]  # seconds waited


@dataclass
class Waits:
    """Of one app: seconds of every first run and of every change after it, and what went wrong."""

    name: str
    first: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lost: int = 0
    cpu_seconds: float = 0.0

    def percentile(self, percent: int) -> float:
        """Milliseconds that this share of the changes waited at most; not a number where none came to an end."""
        if len(self.changes) < 2:
            return math.nan
        return 1000 * statistics.quantiles(self.changes, n=100, method="inclusive")[percent - 1]

    def cpu_milliseconds(self) -> float:
        """Processor time of the server for each run, first runs included."""
        return 1000 * self.cpu_seconds / max(1, len(self.first) + len(self.changes))


async def change_the_app(session: Session, rng: random.Random) -> float:
    """Mostly another learning rate; else another optimizer, data set or page."""
    kind = rng.choices(["learning_rate", "optimizer", "dataset", "page"], weights=[6, 1.5, 1, 1.5])[0]
    if kind == "page":
        session.turn_to(rng.choice(PAGES))
        return (await session.rerun()).seconds
    option = rng.choice(session.options[kind])
    return (await session.rerun(**{kind: choice(option) if kind == "learning_rate" else chosen(option)})).seconds


async def change_the_number(session: Session, rng: random.Random) -> float:
    """Another value of the one-slider app's slider."""
    return (await session.rerun(number=point(rng.randint(1, 100)))).seconds


async def warm_up(server: Server, pages: Sequence[str] = ("",)) -> None:
    """Draw each page once."""
    for page in pages:
        async with open_session(server, page=page) as session:
            await session.rerun()


async def crowd(
    server: Server, name: str, change: Change, sessions: int, seconds: float, think: float, query: str = ""
) -> Waits:
    """All tabs together. query: of the link that all open, each with its own seed."""
    waits = Waits(name)
    before = server.cpu_seconds() or 0.0

    async def visit(seed: int) -> None:
        rng = random.Random(seed)
        await asyncio.sleep(think * rng.random())
        deadline = time.monotonic() + seconds
        async with open_session(server, f"{query}&seed={seed}" if query else "") as session:
            waits.first.append((await session.rerun()).seconds)
            while time.monotonic() < deadline:
                await asyncio.sleep(think * rng.uniform(0.5, 1.5))
                waits.changes.append(await change(session, rng))

    async def watched(seed: int) -> None:
        try:
            await visit(seed)
        except (ConnectionClosed, TimeoutError, OSError) as error:
            waits.lost += 1
            waits.errors.append(f"{type(error).__name__}: {error}")
        except RuntimeError as error:
            waits.errors.append(str(error))

    await asyncio.gather(*(watched(seed) for seed in range(1, sessions + 1)))
    waits.cpu_seconds = (server.cpu_seconds() or 0.0) - before
    return waits
