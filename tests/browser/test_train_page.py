"""The Train page in a real browser: the picture follows the hand, plays, and keeps what one looks at."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import LONGEST_WAIT, MOVING, PHONE, address, comes_to, swipe_scrolls, watched

expect.set_options(timeout=LONGEST_WAIT)

SLIDER = ".st-key-learning_rate input[type=range]"
CHART = ".st-key-regions .js-plotly-plot"


def part(page: Page, selector: str) -> Locator:
    """A part of the movie."""
    return page.locator(f".st-key-movie {selector}")


def shows(page: Page, epoch: int) -> None:
    expect(part(page, ".where")).to_have_text(f"Epoch {epoch}")


def outlines(page: Page, selector: str = "path.region") -> list[str]:
    return page.locator(f"{CHART} {selector}").evaluate_all("all => all.map((path) => path.getAttribute('d'))")


def curve(page: Page) -> str:
    return part(page, ".loss path.curve").get_attribute("d") or ""


def bars(page: Page) -> list[str]:
    return part(page, ".bars .value").all_inner_texts()


def numbers(page: Page) -> tuple[str, ...]:
    """What the picture says in numbers; they are drawn together with the regions."""
    return (*bars(page), part(page, ".training").inner_text())


def picture(page: Page) -> tuple[str, ...]:
    return (*outlines(page), curve(page), *numbers(page))


def wait_for(page: Page, script: str, *values: object) -> None:
    page.wait_for_function(script, arg=list(values))


def mark(page: Page) -> None:
    """Marks the chart and the movie, so that one mounted anew is found out."""
    page.evaluate(f"() => {{ document.querySelector('{CHART}').marked = true; }}")
    part(page, ".play").evaluate("(button) => (button.marked = true)")


def is_marked(page: Page) -> bool:
    chart = page.evaluate(f"() => document.querySelector('{CHART}').marked === true")
    return bool(chart and part(page, ".play").evaluate("(button) => button.marked === true"))


def sent_by(page: Page) -> list[str]:
    """What the page sends from now on over its websocket; a browser tells of those opened before too."""
    messages: list[str] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameSent", lambda frame: messages.append(frame["response"]["payloadData"]))
    return messages


def value_of(page: Page) -> float:
    return float(page.locator(SLIDER).get_attribute("aria-valuetext") or "nan")


def family_is_there(page: Page) -> None:
    """Near the slider with the pointer, and wait until the map of the family is drawn."""
    page.locator(".st-key-learning_rate").hover()
    page.wait_for_function(
        """() => document.querySelector(".st-key-movie [data-testid=stBidiComponentIsolated]")
            .shadowRoot.querySelector(".map").width === 61"""
    )


def thumb(page: Page, of: str = "learning_rate") -> tuple[float, float]:
    box = page.locator(f".st-key-{of} [data-testid=stSliderThumbValue]").bounding_box()
    track = page.locator(f".st-key-{of} input[type=range]").bounding_box()
    assert box
    assert track
    return box["x"] + box["width"] / 2, track["y"] + track["height"] / 2


@dataclass
class DefaultPage:
    """The default page, what went wrong on it, and its numbers at the last epoch."""

    page: Page
    trouble: list[str]
    numbers: tuple[str, ...]


@pytest.fixture(scope="module")
def default_page(calm: BrowserContext, origin: str) -> Iterator[DefaultPage]:
    trouble: list[str] = []
    page = watched(calm.new_page(), trouble, address(origin))
    shows(page, 200)
    yield DefaultPage(page, trouble, numbers(page))
    page.close()


@pytest.fixture
def instrument(default_page: DefaultPage) -> Iterator[Page]:
    """The default page, opened once: every test finds it reset, at its last epoch, with nothing in focus."""
    page = default_page.page
    leave_fields(page)
    if "?" in page.url:
        page.get_by_role("button", name="Reset to defaults").click()
        wait_for(page, "() => !location.search")
        leave_fields(page)
    page.keyboard.press("End")
    shows(page, 200)
    wait_for(page, "() => !location.search")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    comes_to(page, lambda: numbers(page), default_page.numbers)
    yield page
    assert default_page.trouble == []


def leave_fields(page: Page) -> None:
    page.keyboard.press("Escape")
    page.locator("h1").click()


def test_the_first_visit_plays_once_from_untrained_to_the_end(open_page: Callable[..., Page]) -> None:
    page = open_page("", device=MOVING, n_epochs="60")
    shows(page, 60)
    expect(part(page, ".play span")).to_have_text("Play")
    assert "shown_epoch" not in page.url


def test_before_training_all_classes_tie_and_nothing_is_shaded(instrument: Page) -> None:
    page = instrument
    page.keyboard.press("Home")
    shows(page, 0)
    expect(part(page, ".training")).to_contain_text("all classes tie at 33.3%")
    assert set(outlines(page)) == {""}
    assert outlines(page, "path.rings") == [""]
    assert bars(page) == ["33.3%"] * 3


def test_dragging_by_mouse_changes_the_picture_before_release_and_sends_nothing(instrument: Page) -> None:
    page = instrument
    sent = sent_by(page)
    family_is_there(page)
    mark(page)
    before, (x, y) = picture(page), thumb(page)
    page.mouse.move(x, y)
    page.mouse.down()
    messages, seen = len(sent), {before}
    for step in range(1, 8):
        rate = value_of(page)
        page.mouse.move(x + 30 * step, y)
        wait_for(page, f"([rate]) => document.querySelector('{SLIDER}').ariaValueText !== `${{rate}}`", rate)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        seen.add(picture(page))
    assert len(seen) >= 6
    assert len(sent) == messages
    assert "learning_rate" not in page.url
    page.mouse.up()
    wait_for(page, "() => location.search.includes('learning_rate')")
    assert page.url.endswith(f"learning_rate={value_of(page):g}")
    assert is_marked(page)


@pytest.mark.parametrize(("name", "to"), [("l2", 60), ("momentum", -60)])
def test_another_setting_under_the_hand_changes_the_picture_before_release(
    open_page: Callable[..., Page], name: str, to: int
) -> None:
    page = open_page("", dataset="iris", optimizer="momentum", learning_rate="0.5")
    page.locator(f".st-key-{name}").hover()
    zones = page.locator(".st-key-movie .zones")
    expect(zones).to_be_visible()
    mark(page)
    seen, (x, y) = [picture(page)], thumb(page, name)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + to / 3, y)
    comes_to(page, lambda: picture(page) != seen[0], True)  # its family is there
    sent = sent_by(page)
    for step in (2, 3):
        seen.append(picture(page))
        page.mouse.move(x + to * step / 3, y)
        comes_to(page, lambda: picture(page) != seen[-1], True)
    assert sent == []
    expect(zones).to_be_hidden()
    shown = numbers(page)
    page.mouse.up()
    wait_for(page, f"() => location.search.includes('{name}=')")
    expect(zones).to_be_visible()
    assert numbers(page) == shown
    assert is_marked(page)


def test_keys_move_the_rate_and_the_picture(instrument: Page) -> None:
    page = instrument
    family_is_there(page)
    mark(page)
    before = picture(page)
    page.focus(SLIDER)
    page.keyboard.press("ArrowRight")
    wait_for(page, "() => location.search.includes('learning_rate=0.12')")
    assert picture(page) != before
    assert is_marked(page)


def test_the_zone_follows_the_hand(instrument: Page) -> None:
    sentence = part(instrument, ".zone-sentence")
    expect(sentence).to_contain_text("Safe")
    instrument.focus(SLIDER)
    instrument.keyboard.press("End")
    expect(sentence).to_contain_text("Cannot settle")
    instrument.keyboard.press("Home")
    expect(sentence).to_contain_text("Safe")


def test_play_passes_every_epoch_and_sends_nothing(instrument: Page) -> None:
    page = instrument
    sent = sent_by(page)
    page.evaluate(
        """() => {
            const label = document.querySelector(".st-key-movie [data-testid=stBidiComponentIsolated]")
                .shadowRoot.querySelector(".epoch-label");
            window.passed = [];
            new MutationObserver(() => window.passed.push(label.textContent))
                .observe(label, { childList: true, characterData: true, subtree: true });
        }"""
    )
    messages = len(sent)
    part(page, ".play").click()
    wait_for(page, "() => window.passed.length > 1 && window.passed.at(-1) === 'epoch 200 of 200'")
    assert page.evaluate("() => window.passed") == [f"epoch {epoch} of 200" for epoch in range(201)]
    assert len(sent) == messages


def test_a_long_run_is_played_epoch_by_epoch_once_it_is_whole(still: Callable[..., Page]) -> None:
    page = still(dataset="iris", n_epochs="1000", shown_epoch="500")
    shows(page, 500)
    page.keyboard.press("ArrowRight")
    shows(page, 501)
    page.keyboard.press("ArrowRight")
    shows(page, 502)


def test_the_player_obeys_keys_from_anywhere_but_a_field(instrument: Page) -> None:
    page = instrument
    for key, epoch in (("Home", 0), ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 200)):
        page.keyboard.press(key)
        shows(page, epoch)
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    expect(part(page, ".play span")).to_have_text("Pause")
    page.keyboard.press(" ")
    expect(part(page, ".play span")).to_have_text("Play")
    page.keyboard.press("Home")
    page.locator(".st-key-n_epochs input").click()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("End")
    shows(page, 0)


def test_loop_and_speed(instrument: Page) -> None:
    page = instrument
    page.keyboard.press("ArrowLeft")
    part(page, ".loop").click()
    part(page, ".speed").select_option("10")
    part(page, ".play").click()
    page.wait_for_function(
        "(where) => /^Epoch (50|60|70|80|90|100)$/.test(where.textContent)", arg=part(page, ".where").element_handle()
    )
    expect(part(page, ".play span")).to_have_text("Pause")
    part(page, ".play").click()
    expect(part(page, ".play span")).to_have_text("Play")
    part(page, ".loop").click()
    part(page, ".speed").select_option("1")


def test_a_click_on_the_loss_goes_to_that_epoch_and_dragging_on(instrument: Page) -> None:
    page = instrument
    box = part(page, ".loss > svg").bounding_box()
    assert box
    left, right, y = box["x"] + 52, box["x"] + box["width"] - 12, box["y"] + 60
    page.mouse.click((left + right) / 2, y)
    shows(page, 100)
    page.mouse.move((left + right) / 2, y)
    page.mouse.down()
    page.mouse.move(left + (right - left) / 4, y)
    page.mouse.up()
    shows(page, 50)


def test_the_epoch_stays_over_rate_sample_page_and_reload(still: Callable[..., Page]) -> None:
    page = still(shown_epoch="57")
    page.focus(SLIDER)
    page.keyboard.press("ArrowRight")
    wait_for(page, "() => location.search.includes('learning_rate=0.12')")
    shows(page, 57)
    part(page, ".bars").wait_for()
    page.get_by_role("link", name="Derive").click()
    page.wait_for_url("**/derive**")
    page.get_by_role("link", name="Train").click()
    shows(page, 57)
    page.reload()
    shows(page, 57)
    assert "shown_epoch=57" in page.url


def test_a_link_shows_the_same_picture_in_another_browser(still: Callable[..., Page]) -> None:
    page = still(dataset="iris", learning_rate="0.5", n_epochs="100", shown_epoch="33", sample="60")
    shows(page, 33)
    other = still(**dict(pair.split("=") for pair in page.url.split("?")[1].split("&")))
    shows(other, 33)
    assert picture(other) == picture(page)


def sample_place(page: Page, row: int) -> tuple[float, float]:
    """Where a sample stands on the screen."""
    return tuple(
        page.evaluate(
            f"""([row]) => {{
                const chart = document.querySelector('{CHART}');
                const {{ xaxis, yaxis }} = chart._fullLayout;
                const area = chart.querySelector(".nsewdrag").getBoundingClientRect();
                for (const trace of chart._fullData) {{
                    const i = trace.customdata ? [...trace.customdata].indexOf(row) : -1;
                    if (i >= 0) return [area.left + xaxis.c2p(trace.x[i]), area.top + yaxis.c2p(trace.y[i])];
                }}
            }}""",
            [row],
        )
    )


def test_a_clicked_sample_is_followed_and_the_epoch_stays(instrument: Page) -> None:
    page = instrument
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    shows(page, 1)
    mark(page)
    page.mouse.click(*sample_place(page, 110))
    expect(part(page, ".side .heading")).to_have_text(re.compile(r"^Sample 110: true class class 3"))
    wait_for(page, "() => location.search.includes('sample=110')")
    expect(page.locator(".st-key-sample input")).to_have_value("110")
    shows(page, 1)
    assert is_marked(page)


def test_pointing_shows_the_probabilities_there(instrument: Page) -> None:
    page = instrument
    x, y = sample_place(page, 110)
    page.mouse.move(x, y)
    expect(part(page, ".tip")).to_contain_text("Sample 110")
    expect(part(page, ".tip")).to_contain_text("class 3")
    corner = page.locator(f"{CHART} .nsewdrag").bounding_box()
    assert corner
    page.mouse.move(corner["x"] + 12, corner["y"] + 12)
    expect(part(page, ".tip")).to_contain_text(re.compile(r"^[^:]+ −\d.*, .*\d"))
    page.mouse.move(10, 10)
    expect(part(page, ".tip")).to_be_hidden()


def test_zoom_survives_rate_epoch_and_sample(instrument: Page) -> None:
    page = instrument
    page.hover(CHART)
    page.locator(f"{CHART} .modebar-btn[data-title='Zoom in']").click()
    read = f"() => document.querySelector('{CHART}')._fullLayout.xaxis.range.map((end) => end.toFixed(4)).join()"
    page.wait_for_function(f"() => ({read})() !== '-4.3738,4.7498'")
    zoomed, regions = page.evaluate(read), outlines(page)
    page.focus(SLIDER)
    page.keyboard.press("ArrowRight")
    wait_for(page, "() => location.search.includes('learning_rate=0.12')")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("Home")
    shows(page, 0)
    assert page.evaluate(read) == zoomed
    page.keyboard.press("End")
    shows(page, 200)
    assert outlines(page) != regions


def test_the_former_run_stays_as_a_ghost(instrument: Page) -> None:
    page = instrument
    boundary, former = outlines(page, "path.boundary"), curve(page)
    page.focus(SLIDER)
    page.keyboard.press("ArrowRight")
    wait_for(page, "() => location.search.includes('learning_rate=0.12')")
    expect(part(page, ".before")).to_have_text("thin lines: the run before, at learning rate 0.1")
    assert outlines(page, "path.ghost") == boundary
    assert part(page, ".loss path.ghost").get_attribute("d")
    assert curve(page) != former


def test_a_run_that_blew_up_shows_its_curve(still: Callable[..., Page]) -> None:
    page = still(l2="0.01", learning_rate="1000", n_epochs="400")
    expect(part(page, ".status")).to_have_text("blew up")
    expect(part(page, ".loss .axes")).to_contain_text("log scale")
    assert len(curve(page)) > 200
    expect(page.get_by_role("alert").first).to_contain_text("had grown beyond all bounds")


def test_arrows_the_step_in_numbers_and_the_landscape(still: Callable[..., Page]) -> None:
    page = still(arrows="true", shown_epoch="20", l2="0.01")
    expect(part(page, ".step .formula")).to_contain_text("W ← W − η ∂L/∂W from epoch 20, with η = 0.1")
    assert all(outlines(page, "path.arrow"))
    assert part(page, ".step td").count() == 9
    pushes = part(page, ".push").all_inner_texts()
    total = sum(float(push[2:].replace("−", "-")) for push in pushes)
    assert abs(total) < 2e-4
    page.locator(".st-key-panel").get_by_role("combobox").click()
    page.get_by_role("option", name="loss landscape").click()
    expect(part(page, ".landscape")).to_be_visible()
    expect(part(page, ".side")).to_be_hidden()
    shows(page, 20)
    path = part(page, ".ground path.path")
    long = path.get_attribute("d") or ""
    leave_fields(page)
    page.keyboard.press("Home")
    shows(page, 0)
    assert len(path.get_attribute("d") or "") < len(long)


def test_the_picture_is_told_in_words_at_rest(instrument: Page) -> None:
    words = part(instrument, ".in-words")
    expect(words).to_contain_text("Epoch 200 of 200 at learning rate 0.1. Training loss")
    expect(words).to_contain_text("Sample 1, true class class 1: class 1 8")
    instrument.keyboard.press("ArrowLeft")
    expect(words).to_contain_text("Epoch 199 of 200")


def test_the_instrument_is_on_the_first_screen(still: Callable[..., Page]) -> None:
    page = still()
    for width, height in ((1280, 720), (1024, 768), (820, 1180)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(
            f"(width) => document.querySelector('{CHART}').getBoundingClientRect().right <= width", arg=width
        )
        parts = [".zones", ".measures", ".loss", ".side", ".play", ".epoch"]
        boxes = {name: part(page, name).bounding_box() for name in parts}
        boxes["rate"] = page.locator(".st-key-learning_rate").bounding_box()
        boxes["plane"] = page.locator(CHART).bounding_box()
        for name, box in boxes.items():
            assert box, name
            assert box["y"] >= 0, (name, width)
            assert box["y"] + box["height"] <= height, (name, width)
            assert box["x"] + box["width"] <= width, (name, width)
        names = [name for name in boxes if name not in (".play", ".epoch")]
        for i, first in enumerate(names):
            for second in names[i + 1 :]:
                assert apart(boxes[first], boxes[second]), (first, second, width)


def apart(a: dict, b: dict) -> bool:
    beside = a["x"] + a["width"] <= b["x"] + 1 or b["x"] + b["width"] <= a["x"] + 1
    return bool(beside or a["y"] + a["height"] <= b["y"] + 1 or b["y"] + b["height"] <= a["y"] + 1)


def test_on_a_phone_rate_and_play_stand_under_the_picture_and_a_swipe_scrolls(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("", device={**PHONE, "reduced_motion": "reduce"})
    boxes = [page.locator(CHART).bounding_box(), part(page, ".play").bounding_box()]
    boxes.append(page.locator(".st-key-learning_rate").bounding_box())
    assert all(boxes)
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert tops[-1] < 844
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    finger_moves_the_rate(page)
    swipe_scrolls(page, page.locator(f"{CHART} .nsewdrag"))
    swipe_scrolls(page, part(page, ".loss > svg"))


def finger_moves_the_rate(page: Page) -> None:
    """By touch, the picture changes before the finger is lifted and nothing is mounted again."""
    mark(page)
    page.locator(SLIDER).scroll_into_view_if_needed()
    before, (x, y) = picture(page), thumb(page)
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 9):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + 12 * step, "y": y}]})
    wait_for(page, f"() => document.querySelector('{SLIDER}').ariaValueText !== '0.1'")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    wait_for(page, "() => location.search.includes('learning_rate')")
    assert picture(page) != before
    assert is_marked(page)


def test_a_lost_connection_during_a_drag_leaves_a_page_that_works(still: Callable[..., Page]) -> None:
    page = still()
    family_is_there(page)
    x, y = thumb(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.context.set_offline(True)
    before = picture(page)
    page.mouse.move(x + 60, y)
    wait_for(page, f"() => document.querySelector('{SLIDER}').ariaValueText !== '0.1'")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert picture(page) != before
    page.context.set_offline(False)
    page.mouse.up()
    wait_for(page, "() => location.search.includes('learning_rate')")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("Home")
    shows(page, 0)


def test_newton_has_no_rate(still: Callable[..., Page]) -> None:
    page = still(optimizer="newton")
    expect(page.locator(".st-key-learning_rate")).to_have_count(0)
    expect(part(page, ".zones")).to_be_hidden()
    assert any(outlines(page))


def test_back_and_forward_restore_the_rate(instrument: Page) -> None:
    page = instrument
    page.focus(SLIDER)
    page.keyboard.press("ArrowRight")
    wait_for(page, "() => location.search.includes('learning_rate=0.12')")
    page.go_back()
    wait_for(page, f"() => document.querySelector('{SLIDER}').ariaValueText === '0.1'")
    page.go_forward()
    wait_for(page, f"() => document.querySelector('{SLIDER}').ariaValueText === '0.12'")


def test_a_junk_link_says_what_it_ignored(still: Callable[..., Page]) -> None:
    page = still(learning_rate="fast", shown_epoch="many")
    warning = page.get_by_role("alert").first
    expect(warning).to_contain_text("learning_rate")
    expect(warning).to_contain_text("shown_epoch")
    shows(page, 200)


def test_the_bars_of_twenty_classes_are_all_on_the_first_screen(still: Callable[..., Page]) -> None:
    page = still(dataset="blobs", blob_classes="20")
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(part(page, ".bars .value")).to_have_count(20)
    side, player = part(page, ".side").bounding_box(), part(page, ".player").bounding_box()
    assert side
    assert player
    for row in part(page, ".bars > div").all():
        box = row.bounding_box()
        assert box
        assert box["y"] + box["height"] <= player["y"]
        assert box["x"] + box["width"] <= side["x"] + side["width"] + 1
