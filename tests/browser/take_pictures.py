"""Takes the pictures of the documentation from the running app, in English and in Chinese: make picture."""

from collections.abc import Callable

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import address, launch, wait_until_shown
from tests.load.server import HOST, ROOT, serve

PICTURES = [  # path, query, file
    ("", {"dataset": "iris", "learning_rate": "0.5", "l2": "0.001", "sample": "78"}, "train.png"),
    ("derive", {"dataset": "iris", "sample": "71", "epoch": "10", "derivation_step": "3"}, "derive.png"),
    ("check", {"dataset": "iris", "l2": "0.01", "learning_rate": "1", "n_epochs": "1000"}, "check.png"),
    ("compare", {"dataset": "iris", "l2": "0.01", "n_epochs": "300", "rates": "0.01,0.1,1.2,5"}, "compare.png"),
]
SIZE = {"width": 1400, "height": 900}


def take(open_tab: Callable[[], Page], origin: str, path: str, query: dict[str, str], file: str) -> None:
    """One picture of the window: the page from its top, as wide as SIZE."""
    page = open_tab()
    page.goto(address(origin, path, **query))
    wait_until_shown(page)
    page.evaluate("document.fonts.ready")
    picture = ROOT / file
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=picture, animations="disabled")
    page.close()
    print(f"{file}: {picture.stat().st_size / 1000:.0f} kB")


def main() -> None:
    """Serve the app and take every picture."""
    with serve(ROOT / "app.py") as server, sync_playwright() as playwright, launch(playwright) as browser:
        context = browser.new_context(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        for path, query, file in PICTURES:
            take(context.new_page, f"http://{HOST}:{server.port}", path, query, f"docs/{file}")
            take(context.new_page, f"http://{HOST}:{server.port}", path, query | {"lang": "zh"}, f"docs/zh/{file}")


if __name__ == "__main__":
    main()
