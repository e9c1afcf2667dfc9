"""Thirty people at once, each changing the learning rate every two seconds: a script, not a test.

    PYTHONPATH=. .venv/bin/python tests/load/load_test.py

It starts its own server on 127.0.0.1, takes about half a minute, and prints how long reruns took. Every
tab has its own seed and never repeats a learning rate, so that every change trains anew.
"""

import asyncio
import random
import statistics

from tests.load.server import ROOT, Server, serve
from tests.load.session import Rerun, choice, open_session

SESSIONS = 30
SECONDS = 20
THINK_SECONDS = 2
QUERY = "dataset=iris&n_epochs=1000"


async def visit(server: Server, seed: int) -> tuple[Rerun, list[Rerun]]:
    """One tab: its first run, and its reruns until the time is over."""
    rng = random.Random(seed)
    await asyncio.sleep(THINK_SECONDS * seed / SESSIONS)
    deadline = asyncio.get_running_loop().time() + SECONDS
    reruns = []
    async with open_session(server, f"{QUERY}&seed={seed}") as session:
        first = await session.rerun()
        rates = session.options["learning_rate"][1::2]
        rng.shuffle(rates)
        while asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(THINK_SECONDS * rng.uniform(0.5, 1.5))
            reruns.append(await session.rerun(learning_rate=choice(rates.pop())))
    return first, reruns


async def crowd(server: Server) -> None:
    """All tabs together, on a server that has drawn the page once."""
    async with open_session(server, QUERY) as warm_up:
        await warm_up.rerun()
    visits = await asyncio.gather(*(visit(server, seed) for seed in range(1, SESSIONS + 1)))
    print(f"{SESSIONS} tabs, {THINK_SECONDS} s between changes, {SECONDS} s: {QUERY}, own seeds")
    report("first runs", [first for first, _ in visits])
    report("reruns", [rerun for _, reruns in visits for rerun in reruns])


def report(name: str, reruns: list[Rerun]) -> None:
    """Count, p50, p95 and maximum in milliseconds."""
    times = sorted(1000 * rerun.seconds for rerun in reruns)
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    print(
        f"  {name:<12}{len(times):>4}   p50 {statistics.median(times):6.1f} ms   "
        f"p95 {p95:6.1f} ms   max {times[-1]:6.1f} ms"
    )


def main() -> None:
    with serve(ROOT / "app.py") as server:
        asyncio.run(crowd(server))


if __name__ == "__main__":
    main()
