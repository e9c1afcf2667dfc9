"""Switching the language in a real browser: words change, and nothing that is set."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LONGEST_WAIT, wait_until_shown

expect.set_options(timeout=LONGEST_WAIT)

TRAINING = {
    **{
        "dataset": "iris",
        "features": "sepal_length-petal_length-petal_width",
        "held_out": "0.3",
        "standardize": "false",
    },
    **{"learning_rate": "0.03", "n_epochs": "60", "optimizer": "momentum", "momentum": "0.5", "batch_size": "16"},
    **{"l2": "0.01", "init_scale": "1", "seed": "3"},
}
PAGES = [
    ("", TRAINING | {"sample": "7"}),
    ("derive", {"numbers_from": "logits", "target": "2", "z1": "-1.5", "temperature": "2"}),
    ("check", TRAINING | {"gauge": "3"}),
    ("compare", TRAINING | {"rates": "0.01,0.03,1", "compare_epoch": "20", "loss_axes": "log"}),
    ("compare", {"compare": "optimizers", "optimizers": "momentum,newton", "n_epochs": "20"}),
]
SET = """() => [...document.querySelectorAll("input, textarea")].map((field) =>
    ["checkbox", "radio"].includes(field.type) ? field.checked : field.ariaValueText || field.value)"""


def link(page: Page) -> dict[str, str]:
    """What the address says, but for the language."""
    return {key: value for key, value in parse_qsl(urlsplit(page.url).query) if key != "lang"}


def switch_to(page: Page, name: str, id: str) -> None:
    """Press a language in the header and wait until the page speaks it."""
    page.locator(".st-key-language_switch button", has_text=name).click()
    page.wait_for_function("(id) => new URLSearchParams(location.search).get('lang') === id", arg=id)
    wait_until_shown(page)


def spoken(page: Page) -> str:
    """The words of the page, but for the buttons that a chart gets once it is drawn, the same in every language."""
    return re.sub(r"\n(PNG|SVG)(?=\n)", "", page.locator("[data-testid=stMain]").inner_text())


@pytest.mark.parametrize(("path", "query"), PAGES, ids=["train", "derive", "check", "rates", "optimizers"])
def test_switches_leave_every_setting_and_the_link_as_they_were(
    open_page: Callable[..., Page], path: str, query: dict
) -> None:
    page = open_page(path, **query)
    words, values = spoken(page), page.evaluate(SET)
    assert link(page) == query
    for name, id in [("中文", "zh"), ("English", "en")] * (2 if path == "check" else 1):
        switch_to(page, name, id)
        assert link(page) == query, f"after the switch to {name}"
        assert (spoken(page) == words) == (id == "en")
    assert page.evaluate(SET) == values


def test_the_language_of_the_browser_is_spoken_where_the_link_names_none(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("check", device={"locale": "zh-CN"})
    expect(page.locator("h1")).to_have_text("与 scikit-learn 核对")
    assert "lang" not in page.url


def test_turning_the_page_keeps_the_language(open_page: Callable[..., Page]) -> None:
    page = open_page("check", lang="zh")
    page.get_by_role("link", name="比较").click()
    page.wait_for_url("**/compare?lang=zh")
    expect(page.locator("h1")).to_have_text("比较训练")
