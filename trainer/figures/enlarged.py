"""A figure to be read from the last row of a class: its text large, and room for it."""

from collections.abc import Mapping
from copy import deepcopy
from textwrap import wrap
from typing import Any

from trainer.figures.theme import Figure

ORDINARY = 12  # pixels of a chart's smallest text as it is made
AXIS_LINE = 30  # letters of an axis title in one line


def enlarged(figure: Figure, least: int, taller: bool = True) -> Figure:
    """The figure with no text below `least` pixels; as much higher as its margins need, if it may be taller."""
    content = deepcopy(figure.to_dict())
    layout = content["layout"]
    by = least / ORDINARY
    layout["font"] = _font(layout.get("font", {}), least)
    layout["hoverlabel"] = {"font": {"size": least}}
    for name in [name for name in layout if name.startswith(("xaxis", "yaxis"))]:
        layout[name] = _axis(layout[name], least)
    layout["legend"] = _with_font(layout.get("legend", {}), least)
    layout["annotations"] = [_with_font(one, least) for one in layout.get("annotations", [])]
    margin = layout.get("margin", {})
    up_and_down = margin.get("t", 0) + margin.get("b", 0)
    plot = layout["height"] - up_and_down
    layout["margin"] = {side: round(by * room) for side, room in margin.items()}
    layout["height"] += round((by - 1) * up_and_down) * taller
    if "y" in layout["legend"]:
        layout["legend"]["y"] = _as_far(layout["legend"]["y"], by * plot / (layout["height"] - by * up_and_down))
    content["data"] = [_trace(trace, least) for trace in content["data"]]
    return Figure(content)


def _as_far(y: float, by: float) -> float:
    """A place in heights of the plot, as much farther from it as the text is larger."""
    edge = min(max(y, 0.0), 1.0)
    return edge + by * (y - edge)


def _font(font: Mapping[str, Any], least: int) -> dict[str, Any]:
    return {**font, "size": max(least, font.get("size", 0))}


def _with_font(part: Mapping[str, Any], least: int, name: str = "font") -> dict[str, Any]:
    return {**part, name: _font(part.get(name, {}), least)}


def _axis(axis: Mapping[str, Any], least: int) -> dict[str, Any]:
    """Tick labels and title large; the title broken into lines that stand beside the axis."""
    title = dict(axis.get("title", {}))
    if "text" in title:
        words = title["text"].replace("<br>", " ")
        title["text"] = "<br>".join(wrap(words, AXIS_LINE, break_long_words=False, break_on_hyphens=False))
    return {**_with_font(axis, least, "tickfont"), "title": _with_font(title, least)}


def _trace(trace: Mapping[str, Any], least: int) -> dict[str, Any]:
    large = dict(trace)
    if "textfont" in trace or "text" in trace or "texttemplate" in trace:
        large = _with_font(large, least, "textfont")
    if "colorbar" in trace:
        bar = _with_font(trace["colorbar"], least, "tickfont")
        large["colorbar"] = bar | {"title": _with_font(bar.get("title", {}), least)}
    return large
