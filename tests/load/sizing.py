"""How many cores a class needs, from the processor time of a run: a table as docs/deploy.md has it.

A tab asks for a run every `think` seconds, so that n tabs keep n · cost/think cores busy; a third more is left
free, or the queue would grow.
"""

import math

BUSY = 0.75  # of a core, at most
TABS = (15, 30, 60, 150, 300)
THINK = (2, 5, 15)  # seconds between two changes of a tab: hurried, at work, listening too


def cores(tabs: int, think: float, cpu_milliseconds: float) -> int:
    """How many cores tabs keep busy, at least 1."""
    return max(1, math.ceil(tabs * cpu_milliseconds / 1000 / think / BUSY))


def sizing_table(cpu_milliseconds: float) -> str:
    """A row a number of tabs, a column a time to think; Markdown."""
    heads = ["tabs", *(f"a change every {think} s" for think in THINK)]
    rows = [[f"{tabs}", *(str(cores(tabs, think, cpu_milliseconds)) for think in THINK)] for tabs in TABS]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["--:"] * len(heads), *rows))
