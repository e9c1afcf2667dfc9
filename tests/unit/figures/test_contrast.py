"""How well marks and words stand out from the page, by the formula of WCAG 2.2."""

import numpy as np
import pytest

from trainer.datasets import load_iris
from trainer.figures.plane import plane
from trainer.figures.regions import region_styles
from trainer.figures.scatter import scatter
from trainer.figures.theme import CLASS_COLOURS, CLASS_TEXT, CURVE_COLOURS, INK

PAGE = {"light": "#ffffff", "dark": "#171614"}
TEXT, MARK = 4.5, 3.0
SHARE = float(region_styles(("a",), "#000000")[0]["fillcolor"].split(",")[-1].rstrip(")"))  # of a band's colour
themes = pytest.mark.parametrize("theme", PAGE)


def parts(colour):
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def contrast(colour, behind):
    """The ratio of two colours: hexadecimal, or red, green and blue from 0 to 1."""
    sides = [parts(side) if isinstance(side, str) else side for side in (colour, behind)]
    linear = [np.where(side <= 0.04045, side / 12.92, ((side + 0.055) / 1.055) ** 2.4) for side in sides]
    low, high = sorted(float(side @ [0.2126, 0.7152, 0.0722]) for side in linear)
    return (high + 0.05) / (low + 0.05)


def on_bands(label, theme, bands):
    """The page under so many bands of a class."""
    behind = parts(PAGE[theme])
    for _ in range(bands):
        behind = SHARE * parts(CLASS_COLOURS[label]) + (1 - SHARE) * behind
    return behind


def test_black_on_white_is_21_to_1():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@themes
@pytest.mark.parametrize("label", range(20))
def test_a_word_in_the_colour_of_a_class_can_be_read(theme, label):
    assert contrast(CLASS_TEXT[theme][label], PAGE[theme]) >= TEXT


@themes
@pytest.mark.parametrize("label", range(20))
def test_the_outline_of_a_sample_stands_out_on_the_page_and_in_every_region(theme, label):
    assert contrast(CLASS_TEXT[theme][label], PAGE[theme]) >= MARK
    around = [contrast(CLASS_TEXT[theme][label], on_bands(other, theme, 1)) for other in range(20)]
    assert min(around) >= MARK


@themes
@pytest.mark.parametrize("label", range(20))
def test_the_outline_of_a_sample_stands_out_where_its_own_class_is_sure(theme, label):
    assert contrast(CLASS_TEXT[theme][label], on_bands(label, theme, 3)) >= MARK


@themes
@pytest.mark.parametrize("number", range(8))
def test_a_curve_stands_out_from_the_page(theme, number):
    assert contrast(CURVE_COLOURS[number], PAGE[theme]) >= MARK


@themes
def test_the_decision_boundary_stands_out_in_every_region(theme):
    assert min(contrast(INK[theme], on_bands(label, theme, 3)) for label in range(20)) >= MARK


@themes
@pytest.mark.parametrize("picture", ["plane", "scatter"])
def test_samples_are_drawn_with_these_outlines(theme, picture):
    data, rows = load_iris(), np.arange(150)
    figure = (
        plane(data, (2, 3), rows[::2], rows[1::2], theme) if picture == "plane" else scatter(data, (2, 3), rows, theme)
    )
    markers = [trace["marker"] for trace in figure.to_dict()["data"] if trace.get("customdata") is not None]
    edges = [marker["color"] if "open" in marker["symbol"] else marker["line"]["color"] for marker in markers]
    assert edges == [*CLASS_TEXT[theme][:3]] * (2 if picture == "plane" else 1)
