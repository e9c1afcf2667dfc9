"""Figures to be read from the last row of a class: every text they hold, and their room."""

import numpy as np
import pytest
from plotly.graph_objects import Figure as Checked

from trainer.datasets import load_iris
from trainer.figures.chart import axis, chart, dot, line
from trainer.figures.enlarged import enlarged
from trainer.figures.plane import plane
from trainer.figures.theme import Figure

LEAST = 18
HEAT = {
    "type": "heatmap",
    "z": [[1, 2]],
    "texttemplate": "%{z}",
    "textfont": {"size": 14},
    "colorbar": {"title": {"text": "nats"}, "tickvals": [1], "ticktext": ["near"]},
}
CHARTS = {
    "curves": chart([line(np.arange(3), np.arange(3), "loss", 0), dot(1, 1, "now", 1)], axis("epoch"), axis("loss")),
    "heatmap": chart(
        [HEAT],
        axis("predicted"),
        axis("a title of many words, which stands in two lines or more on a chart"),
        height=200,
        annotations=[{"text": "safe", "font": {"color": "#fff"}}, {"text": "large", "font": {"size": 30}}],
    ),
    "plane": plane(load_iris(), (2, 3), np.arange(100), np.arange(100, 150)),
}


def sizes(part, name=""):
    """Every size of a font in a figure, by where it stands."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "size" and name.endswith("font"):
                yield name, value
            yield from sizes(value, f"{name} {key}")
    elif isinstance(part, list):
        for value in part:
            yield from sizes(value, name)


@pytest.mark.parametrize("name", CHARTS)
def test_no_font_is_smaller_and_every_kind_of_text_has_one(name):
    large = enlarged(CHARTS[name], LEAST).to_dict()
    found = list(sizes(large))
    assert min(size for _, size in found) == LEAST
    said = {where.strip() for where, _ in found}
    ends = (
        "layout font",
        "layout legend font",
        "layout xaxis tickfont",
        "layout xaxis title font",
        "layout hoverlabel font",
    )
    assert {*ends, "layout yaxis tickfont", "layout yaxis title font"} <= said
    assert ("data colorbar tickfont" in said) == ("data textfont" in said) == (name == "heatmap")


@pytest.mark.parametrize("name", CHARTS)
def test_it_is_a_figure_that_plotly_knows(name):
    Checked(enlarged(CHARTS[name], LEAST).to_dict())


def test_what_is_larger_stays():
    large = enlarged(CHARTS["heatmap"], LEAST).to_dict()
    assert [one["font"]["size"] for one in large["layout"]["annotations"]] == [18, 30]
    assert large["layout"]["annotations"][0]["font"]["color"] == "#fff"


@pytest.mark.parametrize("name", CHARTS)
def test_the_plot_keeps_its_height_unless_the_chart_may_not_grow(name):
    def plot(figure: Figure) -> float:
        layout = figure.to_dict()["layout"]
        return layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]

    small = CHARTS[name]
    assert plot(enlarged(small, LEAST)) == plot(small)
    fixed = enlarged(small, LEAST, taller=False)
    assert fixed.to_dict()["layout"]["height"] == small.to_dict()["layout"]["height"]
    assert plot(fixed) < plot(small)


def test_a_legend_stays_as_far_from_the_plot_as_its_text_is_large():
    large = enlarged(CHARTS["curves"], LEAST).to_dict()["layout"]
    assert large["legend"]["y"] == pytest.approx(1 + 1.5 * 0.02)
    fixed = enlarged(CHARTS["curves"], LEAST, taller=False).to_dict()["layout"]
    room = {
        name: layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
        for name, layout in (("large", fixed), ("small", CHARTS["curves"].to_dict()["layout"]))
    }
    assert (fixed["legend"]["y"] - 1) * room["large"] == pytest.approx(1.5 * 0.02 * room["small"])
    at_the_edge = enlarged(CHARTS["plane"], LEAST, taller=False).to_dict()["layout"]["legend"]
    assert (at_the_edge["y"], at_the_edge["yref"], at_the_edge["yanchor"]) == (0, "container", "bottom")


def test_the_given_figure_is_not_touched():
    before = repr(CHARTS["heatmap"].to_dict())
    enlarged(CHARTS["heatmap"], LEAST)
    assert repr(CHARTS["heatmap"].to_dict()) == before


def test_a_title_of_an_axis_is_broken_into_shorter_lines():
    title = enlarged(CHARTS["heatmap"], LEAST).to_dict()["layout"]["yaxis"]["title"]["text"]
    assert title == "a title of many words, which<br>stands in two lines or more on<br>a chart"
    assert max(map(len, title.split("<br>"))) <= 30
