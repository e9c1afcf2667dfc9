"""The atlas, made by its own command and opened from the disk without a network: its numbers are the trainer's."""

import fcntl
import gzip
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import LONGEST_WAIT, PHONE
from tests.load.server import ROOT
from trainer import TrainingConfig, load_iris, load_three_class, predict_proba, run_experiment
from trainer.catalogue import CATALOGUE
from trainer.feature_map import with_squares_and_products
from trainer.figures.numbers import number, percent, probability
from trainer.ui.atlas.lessons import fitting
from trainer.ui.lessons.trainers_line import line_in_words
from trainer.ui.movie.parts import drawn_rows
from trainer.ui.settings.table import LEARNING_RATES

LAPTOP = {"viewport": {"width": 1280, "height": 720}, "locale": "en-US"}
MOST = 6_000_000 - 30_000  # bytes, gzipped, and room for what grows by itself
READY = "main:not(.loading)"
SLIDER = ".st-key-learning_rate input"
RUNS = [  # data set, how it is trained, an epoch of it, a sample
    ("three_class", TrainingConfig(), 200, 1),
    ("three_class", TrainingConfig(0.001), 137, 9),
    ("three_class", TrainingConfig(1000.0), 199, 150),
    ("three_class", TrainingConfig(250.0, l2=0.01), 60, 70),
    ("three_class", TrainingConfig(0.3, optimizer="adam"), 1, 101),
    ("iris", TrainingConfig(5.0), 18, 78),
    ("iris", TrainingConfig(0.6, optimizer="momentum"), 77, 107),
    ("iris", TrainingConfig(25.0, optimizer="nesterov"), 33, 134),
    ("iris", TrainingConfig(optimizer="newton", n_epochs=20), 20, 78),
    ("iris", TrainingConfig(optimizer="newton", n_epochs=20, l2=0.0003), 3, 1),
    ("separable", TrainingConfig(1.2, optimizer="adam"), 200, 5),
    ("wine", TrainingConfig(1.0, optimizer="momentum", n_epochs=40), 40, 100),
    ("wine", TrainingConfig(1000.0, optimizer="adam", n_epochs=40), 7, 178),
    ("digits", TrainingConfig(3.0, n_epochs=8), 5, 1),
    ("digits", TrainingConfig(0.1, optimizer="nesterov", n_epochs=8), 8, 1797),
    ("digits", TrainingConfig(optimizer="newton", n_epochs=8), 8, 1),
]

expect.set_options(timeout=LONGEST_WAIT)


@pytest.fixture(scope="session")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The file that `make atlas` writes, and what it prints."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "atlas"  # one for all processes of the run
    folder.mkdir(exist_ok=True)
    out, said = folder / "build" / "atlas.html", folder / "said.txt"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            command = [sys.executable, "-m", "trainer.ui.atlas", str(out)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=600)
            assert done.stderr == ""
            said.write_text(done.stdout)
    return out, said.read_text()


def opened_from_disk(page: Page, file: Path, query: str = "") -> list[str]:
    """Open a file; what goes wrong, and every request for anything beside it, is noted."""
    trouble: list[str] = []
    page.set_default_timeout(LONGEST_WAIT)
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(f"thrown: {error}"))
    inside = (file.as_uri(), "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(inside) else trouble.append(request.url))
    page.goto(f"{file.as_uri()}#{query}")
    page.wait_for_selector(READY)
    page.wait_for_selector(".movie-layer path.region", state="attached")
    return trouble


@pytest.fixture(scope="module")
def offline(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser without a network, in which nothing plays by itself."""
    with chromium.new_context(**LAPTOP, offline=True, reduced_motion="reduce") as context:
        yield context


@pytest.fixture
def opened(offline: BrowserContext, chromium: Browser, atlas: tuple[Path, str]) -> Iterator[Callable[..., Page]]:
    """opened("dataset=iris") is the atlas at these settings; device: in a browser of its own."""
    seen, closing = [], []

    def open_page(query: str = "", device: dict | None = None) -> Page:
        context = chromium.new_context(**device, offline=True) if device else offline
        page = context.new_page()
        closing.append(context if device else page)
        seen.append(opened_from_disk(page, atlas[0], query))
        return page

    yield open_page
    trouble = [each for of_page in seen for each in of_page]
    for each in closing:
        each.close()
    assert trouble == []


class SharedAtlas:
    """The atlas opened once a language, for tests that go where they will by its address or its lessons."""

    def __init__(self, context: BrowserContext, file: Path) -> None:
        self.context, self.file = context, file
        self.pages: dict[str, Page] = {}
        self.trouble: dict[str, list[str]] = {}

    def at(self, query: str = "", language: str = "en") -> Page:
        """The atlas at an address, with nothing of the former test left."""
        if language not in self.pages:
            self.pages[language] = self.context.new_page()
            self.trouble[language] = opened_from_disk(self.pages[language], self.file, f"lang={language}")
        page = self.pages[language]
        page.evaluate("(query) => { location.hash = query; }", f"{query}&lang={language}")
        expect(strip(page)).to_be_hidden()
        return page


@pytest.fixture(scope="module")
def shared_atlas(offline: BrowserContext, atlas: tuple[Path, str]) -> SharedAtlas:
    return SharedAtlas(offline, atlas[0])


@pytest.fixture
def shared(shared_atlas: SharedAtlas) -> Iterator[Callable[..., Page]]:
    """shared("dataset=iris", language="zh") is the atlas there, without being opened anew."""
    yield shared_atlas.at
    assert [each for of_page in shared_atlas.trouble.values() for each in of_page] == []


def part(page: Page, selector: str):
    return page.locator(f".st-key-movie {selector}")


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).fragment))


def link(data_set: str, config: TrainingConfig, **more: object) -> str:
    named = {"dataset": data_set, "learning_rate": config.learning_rate, "n_epochs": config.n_epochs}
    named |= {"optimizer": config.optimizer, "l2": config.l2} | more
    return "&".join(
        f"{key}={value:g}" if isinstance(value, float) else f"{key}={value}" for key, value in named.items()
    )


def outlines(page: Page) -> list[str]:
    return page.locator(".movie-layer path.region").evaluate_all("all => all.map((path) => path.getAttribute('d'))")


def test_the_command_says_what_it_has_written_and_it_is_small_enough(atlas: tuple[Path, str]) -> None:
    file, printed = atlas
    size, packed = len(file.read_bytes()), len(gzip.compress(file.read_bytes()))
    assert packed <= MOST
    assert re.fullmatch(r".*atlas\.html: ([\d.]+) MB, ([\d.]+) MB gzipped, made in \d+ s\..*\n", printed)
    said = [float(mega) * 1e6 for mega in re.findall(r"([\d.]+) MB", printed)]
    assert said == pytest.approx([size, packed], abs=1e4)


@pytest.mark.parametrize(("data_set", "config", "epoch", "sample"), RUNS, ids=lambda value: str(value)[:60])
def test_what_the_page_shows_is_what_train_gives(
    shared: Callable[..., Page], data_set: str, config: TrainingConfig, epoch: int, sample: int
) -> None:
    run = run_experiment(CATALOGUE[data_set](), config, held_out=0.2)
    at = min(epoch, run.history.n_epochs)
    page = shared(link(data_set, config, shown_epoch=epoch, sample=sample))
    expect(part(page, ".where")).to_have_text(f"Epoch {at}")
    loss, held = run.history.loss[at], run.held_out_loss[at]
    expect(part(page, ".training")).to_have_text(
        f"training: loss {number(np.float32(loss))}, accuracy {percent(run.history.accuracy[at])}"
    )
    expect(part(page, ".held-out")).to_have_text(
        f"held out: loss {number(np.float32(held))}, accuracy {percent(run.held_out_accuracy[at])}"
    )
    chances = predict_proba(run.in_data_units(at), run.dataset.X[sample - 1 : sample])[0]
    expect(part(page, ".bars .value")).to_have_text([probability(chance) for chance in chances])


DECODE = """async ([place, rate, epoch]) => {
    const scripts = document.querySelector("script[type=module]").textContent.replace(/^await opened.*$/m, "");
    const address = URL.createObjectURL(new Blob([scripts + "\\nexport { unpacked, parts, decodedFamily, cut, Run };"],
        { type: "text/javascript" }));
    const { unpacked, parts, decodedFamily, cut, Run } = await import(address);
    const [part] = parts(await unpacked(`runs-${place}`));
    const run = new Run(part.kind === "run" ? part : cut(decodedFamily(part), rate));
    const frame = run.frameOf(epoch);
    return [run.epochs[frame], run.last, run.status, run.measure("loss", frame), run.measure("accuracy", frame),
            run.measure("held_loss", frame), run.model(frame), run.curve("curve").length]; }"""


@pytest.mark.parametrize("rate", [0.001, 0.1, 3.0, 40.0, 1000.0])
@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum", "nesterov", "adam"])
def test_every_bit_of_a_packed_run_is_that_of_the_trainer(
    shared: Callable[..., Page], optimizer: str, rate: float
) -> None:
    page = shared()
    place = ("gradient_descent", "momentum", "nesterov", "adam").index(optimizer)  # the first shelves
    run = run_experiment(load_three_class(), TrainingConfig(rate, optimizer=optimizer), held_out=0.2)
    history = run.history
    for epoch in (0, 57, 200):
        at = min(epoch, history.n_epochs)
        found = page.evaluate(DECODE, [place, rate, epoch])
        shown, last, status, loss, accuracy, held, model, points = found
        assert (shown, last, status, points) == (epoch, history.n_epochs, history.status, history.n_epochs + 1)
        assert (loss, accuracy) == (np.float32(history.loss[at]), np.float32(history.accuracy[at]))
        assert held == pytest.approx(run.held_out_loss[at], rel=1e-6)
        expected = np.column_stack([history.W[at], history.b[at]]).astype(np.float32)
        np.testing.assert_array_equal(np.array(model, np.float32), expected)


def test_a_rate_or_sample_that_is_not_there_becomes_the_nearest_that_is(shared: Callable[..., Page]) -> None:
    drawn = drawn_rows(1797, 64)
    missing = next(row for row in range(1, 1797) if row not in drawn)
    page = shared(f"dataset=digits&learning_rate=0.12&sample={missing + 1}")
    expect(page.locator(".st-key-learning_rate span")).to_have_text("Learning rate: 0.1")
    expect(page.locator(SLIDER)).to_have_attribute("max", "12")
    nearest = drawn[np.abs(drawn - missing).argmin()] + 1
    expect(part(page, ".side .heading")).to_contain_text(f"Sample {nearest}")
    expect(page.locator("[name=sample]")).to_have_value(str(nearest))
    page.locator(SLIDER).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".st-key-learning_rate span")).to_have_text("Learning rate: 0.3")
    page.wait_for_function("() => location.hash.includes('learning_rate=0.3')")


def test_squares_are_switched_on_where_there_are_runs_with_them(shared: Callable[..., Page]) -> None:
    page = shared("dataset=rings&optimizer=adam&learning_rate=1")
    page.locator("[name=squares]").click()
    page.wait_for_function("() => document.querySelector('main').dataset.shown.includes('squares=true')")
    run = run_experiment(
        with_squares_and_products(CATALOGUE["rings"]()), TrainingConfig(1.0, 100, optimizer="adam"), held_out=0.2
    )
    expect(part(page, ".training")).to_contain_text(f"loss {number(np.float32(run.history.loss[100]))},")
    assert query(page)["optimizer"] == "adam"
    shared("dataset=iris")
    expect(page.locator("[name=squares]")).to_have_count(0)


def test_it_plays_from_untrained_to_the_end_on_opening(opened: Callable[..., Page]) -> None:
    page = opened("dataset=iris&optimizer=newton", device=LAPTOP)
    expect(part(page, ".where")).to_have_text("Epoch 20")
    expect(part(page, ".play span")).to_have_text("Play")
    assert "shown_epoch" not in query(page)


def test_play_pause_step_speed_loop_and_keys(opened: Callable[..., Page]) -> None:
    page = opened("dataset=iris")
    page.locator("h1").click()
    page.keyboard.press("Home")
    expect(part(page, ".where")).to_have_text("Epoch 0")
    page.keyboard.press("ArrowRight")
    part(page, ".forward").click()
    expect(part(page, ".where")).to_have_text("Epoch 2")
    page.wait_for_function("() => location.hash.includes('shown_epoch=2')")
    part(page, ".speed").select_option("50")
    part(page, ".loop").click()
    part(page, ".play").click()
    expect(part(page, ".play span")).to_have_text("Pause")
    page.wait_for_function(
        "() => document.querySelector('.st-key-movie .place').shadowRoot.querySelector('.epoch').value > 120"
    )
    page.wait_for_function(
        "() => document.querySelector('.st-key-movie .place').shadowRoot.querySelector('.epoch').value < 60"
    )
    page.keyboard.press(" ")  # on the button that has the focus
    expect(part(page, ".play span")).to_have_text("Play")
    page.keyboard.press("End")
    expect(part(page, ".where")).to_have_text("Epoch 200")


def test_dragging_the_rate_changes_the_picture_before_release(opened: Callable[..., Page]) -> None:
    page = opened("shown_epoch=150")
    box = page.locator(SLIDER).bounding_box()
    assert box
    y, place = (
        box["y"] + box["height"] / 2,
        lambda rate: box["x"] + 8 + (box["width"] - 16) * LEARNING_RATES.index(rate) / 60,
    )
    page.mouse.move(place(0.1), y)
    page.mouse.down()
    seen = [(tuple(outlines(page)), part(page, ".training").inner_text())]
    for rate in (0.3, 1.0, 5.0, 100.0):
        page.mouse.move(place(rate), y, steps=4)
        expect(page.locator(".st-key-learning_rate span")).to_have_text(f"Learning rate: {rate:g}")
        loss = run_experiment(load_three_class(), TrainingConfig(rate), held_out=0.2).history.loss[150]
        expect(part(page, ".training")).to_contain_text(f"loss {number(np.float32(loss))},")
        seen.append((tuple(outlines(page)), part(page, ".training").inner_text()))
    assert len(set(seen)) == 5
    assert "learning_rate" not in query(page)
    page.mouse.up()
    page.wait_for_function("() => location.hash.includes('learning_rate=100')")
    expect(part(page, ".before")).to_contain_text("the run before, at learning rate 0.1")


def test_every_control_sets_what_it_says(opened: Callable[..., Page]) -> None:
    page = opened("learning_rate=0.3")
    page.locator("[name=dataset]").select_option("iris")
    page.locator("[name=optimizer]").select_option("Newton")
    expect(part(page, ".where")).to_have_text("Epoch 20")
    expect(page.locator(SLIDER)).to_be_hidden()
    page.locator("[name=l2]").select_option("0.001")
    loss = run_experiment(load_iris(), TrainingConfig(optimizer="newton", n_epochs=20, l2=0.001), held_out=0.2)
    expect(part(page, ".held-out")).to_contain_text(f"loss {number(np.float32(loss.held_out_loss[-1]))},")
    page.locator("[name=sample]").fill("78")
    page.locator("[name=sample]").press("Enter")
    expect(part(page, ".side .heading")).to_contain_text("Sample 78")
    page.get_by_label("Show pushes and steps").check()
    expect(part(page, ".step")).to_be_visible()
    page.locator("[name=optimizer]").select_option("Adam")
    expect(part(page, ".where")).to_have_text("Epoch 200")
    expect(page.locator(".st-key-learning_rate span")).to_have_text("Learning rate: 0.3")
    page.wait_for_function("() => document.querySelector('main').dataset.shown.includes('optimizer=adam')")
    assert query(page) == {
        **{"dataset": "iris", "optimizer": "adam", "learning_rate": "0.3", "sample": "78"},
        "arrows": "true",
    }


def test_the_language_changes_and_the_settings_stay(opened: Callable[..., Page]) -> None:
    page = opened("dataset=iris&optimizer=adam&learning_rate=0.5&shown_epoch=57&sample=71")
    numbers = part(page, ".bars .value").all_inner_texts()
    before, picture = query(page), outlines(page)
    page.get_by_role("button", name="中文").click()
    expect(part(page, ".where")).to_have_text("第 57 轮")
    expect(page.locator("h1")).to_have_text("Softmax 训练器：训练图集")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert query(page) == before | {"lang": "zh"}
    assert part(page, ".bars .value").all_inner_texts() == numbers
    assert outlines(page) == picture
    shown = page.locator("main").inner_text().replace("English", "").replace("scikit-learn", "").replace("Softmax", "")
    assert not re.search(r"\b(?:the|of|and|learning|epoch|loss)\b", shown)
    page.get_by_role("button", name="English").click()
    expect(part(page, ".where")).to_have_text("Epoch 57")
    assert query(page) == before | {"lang": "en"}


def test_a_click_on_the_large_map_sets_rate_and_epoch(opened: Callable[..., Page]) -> None:
    page = opened()
    canvas = page.locator(".all-rates canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    rate, epoch = 10.0, 50
    x = box["width"] * (LEARNING_RATES.index(rate) + 0.5) / 61
    canvas.click(position={"x": x, "y": box["height"] * (epoch + 0.5) / 201})
    expect(part(page, ".where")).to_have_text(re.compile(r"^Epoch (49|50|51)$"))  # an epoch is a pixel and a half high
    expect(page.locator(".st-key-learning_rate span")).to_have_text("Learning rate: 10")
    here = page.locator(".all-rates .here").bounding_box()
    assert here
    assert here["x"] + here["width"] / 2 == pytest.approx(box["x"] + x, abs=1)


def test_light_and_dark_change_the_page_and_the_chart(opened: Callable[..., Page]) -> None:
    page = opened()
    ground, ink = "getComputedStyle(document.body).backgroundColor", "document.querySelector('.xtick text').style.fill"
    light = page.evaluate(f"() => [{ground}, {ink}]")
    page.locator(".theme").click()
    page.wait_for_function("() => document.querySelector('main').dataset.shown.includes('theme=dark')")
    dark = page.evaluate(f"() => [{ground}, {ink}]")
    assert light[0] == "rgb(255, 255, 255)"
    assert dark == ["rgb(23, 22, 20)", "rgb(250, 250, 250)"]


def strip(page: Page):
    return page.locator(".lesson")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("lesson", fitting(), ids=lambda lesson: lesson.id)
def test_a_lesson_is_done_from_its_first_step_to_its_last(shared: Callable[..., Page], lesson, language: str) -> None:
    page = shared(language=language)
    page.locator(".lessons select").select_option(lesson.id)
    for place, step in enumerate(lesson.steps, start=1):
        page.wait_for_function(
            "(n) => (new URLSearchParams(location.hash.slice(1)).get('lesson_step') ?? '1') === n", arg=str(place)
        )
        expect(page.locator(".cover")).to_be_visible() if step.cover else expect(page.locator(".cover")).to_be_hidden()
        if place < len(lesson.steps) and (step.options or step.drawing or step.line or step.wait):
            expect(strip(page).locator(".lesson-next")).to_be_disabled()
        if step.options:
            expect(strip(page).locator(".options button")).to_have_count(len(step.options))
            strip(page).locator(".options button").nth(0).click()
        elif step.drawing or step.line:
            handle = strip(page).locator(".sketch [role=slider]").last
            handle.focus()
            page.keyboard.press("PageDown")
            expect(strip(page).locator(".lesson-next")).to_be_enabled()
            expect(handle).to_be_focused()
        elif step.wait:
            strip(page).locator(".waiting button").click()
            outcome = strip(page).locator(".said p").nth(1)
            expect(outcome).to_be_visible()
            assert not re.search(r"[{}]", outcome.inner_text())
        if step.of:
            expect(strip(page).locator(".beside strong")).to_have_count(2 if step.wait else 1)
        if step.formula:
            expect(strip(page).locator("math")).to_be_visible()
        if place < len(lesson.steps):
            strip(page).locator(".lesson-next").click()
    strip(page).locator(".lesson-leave").click()
    expect(strip(page)).to_be_hidden()


def test_a_lesson_hears_of_what_is_done_by_hand_and_opens_its_words(opened: Callable[..., Page]) -> None:
    page = opened("lesson=overconfident&lesson_step=2&prediction=d&dataset=iris&optimizer=newton&n_epochs=20")
    expect(strip(page)).to_contain_text("You predicted: (d) Above 20.")
    expect(strip(page).locator(".lesson-next")).to_be_disabled()
    page.locator("[name=sample]").fill("78")
    page.locator("[name=sample]").press("Enter")
    expect(strip(page)).to_contain_text("The trainer finds: (d) Above 20.")
    expect(strip(page)).to_contain_text("23.59, with 90.0% right")
    strip(page).locator(".lesson-next").click()
    strip(page).get_by_role("link", name="separable").click()
    expect(page.locator(".glossary .term")).to_be_visible()


@pytest.mark.parametrize("drawn", ["2:1.2", "0.4:2.85", "2.3:1"])
def test_a_line_is_judged_as_in_the_app(shared: Callable[..., Page], drawn: str) -> None:
    (asked,) = (step.line for lesson in fitting() for step in lesson.steps if step.line)
    page, place = shared(), f"lesson=the_line&lesson_step=2&prediction={drawn}&{urlsplit(asked.link).query}"
    page.evaluate("(place) => { location.hash = place; }", place)
    for ready in (False, True):
        said = re.sub(r"\*\*|  (?=\n)", "", line_in_words(asked, drawn, ready))
        expect(strip(page).locator(".beside")).to_have_text(said, use_inner_text=True)
        assert strip(page).locator(".sketch .known").count() == 2 * ready  # the line, and in the key below
        page.locator("[name=sample]").fill("78")
        page.locator("[name=sample]").press("Enter")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("at", ["", "lesson=overconfident&lesson_step=3&prediction=d&dataset=iris&optimizer=newton"])
def test_axe_finds_nothing_serious(opened: Callable[..., Page], at: str, scheme: str) -> None:
    page = opened(at, device={**LAPTOP, "color_scheme": scheme, "reduced_motion": "reduce"})
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"]) for each in found if each["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone_and_the_chart_has_room(opened: Callable[..., Page], scheme: str) -> None:
    page = opened("dataset=digits&arrows=true", device={**PHONE, "color_scheme": scheme, "reduced_motion": "reduce"})
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    ticks, title, legend = (
        page.locator(f".chart {name}").bounding_box() for name in (".xaxislayer-above", ".xtitle", ".legend")
    )
    assert ticks
    assert title
    assert legend
    assert ticks["y"] + ticks["height"] <= title["y"] + 2
    assert title["y"] + title["height"] <= legend["y"]


@pytest.mark.parametrize(
    "junk", ["dataset=mnist&learning_rate=-3&shown_epoch=x&sample=1e9&lesson=none&lesson_step=99&x=<b>"]
)
def test_a_strange_address_opens_what_is_nearest(opened: Callable[..., Page], junk: str) -> None:
    page = opened(junk)
    expect(part(page, ".where")).to_have_text("Epoch 0")
    assert float(query(page).get("learning_rate", 0.1)) in LEARNING_RATES
    expect(part(page, ".side .heading")).to_contain_text("Sample 150")
