"""The zones of a learning rate as a band under its slider, on the same logarithmic scale, as HTML.

Plain HTML, since the band is sent again at every change of the rate. Zones are told apart by
colour, by hatching and by the words below.
"""

import math
from collections.abc import Mapping, Sequence
from html import escape

from trainer.figures.numbers import number
from trainer.figures.theme import rgba

LOOKS = {  # colour, and angle of the hatching in degrees (None for none)
    "safe": ("#159a9a", None),
    "may_bounce": ("#e8a100", 45),
    "cannot_settle": ("#d1256f", 90),
    "blows_up": ("#6b1538", 135),
}


def zone_band(
    zones: Sequence[tuple[str, float, float]], learning_rate: float, names: Mapping[str, str], label: str
) -> str:
    """HTML of zones that follow each other, (zone, first rate, last rate), with the current rate marked.

    names: what each zone is called; label: the band for those who cannot see it.
    """
    low, high = zones[0][1], zones[-1][2]
    decades = math.log10(high / low)
    bars = "".join(
        f'<div style="width:{100 * math.log10(stop / start) / decades:.2f}%;{_fill(name)}"></div>'
        for name, start, stop in zones
    )
    place = 100 * math.log10(learning_rate / low) / decades
    keys = "".join(_key(name, names[name]) for name, *_ in zones)
    return (
        f'<div role="img" aria-label="{escape(label)}" style="margin:-0.6rem 6px 0;font-size:var(--chart-text,0.8rem)">'
        f'<div style="display:flex;height:12px;border-radius:4px;overflow:hidden">{bars}</div>'
        '<div style="position:relative;height:max(16px,var(--chart-text,14px) + 2px)">'
        f'<span class="mark" style="position:absolute;left:{place:.2f}%;'
        f'transform:translateX(-50%);line-height:10px;top:-4px">▲</span>{_ticks(low, high)}</div>'
        f'<div style="display:flex;flex-wrap:wrap;gap:2px 10px">{keys}</div></div>'
    )


def _ticks(low: float, high: float) -> str:
    """The powers of ten between two rates, each at its place."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    shown = ((power, 100 * (power - math.log10(low)) / math.log10(high / low)) for power in range(first, last + 1))
    return "".join(
        f'<span class="tick" style="position:absolute;left:{place:.2f}%;transform:translateX(-{place:.0f}%);top:3px;'
        f'font-size:var(--chart-text,0.75rem);opacity:0.8">{number(10.0**power)}</span>'
        for power, place in shown
    )


def _fill(name: str) -> str:
    colour, angle = LOOKS[name]
    if angle is None:
        return f"background:{colour}"
    return f"background:repeating-linear-gradient({angle}deg,{colour} 0 5px,{rgba(colour, 0.6)} 5px 8px)"


def _key(name: str, words: str) -> str:
    square = f'<span style="display:inline-block;width:10px;height:10px;border-radius:2px;{_fill(name)}"></span>'
    return f"<span>{square} {escape(words)}</span>"
