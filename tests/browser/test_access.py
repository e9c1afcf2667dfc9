"""What axe-core finds on every page, in both themes; sizes of letters; and the way of the keyboard through a page.

axe looks into the app's own components too. What it finds of Streamlit's own making is listed with a reason; all
else that it calls moderate, serious or critical fails: a heading that jumps over a level, too. Each page is opened
once a theme for all that is asked of it.
"""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, ELSEWHERE

AT_START = {
    "train": ("", {}),
    "derive": ("derive", {}),
    "derive, all": ("derive", {"all_steps": "true", "numbers_from": "logits", "target": "free"}),
    "check": ("check", {}),
    "compare": ("compare", {}),
    "data": ("data", {}),
    "lessons": ("lessons", {}),
}
OPEN = {
    "lesson": ("", {"lesson": "one_step"}),
    "teacher": ("lessons", {"lesson": "one_step", "teacher": "true"}),
    "projector": ("derive", {"projector": "1", "title": "Class 9b"}),
    "blown up": ("", {"learning_rate": "1000", "l2": "0.1"}),
    "a link that is not used": ("check", {"learning_rate": "1000", "l2": "0.1", "junk": "1"}),
}
STREAMLITS = {  # rule and a piece of the element: why it stands
    ("scrollable-region-focusable", "<pre class="): "the box of st.code; browsers let the keyboard into what scrolls",
}
FAULTS = ("moderate", "serious", "critical")
FAULTS_ALONE = {"resultTypes": ["violations"]}  # every fault is found; axe need not describe all that has none
LEAST = 12  # pixels
SMALL = """(least) => {
    const found = [];
    const walk = (root) => {
        for (const one of root.querySelectorAll("*")) {
            if (one.shadowRoot) walk(one.shadowRoot);
            const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
            const shown = own && one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
            const unseen = one.getBoundingClientRect().width < 2 || one.closest("style, script");
            if (!shown || unseen || one.closest(".katex, sub, sup, tspan")) continue;
            const size = parseFloat(getComputedStyle(one).fontSize);
            if (size < least - 0.01) found.push(`${size} px: ${one.textContent.trim().slice(0, 40)}`);
        }
    };
    walk(document);
    return found;
}"""
FOCUSED = """() => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    if (one === document.body) return ["", true]; // between the last stop and the first
    const { top, bottom } = one.getBoundingClientRect();
    const label = one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent;
    return [label.trim().slice(0, 40), top < window.innerHeight && bottom > 0];
}"""
cases = pytest.mark.parametrize("name", [*AT_START, *OPEN])
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


def opened(shared_page: Callable[..., Page], name: str, scheme: str) -> Page:
    """A page in a theme, its formulas as wide as their place."""
    path, query = (AT_START | OPEN)[name]
    page = shared_page(path, DESKTOP | {"color_scheme": scheme}, **query)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page


@cases
@schemes
def test_axe_finds_nothing_of_ours_no_letter_is_small_and_keys_go_in_order(
    shared_page: Callable[..., Page], name: str, scheme: str
) -> None:
    page = opened(shared_page, name, scheme)
    assert page.evaluate(SMALL, LEAST) == []
    expect(page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])")).to_have_count(0)
    found = [
        f"{violation['id']}: {node['target']} {node['html'][:160]}"
        for violation in Axe().run(page, options=FAULTS_ALONE).response["violations"]
        if violation["impact"] in FAULTS
        for node in violation["nodes"]
        if not any(violation["id"] == rule and piece in node["html"] for rule, piece in STREAMLITS)
    ]
    assert found == []


def test_an_axe_that_finds_nothing_would_not_pass(open_page: Callable[..., Page]) -> None:
    page = open_page("lessons")
    page.evaluate("""() => document.querySelector("h1").insertAdjacentHTML("afterend",
        "<button></button><p style='color: #999; background: #fff'>faint</p>")""")
    found = Axe().run(page, options=FAULTS_ALONE).response["violations"]
    assert {"button-name", "color-contrast"} <= {violation["id"] for violation in found}


def test_the_keyboard_goes_from_the_header_to_the_rate_to_the_player(open_page: Callable[..., Page]) -> None:
    page = open_page("", ELSEWHERE, n_epochs="5", shown_epoch="5")  # where nothing was in focus
    way: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        label, in_sight = page.evaluate(FOCUSED)
        assert in_sight, f"{label} takes the focus out of sight"
        way.append(label)
        if label == "Keep this run":
            break
    stops = ["Share", "Learning rate", "Play", "Sample", "Keep this run"]
    places = [next((place for place, label in enumerate(way) if stop in label), None) for stop in stops]
    assert None not in places, way
    assert places == sorted(places), way


def test_who_wants_little_motion_gets_the_end_of_the_run_at_once(open_page: Callable[..., Page]) -> None:
    page = open_page("", n_epochs="200")
    expect(page.locator(".st-key-movie .where").first).to_have_text("Epoch 200")
    expect(page.locator(".st-key-movie button.play span").first).to_have_text("Play")
