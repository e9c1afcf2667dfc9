"""Weights set by hand and samples edited in the picture, in a real browser."""

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import LONGEST_WAIT, PHONE, address, comes_to
from tests.browser.slow_network import frames, slow_page

expect.set_options(timeout=LONGEST_WAIT)

MARKS = ".st-key-regions .scatterlayer .point"


def part(page: Page, selector: str) -> Locator:
    return page.locator(f".st-key-movie {selector}")


def weight(page: Page, name: str) -> Locator:
    return page.get_by_label(name, exact=True)


def samples(page: Page) -> list[list[float]]:
    """Where each sample drawn stands on the screen, and in the data: x, y, u, v."""
    found: list[list[float]] = page.locator(MARKS).evaluate_all(
        """all => all.map((mark) => {
            const { x, y, width, height } = mark.getBoundingClientRect();
            return [x + width / 2, y + height / 2, mark.__data__.x, mark.__data__.y];
        })"""
    )
    return found


def stands_at(page: Page, x: float, y: float) -> None:
    """Wait until the first sample is drawn at a place of the screen."""
    page.wait_for_function(
        """([marks, x, y]) => {
            const box = document.querySelector(marks).getBoundingClientRect();
            return Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y) < 1;
        }""",
        arg=[MARKS, x, y],
    )


EDITED = re.compile(r"[?&]edits=")


def test_a_weight_stepped_and_typed_starts_a_run(still: Callable[..., Page]) -> None:
    page = still(panel="weights", shown_epoch="0")
    expect(weight(page, "class 1, sweetness")).to_have_value("0.0000")
    regions = page.locator(".movie-layer path.boundary")
    page.get_by_role("button", name="class 1, sweetness: 0.1 more").click()
    expect(weight(page, "class 1, sweetness")).to_have_value("0.1000")
    expect(page).to_have_url(re.compile(r"start=0\.1%2C0\.0%2C"))
    before = regions.get_attribute("d")
    weight(page, "class 2, bias").fill("−0,5")
    weight(page, "class 2, bias").press("Enter")
    expect(weight(page, "class 2, bias")).to_have_value("−0.5000")
    expect(regions).not_to_have_attribute("d", before or "")
    expect(part(page, ".where")).to_have_text("Epoch 0")
    expect(page).to_have_url(re.compile(r"%2C-0\.5%2C"))
    link = page.url
    weight(page, "class 3, bias").fill("much")
    weight(page, "class 3, bias").press("Enter")
    expect(page.get_by_text("“much” is not a number; 0 stays.")).to_be_visible()
    assert page.url == link
    page.get_by_role("button", name="One step from here").click()
    expect(part(page, ".where")).to_have_text("Epoch 1")
    expect(weight(page, "class 2, bias")).not_to_have_value("−0.5000")


def test_steps_on_a_network_slower_than_the_hand_are_all_taken(chromium: Browser, origin: str) -> None:
    with slow_page(chromium, address(origin, panel="weights", shown_epoch="0")) as (page, network):
        network.wait_until_quiet()
        network.held = True
        more = page.get_by_role("button", name="class 1, sweetness: 0.1 more")
        less = page.get_by_role("button", name="class 2, bias: 0.1 less")
        more.click()
        comes_to(page, network.run_is_over, True)
        for button in (more, more, less):
            button.click()
        frames(page, 10)
        network.let_go()
        expect(weight(page, "class 1, sweetness")).to_have_value("0.3000")
        expect(weight(page, "class 2, bias")).to_have_value("−0.1000")


def test_a_run_that_a_busy_browser_never_shows_as_going_is_over_all_the_same(still: Callable[..., Page]) -> None:
    page = still(panel="weights", shown_epoch="0")
    field, button = weight(page, "class 1, sweetness"), page.get_by_role("button", name="class 1, sweetness: 0.1 more")
    seen = page.evaluate_handle(
        """() => {
            const seen = [];
            const saw = (changes) => seen.push(...changes);
            const of = { subtree: true, attributeFilter: ["data-test-script-state"] };
            new MutationObserver(saw).observe(document.body, of);
            return seen;
        }"""
    )
    button.evaluate(
        """async (button) => {
            const asked = () => "asked" in document.documentElement.dataset;
            const inAFrame = () => new Promise((done) => requestAnimationFrame(done));
            while (asked()) await inAFrame();
            button.click();
            while (!asked()) await new Promise((done) => setTimeout(done));
            const end = performance.now() + 2000;
            while (performance.now() < end);  // the whole answer waits
        }"""
    )
    expect(field).to_have_value("0.1000")
    assert seen.evaluate("(seen) => seen.length") == 0
    waits = page.locator(":root[data-asked]")
    expect(waits).to_have_count(0, timeout=5000)  # for a lost answer twice as long


def test_a_run_goes_on_from_its_end_at_another_rate(still: Callable[..., Page]) -> None:
    page = still(panel="weights", n_epochs="20")
    expect(part(page, ".where")).to_have_text("Epoch 20")
    loss = part(page, ".training").inner_text()
    value = weight(page, "class 1, crispness").input_value()
    page.get_by_role("button", name="Go on from here").click()
    expect(part(page, ".where")).to_have_text("Epoch 0")
    expect(part(page, ".training")).to_have_text(loss)
    expect(weight(page, "class 1, crispness")).to_have_value(value)
    page.locator(".st-key-learning_rate input[type=range]").press("ArrowRight")
    expect(page).to_have_url(re.compile(r"learning_rate=0\.12.*start=|start=.*learning_rate=0\.12"))
    expect(weight(page, "class 1, crispness")).to_have_value(value)
    page.get_by_role("button", name="Drop the weights by hand").click()
    expect(weight(page, "class 1, crispness")).to_have_value("0.0000")
    expect(page).not_to_have_url(re.compile("start="))


def drag_the_first(page: Page) -> tuple[str, float, float]:
    """Drags the first sample until the model follows; the loss before, and where the sample stood on the screen."""
    expect(part(page, ".where")).to_have_text("Epoch 200")
    loss = part(page, ".training").inner_text()
    x, y = samples(page)[0][:2]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y + 90, steps=6)
    expect(part(page, ".training")).not_to_have_text(loss)
    return loss, x, y


def test_the_model_follows_a_sample_that_is_dragged(still: Callable[..., Page]) -> None:
    page = still(edit_samples="true")
    loss, x, y = drag_the_first(page)
    expect(page).not_to_have_url(EDITED)
    stands_at(page, x - 60, y + 90)
    moved = samples(page)[0]
    page.mouse.up()
    expect(page).to_have_url(EDITED)
    page.wait_for_function(
        "([marks, before]) => document.querySelector(marks).__data__.x !== before", arg=[MARKS, moved[2]]
    )
    stands_at(page, x - 60, y + 90)
    page.get_by_role("button", name="Undo").click()
    expect(page).not_to_have_url(EDITED)
    expect(part(page, ".training")).to_have_text(loss)


def test_escape_puts_a_dragged_sample_back(still: Callable[..., Page]) -> None:
    page = still(edit_samples="true")
    loss, x, y = drag_the_first(page)
    page.keyboard.press("Escape")
    expect(part(page, ".training")).to_have_text(loss)
    stands_at(page, x, y)
    page.mouse.up()
    assert not EDITED.search(page.url)


def test_samples_are_added_and_deleted_by_mouse_and_keys(still: Callable[..., Page]) -> None:
    page = still(edit_samples="true", sample="3")
    many = len(samples(page))
    area = page.locator(".st-key-regions .nsewdrag").bounding_box()
    assert area
    page.mouse.click(area["x"] + 0.97 * area["width"], area["y"] + 0.05 * area["height"])
    expect(page.locator(MARKS)).to_have_count(many + 1)
    expect(part(page, ".side .heading")).to_have_text(f"Sample {many + 1}: true class class 1")
    page.locator("h1").click()
    page.keyboard.press("Shift+ArrowLeft")
    expect(page).to_have_url(re.compile(r"a0%2C"))
    page.keyboard.press("Delete")
    expect(page.locator(MARKS)).to_have_count(many)
    expect(page).not_to_have_url(EDITED)


def test_samples_deleted_on_a_network_slower_than_the_hand_are_all_gone(chromium: Browser, origin: str) -> None:
    with slow_page(chromium, address(origin, edit_samples="true", sample="3")) as (page, network):
        network.wait_until_quiet()
        many = len(samples(page))
        page.locator("h1").click()
        network.held = True
        page.keyboard.press("Shift+ArrowLeft")
        comes_to(page, network.run_is_over, True)
        for _ in range(2):
            page.keyboard.press("Delete")
        frames(page, 10)
        network.let_go()
        expect(page.locator(MARKS)).to_have_count(many - 2)
        expect(part(page, ".side .heading")).to_have_text(re.compile("^Sample 3:"))


def test_a_finger_drags_a_sample_and_not_the_page(open_page: Callable[..., Page]) -> None:
    page = open_page(device=PHONE | {"reduced_motion": "reduce"}, edit_samples="true", sample="3")
    page.locator(".st-key-regions").evaluate("(place) => place.scrollIntoView({ block: 'center' })")
    main = "document.querySelector('[data-testid=stMain]').scrollTop"
    before, (x, y) = page.evaluate(main), samples(page)[0][:2]
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    expect(part(page, ".side .heading")).to_have_text(re.compile("^Sample 1:"))
    for step in range(1, 7):
        at = {"x": x - 5 * step, "y": y + 8 * step}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page).to_have_url(EDITED)
    assert page.evaluate(main) == before
