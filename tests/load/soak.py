"""A day of tabs that come and go: `make soak`. A script, not a test.

    make soak RERUNS=20000 SESSIONS=300

Memory that the server holds is read once a second, plotted as test-results/soak.html and printed. It must be, after the
last session has expired, within 60 MB of what it was after the first hundred reruns. scikit-learn, 60 MB that come once
and stay, is loaded before them.
"""

import asyncio
import random
import sys
import time
from argparse import ArgumentParser
from dataclasses import dataclass, field

import plotly.graph_objects as go

from tests.load.crowd import change_the_app, warm_up
from tests.load.server import ROOT, Server, serve
from tests.load.session import open_session

AT_ONCE = 12
FORGOTTEN_AFTER = 5  # seconds; Streamlit's own 120 would only make the end longer
BASELINE_AFTER = 100  # reruns
MOST_GROWTH = 60.0  # MB
WIDTH = 60  # characters of the plot
FILE = ROOT / "test-results/soak.html"


@dataclass
class Day:
    """What has happened so far: reruns, and (seconds, reruns, MB) once a second."""

    reruns: int = 0
    memory: list[tuple[float, int, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    baseline: float = 0.0


async def visit(server: Server, seed: int, reruns: int, day: Day) -> None:
    """One tab that comes, changes things, and goes."""
    rng = random.Random(seed)
    try:
        async with open_session(server, f"seed={seed}") as session:
            for done in range(reruns):
                await (change_the_app(session, rng) if done else session.rerun())
                day.reruns += 1
                if day.reruns == BASELINE_AFTER:
                    day.baseline = server.resident_megabytes() or 0.0
                if day.reruns % 1000 == 0:
                    print(f"  {day.reruns} reruns, {server.resident_megabytes() or 0:.0f} MB", flush=True)
    except Exception as error:
        day.errors.append(f"{type(error).__name__}: {error}")


async def watch(server: Server, day: Day) -> None:
    """Note the memory once a second until cancelled."""
    start = time.monotonic()
    while True:
        day.memory.append((time.monotonic() - start, day.reruns, server.resident_megabytes() or 0.0))
        await asyncio.sleep(1)


async def live(server: Server, reruns: int, sessions: int) -> Day:
    """All tabs, a dozen at a time, and then nobody."""
    day, places = Day(), asyncio.Semaphore(AT_ONCE)
    await warm_up(server, ["check"])  # a page that waits for scikit-learn
    watcher = asyncio.create_task(watch(server, day))

    async def wait_for_a_place(seed: int) -> None:
        async with places:
            await visit(server, seed, -(-reruns // sessions), day)

    await asyncio.gather(*(wait_for_a_place(seed) for seed in range(1, sessions + 1)))
    await asyncio.sleep(3 * FORGOTTEN_AFTER)
    watcher.cancel()
    return day


def plot(day: Day) -> None:
    """The memory over the reruns, as a page and as text."""
    FILE.parent.mkdir(exist_ok=True)
    seconds, reruns, megabytes = zip(*day.memory, strict=True)
    hover = "%{y:.0f} MB, rerun %{customdata}"
    figure = go.Figure(go.Scatter(x=seconds, y=megabytes, customdata=reruns, hovertemplate=hover))
    figure.update_layout(title="Memory of the server", xaxis_title="seconds", yaxis_title="MB")
    figure.write_html(FILE, include_plotlyjs=True)
    most = max(megabytes)
    for row in day.memory[:: max(1, len(day.memory) // 25)] + day.memory[-1:]:
        print(f"  {row[0]:>7.0f} s{row[1]:>8} reruns{row[2]:>8.0f} MB  {'█' * round(WIDTH * row[2] / most)}")


def main() -> None:
    parser = ArgumentParser(prog="make soak")
    parser.add_argument("--reruns", type=int, default=20_000)
    parser.add_argument("--sessions", type=int, default=300)
    given = parser.parse_args()
    options = {"server.disconnectedSessionTTL": str(FORGOTTEN_AFTER)}
    with serve(ROOT / "app.py", options=options) as server:
        day = asyncio.run(live(server, given.reruns, given.sessions))
    plot(day)
    growth = day.memory[-1][2] - day.baseline
    good = growth <= MOST_GROWTH and not day.errors
    print(f"{day.reruns} reruns, {given.sessions} tabs, {len(day.errors)} errors {sorted(set(day.errors))[:3]}")
    print(f"memory after {BASELINE_AFTER} reruns {day.baseline:.0f} MB, at the end {growth:+.0f} MB; see {FILE}")
    print(f"target at most {MOST_GROWTH:+.0f} MB and no error: {'met' if good else 'missed'}")
    sys.exit(not good)


if __name__ == "__main__":
    main()
