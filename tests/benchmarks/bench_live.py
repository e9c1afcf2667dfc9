"""The live picture in Chromium: pictures a second while the rate is dragged and while it plays, and what one costs.

PYTHONPATH=. .venv/bin/python tests/benchmarks/bench_live.py

The hand moves by one notch of the slider and waits until the browser has taken the move. A picture is one in which
anything changed: where a run has converged, regions and numbers of two rates are the same and their curves are not.
What a picture costs is processor time of the page's main thread, Streamlit's slider included, so that other work of
the machine does not count.
"""

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.browser.conftest import address, launch, new_context, wait_until_shown
from tests.load.server import HOST, ROOT, serve

SLIDER = ".st-key-learning_rate input[type=range]"
THUMB = ".st-key-learning_rate [data-testid=stSliderThumbValue]"
TRACK = ".st-key-learning_rate [role=group] > [data-orientation]"
FAMILY = """() => {
    const root = document.querySelector(".st-key-movie [data-testid=stBidiComponentIsolated]")?.shadowRoot;
    return Boolean(root?.querySelector(".map")?.hasAttribute("width"));
}"""  # the family is there
PICTURES = """() => {
    const root = document.querySelector(".st-key-movie [data-testid=stBidiComponentIsolated]").shadowRoot;
    const chart = document.querySelector(".st-key-regions .movie-layer");
    let last = null;
    const look = () => {
        const curve = root.querySelector(".loss .curve").getAttribute("d");
        const region = chart.querySelector("path.region").getAttribute("d");
        const now = root.querySelector(".measures").textContent + curve + region;
        if (now !== last) window.pictures.push(performance.now());
        last = now;
    };
    const all = { subtree: true, attributes: true, characterData: true, childList: true };
    const seen = new MutationObserver(look);
    for (const place of [root.querySelector(".loss"), root.querySelector(".measures"), chart]) seen.observe(place, all);
}"""


def busy_seconds(session: CDPSession) -> float:
    """Of a processor, that the page's main thread took for scripts, style, layout and all else."""
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def report(page: Page, session: CDPSession, name: str, start: float) -> None:
    """Pictures since the list was emptied, and what each took."""
    times = page.evaluate("window.pictures")
    seconds = (times[-1] - times[0]) / 1000
    each = 1000 * (busy_seconds(session) - start) / len(times)
    print(f"  {name:<44} {(len(times) - 1) / seconds:5.1f} pictures/s   {each:5.1f} ms of main thread each")


def drag(page: Page, session: CDPSession, name: str) -> None:
    """From where it stands to the right end of the slider, to the left one and back, a notch a move."""
    page.hover(".st-key-learning_rate")
    page.wait_for_function(FAMILY)
    thumb, slider = page.locator(THUMB).bounding_box(), page.locator(SLIDER)
    track, box = page.locator(TRACK).bounding_box(), slider.bounding_box()
    assert track
    assert thumb
    assert box
    last = int(slider.get_attribute("max") or 0)
    here = int(slider.input_value())
    x, y = thumb["x"] + thumb["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    start = busy_seconds(session)
    page.evaluate("() => (window.pictures = [])")
    for begin, end in ((here, last), (last, 0), (0, here - 1)):
        page.mouse.move(x + (end - here) * track["width"] / last, y, steps=abs(end - begin))
    report(page, session, f"{name}, dragging the rate", start)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('learning_rate')")


def play(page: Page, session: CDPSession, name: str, last: int) -> None:
    """The whole run, every epoch."""
    page.locator("h1").click()
    page.keyboard.press("Home")
    page.wait_for_function(
        """() => document.querySelector(".st-key-movie [data-testid=stBidiComponentIsolated]")
            ?.shadowRoot.querySelector(".epoch-label").textContent.startsWith("epoch 0 ")"""
    )
    start = busy_seconds(session)
    page.evaluate("() => (window.pictures = [])")
    page.locator(".st-key-movie .play").click()
    page.wait_for_function(
        """([last]) => document.querySelector(".st-key-movie [data-testid=stBidiComponentIsolated]")
            .shadowRoot.querySelector(".epoch-label").textContent.startsWith(`epoch ${last} `)""",
        arg=[last],
        timeout=120_000,
    )
    report(page, session, f"{name}, playing", start)


def main() -> None:
    with serve(ROOT / "app.py") as server, sync_playwright() as playwright, launch(playwright) as browser:
        context = new_context(browser)
        print("live picture, 1400 x 1000")
        for dataset in ("iris", "three_class"):
            for n_epochs in (200, 1000):
                page = context.new_page()
                page.set_default_timeout(120_000)
                page.goto(address(f"http://{HOST}:{server.port}", "", dataset=dataset, n_epochs=str(n_epochs)))
                wait_until_shown(page)
                first = page.evaluate("() => Math.round(performance.now())")
                print(f"  {dataset}, {n_epochs} epochs: opened and drawn after {first / 1000:.1f} s")
                session = context.new_cdp_session(page)
                session.send("Performance.enable", {"timeDomain": "threadTicks"})
                page.evaluate(PICTURES)
                drag(page, session, f"{dataset}, {n_epochs} epochs")
                play(page, session, f"{dataset}, {n_epochs} epochs", n_epochs)
                page.close()


if __name__ == "__main__":
    main()
