"""The zones of a learning rate as a band under its slider, on the same logarithmic scale, as HTML.

Plain HTML, since the band is sent again at every change of the rate. Zones are told apart by
colour, by hatching and by the words below.
"""

import math
from itertools import pairwise

from trainer.analysis.learning_rate import LearningRateLimits, zone
from trainer.figures.theme import rgba

ZONES = {  # words, colour, angle of the hatching in degrees (None for none)
    "safe": ("safe", "#159a9a", None),
    "may_bounce": ("may bounce", "#e8a100", 45),
    "cannot_settle": ("cannot settle", "#d1256f", 90),
    "blows_up": ("blows up", "#6b1538", 135),
}


def zone_band(limits: LearningRateLimits, learning_rate: float, low: float, high: float) -> str:
    """HTML of the zones between rates low and high, with the current rate marked."""
    limits_within = (limits.safe, limits.settle, limits.blow_up)
    edges = sorted({low, high, *(edge for edge in limits_within if edge is not None and low < edge < high)})
    zones = [(zone(math.sqrt(start * stop), limits), start, stop) for start, stop in pairwise(edges)]
    decades = math.log10(high / low)
    bars = "".join(
        f'<div style="width:{100 * math.log10(stop / start) / decades:.2f}%;{_fill(name)}"></div>'
        for name, start, stop in zones
    )
    words = ", ".join(f"{ZONES[name][0]} from {start:.3g} to {stop:.3g}" for name, start, stop in zones)
    place = 100 * math.log10(learning_rate / low) / decades
    return (
        f'<div role="img" aria-label="Zones of the learning rate: {words}; now {learning_rate:g}" '
        'style="margin:-0.6rem 6px 0;font-size:0.8rem">'
        f'<div style="display:flex;height:12px;border-radius:4px;overflow:hidden">{bars}</div>'
        f'<div style="position:relative;height:12px"><span style="position:absolute;left:{place:.2f}%;'
        'transform:translateX(-50%);line-height:12px">▲</span></div>'
        f'<div style="display:flex;flex-wrap:wrap;gap:2px 10px">{"".join(_key(name) for name, *_ in zones)}</div></div>'
    )


def _fill(name: str) -> str:
    _, colour, angle = ZONES[name]
    if angle is None:
        return f"background:{colour}"
    return f"background:repeating-linear-gradient({angle}deg,{colour} 0 5px,{rgba(colour, 0.6)} 5px 8px)"


def _key(name: str) -> str:
    square = f'<span style="display:inline-block;width:10px;height:10px;border-radius:2px;{_fill(name)}"></span>'
    return f"<span>{square} {ZONES[name][0]}</span>"
