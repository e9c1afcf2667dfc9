"""The Train page in a real browser: what is drawn, what moves, and what reaches the server."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, LONGEST_WAIT, PHONE

CHART = ".st-key-movie .js-plotly-plot"
PLAY, PAUSE = 0, 1

expect.set_options(timeout=LONGEST_WAIT)


def words(page: Page) -> Locator:
    """The line of words in the figure: epoch, loss, accuracy."""
    return page.locator(f"{CHART} .textpoint text")


def heading(page: Page) -> Locator:
    """The line above the bars: sample and true class."""
    return page.locator(f"{CHART} .annotation-text", has_text="Sample")


def shows_epoch(page: Page, epoch: int) -> None:
    expect(words(page)).to_have_text([re.compile(rf"^Epoch {epoch}\b")])


def measures(page: Page) -> list[str]:
    return page.get_by_test_id("stMetricValue").all_inner_texts()


def bars(page: Page) -> list[str]:
    return page.locator(f"{CHART} .bartext").all_text_contents()


def paths(page: Page, selector: str) -> list[str]:
    """The outlines drawn."""
    return page.locator(f"{CHART} {selector}").evaluate_all("all => all.map(path => path.getAttribute('d'))")


def regions(page: Page) -> list[str]:
    return paths(page, ".subplot.xy path.js-fill")


def training_curve(page: Page) -> str:
    return paths(page, ".subplot.x2y2 path.js-line")[0]


def focus_chart(page: Page) -> None:
    page.wait_for_function(f"document.querySelector('{CHART}').tabIndex === 0")
    page.focus(CHART)


def press_key(page: Page, key: str, epoch: int) -> None:
    """Press a key, and wait for the epoch that it should show."""
    page.keyboard.press(key)
    shows_epoch(page, epoch)


def go_to_start(page: Page) -> None:
    """Show epoch 0, and count frames from there."""
    focus_chart(page)
    press_key(page, "Home", 0)
    page.evaluate(
        """(chart) => {
            const plot = document.querySelector(chart);
            plot.framesSeen = 0;
            plot.on("plotly_animatingframe", () => plot.framesSeen++);
        }""",
        CHART,
    )


def press_button(page: Page, button: int) -> None:
    page.locator(f"{CHART} .updatemenu-button").nth(button).click()


def wait_for_frames(page: Page, frames: int) -> None:
    """Wait until that many frames have been shown since the start."""
    page.wait_for_function(f"document.querySelector('{CHART}').framesSeen >= {frames}")


def stands_still(page: Page) -> bool:
    """Whether no frame comes for as long as six frames would take."""
    return page.evaluate(
        """(chart) => new Promise((done) => {
            document.querySelector(chart).on("plotly_animatingframe", () => done(false));
            setTimeout(() => done(true), 540);
        })""",
        CHART,
    )


def click_sample(page: Page, sample: int) -> None:
    """Point at a sample, wait until the chart has seen it, and click."""
    x, y = page.evaluate(
        """([chart, sample]) => {
            const plot = document.querySelector(chart);
            const { xaxis, yaxis } = plot._fullLayout;
            const trace = plot._fullData.find((trace) => trace.customdata?.includes(sample));
            const point = trace.customdata.indexOf(sample);
            const { left, top } = plot.getBoundingClientRect();
            return [left + xaxis._offset + xaxis.d2p(trace.x[point]),
                    top + yaxis._offset + yaxis.d2p(trace.y[point])];
        }""",
        [CHART, sample],
    )
    page.mouse.move(x, y)
    expect(page.locator(f"{CHART} .hovertext")).to_contain_text(f"sample {sample}:")
    page.mouse.click(x, y)


def raise_learning_rate(page: Page) -> None:
    """One step up, and wait until the curve is another."""
    before = training_curve(page)
    page.locator(".st-key-learning_rate input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**learning_rate=0.12*")
    wait_for_another_curve(page, before)


def wait_for_another_curve(page: Page, before: str) -> None:
    """Wait until the new chart is drawn and the old one is gone."""
    page.wait_for_function(
        """([chart, before]) => {
            const charts = document.querySelectorAll(chart);
            const curve = charts[0]?.querySelector(".subplot.x2y2 path.js-line");
            return charts.length === 1 && curve && curve.getAttribute("d") !== before;
        }""",
        arg=[CHART, before],
    )


def test_first_paint_draws_every_panel(open_page: Callable[..., Page]) -> None:
    page = open_page()
    expect(page.get_by_role("heading", level=1)).to_have_text("Watch softmax regression learn")
    shows_epoch(page, 200)
    assert len(regions(page)) == 9
    assert page.locator(f"{CHART} .subplot.xy path.point").count() >= 150
    assert len(paths(page, ".subplot.x2y2 path.js-line")) == 2
    assert len(bars(page)) == 3
    assert len(measures(page)) == 6


def test_play_moves_the_frames_and_sends_nothing(open_page: Callable[..., Page], sent: list) -> None:
    page = open_page()
    go_to_start(page)
    already_sent, at_start = len(sent), regions(page)
    press_button(page, PLAY)
    wait_for_frames(page, 12)
    assert regions(page) != at_start
    assert already_sent > 0
    assert len(sent) == already_sent


def test_pause_stops_the_movie(open_page: Callable[..., Page]) -> None:
    page = open_page()
    go_to_start(page)
    press_button(page, PLAY)
    wait_for_frames(page, 6)
    press_button(page, PAUSE)
    assert stands_still(page)
    expect(words(page)).not_to_have_text(re.compile(r"^Epoch (0|200)\b"))


def test_the_movie_obeys_the_keyboard(open_page: Callable[..., Page], sent: list) -> None:
    page = open_page()
    focus_chart(page)
    already_sent = len(sent)
    press_key(page, "Home", 0)
    press_key(page, "ArrowRight", 1)
    press_key(page, "ArrowRight", 2)
    press_key(page, "ArrowLeft", 1)
    press_key(page, "End", 200)
    press_key(page, "ArrowRight", 200)
    go_to_start(page)
    page.keyboard.press("Space")
    wait_for_frames(page, 6)
    page.keyboard.press("Space")
    assert stands_still(page)
    assert len(sent) == already_sent


@pytest.mark.parametrize("played", [False, True], ids=["before playing", "after playing"])
def test_a_clicked_sample_is_probed(open_page: Callable[..., Page], played: bool) -> None:
    page = open_page(dataset="iris")
    before = bars(page)
    if played:
        go_to_start(page)
        page.keyboard.press("Space")
        wait_for_frames(page, 6)
        page.keyboard.press("Space")
    click_sample(page, 118)
    expect(heading(page)).to_have_text(["Sample 118: true class virginica"])
    page.wait_for_url("**sample=118*")
    expect(page.locator(".st-key-sample input")).to_have_value("118")
    assert bars(page) != before


def test_a_click_on_a_sample_keeps_the_epoch_that_one_looks_at(open_page: Callable[..., Page]) -> None:
    page = open_page(dataset="iris")
    go_to_start(page)
    press_key(page, "ArrowRight", 1)
    press_key(page, "ArrowRight", 2)
    click_sample(page, 118)
    expect(heading(page)).to_have_text(["Sample 118: true class virginica"])
    shows_epoch(page, 2)
    focus_chart(page)
    press_key(page, "ArrowRight", 3)


def test_another_page_and_back_keeps_the_epoch_that_one_looks_at(open_page: Callable[..., Page]) -> None:
    page = open_page()
    go_to_start(page)
    press_key(page, "ArrowRight", 1)
    page.get_by_role("link", name="Derive").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why the gradient is a − y")
    page.get_by_role("link", name="Train").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Watch softmax regression learn")
    shows_epoch(page, 1)


def test_the_last_epoch_stays_the_last_of_another_run(open_page: Callable[..., Page]) -> None:
    page = open_page()
    go_to_start(page)
    press_key(page, "End", 200)
    page.locator(".st-key-n_epochs input").fill("50")
    page.keyboard.press("Enter")
    shows_epoch(page, 50)


def test_no_sample_is_ringed_and_no_region_shaded_before_training(open_page: Callable[..., Page]) -> None:
    def shown_at(selector: str) -> list[str]:
        return page.locator(f"{CHART} {selector}").evaluate_all(
            """(all, chart) => {
                const frame = document.querySelector(`${chart} .draglayer .xy .nsewdrag`).getBoundingClientRect();
                return all.map((path) => path.getBoundingClientRect())
                    .filter((box) => box.right > frame.left && box.top < frame.bottom && box.width > 0)
                    .map((box) => `${box.x} ${box.y}`);
            }""",
            CHART,
        )

    page = open_page()
    rings = ".subplot.xy .scatterlayer .trace:last-child .point"
    assert len(shown_at(rings)) > 10
    go_to_start(page)
    expect(words(page)).to_contain_text("all classes tie at 33.3%")
    assert shown_at(rings) == []
    assert shown_at(".subplot.xy path.js-fill") == []


def test_epoch_zero_has_no_dot_on_a_logarithmic_axis(open_page: Callable[..., Page]) -> None:
    page = open_page(loss_axes="loglog")
    dots = page.locator(f"{CHART} .subplot.x2y2 path.point")
    expect(dots).to_have_count(2)
    go_to_start(page)
    expect(dots).to_have_count(0)
    press_key(page, "ArrowRight", 1)
    expect(dots).to_have_count(2)


def test_regions_left_behind_by_a_frame_are_gone(open_page: Callable[..., Page]) -> None:
    fresh = regions(open_page(n_epochs="1"))
    page = open_page()
    go_to_start(page)
    press_key(page, "ArrowRight", 1)
    assert regions(page) == fresh


def test_the_slider_changes_curve_measures_and_link(open_page: Callable[..., Page]) -> None:
    page = open_page()
    before = measures(page)
    raise_learning_rate(page)
    assert measures(page)[0] < before[0]


def test_back_and_forward_restore_settings(open_page: Callable[..., Page]) -> None:
    page = open_page()
    measures_before, curve_before = measures(page), training_curve(page)
    raise_learning_rate(page)
    measures_after, curve_after = measures(page), training_curve(page)
    page.go_back()
    wait_for_another_curve(page, curve_after)
    assert (measures(page), training_curve(page)) == (measures_before, curve_before)
    page.go_forward()
    wait_for_another_curve(page, curve_before)
    assert (measures(page), training_curve(page)) == (measures_after, curve_after)


def test_a_link_shows_the_same_numbers_in_another_browser(open_page: Callable[..., Page]) -> None:
    def numbers(page: Page) -> list:
        tables = page.locator("table").all_inner_texts()
        return [measures(page), words(page).text_content(), bars(page), tables, training_curve(page)]

    page = open_page(dataset="iris", optimizer="adam", batch_size="16", seed="7", sample="60")
    raise_learning_rate(page)
    link = dict(pair.split("=") for pair in page.url.partition("?")[2].split("&"))
    assert numbers(open_page(device=DESKTOP, **link)) == numbers(page)


def test_a_junk_link_says_what_it_ignored(open_page: Callable[..., Page]) -> None:
    page = open_page(dataset="<img src=x>", n_epochs="1e9", colour="red")
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(page.get_by_role("alert")).to_contain_text("dataset=?img src?x? is not used")
    expect(page.get_by_role("alert")).to_contain_text("n_epochs=1e9 is not used")
    expect(page.get_by_role("alert")).to_contain_text("colour is not a setting")
    assert "?" not in page.url


def test_a_diverged_run_draws_its_curve(open_page: Callable[..., Page]) -> None:
    page = open_page(l2="0.01", learning_rate="1000", n_epochs="400")
    expect(page.get_by_role("alert")).to_contain_text("the loss had grown beyond all bounds")
    shows_epoch(page, 160)
    assert training_curve(page).count("L") >= 2  # the axis is cut off, and the curve leaves it early
    training = f"document.querySelector('{CHART}')._fullData.find((trace) => trace.name === 'training')"
    assert page.evaluate(f"Array.from({training}.x).at(-1)") == 160


def brightness_of_words_and_page(page: Page) -> tuple[float, float]:
    """Of the figure's axis labels and of the page behind them, from 0 to 255."""
    colours = page.evaluate(
        """(chart) => [
            getComputedStyle(document.querySelector(`${chart} .xtick text`)).fill,
            getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor,
        ]""",
        CHART,
    )
    words, background = (sum(map(int, re.findall(r"\d+", colour)[:3])) / 3 for colour in colours)
    return words, background


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_a_readable_page_without_sideways_scrolling(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(device=PHONE | {"color_scheme": scheme}, dataset="iris")
    box = page.locator(CHART).bounding_box()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["height"] > 1000
    words, background = brightness_of_words_and_page(page)
    assert (words < background) == (scheme == "light")
    assert abs(words - background) > 100
