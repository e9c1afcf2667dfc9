"""The Derive page in a real browser: a card at a time by keyboard, whole on the screen, kept by its link, printed."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, ELSEWHERE, LONGEST_WAIT, PHONE, swipe_scrolls, wait_until_shown
from trainer.figures.numbers import decimal
from trainer.figures.theme import CLASS_TEXT, INK

REGIONS = ".st-key-derive_regions .js-plotly-plot"
JACOBIAN = ".st-key-jacobian .js-plotly-plot"
PROJECTOR = {"viewport": {"width": 1280, "height": 720}}
ALL = {"all_steps": "true"}

expect.set_options(timeout=LONGEST_WAIT)


@pytest.fixture
def derive(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """derive(sample="3") is /derive?sample=3 drawn to the end."""

    def opened(device: dict | None = None, path: str = "derive", **query: str) -> Page:
        return open_page(path, device, **query)

    return opened


def cards(page: Page) -> Locator:
    """The cards shown."""
    return page.locator("[class*=st-key-step_]")


def shows(page: Page, number: int) -> None:
    """Wait until a card is shown, drawn to the end, and the link says so."""
    expect(page.locator(f".st-key-step_{number}")).to_have_count(1)
    expect(cards(page)).to_have_count(1)
    page.wait_for_url(re.compile(rf"step={number}\b" if number > 1 else r"derive(\?(?!.*step=).*)?$"))
    wait_until_shown(page)


def turn(page: Page, label: str) -> Locator:
    """A button of the bar."""
    return page.locator(".st-key-reveal").get_by_role("button", name=label)


def formulas(page: Page) -> list[str]:
    """The TeX of every formula typeset."""
    return page.locator(".katex-display annotation").all_text_contents()


def type_into(page: Page, key: str, text: str) -> None:
    """Give a number by hand."""
    if not page.locator(f".st-key-{key}").count():
        page.get_by_role("button", name="Type numbers").click()
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


UNFIT = """() => {
    const wrong = [];
    const box = (each) => each.getBoundingClientRect();
    const clear = (one, other) => one.right <= other.left + 1 || other.right <= one.left + 1
        || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
    for (const formula of document.querySelectorAll(".katex-display")) {
        const name = formula.querySelector("annotation").textContent.slice(0, 60);
        if (formula.scrollWidth > formula.clientWidth + 2) wrong.push(`cut: ${name}`); // KaTeX's boxes overhang by 2
        if (formula.scrollHeight > formula.clientHeight) wrong.push(`shaved: ${name}`);
    }
    for (const card of document.querySelectorAll("[class*=st-key-step_]")) {
        const seen = (each) => box(each).height && !each.closest("details:not([open])");
        const parts = [...card.querySelectorAll("[data-testid=stElementContainer]")].filter(seen);
        const name = card.querySelector("h2").textContent;
        for (const part of parts) {
            const [inner, outer] = [box(part), box(card)];
            if (inner.left < outer.left || inner.right > outer.right + 1) wrong.push(`${name}: beyond its card`);
            if (inner.bottom > outer.bottom + 1) wrong.push(`${name}: below its card`);
            for (const other of parts)
                if (other !== part && !part.contains(other) && !other.contains(part) && !clear(inner, box(other)))
                    wrong.push(`${name}: ${part.innerText.slice(0, 40)} over ${other.innerText.slice(0, 40)}`);
        }
    }
    if (document.documentElement.scrollWidth > window.innerWidth) wrong.push("the page is wider than the window");
    return wrong;
}"""
SHEET = 186 / 25.4 * 96  # pixels: what A4 leaves between margins of 12 mm
TOO_SMALL_ON_PAPER = """() => {
    const found = new Set();
    const walker = document.createTreeWalker(document.querySelector("[data-testid=stMain]"), NodeFilter.SHOW_TEXT);
    const unseen = ".katex-mathml, style, script, [data-testid=stIconMaterial]";
    while (walker.nextNode()) {
        const text = walker.currentNode.parentElement;
        if (!walker.currentNode.textContent.trim() || !text.checkVisibility() || text.closest(unseen)) continue;
        if (!text.closest("[class*=st-key-step_]")) continue;
        const measured = text.closest(".katex, text") ?? text; // an index or a power may be smaller than its formula
        const points = 0.75 * parseFloat(getComputedStyle(measured).fontSize) * measured.currentCSSZoom;
        if (points < 8.99) found.add(`${points.toFixed(1)} pt: ${measured.textContent.slice(0, 60)}`);
    }
    return [...found];
}"""
ON_PAPER = """() => [
    document.querySelector("[class*=st-key-step_]").getBoundingClientRect().width,
    [...document.querySelectorAll("[class*=st-key-step_] .main-svg")].map((each) => each.getBoundingClientRect().width),
]"""
OFF_SCREEN = """() => {
    const card = document.querySelector("[class*=st-key-step_]").getBoundingClientRect();
    const bar = document.querySelector(".st-key-derive_bar").getBoundingClientRect();
    const header = document.querySelector("[data-testid=stHeader]").getBoundingClientRect();
    const wrong = [];
    if (bar.top < header.bottom - 1) wrong.push(`the bar is under the header by ${header.bottom - bar.top}`);
    if (card.top < bar.bottom - 1) wrong.push(`the card is under the bar by ${bar.bottom - card.top}`);
    if (card.bottom > window.innerHeight) wrong.push(`the card ends ${card.bottom - window.innerHeight} below`);
    return wrong;
}"""


def fitted(page: Page) -> None:
    """Wait until lines are as long as the width asks, and formulas have had their frame to be fitted to their place."""
    two_frames(page)  # in which a new width is seen
    page.wait_for_function(
        """() => ["long", "short"].includes(document.querySelector(".st-key-derive_bar").dataset.lines)"""
    )
    wait_until_shown(page)
    page.evaluate("document.fonts.ready")
    two_frames(page)


def two_frames(page: Page) -> None:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ({"dataset": "iris", "sample": "71"}, "n"),
        ({"numbers_from": "logits"}, "PageDown"),
        ({"numbers_from": "logits", "target": "free", "y3": "0.3"}, "n"),
    ],
    ids=["sample", "by hand", "free targets"],
)
def test_each_key_press_brings_a_card_that_is_whole_on_a_projector(derive: Callable, link: dict, key: str) -> None:
    page = derive(device=PROJECTOR, **link)
    wrong = {}
    for number in range(1, 11):
        if number > 1:
            page.keyboard.press(key)
        shows(page, number)
        fitted(page)
        wrong[number] = page.evaluate(OFF_SCREEN) + page.evaluate(UNFIT)
        expect(cards(page).get_by_role("heading")).to_have_text(re.compile(rf"^{number}\."))
        with_numbers = [tex for tex in formulas(page) if re.search(r"\d\.\d{4}", tex)]
        if not with_numbers and not (number == 8 and "numbers_from" in link):  # there is no update of logits by hand
            wrong[number].append("no formula with numbers")
    assert {number: found for number, found in wrong.items() if found} == {}
    expect(turn(page, "Next")).to_be_disabled()


def test_keys_turn_cards_wherever_the_focus_is_but_in_a_text_field(derive: Callable) -> None:
    page = derive(device=PROJECTOR, numbers_from="logits", derivation_step="4")
    fitted(page)  # so that the keys are heard
    places = {
        "slider of the strip": page.get_by_role("slider", name="logit of class 2"),
        "slider of the sidebar": page.locator(".st-key-learning_rate [role=slider], .st-key-learning_rate input").first,
        "switch": page.locator(".st-key-all_steps input"),
        "button": turn(page, "Next"),
    }
    before = query(page)
    for name, place in places.items():
        place.focus()
        forth_and_back = (("PageDown", 5), ("PageUp", 4)) if name.startswith("slider") else (("n", 5), ("B", 4))
        for key, number in forth_and_back:
            page.keyboard.press(key)
            shows(page, number)
    page.locator(".st-key-n_epochs input").focus()
    for key in ("n", "b", "PageDown", "PageUp"):
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    turn(page, "Next").click()
    shows(page, 5)
    assert query(page) == before | {"derivation_step": "5"}


def test_the_browser_goes_back_to_the_card_before(derive: Callable) -> None:
    page = derive(derivation_step="5")
    fitted(page)  # so that the keys are heard
    page.keyboard.press("n")
    shows(page, 6)
    page.go_back()
    shows(page, 5)
    page.go_forward()
    shows(page, 6)


@pytest.mark.parametrize(
    ("device", "link"),
    [
        (PHONE, {"dataset": "iris", "sample": "71"}),
        (PHONE, {"numbers_from": "logits", "z1": "15", "z3": "-12", "target": "free", "temperature": "2"}),
        ({"viewport": {"width": 820, "height": 1180}, "color_scheme": "dark"}, {"dataset": "iris"}),
        ({"viewport": {"width": 1024, "height": 768}}, {"dataset": "iris", "epoch": "200", "learning_rate": "1"}),
        (PROJECTOR, {"numbers_from": "logits", "z1": "10000", "z2": "-10000", "target": "free", "y3": "0.3"}),
    ],
    ids=["phone", "phone by hand", "tablet, dark", "small laptop", "projector, large logits"],
)
def test_nothing_is_cut_shaved_or_covered(derive: Callable, device: dict, link: dict) -> None:
    page = derive(device=device, **link, **ALL)
    expect(cards(page)).to_have_count(10)
    page.wait_for_function("""() => [...document.querySelectorAll("details")].every((each) => each.open)""")
    wait_until_shown(page)
    fitted(page)
    assert page.locator(".katex-error").count() == 0
    assert page.locator(".katex-display .katex-html").count() == len(formulas(page)) >= 24
    assert page.evaluate(UNFIT) == []
    boxes = page.locator("[data-testid=stMain] .js-plotly-plot").evaluate_all(
        "all => all.map((chart) => chart.getBoundingClientRect()).map(({left, right, height}) => [left, right, height])"
    )
    assert [box for box in boxes if box[0] < 0 or box[1] > device["viewport"]["width"] or box[2] < 150] == []


@pytest.mark.parametrize(
    ("width", "device", "short"),
    [(390, {}, True), (1280, {"user_agent": PHONE["user_agent"]}, False)],
    ids=["a narrow window", "a phone's browser on a wide screen"],
)
def test_lines_are_broken_by_the_width_and_not_by_the_device(
    derive: Callable, width: int, device: dict, short: bool
) -> None:
    page = derive(device=device | {"viewport": {"width": width, "height": 900}})
    fitted(page)
    assert [r"\footnotesize" in tex for tex in formulas(page)] == [False, short]
    page.set_viewport_size({"width": 1670 - width, "height": 900})
    turned = page.locator(".katex-display annotation", has_text=r"\footnotesize")
    expect(turned).to_have_count(0 if short else 1)
    fitted(page)
    assert page.evaluate(UNFIT) == []


def test_swiping_on_the_picture_of_a_phone_scrolls(derive: Callable) -> None:
    page = derive(device=PHONE, **ALL)
    fitted(page)
    for chart in page.locator("[data-testid=stMain] .js-plotly-plot .nsewdrag:visible").all():
        swipe_scrolls(page, chart)


def layouts(page: Page, script: str) -> float:
    """How many times the page is laid out while a script runs."""
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable")

    def count() -> float:
        metrics = browser.send("Performance.getMetrics")["metrics"]
        return next(metric["value"] for metric in metrics if metric["name"] == "LayoutCount")

    before = count()
    page.evaluate(script)
    return count() - before


def test_printing_gives_all_ten_cards_from_any_of_them(derive: Callable) -> None:
    page = derive(device=PROJECTOR, derivation_step="6", dataset="iris")
    page.evaluate("() => { window.print = () => { window.cardsPrinted = document.querySelectorAll('h2').length; }; }")
    page.locator(".st-key-step_6").click()
    page.keyboard.press("Control+p")
    page.wait_for_function("() => window.cardsPrinted")
    expect(cards(page)).to_have_count(10)
    assert layouts(page, "() => dispatchEvent(new Event('beforeprint'))") < 10 < len(formulas(page))
    page.emulate_media(media="print")
    assert [card.is_visible() for card in cards(page).all()] == [True] * 10
    for hidden in ("stHeader", "stSidebar"):
        expect(page.get_by_test_id(hidden)).to_be_hidden()
    expect(page.locator(".st-key-reveal")).to_be_hidden()
    wait_until_shown(page)
    heights = page.evaluate(
        "() => [document.querySelector('[data-testid=stMain]').scrollHeight, document.body.scrollHeight]"
    )
    assert heights[1] >= 0.7 * heights[0] > 2000  # nothing scrolls inside the sheet
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert 7 <= sheets <= 11


@pytest.mark.parametrize(
    ("device", "link"),
    [
        (PROJECTOR, {"dataset": "iris"}),
        (PROJECTOR, {"dataset": "iris", "lang": "zh"}),
        (PROJECTOR, {"numbers_from": "logits", "target": "free", "y3": "0.3"}),
        (PROJECTOR, {"dataset": "digits", "n_epochs": "5"}),
        ({"viewport": {"width": 600, "height": 900}}, {"dataset": "iris"}),
    ],
    ids=["iris", "Chinese", "by hand", "ten classes", "a narrow window"],
)
def test_printed_every_letter_has_nine_points_and_stays_on_the_sheet(
    derive: Callable, device: dict, link: dict
) -> None:
    page = derive(device=device, **link)
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    cards(page).get_by_role("heading").click()
    page.keyboard.press("Control+p")
    page.wait_for_function("() => window.printed")
    page.emulate_media(media="print")
    expect(cards(page)).to_have_count(10)
    assert page.evaluate(TOO_SMALL_ON_PAPER) == []
    assert [each for each in page.evaluate(UNFIT) if "window" not in each] == []  # which may be narrower than a sheet
    width, charts = page.evaluate(ON_PAPER)
    assert width == pytest.approx(SHEET, abs=1)
    assert [each for each in charts if each > SHEET] == []


def drag(page: Page, name: str, value: float, event: str = "input") -> None:
    """A slider on its way (input), or at rest again (change)."""
    page.get_by_role("slider", name=name).evaluate(
        "(slider, [value, event]) => { slider.value = value; slider.dispatchEvent(new Event(event)); }", [value, event]
    )


def strip(page: Page) -> list[str]:
    """What is written in the strip, with the width of each bar in per cent."""
    return page.evaluate(
        """() => {
            const within = [...document.querySelectorAll(".st-key-derive_strip *")];
            const root = within.find((each) => each.shadowRoot).shadowRoot;
            return [...root.querySelectorAll(".number")].map((each) => each.textContent)
                .concat([...root.querySelectorAll(".bar")].map((bar) => bar.style.width));
        }"""
    )


@pytest.mark.parametrize("z1", [-1.5, 3.7])
def test_bars_follow_a_slider_that_moves_and_the_page_one_that_rests(derive: Callable, z1: float) -> None:
    page = derive(numbers_from="logits", derivation_step="5")
    expect(jacobian_shown(page)).to_have_text(jacobian_of([2.0, 1.0, 0.1]))
    before = formulas(page)
    drag(page, "logit of class 1", z1)
    a = np.exp([z1, 1.0, 0.1]) / np.exp([z1, 1.0, 0.1]).sum()
    written = strip(page)
    assert [f"z1 = {decimal(z1)}", *(f"a{i} = {decimal(each)}" for i, each in enumerate(a, start=1))] == [
        written[2],
        *(written[1:10][j] for j in (2, 5, 8)),
    ]
    assert [float(width[:-1]) for width in written[-3:]] == pytest.approx(100 * a, abs=1e-3)
    assert formulas(page) == before
    drag(page, "logit of class 1", z1, "change")
    page.wait_for_url(f"**z1={z1:g}*")
    expect(jacobian_shown(page)).to_have_text(jacobian_of([z1, 1.0, 0.1]))


def test_a_temperature_moves_the_bars_and_the_formulas(derive: Callable) -> None:
    page = derive(numbers_from="logits", derivation_step="5")
    drag(page, "temperature T", 0.3)  # a power of ten
    a = np.exp([1.0, 0.5, 0.05]) / np.exp([1.0, 0.5, 0.05]).sum()
    assert [float(width[:-1]) for width in strip(page)[-3:]] == pytest.approx(100 * a, abs=1e-3)
    drag(page, "temperature T", 0.3, "change")
    page.wait_for_url("**temperature=2*")
    expect(jacobian_shown(page)).to_have_text(jacobian_of([1.0, 0.5, 0.05]))


def test_logits_typed_change_every_formula_with_numbers(derive: Callable) -> None:
    page = derive(numbers_from="logits", target="free", **ALL)
    expect(jacobian_shown(page)).to_have_text(jacobian_of([2.0, 1.0, 0.1]))
    before = formulas(page)
    type_into(page, "z1", "-1.5")
    expect(jacobian_shown(page)).to_have_text(jacobian_of([-1.5, 1.0, 0.1]))
    expect(page.locator(".st-key-step_10 .katex-display annotation").last).not_to_have_text(before[-1])
    changed = [now != then for now, then in zip(formulas(page), before, strict=True) if re.search(r"\d\.\d{4}", then)]
    assert changed.count(False) == 2  # the targets, on two cards
    expect(page.get_by_role("alert").filter(has_text="a − y wrong")).to_have_count(0)
    type_into(page, "y3", "0.3")
    expect(page.get_by_role("alert").filter(has_text="a − y wrong")).to_have_count(1)


def test_a_sample_clicked_in_the_picture_is_followed(derive: Callable) -> None:
    page = derive(dataset="iris", derivation_step="3")
    before = formulas(page)
    page.get_by_role("button", name="Picture").click()
    page.wait_for_selector(f"{REGIONS} .main-svg .layer-above", state="attached")
    click_sample(page, 118)
    page.wait_for_url("**sample=118*")
    expect(page.locator(".st-key-sample input")).to_have_value("118")
    shows(page, 3)
    expect(page.locator(".katex-display annotation").last).not_to_have_text(before[-1])


def test_a_link_restores_sample_epoch_and_card_in_another_browser(derive: Callable) -> None:
    page = derive(dataset="iris", sample="71", derivation_step="3")
    page.locator("[class*=st-key-epoch] input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**epoch=11*")
    turn(page, "Next").click()
    shows(page, 4)
    other = derive(device=ELSEWHERE, **query(page))
    shows(other, 4)
    assert query(other) == {"dataset": "iris", "sample": "71", "epoch": "11", "derivation_step": "4"}
    assert formulas(other) == formulas(page)


def test_the_settings_come_along_from_the_train_page(derive: Callable) -> None:
    page = derive(path="", dataset="iris", sample="71", learning_rate="0.5")
    page.get_by_role("link", name="Derive").click()
    page.wait_for_url("**/derive?*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Why the gradient is a − y")
    expect(page.get_by_test_id("stCaptionContainer").filter(has_text="Sample 71 ")).to_have_count(1)
    page.wait_for_url("**sample=71*")
    assert query(page) == {"dataset": "iris", "sample": "71", "learning_rate": "0.5"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_formulas_table_and_bar_are_readable_in_both_themes(derive: Callable, scheme: str) -> None:
    page = derive(device=DESKTOP | {"color_scheme": scheme}, derivation_step="5")
    page.wait_for_function(
        """() => getComputedStyle(document.querySelector(".st-key-derive_bar")).backgroundColor
            === getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor"""
    )
    ink, background, bar = page.evaluate(
        """() => [
            getComputedStyle(document.querySelector(".katex-display")).color,
            getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor,
            getComputedStyle(document.querySelector(".st-key-derive_bar")).backgroundColor,
        ].map((colour) => colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part) / 3, 0))"""
    )
    cells = page.locator(f"{JACOBIAN} .heatmap-label text, {JACOBIAN} text.heatmap-label").first
    red, green, blue = (int(INK[scheme][i : i + 2], 16) for i in (1, 3, 5))
    assert (ink < background) == (scheme == "light")
    assert abs(ink - background) > 100
    assert bar == background
    assert set(re.findall(r"#\w{6}", "".join(formulas(page)))) <= set(CLASS_TEXT[scheme])
    expect(cells).to_have_css("fill", f"rgb({red}, {green}, {blue})")
