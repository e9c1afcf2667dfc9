"""The Data page in a real browser: a file dropped, a cell edited, a card chosen, and a phone."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import LONGEST_WAIT, PHONE, choose_page, wait_until_shown

INPUTS = Path(__file__).parents[1] / "unit" / "reading" / "inputs"
TITLES = {"Check": "Check against scikit-learn", "Compare": "Compare runs", "Data": "Data"}
HEADER, ROW = 35, 35  # pixels: the heights in the table of rows

expect.set_options(timeout=LONGEST_WAIT)


def go_to(page: Page, title: str) -> None:
    choose_page(page, title)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[title])
    wait_until_shown(page)


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def upload(page: Page, name: str) -> None:
    section = page.get_by_test_id("stExpander").filter(has_text="Bring your own")
    if not section.get_by_test_id("stFileUploaderDropzone").is_visible():
        page.get_by_text("Bring your own").click()
    section.locator("input[type=file]").set_input_files(INPUTS / f"{name}.csv")


def test_a_file_is_read_and_is_the_data_of_the_other_pages(open_page: Callable) -> None:
    page = open_page("data")
    upload(page, "awkward_names")
    expect(page.get_by_role("heading", level=2)).to_have_text("awkward_names.csv")
    expect(page.get_by_text("Read: 15 samples, 3 features and 3 classes.")).to_be_visible()
    wait_until_shown(page)
    for name in ("A|B", "*B*", "nigra"):
        expect(page.locator("td").filter(has_text=re.compile(f"^{re.escape(name)}$")).first).to_be_visible()
    page.wait_for_url(lambda url: dict(parse_qsl(urlsplit(url).query)).keys() == {"dataset", "own"})
    go_to(page, "Compare")
    expect(page.locator(".js-plotly-plot path.js-fill")).not_to_have_count(0)
    go_to(page, "Data")
    expect(page.get_by_role("heading", level=2)).to_have_text("awkward_names.csv")


def test_a_card_chooses_its_data(open_page: Callable) -> None:
    page = open_page("data")
    page.locator("[class*='st-key-use-rings'] button").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("two rings")
    page.wait_for_function("location.search.includes('dataset=rings')")


def test_a_cell_is_edited_in_the_table_and_travels_in_the_link(open_page: Callable) -> None:
    page = open_page("data", dataset="rings")
    grid = page.get_by_test_id("stDataFrame")
    grid.hover()  # which waits until it stands still
    canvas = grid.locator("canvas").first
    where = canvas.bounding_box()
    assert where is not None
    page.mouse.dblclick(where["x"] + where["width"] * 0.97, where["y"] + HEADER + ROW / 2)  # the last of the first row
    editor = page.locator("#portal input")
    expect(editor).to_be_visible()
    editor.fill("2.25")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('edits=')")
    expect(page.get_by_text("Edited rows travel in the link.")).to_be_visible()
    digest, change = query(page)["edits"].split("_")
    assert re.fullmatch(r"[0-9a-f]{8}", digest)
    assert re.fullmatch(r"c1,0,-?[0-9.]+,2\.25", change)
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("!location.search.includes('edits=')")


def test_a_phone_shows_it_without_scrolling_sideways(open_page: Callable) -> None:
    page = open_page("data", dataset="penguins", device=PHONE)
    expect(page.get_by_text("2 rows were left out, of 344, because a value is missing.")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
