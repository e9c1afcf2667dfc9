"""What a reader sees at every width and in both themes: nothing cut, nothing on top of anything, every text readable.

A page is added by its row in PAGES.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, all_made, choose_page, comes_to, swipe_scrolls, wait_until_shown

PAGES = {
    "check": {"dataset": "iris", "l2": "0.01", "learning_rate": "1", "n_epochs": "1000"},
    "compare": {},
    "data": {"dataset": "iris"},
}
BOXES = PAGES | {"": {"panel": "weights", "edit_samples": "true"}, "lessons": {}, "derive": {}}
IN_ITS_LABEL = "st-key-set_safe_rate"  # the button of the safe rate stands in the row of the slider's label
AT_REST = 60  # seconds; pictures are drawn anew after the width has changed
UNFOLDED = {"dataset": "iris", "n_epochs": "20"}  # all that the Data page has
WIDTHS = (390, 820, 1024, 1280)
LEAST_CONTRAST = 4.5
LOOK = Path(__file__).with_name("look.js").read_text()
EVERY_CHART_FITS = """() => [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every((holder) => {
    const chart = holder.querySelector(".main-svg");
    return chart && Math.abs(chart.getBoundingClientRect().width - holder.getBoundingClientRect().width) < 2;
})"""
every_page = pytest.mark.parametrize("path", PAGES, scope="module")  # of a module: all tests of a page in a row
schemes = pytest.mark.parametrize("scheme", ["light", "dark"], scope="module")
every_box = pytest.mark.parametrize("path", BOXES, scope="module")


def look(page: Page, function: str, *arguments: object) -> list[str]:
    """What one of the functions of look.js finds."""
    run = """async ([source, name, given]) => {
        const made = () => import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
        return (await (window.look ??= made()))[name](...given);
    }"""
    return page.evaluate(run, [LOOK, function, arguments])


def overlapping(page: Page) -> list[str]:
    """What lies on what, with the pointer away from charts, which may have come under it as the page was laid out."""
    page.mouse.move(0, 0)
    return [pair for pair in look(page, "overlapping") if IN_ITS_LABEL not in pair]


def at_width(page: Page, width: int) -> Page:
    """The page in a window of that width, its charts drawn anew."""
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function(EVERY_CHART_FITS)
    return page


@every_box
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_and_nothing_lies_on_anything(shared_page: Callable[..., Page], path: str, width: int) -> None:
    page = at_width(all_made(shared_page(path, **BOXES[path])), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    comes_to(page, lambda: look(page, "cut"), [], AT_REST)
    comes_to(page, lambda: overlapping(page), [], AT_REST)


@every_box
def test_each_page_has_its_title_in_the_browser_and_the_button_to_share_in_sight(
    shared_page: Callable[..., Page], path: str
) -> None:
    page = shared_page(path, **BOXES[path])
    page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 0)")
    assert page.title() == f"{path.title() or 'Train'} · Softmax Trainer"
    expect(page.get_by_role("button", name="Share")).to_be_in_viewport()


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "zh")])
def test_all_that_unfolds_on_the_data_page_is_whole_and_can_be_read(
    open_page: Callable[..., Page], scheme: str, language: str
) -> None:
    page = open_page("data", DESKTOP | {"color_scheme": scheme}, **UNFOLDED, lang=language)
    for section in page.get_by_test_id("stExpander").locator("details").all():
        if section.get_attribute("open") is None:
            section.locator("summary").click()
        expect(section).to_have_attribute("open", "")
    with page.expect_download() as download:
        page.locator("[class*=st-key-take][class*=_model] button").first.click()
    page.locator(".st-key-model_file input[type=file]").set_input_files(download.value.path())
    expect(page.locator(".listed")).to_have_count(2)
    expect(page.locator(".st-key-matrix .main-svg .layer-above").first).to_be_attached()
    wait_until_shown(page)
    page.mouse.move(0, 0)  # away from charts, whose buttons are seen under it
    for width in WIDTHS:
        at_width(page, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        comes_to(page, lambda: look(page, "cut") + overlapping(page), [], AT_REST)
        assert look(page, "faint", LEAST_CONTRAST) == []


@every_page
@schemes
def test_every_text_can_be_read(shared_page: Callable[..., Page], path: str, scheme: str) -> None:
    page = all_made(shared_page(path, DESKTOP | {"color_scheme": scheme}, **PAGES[path]))
    assert look(page, "faint", LEAST_CONTRAST) == []


@every_box
@schemes
def test_a_button_keeps_its_label_under_the_pointer(shared_page: Callable[..., Page], path: str, scheme: str) -> None:
    page = all_made(shared_page(path, DESKTOP | {"color_scheme": scheme}, **BOXES[path]))
    for button in page.locator("[data-testid=stBaseButton-secondary]:enabled:visible").all():
        button.hover()
        button.evaluate("button => Promise.all(button.getAnimations({ subtree: true }).map((one) => one.finished))")
        assert look(page, "faint", LEAST_CONTRAST) == []


def test_each_page_has_its_title_in_the_other_language(open_page: Callable[..., Page]) -> None:
    page = open_page("lessons", lang="zh", n_epochs="5")
    names = page.get_by_test_id("stTopNavLink").all_inner_texts()
    assert len(set(names)) == len(BOXES)
    for name in names:
        choose_page(page, name)
        expect(page).to_have_title(f"{name} · Softmax 训练器")


def test_a_click_on_a_curve_fades_no_mark(open_page: Callable[..., Page]) -> None:
    page = open_page("compare")
    marks = "all => all.map((mark) => [mark.checkVisibility(), getComputedStyle(mark).opacity, mark.style.opacity])"
    for chart in ("curves", "landscape"):
        drawn = page.locator(f".st-key-{chart} .scatterlayer path")
        before = drawn.evaluate_all(marks)
        assert before
        page.locator(f".st-key-{chart} .nsewdrag").first.click()
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert drawn.evaluate_all(marks) == before


@every_page
def test_a_phone_shows_the_page_without_sideways_scrolling_and_a_swipe_on_any_chart_scrolls(
    shared_page: Callable[..., Page], path: str
) -> None:
    page = shared_page(path, PHONE, **PAGES[path])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    boxes = [plot.bounding_box() for plot in page.locator(".js-plotly-plot:visible").all()]
    assert min(box["x"] for box in boxes) >= 0
    assert max(box["x"] + box["width"] for box in boxes) <= 390
    for chart in page.locator("[data-testid=stMain] .js-plotly-plot .nsewdrag:visible").all():
        swipe_scrolls(page, chart)


@pytest.mark.parametrize("tab", ["NumPy", "scikit-learn"])
def test_code_that_is_copied_is_whole(shared_page: Callable[..., Page], tab: str) -> None:
    page = shared_page("check", DESKTOP | {"permissions": ["clipboard-read", "clipboard-write"]}, **PAGES["check"])
    page.get_by_role("tab", name=tab).click()
    panel = page.get_by_role("tabpanel").filter(visible=True)
    with page.expect_download() as download:
        panel.get_by_role("button", name="Download").click()
    script = download.value.path().read_text()
    panel.get_by_test_id("stCode").hover()
    panel.get_by_role("button", name="Copy to clipboard").click()
    page.wait_for_function("script => navigator.clipboard.readText().then((text) => text === script)", arg=script)
    expect(panel.get_by_test_id("stCode").locator("code")).to_have_text(script, use_inner_text=True)
