"""The places of the movie's panels, side by side on a wide screen and stacked on a phone."""

from dataclasses import dataclass

Panel = tuple[float, float, float, float]


@dataclass(frozen=True)
class Panels:
    """Where the panels stand: (left, right, bottom, top); the scrubber: (left, top); the others: top.

    All in fractions of the plotting area; height and bottom margin in pixels.
    """

    words: Panel
    regions: Panel
    loss: Panel
    bars: Panel
    legend: float
    buttons: float
    scrubber: tuple[float, float]
    height: int
    bottom: int


WIDE = Panels(
    words=(0, 0.6, 0.91, 1),
    regions=(0, 0.6, 0, 0.9),
    loss=(0.7, 1, 0.43, 0.9),
    bars=(0.76, 0.95, 0, 0.22),
    legend=-0.1,
    buttons=-0.25,
    scrubber=(0.26, -0.24),
    height=650,
    bottom=162,
)
STACKED = Panels(
    words=(0, 1, 0.955, 1),
    regions=(0, 1, 0.61, 0.95),
    loss=(0, 1, 0.2, 0.345),
    bars=(0.2, 0.86, 0, 0.1),
    legend=0.57,
    buttons=0.48,
    scrubber=(0, 0.445),
    height=1200,
    bottom=50,
)
