"""What a click takes away: charts as PNG and SVG with what is drawn over them, and the files of a run."""

import json
import re
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import PHONE, all_made

SVG = "{http://www.w3.org/2000/svg}"
SETTINGS = {"dataset": "iris", "learning_rate": "1", "shown_epoch": "200"}
AT_REST = SETTINGS | {"shown_epoch": "150"}  # only to the last epoch a first visit plays


def saved(page: Page, chart: int, kind: str) -> Download:
    """What the button of a chart gives; the button is seen once the pointer is on its chart."""
    home = page.locator(".has-chart-files").nth(chart)
    home.hover()
    button = home.get_by_role("button", name=f"Save this chart as a{'n' if kind == 'SVG' else ''} {kind} picture")
    with page.expect_download() as download:
        button.click()
    return download.value


def test_a_chart_is_saved_as_svg_with_the_regions_drawn_over_it(shared_page: Callable[..., Page]) -> None:
    page = shared_page("", **SETTINGS)
    expect(page.locator("path.boundary")).to_have_attribute("d", re.compile("M.*Z"))
    download = saved(page, 0, "SVG")
    assert download.suggested_filename == "train_regions_dataset-iris_learning_rate-1_shown_epoch-200.svg"
    picture = ElementTree.fromstring(download.path().read_text("utf-8"))
    regions = [node for node in picture.iter(f"{SVG}path") if node.get("class") == "region" and node.get("d")]
    assert len(regions) >= 6
    assert all("rgb(" in node.get("style", "") for node in regions)
    words = {"".join(node.itertext()).strip() for node in picture.iter(f"{SVG}text")}
    assert {"petal length (cm)", "petal width (cm)", "setosa", "virginica"} <= words
    assert "currentColor" not in {node.get("style", "").split("fill: ")[-1] for node in picture.iter(f"{SVG}text")}
    samples = [node for node in picture.iter(f"{SVG}path") if "point" in (node.get("class") or "")]
    assert len(samples) == 150


def of_the_movie(page: Page, part: str, kind: str) -> Download:
    """The same of a picture that the movie draws itself."""
    home = page.locator(f".st-key-movie {part}.has-chart-files")
    home.hover()
    with page.expect_download() as download:
        home.get_by_role("button", name=f"{kind} picture").click()
    return download.value


def test_the_loss_is_saved_as_svg_with_its_curves_axes_and_words(shared_page: Callable[..., Page]) -> None:
    page = shared_page("", **AT_REST)
    download = of_the_movie(page, ".loss", "SVG")
    assert download.suggested_filename == "train_loss_dataset-iris_learning_rate-1_shown_epoch-150.svg"
    picture = ElementTree.fromstring(download.path().read_text("utf-8"))
    curves = {node.get("d"): node.get("style", "") for node in picture.iter(f"{SVG}path")}
    for name in ("curve", "held"):
        drawn = page.locator(f".loss path.{name}")
        assert "stroke: rgb(" in curves[drawn.get_attribute("d")]
    words = {"".join(node.itertext()).strip() for node in picture.iter(f"{SVG}text")}
    assert words == set(page.locator(".loss text").all_text_contents())
    assert {"epoch", "loss"} <= {word.split(" ")[0] for word in words}


def test_the_bars_are_saved_as_svg_with_names_and_values(shared_page: Callable[..., Page]) -> None:
    page = shared_page("", **AT_REST)
    download = of_the_movie(page, ".side", "SVG")
    assert download.suggested_filename == "train_probabilities_dataset-iris_learning_rate-1_shown_epoch-150.svg"
    picture = ElementTree.fromstring(download.path().read_text("utf-8"))
    words = ["".join(node.itertext()) for node in picture.iter(f"{SVG}text")]
    assert {node.get("fill", "")[:4] for node in picture.iter(f"{SVG}rect")} == {"rgb("}  # as every program reads it
    heading, values = page.locator(".side .heading").inner_text(), page.locator(".bars .value").all_inner_texts()
    names = ["setosa", "versicolor", "virginica"]
    assert words == [heading, *(word for pair in zip(names, values, strict=True) for word in pair)]
    widths = [float(node.get("width", 0)) for node in picture.iter(f"{SVG}rect")]
    tracks = [box["width"] for track in page.locator(".bars .track").all() if (box := track.bounding_box())]
    assert sorted(set(widths))[-2] == pytest.approx(tracks[0], abs=1)  # the page, then the tracks
    assert min(widths) < 0.2 * tracks[0]


@pytest.mark.parametrize("part", [".loss", ".side", ".landscape"])
def test_a_picture_of_the_movie_is_saved_as_png_in_two_pixels_for_one(
    shared_page: Callable[..., Page], part: str
) -> None:
    page = shared_page("", **AT_REST | ({"panel": "landscape", "l2": "0.01"} if part == ".landscape" else {}))
    expect(page.locator(f".st-key-movie {part}")).to_be_visible()
    box = page.locator(f".st-key-movie {part}").bounding_box()
    assert box is not None
    content = of_the_movie(page, part, "PNG").path().read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    assert abs(width - 2 * box["width"]) <= 2
    assert abs(height - 2 * box["height"]) <= 2
    assert len(content) > 3_000


def test_a_chart_is_saved_as_png_in_two_pixels_for_one(shared_page: Callable[..., Page]) -> None:
    page = shared_page("", **SETTINGS)
    box = page.locator(".has-chart-files .js-plotly-plot").first.bounding_box()
    assert box is not None
    content = saved(page, 0, "PNG").path().read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    assert abs(width - 2 * box["width"]) <= 2
    assert abs(height - 2 * box["height"]) <= 2
    assert len(content) > 20_000


def test_every_chart_of_a_page_can_be_saved_under_a_name_of_its_own(shared_page: Callable[..., Page]) -> None:
    page = all_made(shared_page("compare"))
    charts = page.locator(".js-plotly-plot").count()
    expect(page.locator(".chart-files")).to_have_count(charts)
    names = [saved(page, chart, "SVG").suggested_filename for chart in range(charts)]
    assert charts >= 6
    assert len(set(names)) == charts
    assert {"compare_curves.svg", "compare_landscape.svg", "compare_regions_1.svg"} <= set(names)


def test_the_buttons_are_reached_by_keys_and_seen_then(open_page: Callable[..., Page]) -> None:
    page = open_page("data")
    button = page.locator(".chart-files button").first
    button.focus()
    expect(button).to_be_focused()
    expect(page.locator(".chart-files").first).to_have_css("opacity", "1")


def test_on_a_phone_they_are_seen_once_the_chart_is_tapped_and_until_something_else_is(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("data", device=PHONE)
    home = page.locator(".has-chart-files").first
    bar = home.locator(".chart-files")
    expect(bar).to_have_css("opacity", "0")
    expect(bar).to_have_css("pointer-events", "none")
    home.tap(position={"x": 120, "y": 60})
    expect(bar).to_have_css("opacity", "1")
    page.set_viewport_size({"width": 400, "height": 844})  # what a tap hovers over is forgotten when a page is laid out
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(bar).to_have_css("opacity", "1")
    box = bar.locator("button").first.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    page.get_by_role("heading", name="Classes", exact=True).tap()
    expect(bar).to_have_css("opacity", "0")


def test_a_tap_that_shows_the_buttons_saves_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page(device=PHONE | {"reduced_motion": "reduce"})
    home = page.locator(".st-key-movie .side.has-chart-files")
    there, box = home.bounding_box(), home.get_by_role("button", name="PNG picture").bounding_box()
    assert there is not None
    assert box is not None
    with page.expect_download() as first:
        home.tap(position={"x": box["x"] - there["x"] + 10, "y": box["y"] - there["y"] + 10})
        expect(home.locator(".chart-files")).to_have_css("pointer-events", "auto")
        home.get_by_role("button", name="SVG picture").tap()
    assert first.value.suggested_filename == "train_probabilities.svg"


def to_take_away(shared_page: Callable[..., Page]) -> Page:
    """The Data page of a run, with what it gives away unfolded."""
    page = shared_page("data", dataset="iris", n_epochs="20")
    section = page.locator("details").filter(has_text="Take this run away")
    if section.get_attribute("open") is None:
        section.locator("summary").click()
    expect(section).to_have_attribute("open", "")
    return page


@pytest.mark.parametrize(
    ("button", "file", "begins"),
    [
        ("History (CSV)", "iris_history.csv", b"\xef\xbb\xbfepoch,loss,accuracy"),
        ("Notebook (Jupyter)", "iris_run.ipynb", b'{\n "cells"'),
    ],
)
def test_a_run_is_taken_away_as_files(shared_page: Callable[..., Page], button: str, file: str, begins: bytes) -> None:
    page = to_take_away(shared_page)
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    assert download.value.suggested_filename == file
    assert download.value.path().read_bytes().startswith(begins)


def test_a_model_taken_away_is_opened_again_and_predicts(
    open_page: Callable[..., Page], shared_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = to_take_away(shared_page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Model (JSON)").click()
    model = tmp_path / "model.json"
    download.value.save_as(model)
    assert json.loads(model.read_text())["settings"] == {"dataset": "iris", "n_epochs": "20"}
    other = open_page("data")
    other.get_by_text("Open a model").click()
    other.locator("input[type=file]").last.set_input_files(model)
    expect(other.get_by_text("A model that tells setosa, versicolor and virginica apart")).to_be_visible()
    other.get_by_role("button", name="Train with its settings").click()
    other.wait_for_url("**dataset=iris&n_epochs=20*")
