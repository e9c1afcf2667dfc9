"""What the log says of an error: one entry of several lines."""

from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PLACE = "    {file}:{line} in {function}"
ENTRY = """The app failed. Open this link on a server of your own to repeat it: {link}
  {kinds}
{places}
  The error's own words are left out: they may quote what a person typed or uploaded."""


def place(file: str, line: int, function: str) -> str:
    """A line of code, its file as the repository names it."""
    path = Path(file)
    return PLACE.format(
        file=path.relative_to(ROOT) if path.is_relative_to(ROOT) else path, line=line, function=function
    )


def entry(link: str, kinds: Sequence[str], places: Sequence[str]) -> str:
    """All that is needed to repeat an error. kinds: of the error, what caused it first."""
    return ENTRY.format(
        link=link or "not known, outside of a session", kinds=", then ".join(kinds), places="\n".join(places)
    )
