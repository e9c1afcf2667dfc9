"""The live picture in Chromium: pictures a second while the rate is dragged and while it plays, and what one costs.

PYTHONPATH=. .venv/bin/python tests/benchmarks/bench_live.py
"""

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.browser.conftest import DESKTOP, address, launch, wait_until_shown
from tests.load.server import HOST, ROOT, serve

SLIDER = ".st-key-learning_rate input[type=range]"
THUMB = ".st-key-learning_rate [data-testid=stSliderThumbValue]"
STEPS, PIXELS = 36, 13  # of the hand, each about a notch of the slider
PICTURES = """() => {
    const root = document.querySelector(".st-key-movie [data-testid=stBidiComponentIsolated]").shadowRoot;
    const chart = document.querySelector(".st-key-regions .movie-layer");
    window.pictures = [];
    const seen = () => window.pictures.at(-1) === performance.now() || window.pictures.push(performance.now());
    let last = null;
    const look = () => {
        const now = root.querySelector(".measures").textContent + chart.querySelector("path.region").getAttribute("d");
        if (now !== last) [last] = [now, seen()];
        requestAnimationFrame(look);
    };
    look();
}"""


def busy_seconds(session: CDPSession) -> float:
    """Of the page's main thread, in scripts, style, layout and all else."""
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def report(page: Page, session: CDPSession, name: str, start: float) -> None:
    """Pictures since the list was emptied, and what each took."""
    times = page.evaluate("window.pictures")
    seconds = (times[-1] - times[0]) / 1000
    each = 1000 * (busy_seconds(session) - start) / len(times)
    print(f"  {name:<44} {(len(times) - 1) / seconds:5.1f} pictures/s   {each:5.1f} ms of main thread each")


def drag(page: Page, session: CDPSession, name: str) -> None:
    """From the left to the right of the slider and back."""
    page.hover(".st-key-learning_rate")
    page.wait_for_function(
        """() => document.querySelector(".st-key-movie [data-testid=stBidiComponentIsolated]")
            .shadowRoot.querySelector(".map").width !== 300"""
    )
    box, thumb = page.locator(SLIDER).bounding_box(), page.locator(THUMB).bounding_box()
    assert box
    assert thumb
    x, y = thumb["x"] + thumb["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    start = busy_seconds(session)
    page.evaluate("() => (window.pictures = [])")
    for step in range(STEPS):
        page.mouse.move(x + PIXELS * step, y)
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
        context = browser.new_context(**DESKTOP, reduced_motion="reduce")
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
                session.send("Performance.enable")
                page.evaluate(PICTURES)
                drag(page, session, f"{dataset}, {n_epochs} epochs")
                play(page, session, f"{dataset}, {n_epochs} epochs", n_epochs)
                page.close()


if __name__ == "__main__":
    main()
