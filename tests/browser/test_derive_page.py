"""The Derive page in a real browser: typeset, revealed by keyboard, restored by its link, whole on a phone."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.browser.conftest import DESKTOP, LONGEST_WAIT, PHONE, address, wait_until_shown
from trainer.figures.theme import CLASS_TEXT, INK

REGIONS = ".st-key-derive_regions .js-plotly-plot"
JACOBIAN = ".st-key-jacobian .js-plotly-plot"
PROBES = ("/derive/_stcore/health", "/derive/_stcore/host-config")  # Streamlit asks where its server is
KATEX_OVERHANG = 2  # pixels that KaTeX's boxes are wider than the block around them, always

expect.set_options(timeout=LONGEST_WAIT)


@pytest.fixture
def derive(chromium: Browser, desktop: BrowserContext, origin: str) -> Iterator[Callable[..., Page]]:
    """derive(step="3") is /derive?step=3 drawn to the end; any error but the two probes fails the test."""
    trouble: list[tuple[str, str]] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            trouble.append((message.text, urlsplit(message.location["url"]).path))

    with ExitStack() as closing:

        def opened(device: dict | None = None, path: str = "derive", **query: str) -> Page:
            context = closing.enter_context(chromium.new_context(**device)) if device else desktop
            page = closing.enter_context(context.new_page())
            page.set_default_timeout(LONGEST_WAIT)
            page.on("console", on_console)
            page.on("pageerror", lambda error: trouble.append((f"thrown: {error}", "")))
            page.goto(address(origin, path, **query))
            wait_until_shown(page)
            return page

        yield opened
        seen = [each for each in trouble if not (each[1] in PROBES and "404 (Not Found)" in each[0])]
    assert seen == []


def steps(page: Page) -> Locator:
    """The steps shown."""
    return page.locator("[class*=st-key-step_]")


def shows(page: Page, number: int) -> None:
    """Wait until so many steps are shown, and the link says so."""
    expect(steps(page)).to_have_count(number)
    page.wait_for_url(re.compile(rf"step={number}\b" if number < 10 else r"derive(\?(?!.*step=).*)?$"))
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def reveal(page: Page, label: str) -> Locator:
    """One of the buttons above the steps."""
    return page.locator(".st-key-reveal").get_by_role("button", name=label)


def formulas(page: Page) -> list[str]:
    """The TeX of every formula typeset."""
    return page.locator(".katex-display annotation").all_text_contents()


def type_into(page: Page, key: str, text: str) -> None:
    """Give a number by hand."""
    field = page.locator(f".st-key-{key} input")
    field.fill(text)
    field.press("Enter")
    page.wait_for_url(f"**{key}={text}*")


def jacobian_shown(page: Page) -> Locator:
    return page.locator(f"{JACOBIAN} .heatmap-label")


def jacobian_of(z: list[float]) -> list[re.Pattern]:
    """Its cells, row by row, with whatever minus sign."""
    a = np.exp(z) / np.exp(z).sum()
    return [re.compile(f"^{cell:.4f}$".replace("-", "[-−]")) for cell in (np.diag(a) - np.outer(a, a)).ravel()]


def click_sample(page: Page, sample: int) -> None:
    """Point at a sample, wait until the chart has seen it, and click."""
    place = page.evaluate(
        """([chart, sample]) => {
            const plot = document.querySelector(chart);
            const { xaxis, yaxis } = plot._fullLayout;
            const trace = plot._fullData.find((trace) => trace.customdata?.includes(sample));
            const point = trace.customdata.indexOf(sample);
            const { left, top } = plot.getBoundingClientRect();
            return [left + xaxis._offset + xaxis.d2p(trace.x[point]),
                    top + yaxis._offset + yaxis.d2p(trace.y[point])];
        }""",
        [REGIONS, sample],
    )
    page.mouse.move(*place)
    expect(page.locator(f"{REGIONS} .hovertext")).to_contain_text(f"sample {sample}:")
    page.mouse.click(*place)


def unfold_everything(page: Page) -> None:
    """Open every part that is folded, and wait until its formulas have a width."""
    for summary in page.locator("[data-testid=stMain] summary").all():
        summary.click()
    expect(page.locator("[data-testid=stMain] details:not([open])")).to_have_count(0)
    page.wait_for_function(
        """() => [...document.querySelectorAll(".katex-display")].every((formula) => formula.clientWidth > 0)"""
    )


def cut_off(page: Page) -> list[str]:
    """The formulas wider than the place they have: step, pixels missing, and how they begin."""
    return page.evaluate(
        """(overhang) => [...document.querySelectorAll(".katex-display")]
            .filter((formula) => formula.scrollWidth > formula.clientWidth + overhang)
            .map((formula) => {
                const step = formula.closest("[class*=st-key-step_]").className.match(/step_\\d+/)[0];
                const tex = formula.querySelector("annotation").textContent;
                return `${step}: ${formula.scrollWidth - formula.clientWidth} px of ${tex.slice(0, 60)}`;
            })""",
        KATEX_OVERHANG,
    )


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


@pytest.mark.parametrize(
    "link",
    [{}, {"dataset": "iris"}, {"way": "logits", "target": "free", "y3": "0.3"}, {"way": "logits", "z1": "10000"}],
    ids=["three_class", "iris", "free", "large"],
)
def test_every_formula_is_typeset(derive: Callable[..., Page], link: dict) -> None:
    page = derive(**link)
    expect(steps(page)).to_have_count(10)
    assert page.locator(".katex-error").count() == 0
    assert page.locator(".katex-display .katex-html").count() == len(formulas(page)) >= 24


def test_keys_reveal_and_hide_one_step_at_a_time(derive: Callable[..., Page]) -> None:
    page = derive(step="2")
    shows(page, 2)
    page.keyboard.press("n")
    shows(page, 3)
    page.keyboard.press("n")
    shows(page, 4)
    page.keyboard.press("b")
    shows(page, 3)


def test_the_last_step_is_reached_by_keyboard_and_no_further(derive: Callable[..., Page]) -> None:
    page = derive(step="9")
    page.keyboard.press("n")
    shows(page, 10)
    expect(reveal(page, "Next")).to_be_disabled()
    page.keyboard.press("n")
    page.keyboard.press("b")
    shows(page, 9)


def test_buttons_show_the_first_step_and_every_step(derive: Callable[..., Page]) -> None:
    page = derive(step="4")
    reveal(page, "First step").click()
    shows(page, 1)
    reveal(page, "All steps").click()
    shows(page, 10)


def test_going_back_hides_the_step_again(derive: Callable[..., Page]) -> None:
    page = derive(step="5")
    page.keyboard.press("n")
    shows(page, 6)
    page.go_back()
    shows(page, 5)
    page.go_forward()
    shows(page, 6)


def test_logits_given_by_hand_change_the_table_and_the_formulas(derive: Callable[..., Page]) -> None:
    page = derive(way="logits", step="7")
    expect(jacobian_shown(page)).to_have_text(jacobian_of([2.0, 1.0, 0.1]))
    before = formulas(page)
    type_into(page, "z1", "-1.5")
    expect(jacobian_shown(page)).to_have_text(jacobian_of([-1.5, 1.0, 0.1]))
    expect(page.locator(".st-key-step_1 .katex-display annotation").last).to_contain_text("-1.5000")
    with_numbers = [(now, then) for now, then in zip(formulas(page), before, strict=True) if re.search(r"\d\.\d", then)]
    assert len(with_numbers) == 8
    assert [now for now, then in with_numbers if now == then] == []


def test_free_targets_that_do_not_sum_to_one_are_warned_of(derive: Callable[..., Page]) -> None:
    page = derive(way="logits", target="free")
    expect(page.get_by_role("alert").filter(has_text="a − y wrong")).to_have_count(0)
    type_into(page, "y3", "0.3")
    expect(page.get_by_role("alert").filter(has_text="a − y wrong")).to_have_count(1)


def test_a_clicked_sample_is_followed(derive: Callable[..., Page]) -> None:
    page = derive(dataset="iris", step="3")
    before = formulas(page)
    click_sample(page, 118)
    page.wait_for_url("**sample=118*")
    expect(page.locator(".st-key-sample input")).to_have_value("118")
    expect(page.get_by_test_id("stCaptionContainer").filter(has_text="Sample 118 ")).to_contain_text(
        "true class: virginica"
    )
    shows(page, 3)
    assert formulas(page) != before


def test_a_link_restores_sample_epoch_and_step_in_another_browser(derive: Callable[..., Page]) -> None:
    page = derive(dataset="iris", sample="71", step="3")
    before = formulas(page)
    page.locator("[class*=st-key-epoch] input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**epoch=11*")
    reveal(page, "Next").click()
    shows(page, 4)
    other = derive(device=DESKTOP, **query(page))
    shows(other, 4)
    assert query(other) == {"dataset": "iris", "sample": "71", "epoch": "11", "step": "4"}
    assert formulas(other) == formulas(page) != before


def test_a_link_restores_logits_and_step_in_another_browser(derive: Callable[..., Page]) -> None:
    page = derive(way="logits", step="6")
    type_into(page, "z2", "3.25")
    expect(jacobian_shown(page)).to_have_text(jacobian_of([2.0, 3.25, 0.1]))
    other = derive(device=DESKTOP, **query(page))
    shows(other, 6)
    assert query(other) == {"way": "logits", "z2": "3.25", "step": "6"}
    assert formulas(other) == formulas(page)
    expect(jacobian_shown(other)).to_have_text(jacobian_of([2.0, 3.25, 0.1]))


def test_the_settings_come_along_from_the_train_page(derive: Callable[..., Page]) -> None:
    page = derive(path="", dataset="iris", sample="71", learning_rate="0.5")
    page.get_by_role("link", name="Derive").click()
    page.wait_for_url("**/derive?*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Why the gradient is a − y")
    expect(page.get_by_test_id("stCaptionContainer").filter(has_text="Sample 71 ")).to_have_count(1)
    page.wait_for_url("**sample=71*")
    assert query(page) == {"dataset": "iris", "sample": "71", "learning_rate": "0.5"}


@pytest.mark.parametrize(
    "link",
    [
        pytest.param({}, id="three_class"),
        pytest.param({"dataset": "iris", "sample": "71"}, id="iris"),
        pytest.param({"dataset": "iris", "epoch": "200", "learning_rate": "1"}, id="well trained"),
        pytest.param({"way": "logits"}, id="by hand"),
        pytest.param({"way": "logits", "target": "free", "y3": "0.3"}, id="free"),
        pytest.param({"way": "logits", "z1": "15", "z3": "-12", "target": "free"}, id="small probabilities"),
    ],
)
def test_nothing_is_cut_off_on_a_phone(derive: Callable[..., Page], link: dict) -> None:
    page = derive(device=PHONE, **link)
    unfold_everything(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert cut_off(page) == []


@pytest.mark.parametrize(
    "link",
    [{"dataset": "iris"}, {"way": "logits", "z1": "10000", "z2": "-10000"}, {"way": "logits", "z1": "15", "z3": "-12"}],
    ids=["iris", "large", "small probabilities"],
)
def test_nothing_is_cut_off_on_a_desktop(derive: Callable[..., Page], link: dict) -> None:
    page = derive(**link)
    unfold_everything(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["viewport"]["width"]
    assert cut_off(page) == []


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_charts_are_whole_and_inside_the_page(derive: Callable[..., Page], device: dict) -> None:
    page = derive(device=device, dataset="iris")
    boxes = page.locator("[data-testid=stMain] .js-plotly-plot").evaluate_all(
        "all => all.map((chart) => chart.getBoundingClientRect()).map(({left, right, height}) => [left, right, height])"
    )
    width = device["viewport"]["width"]
    assert len(boxes) == 7
    assert [box for box in boxes if box[0] < 0 or box[1] > width or box[2] < 200] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_formulas_and_table_are_readable_in_both_themes(derive: Callable[..., Page], scheme: str) -> None:
    page = derive(device=DESKTOP | {"color_scheme": scheme})
    ink, background = page.evaluate(
        """() => [
            getComputedStyle(document.querySelector(".katex-display")).color,
            getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor,
        ].map((colour) => colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part) / 3, 0))"""
    )
    cells = page.locator(f"{JACOBIAN} .heatmap-label text, {JACOBIAN} text.heatmap-label").first
    red, green, blue = (int(INK[scheme][i : i + 2], 16) for i in (1, 3, 5))
    assert (ink < background) == (scheme == "light")
    assert abs(ink - background) > 100
    assert set(re.findall(r"#\w{6}", "".join(formulas(page)))) == set(CLASS_TEXT[scheme])
    expect(cells).to_have_css("fill", f"rgb({red}, {green}, {blue})")
