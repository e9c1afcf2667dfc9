"""The Check and Compare pages in a real browser: what is drawn, and what survives menu, link and reload."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ELSEWHERE, LONGEST_WAIT, PHONE, all_made, choose_page, wait_until_shown

NEAR = {"dataset": "iris", "l2": "0.01", "learning_rate": "1", "n_epochs": "1000"}
SWEEP = {"dataset": "iris", "l2": "0.01", "n_epochs": "300", "rates": "0.01,0.1,1.2,5"}
SWEPT = ["rate 0.01", "rate 0.1", "rate 1.2", "rate 5"]
BLOWN_UP = {"l2": "0.01", "learning_rate": "1000", "n_epochs": "400"}
TITLES = {"Check": "Check against scikit-learn", "Compare": "Compare runs"}
OUTLINES = """() => [...document.querySelectorAll("[class*=st-key-regions] .js-plotly-plot")].map(
    (chart) => [...chart.querySelectorAll("path.js-fill")].map((path) => path.getAttribute("d")).join())"""

expect.set_options(timeout=LONGEST_WAIT)


def go_to(page: Page, title: str) -> None:
    """Choose a page in the menu at the top."""
    choose_page(page, title)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[title])
    wait_until_shown(page)


def box(page: Page) -> Locator:
    """The verdict, or another sentence in a coloured box."""
    return page.get_by_test_id("stAlert")


def regions(page: Page) -> list[str]:
    """The outlines of every decision region on the page."""
    return page.locator(".js-plotly-plot:not(.st-key-learning_rate_map *) path.js-fill").evaluate_all(
        "all => all.map(path => path.getAttribute('d'))"
    )


def lines(page: Page, chart: str) -> int:
    return page.locator(f".st-key-{chart} .scatterlayer path.js-line").count()


def headings(page: Page) -> list[str]:
    """The names over the small charts."""
    return page.locator("[data-testid=stMarkdown] p > strong:only-child").all_inner_texts()


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


def shows_the_check(page: Page) -> None:
    expect(box(page)).to_have_text("Agrees to 10⁻⁹ in loss after 1,000 epochs.")
    assert lines(page, "gap_chart") == 2
    assert page.locator(".js-plotly-plot").count() == 3


def shows_the_comparison(page: Page) -> None:
    assert headings(page) == SWEPT
    all_made(page)
    assert page.locator(".js-plotly-plot").count() == 7
    assert len(regions(page)) == 4 * 9
    assert lines(page, "curves") == 4
    assert page.locator(".st-key-landscape .contourlevel").count() > 5
    assert page.locator(".st-key-landscape .scatterlayer .trace").count() == 5
    assert page.locator("table tr").count() == 5


def click_keep(page: Page) -> None:
    page.get_by_role("button", name="Keep this run").click()
    expect(page.get_by_role("button", name="Kept")).to_be_disabled()


def test_the_menu_keeps_the_settings(open_page: Callable[..., Page]) -> None:
    page = open_page(**NEAR | {"rates": SWEEP["rates"], "kept_runs": "seed:1"})
    go_to(page, "Check")
    page.wait_for_url("**/check?*")
    assert query(page) == NEAR | {"rates": SWEEP["rates"], "kept_runs": "seed:1"}
    shows_the_check(page)
    go_to(page, "Compare")
    page.wait_for_url("**/compare?*")
    assert query(page) == NEAR | {"rates": SWEEP["rates"], "kept_runs": "seed:1"}
    shows_the_comparison(page)


def test_check_by_its_address_shows_verdict_and_charts(shared_page: Callable[..., Page]) -> None:
    shows_the_check(shared_page("check", **NEAR))


def test_compare_by_its_address_draws_its_charts(shared_page: Callable[..., Page]) -> None:
    shows_the_comparison(shared_page("compare", **SWEEP))


def test_a_run_that_blew_up_is_checked_without_a_hole_in_the_page(shared_page: Callable[..., Page]) -> None:
    page = shared_page("check", **BLOWN_UP)
    expect(box(page)).to_contain_text("blew up after 160 epochs")
    tables = [table.bounding_box() for table in page.locator("table").all()[:2]]
    assert tables[0]["x"] + tables[0]["width"] <= tables[1]["x"]
    assert page.locator(".js-plotly-plot").count() == 3


def test_the_gauge_moves_the_raw_weights_and_not_the_verdict(open_page: Callable[..., Page]) -> None:
    page = open_page("check", **NEAR)
    page.get_by_text("Why the means are subtracted").click()
    raw = page.locator("table").nth(2)
    before = raw.inner_text()
    page.locator(".st-key-gauge input").fill("3")
    page.keyboard.press("Enter")
    expect(raw).not_to_have_text(before, use_inner_text=True)
    page.wait_for_url("**gauge=3*")
    expect(box(page)).to_have_text("Agrees to 10⁻⁹ in loss after 1,000 epochs.")


@pytest.mark.parametrize(
    ("tab", "file", "word"),
    [("NumPy", "softmax_run.py", "def gradient"), ("scikit-learn", "scikit_learn_run.py", "LogisticRegression")],
)
def test_the_scripts_can_be_downloaded(shared_page: Callable[..., Page], tab: str, file: str, word: str) -> None:
    page = shared_page("check", **NEAR)
    page.get_by_role("tab", name=tab).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {file}").click()
    script = download.value.path().read_text()
    assert download.value.suggested_filename == file
    assert script.startswith("import numpy as np")
    assert word in script
    assert "120 training samples of iris" in script


def test_the_slider_moves_all_regions_and_the_link(open_page: Callable[..., Page]) -> None:
    page = open_page("compare", **SWEEP)
    page.evaluate("window.atTheEnd = (" + OUTLINES + ")()")
    page.get_by_role("slider", name="Epoch shown").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**compare_epoch=0*")
    expect(page.get_by_text("epoch 0: loss")).to_have_count(4)
    page.wait_for_function(f"(({OUTLINES})()).every((chart, i) => chart && chart !== window.atTheEnd[i])")
    assert headings(page) == SWEPT


def test_hovering_names_the_loss_of_every_run(shared_page: Callable[..., Page]) -> None:
    page = shared_page("compare", **SWEEP)
    plot = page.locator(".st-key-curves .nsewdrag").first
    plot.scroll_into_view_if_needed()
    plot.hover()
    hover = page.locator(".st-key-curves .hoverlayer .legendtext")
    expect(hover).to_have_count(4)
    assert [text.split(":")[0].strip() for text in hover.all_text_contents()] == SWEPT


def test_a_click_on_the_map_sets_learning_rate_and_epoch(open_page: Callable[..., Page]) -> None:
    page = open_page("compare", rates="1", l2="0.01")
    all_made(page)
    place = page.evaluate("""() => {
        const chart = document.querySelector(".st-key-learning_rate_map .js-plotly-plot");
        const { left, top } = chart.getBoundingClientRect();
        const { xaxis, yaxis } = chart._fullLayout;
        return [left + xaxis._offset + xaxis.d2p(60), top + yaxis._offset + yaxis.d2p(2)];
    }""")
    page.mouse.move(*place)
    expect(page.locator(".st-key-learning_rate_map .hovertext")).to_contain_text("learning rate 2.000, epoch 60: loss")
    page.mouse.click(*place)
    expect(page.get_by_text("Chosen: learning rate 2, epoch 60.")).to_be_visible()
    page.wait_for_url(re.compile(r"(?=.*\blearning_rate=2\b)(?=.*\bshown_epoch=60\b)"))


def test_a_kept_run_is_on_the_compare_page_and_in_its_link(open_page: Callable[..., Page]) -> None:
    page = open_page(learning_rate="0.3", optimizer="adam")
    click_keep(page)
    page.locator(".st-key-learning_rate input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Keep this run")).to_be_enabled()
    click_keep(page)
    go_to(page, "Compare")
    page.get_by_role("combobox", name="Compare").click()
    page.get_by_role("option", name="kept runs").click()
    expect(page.get_by_role("button", name="Remove all")).to_be_visible()
    wait_until_shown(page)
    kept = ["learning rate 0.3, Adam", "learning rate 0.4, Adam"]
    assert headings(page) == kept
    page.wait_for_url("**compare=kept*")
    again = open_page("compare", ELSEWHERE, **query(page))
    assert headings(again) == kept
    assert again.locator("table").inner_text() == page.locator("table").inner_text()


def test_a_kept_run_can_be_removed(open_page: Callable[..., Page]) -> None:
    page = open_page("compare", compare="kept", kept_runs="default!seed:1!seed:2")
    page.get_by_role("button", name="seed 1").click()
    expect(page.get_by_role("button", name="seed 1")).to_have_count(0)
    wait_until_shown(page)
    assert headings(page) == ["default settings", "seed 2"]
    page.get_by_role("button", name="Remove all").click()
    expect(box(page)).to_contain_text("No run is kept yet")


def test_the_button_sets_the_largest_safe_rate(open_page: Callable[..., Page]) -> None:
    page = open_page(dataset="iris", l2="0.01", learning_rate="10")
    band = page.get_by_role("img", name="Zones of the learning rate")
    expect(band).to_have_attribute("aria-label", re.compile("cannot settle from .*now 10$"))
    page.get_by_role("button", name="Largest safe rate: 1.2").click()
    page.wait_for_url("**learning_rate=1.2*")
    expect(band).to_have_attribute("aria-label", re.compile("now 1.2$"))
    expect(page.get_by_role("button", name="Largest safe rate: 1.2")).to_be_disabled()


@pytest.mark.parametrize(
    ("path", "link"),
    [("check", NEAR), ("check", BLOWN_UP), ("compare", SWEEP), ("compare", {"compare": "kept", "kept_runs": "seed:1"})],
    ids=["check", "check of a run that blew up", "compare", "kept"],
)
def test_a_phone_shows_the_page_without_sideways_scrolling(
    shared_page: Callable[..., Page], path: str, link: dict
) -> None:
    page = shared_page(path, PHONE, **link)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    boxes = [plot.bounding_box() for plot in page.locator(".js-plotly-plot").all()]
    assert min(box["x"] for box in boxes) >= 0
    assert max(box["x"] + box["width"] for box in boxes) <= 390
