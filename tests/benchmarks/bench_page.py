"""What a change of learning rate costs the server, beside a trivial Streamlit app's: `make bench`.

One tab on our app (iris, 1,000 epochs) and one on the trivial app take turns. Each change is to a value
not trained before, so that no run is served from the cache. Time is from the message sent to the last
one received; processor time is the server's, its garbage collection after the run included.
"""

import asyncio
import statistics
from dataclasses import dataclass, field
from pathlib import Path

from tests.load.server import ROOT, Server, serve
from tests.load.session import Rerun, Session, open_session
from tests.load.values import choice, point

QUERY = "dataset=iris&n_epochs=1000"
CHANGES = 30
PAUSE = 0.1  # seconds; the server collects garbage after its last message, out of the other's turn
OPENINGS = 5

PAGES = {  # query, and the most milliseconds for a change of the penalty
    "check": (f"{QUERY}&learning_rate=0.7", 200),
    "compare": (f"{QUERY}&rates=0.01,0.03,0.1,0.3,1,3,10,30", 150),
}
MOST_MILLISECONDS = 40
MOST_KILOBYTES = 80
MOST_SECONDS_TO_OPEN = 3


@dataclass
class Contestant:
    """An app being measured."""

    name: str
    server: Server
    session: Session
    reruns: list[Rerun] = field(default_factory=list)
    cpu_before: float | None = None

    def milliseconds(self) -> list[float]:
        return [1000 * rerun.seconds for rerun in self.reruns]

    def cpu_milliseconds(self) -> float | None:
        """Processor time a rerun, on average."""
        now = self.server.cpu_seconds()
        if now is None or self.cpu_before is None:
            return None
        return 1000 * (now - self.cpu_before) / len(self.reruns)

    def kilobytes(self) -> float:
        """The most that one rerun sent."""
        return max(rerun.n_bytes for rerun in self.reruns) / 1000


async def measure(ours: Contestant, trivial: Contestant) -> None:
    """Every second learning rate, the default not among them, in turns with the trivial app's changes."""
    for contestant in (ours, trivial):
        await contestant.session.rerun()
        await asyncio.sleep(1)
        contestant.cpu_before = contestant.server.cpu_seconds()
    rates = ours.session.options["learning_rate"][1::2]
    for turn, rate in enumerate(rates[:CHANGES]):
        ours.reruns.append(await ours.session.rerun(learning_rate=choice(rate)))
        await asyncio.sleep(PAUSE)
        trivial.reruns.append(await trivial.session.rerun(number=point(turn + 1)))
        await asyncio.sleep(PAUSE)


async def seconds_to_open(server: Server) -> list[float]:
    """From connecting to the whole page drawn once, for new tabs with settings not trained before."""
    seconds = []
    for seed in range(1, OPENINGS + 1):
        start = asyncio.get_running_loop().time()
        async with open_session(server, f"{QUERY}&seed={seed}") as session:
            await session.rerun()
            seconds.append(asyncio.get_running_loop().time() - start)
        await asyncio.sleep(PAUSE)
    return seconds


def report(contestant: Contestant) -> None:
    """One line of the table."""
    times, cpu = contestant.milliseconds(), contestant.cpu_milliseconds()
    cpu_text = "unknown" if cpu is None else f"{cpu:.1f}"
    print(
        f"  {contestant.name:<16}{statistics.median(times):>10.1f}{max(times):>10.1f}"
        f"{cpu_text:>14}{contestant.kilobytes():>12.1f}"
    )


def judge(what: str, value: float, most: float, unit: str) -> None:
    """Whether a target is met."""
    print(f"  {what}: {value:.1f} {unit}, target at most {most} {unit}: {'met' if value <= most else 'missed'}")


async def milliseconds_by_penalty(server: Server, page: str, query: str) -> float:
    """The median time of a change of the penalty: new runs, a new optimum and a new scikit-learn fit each."""
    async with open_session(server, query, page) as session:
        await session.rerun()
        seconds = []
        for penalty in session.options["l2"][1:]:
            seconds.append((await session.rerun(l2=choice(penalty))).seconds)
            await asyncio.sleep(PAUSE)
    return 1000 * statistics.median(seconds)


async def compare(our_server: Server, trivial_server: Server) -> None:
    """Measure both apps and print the comparison."""
    async with open_session(our_server, QUERY) as our_tab, open_session(trivial_server) as trivial_tab:
        ours = Contestant("ours", our_server, our_tab)
        trivial = Contestant("trivial app", trivial_server, trivial_tab)
        await measure(ours, trivial)
        print(f"\n{CHANGES} changes of learning rate, {QUERY}, in turns with a trivial app")
        print(f"  {'':<16}{'median ms':>10}{'max ms':>10}{'server CPU ms':>14}{'max kB':>12}")
        report(ours)
        report(trivial)
        judge("median", statistics.median(ours.milliseconds()), MOST_MILLISECONDS, "ms")
        judge("most sent", ours.kilobytes(), MOST_KILOBYTES, "kB")
    opening = statistics.median(await seconds_to_open(our_server))
    judge("a new tab's first run, static files not counted", opening, MOST_SECONDS_TO_OPEN, "s")
    for page, (query, most) in PAGES.items():
        judge(
            f"/{page}?{query}, median of new penalties",
            await milliseconds_by_penalty(our_server, page, query),
            most,
            "ms",
        )


def main() -> None:
    with serve(ROOT / "app.py") as ours, serve(Path(__file__).with_name("trivial_app.py")) as trivial:
        asyncio.run(compare(ours, trivial))


if __name__ == "__main__":
    main()
