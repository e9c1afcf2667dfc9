"""Lessons in a real browser: a lesson done from beginning to end, a prediction drawn, a word opened, a page printed."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LONGEST_WAIT, PHONE, wait_until_shown

LAPTOP = {"viewport": {"width": 1280, "height": 720}}
DRAWING = {"lesson": "one_step", "lesson_step": "3", "prediction": "c", "n_epochs": "1"}

expect.set_options(timeout=LONGEST_WAIT)


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def strip(page: Page) -> Locator:
    return page.locator(".st-key-lesson_strip")


def wait_for_link(page: Page, **wanted: str) -> None:
    """Wait until the link says these settings, whatever else it says."""
    page.wait_for_url(lambda url: wanted.items() <= dict(parse_qsl(urlsplit(url).query)).items())


def press(page: Page, name: str) -> None:
    """Press a button of the strip."""
    strip(page).get_by_role("button", name=name).click()


def at_step(page: Page, number: int) -> None:
    expect(strip(page)).to_contain_text(f"step {number} of")
    wait_until_shown(page)


def drag_to(page: Page, loss: float) -> None:
    """Draw a loss, by its place on an axis from 0 to 1.2 that stands between 10 and 160 of 190."""
    box = page.locator(".sketch").bounding_box()
    x, y = box["x"] + box["width"] * 312 / 330, box["y"] + box["height"] * (160 - 150 * loss / 1.2) / 190
    page.mouse.move(x, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(x, y, steps=5)
    page.mouse.up()


def test_a_lesson_is_done_from_the_list_to_its_end(open_page: Callable[..., Page]) -> None:
    page = open_page("lessons", device=LAPTOP)
    page.locator(".st-key-begin-one_step button").first.click()
    at_step(page, 1)
    wait_for_link(page, n_epochs="20", lesson="one_step")
    assert query(page) == {"n_epochs": "20", "lesson": "one_step"}
    expect(page.get_by_text("The page is covered")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)

    press(page, "(b) About 60%")
    page.wait_for_url("**prediction=b*")
    press(page, "Next")
    at_step(page, 2)
    field = page.locator(".st-key-n_epochs_typed input")
    field.fill("1")
    field.press("Enter")
    expect(strip(page)).to_contain_text("88.3% are right at once")
    expect(strip(page)).to_contain_text("You predicted: (b) About 60%.")
    expect(strip(page)).to_contain_text("The trainer finds: (c) About 88%.")

    press(page, "Next")
    at_step(page, 3)
    drag_to(page, 0.6)
    page.wait_for_url(re.compile(r"prediction=b(,|%2C)0\.6"))
    press(page, "Next")
    at_step(page, 4)
    press(page, "Show me")
    expect(strip(page)).to_contain_text("You drew 0.6, the trainer finds 0.352.")
    press(page, "Next")
    at_step(page, 5)
    expect(strip(page).locator(".katex")).to_be_visible()
    press(page, "Derivation, step 8")
    page.wait_for_url("**/derive?*")
    at_step(page, 5)
    press(page, "Next")
    at_step(page, 6)
    wait_for_link(page, dataset="iris")
    press(page, "Show me")
    expect(strip(page)).to_contain_text("At 5,000 epochs 96.0% are right")
    wait_for_link(page, prediction="b,0.6")


def test_a_reload_keeps_lesson_step_and_prediction(open_page: Callable[..., Page]) -> None:
    page = open_page("", lesson="one_step", lesson_step="2", prediction="c", n_epochs="1")
    page.reload()
    at_step(page, 2)
    expect(strip(page)).to_contain_text("You predicted: (c) About 88%.")


def test_a_loss_is_drawn_by_keyboard_too(open_page: Callable[..., Page]) -> None:
    page = open_page("", **DRAWING)
    slider = page.get_by_role("slider", name="Draw the loss at epoch 200")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("PageDown")
        page.wait_for_url("**prediction=*")
        expect(slider).to_be_focused()  # also when the answer has come back
    page.wait_for_url(re.compile(r"prediction=c(,|%2C)0\.46"))
    expect(slider).to_have_attribute("aria-valuetext", "0.46")


def test_a_line_is_drawn_by_its_ends_and_stays_beside_the_trainers(open_page: Callable[..., Page]) -> None:
    page = open_page("", lesson="the_line")
    plane = page.locator(".sketch.line")
    left = page.get_by_role("slider", name="Left end of the line")
    box = plane.bounding_box()
    x, middle = box["x"] + box["width"] * 44 / 330, box["y"] + box["height"] * 112 / 232
    page.mouse.move(x, middle)
    page.mouse.down()
    page.mouse.move(x, middle - 30, steps=5)
    page.mouse.up()
    page.wait_for_url("**prediction=*")
    drawn = float(left.get_attribute("aria-valuetext"))
    assert 1.5 < drawn < 2.6
    right = page.get_by_role("slider", name="Right end of the line")
    right.focus()
    for _ in range(4):
        page.keyboard.press("PageDown")
    expect(right).to_have_attribute("aria-valuetext", "0.19")
    page.wait_for_url(re.compile(r"prediction=[\d.]+(:|%3A)0\.188"))
    press(page, "Next")
    at_step(page, 2)
    expect(strip(page)).to_contain_text("samples on their own side")
    expect(plane.locator("path.known")).to_have_count(0)
    press(page, "Show me")
    expect(strip(page)).to_contain_text("The trainer's line has 95")
    expect(plane.locator("path.known")).to_have_count(2)  # the line, and its sample in the key
    expect(plane.get_by_role("slider")).to_have_count(0)


@pytest.mark.parametrize("lesson", ["the_line", "one_step"])
def test_what_is_written_in_a_drawing_can_be_read(open_page: Callable[..., Page], lesson: str) -> None:
    page = open_page("", device=LAPTOP, lesson=lesson, lesson_step="3" if lesson == "one_step" else "1")
    expect(page.locator(".sketch text").first).to_be_visible()
    sizes = page.locator(".sketch text").evaluate_all(
        "all => all.map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
    )
    assert min(sizes) >= 12


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_shines_through_the_strip(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page("derive", device=LAPTOP | {"color_scheme": scheme}, lesson="which_logit_rises")
    page.wait_for_function(
        """([strip, app]) => getComputedStyle(document.querySelector(strip)).backgroundColor
            === getComputedStyle(document.querySelector(app)).backgroundColor""",
        arg=[".st-key-lesson_strip", "[data-testid=stApp]"],
    )


def test_the_strip_stays_in_sight_and_leaves_room(open_page: Callable[..., Page]) -> None:
    page = open_page("", device=LAPTOP, lesson="one_step", lesson_step="2", prediction="c", n_epochs="1")
    assert strip(page).bounding_box()["height"] < 240  # a third of the screen
    page.mouse.move(800, 600)
    page.mouse.wheel(0, 900)
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 300")
    assert 50 <= strip(page).bounding_box()["y"] < 80  # below the menu


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_lesson_fits_a_phone(open_page: Callable[..., Page], language: str) -> None:
    page = open_page("derive", device=PHONE, lesson="softmax_forgets", lang=language)
    page.wait_for_function("document.documentElement.scrollWidth <= 390")  # once formulas are fitted
    box = strip(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_a_word_is_opened_where_it_stands(open_page: Callable[..., Page]) -> None:
    page = open_page("derive", lesson="which_logit_rises")
    link, entry = strip(page).get_by_role("link", name="gradient"), page.get_by_role("dialog", name="gradient")
    before = page.url
    page.locator("[popover]").first.wait_for(state="attached")  # where entries open
    link.focus()
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()
    expect(entry).to_contain_text("梯度")
    expect(entry).to_contain_text("∇L")
    expect(entry).to_contain_text("The direction in which the loss rises fastest")
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(link).to_be_focused()
    assert page.url == before


def test_the_teachers_page_is_printed_whole(open_page: Callable[..., Page]) -> None:
    page = open_page("lessons", lesson="one_step", teacher="true")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    page.wait_for_function("window.printed === true")
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_role("button", name="All lessons")).to_be_hidden()
    table = page.locator("table").last
    assert table.bounding_box()["height"] > 100
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("[data-testid=stMain], [data-testid=stAppViewContainer]")]
            .filter((box) => getComputedStyle(box).overflowY !== "visible" && box.scrollHeight > box.clientHeight)
            .length"""
    )
    assert hidden == 0  # nothing is left to scroll on paper
