"""A teacher's switches and the Share panel, as a browser has them."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LONGEST_WAIT, choose_page, wait_until_shown
from trainer.ui.share import qr_code, switches

expect.set_options(timeout=LONGEST_WAIT)

PROJECTOR = {"viewport": {"width": 1280, "height": 720}}
SWITCHES = {"pages": "train,derive,check", "hide": "optimizer,l2", "title": "Class 9b: <b>a − y</b> & *why*"}
TEXTS = """() => {
    const found = [];
    const walk = (root) => {
        for (const one of root.querySelectorAll("*")) {
            if (one.shadowRoot) walk(one.shadowRoot);
            const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
            const chart = one.closest(".js-plotly-plot, .loss, .bars, .zone-band, .heading, [role=img]");
            const small = one.closest(".modebar, style, sup, sub, tspan");
            if (own && chart && !small && one.checkVisibility({ visibilityProperty: true }))
                found.push([parseFloat(getComputedStyle(one).fontSize), one.textContent.trim().slice(0, 40)]);
        }
    };
    walk(document);
    return found;
}"""


def panel(page: Page) -> Locator:
    """The open panel."""
    return page.get_by_test_id("stPopoverBody").filter(has=page.locator(".st-key-share_panel"))


def link(page: Page) -> str:
    """The link that the panel shows."""
    return panel(page).locator("code").first.inner_text().replace("\n", "")


def query(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def menu_shows(page: Page, *names: str) -> None:
    """Wait until the menu shows these pages."""
    expect(page.get_by_test_id("stTopNavLink")).to_have_text(names)


def test_the_panel_is_used_by_keyboard_and_its_link_does_what_was_chosen(open_page: Callable[..., Page]) -> None:
    device = PROJECTOR | {"permissions": ["clipboard-read", "clipboard-write"]}
    page = open_page("derive", device=device, dataset="iris", derivation_step="3")
    page.get_by_role("button", name="Share").focus()
    page.keyboard.press("Enter")
    title = panel(page).get_by_label("Title", exact=True)
    title.focus()
    page.keyboard.type(SWITCHES["title"])
    page.keyboard.press("Enter")
    expect(panel(page).locator("code").first).to_contain_text("title=")
    for label, name, part in (
        ("Pages", "Derive", "pages=derive"),
        ("Pages", "Check", "check"),
        ("Hidden", "L2 penalty", "hide=l2"),
    ):
        panel(page).get_by_label(label, exact=True).focus()
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(panel(page).locator("code").first).to_contain_text(part)
    shared = link(page)
    assert query(shared) == {
        "dataset": "iris",
        "derivation_step": "3",
        "pages": "derive,check",
        "hide": "l2",
        "title": SWITCHES["title"],
    }
    assert query(page.url) == {"dataset": "iris", "derivation_step": "3"}  # what is chosen is for others
    image = panel(page).get_by_role("img", name="QR code of the link")
    assert image.get_attribute("src") in qr_code.image(shared, "QR code of the link")
    assert image.evaluate("image => image.naturalWidth") > 0
    expect(panel(page)).to_contain_text("nobody else can follow it")
    panel(page).get_by_role("button", name="Copy the link").focus()
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    page.wait_for_function("link => navigator.clipboard.readText().then((text) => text === link)", arg=shared)
    page.goto(shared)
    wait_until_shown(page)
    menu_shows(page, "Derive", "Check")
    expect(page.locator(".st-key-class_title")).to_have_text(SWITCHES["title"])
    expect(page.locator(".st-key-step_3")).to_be_visible()
    expect(page.locator(".st-key-l2")).to_have_count(0)


def test_the_menu_keeps_the_switches(open_page: Callable[..., Page]) -> None:
    page = open_page("", n_epochs="5", **SWITCHES)
    menu_shows(page, "Train", "Derive", "Check")
    expect(page).to_have_title(f"Train · {SWITCHES['title']}")
    for name in ("Derive", "Check", "Train"):
        choose_page(page, name)
        expect(page).to_have_title(f"{name} · {SWITCHES['title']}")
        page.wait_for_url(lambda url: query(url) == {"n_epochs": "5"} | SWITCHES)
        expect(page.locator(".st-key-class_title")).to_have_text(SWITCHES["title"])
        menu_shows(page, "Train", "Derive", "Check")


def test_the_first_page_of_the_menu_stands_for_a_first_page_that_is_not_in_it(open_page: Callable[..., Page]) -> None:
    page = open_page("", pages="check,compare", n_epochs="5")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check against scikit-learn")
    page.wait_for_url("**/check?**")
    assert query(page.url) == {"pages": "check,compare", "n_epochs": "5"}


@pytest.mark.parametrize(
    ("hidden", "gone", "there"),
    [
        ("zones,loss", (".zones", ".loss"), (".measures", ".side")),
        ("measures,probabilities", (".measures", ".side"), (".zones", ".loss")),
    ],
)
def test_a_part_of_the_live_picture_is_hidden(
    open_page: Callable[..., Page], hidden: str, gone: tuple[str, ...], there: tuple[str, ...]
) -> None:
    page = open_page("", device=PROJECTOR, hide=hidden)
    for selector in gone:
        expect(page.locator(f".st-key-movie {selector}").first).to_be_attached()
        expect(page.locator(f".st-key-movie {selector}").first).to_be_hidden()
    for selector in there:
        expect(page.locator(f".st-key-movie {selector}").first).to_be_visible()


@pytest.mark.parametrize(
    "title", ["", "Why is the gradient of the loss a − y? Watch the bars while you move the slider"], ids=len
)
def test_projected_the_live_picture_is_whole_on_the_first_screen(open_page: Callable[..., Page], title: str) -> None:
    page = open_page("", device=PROJECTOR, projector="1", **({"title": title} if title else {}))
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    player = page.locator(".st-key-movie .player").bounding_box()
    assert player
    assert player["y"] + player["height"] <= 720


@pytest.mark.parametrize("path", ["", "derive", "check", "compare", "data"])
def test_projected_every_text_of_a_chart_is_large(shared_page: Callable[..., Page], path: str) -> None:
    page = shared_page(path, PROJECTOR, projector="1", derivation_step="5", l2="0.01")
    texts = page.evaluate(TEXTS)
    assert len(texts) > 10
    assert [text for text in texts if text[0] < switches.CHART_TEXT] == []
