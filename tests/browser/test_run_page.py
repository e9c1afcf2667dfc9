"""A run saved from the Train page, opened from the disk without a network: it is the run of the app, and it plays."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LONGEST_WAIT, PHONE
from tests.browser.test_atlas import LAPTOP, opened_from_disk, outlines, part
from trainer import TrainingConfig, load_iris, run_experiment
from trainer.figures.numbers import number, percent

IRIS = {"dataset": "iris", "learning_rate": "3", "l2": "0.01", "n_epochs": "600", "sample": "71", "shown_epoch": "599"}
SAVE = {"en": "Save this run as a page", "zh": "把这次训练存成网页"}

expect.set_options(timeout=LONGEST_WAIT)


def saved(page: Page, folder: Path, language: str = "en") -> Path:
    """Press the button, and keep what the browser is given."""
    with page.expect_download() as download:
        page.get_by_role("button", name=SAVE[language]).click()
    assert download.value.suggested_filename == "softmax-run.html"
    file = folder / "run.html"
    download.value.save_as(file)
    return file


def alone(chromium: Browser, file: Path, device: dict = LAPTOP) -> tuple[Page, list[str]]:
    """The file in a browser without a network."""
    page = chromium.new_context(**device, offline=True, reduced_motion="reduce").new_page()
    return page, opened_from_disk(page, file)


def test_a_saved_run_shows_the_epoch_and_the_sample_and_has_every_epoch(
    open_page: Callable[..., Page], chromium: Browser, tmp_path: Path
) -> None:
    app = open_page("", **IRIS)
    expect(part(app, ".where")).to_have_text("Epoch 599")
    file = saved(app, tmp_path)
    assert file.stat().st_size < 2_500_000
    run = run_experiment(load_iris(), TrainingConfig(3.0, 600, l2=0.01), held_out=0.2)
    page, trouble = alone(chromium, file)
    expect(page.locator("h1")).to_have_text(
        "Softmax Trainer: iris, learning rate 3, epochs 600, gradient descent, l2 penalty 0.01"
    )
    expect(part(page, ".where")).to_have_text("Epoch 599")
    expect(part(page, ".side .heading")).to_contain_text("Sample 71")
    assert part(page, ".bars .value").all_inner_texts() == part(app, ".bars .value").all_inner_texts()
    page.locator("h1").click()
    page.keyboard.press("ArrowLeft")
    for epoch in (598, 597):
        loss, accuracy = run.history.loss[epoch], run.history.accuracy[epoch]
        expect(part(page, ".training")).to_have_text(f"training: loss {number(loss)}, accuracy {percent(accuracy)}")
        expect(part(page, ".held-out")).to_contain_text(f"loss {number(run.held_out_loss[epoch])},")
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    expect(part(page, ".where")).to_have_text("Epoch 0")
    before = outlines(page)
    part(page, ".speed").select_option("50")
    part(page, ".play").click()
    expect(part(page, ".where")).to_have_text("Epoch 600")
    assert outlines(page) != before
    page.locator(".theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert trouble == []
    page.context.close()


def test_a_run_saved_in_chinese_speaks_chinese_and_fits_a_phone(
    open_page: Callable[..., Page], chromium: Browser, tmp_path: Path
) -> None:
    app = open_page("", lang="zh", optimizer="newton", n_epochs="5")
    page, trouble = alone(chromium, saved(app, tmp_path, "zh"), PHONE)
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(part(page, ".where")).to_have_text("第 5 轮")
    expect(page.locator("h1")).to_contain_text("Softmax 训练器")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    assert trouble == []
    page.context.close()


@pytest.mark.parametrize("query", [{"dataset": "rings", "squares": "true"}, {"features": "sweetness"}], ids=str)
def test_what_the_app_draws_is_drawn_without_it(
    open_page: Callable[..., Page], chromium: Browser, tmp_path: Path, query: dict[str, str]
) -> None:
    app = open_page("", **query, n_epochs="40", shown_epoch="39")
    page, trouble = alone(chromium, saved(app, tmp_path))
    expect(part(page, ".where")).to_have_text("Epoch 39")
    assert part(page, ".measures").inner_text() == part(app, ".measures").inner_text()
    shown = [path for path in outlines(page) if path]
    assert len(shown) == len([path for path in outlines(app) if path])
    assert trouble == []
    page.context.close()


def test_nothing_can_be_edited_where_nothing_can_be_trained(
    open_page: Callable[..., Page], chromium: Browser, tmp_path: Path
) -> None:
    app = open_page("", panel="weights", edit_samples="true", n_epochs="20", shown_epoch="19")
    page, trouble = alone(chromium, saved(app, tmp_path))
    expect(part(page, ".bars")).to_be_visible()
    expect(part(page, ".weights")).to_be_hidden()
    shown = part(page, ".measures").inner_text()
    page.locator(".st-key-regions .nsewdrag").click(position={"x": 5, "y": 5})
    page.keyboard.press("Delete")
    assert part(page, ".measures").inner_text() == shown
    assert trouble == []
    page.context.close()


def test_own_data_are_saved_as_they_were_trained_on(
    open_page: Callable[..., Page], chromium: Browser, tmp_path: Path
) -> None:
    rng = np.random.default_rng(0)
    rows = [f"{x:.3f},{y:.3f},{'north' if y > x else 'south'}" for x, y in rng.normal(size=(40, 2))]
    app = open_page("data")
    own = tmp_path / "own.csv"
    own.write_text("\n".join(["east,up,side", *rows]))
    app.get_by_text("Bring your own").click()
    app.get_by_test_id("stTabs").locator("input[type=file]").set_input_files(own)
    expect(app.get_by_role("heading", level=2)).to_have_text("own.csv")
    app.get_by_role("link", name="Train").click()
    app.wait_for_selector(".movie-layer path.region", state="attached")
    file = saved(app, tmp_path)
    page, trouble = alone(chromium, file)
    expect(page.locator(".st-key-regions .legend")).to_contain_text("north")
    assert part(page, ".measures").inner_text() == part(app, ".measures").inner_text()
    assert trouble == []
    page.context.close()
