"""Pages without a browser: Streamlit's AppTest runs app.py, and the tests read what it would send."""

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from trainer.ui.movie.wire import unpack

APP = Path(__file__).parents[2] / "app.py"
LONGEST_RUN = 60  # seconds


@pytest.fixture(scope="session", autouse=True)
def installed_packages_are_read_once() -> Iterator[None]:
    """AppTest looks through every installed package at each first run, which takes longer than the page itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


def opened(path: str, query: dict[str, str]) -> AppTest:
    """The page at /path?query."""
    app = AppTest.from_file(APP, default_timeout=LONGEST_RUN)
    app.query_params = dict(query)
    if path:  # AppTest has no public way to a page that is a function
        app._page_hash = calc_hash(path)
    return app.run()


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """open_page("derive", dataset="iris") is the page at /derive?dataset=iris; "" is the first page."""
    return lambda path="", **query: opened(path, query)


@pytest.fixture(scope="session")
def shared_page() -> Callable[..., AppTest]:
    """The same page for every test that only reads it, opened once: running it again is an error."""
    pages: dict[tuple, AppTest] = {}

    def shared(path: str = "", **query: str) -> AppTest:
        link = (path, *query.items())
        if link not in pages:
            pages[link] = opened(path, query)
            pages[link]._run = _refuse_to_run
        return pages[link]

    return shared


def _refuse_to_run(*_: object) -> NoReturn:
    raise AssertionError("other tests read this page: open_page is for what is to be changed")


@pytest.fixture
def chart() -> Callable[..., dict]:
    """chart(app, 0) is the specification of the first chart: strict JSON, its arrays decoded."""

    def specification(app: AppTest, index: int = 0) -> dict:
        spec = app.get("plotly_chart")[index].proto.spec
        return json.loads(spec, parse_constant=_refuse, object_hook=_decoded)

    return specification


@pytest.fixture
def movie() -> Callable[..., dict[str, dict]]:
    """movie(app) is what the live picture of the Train page is sent, by kind: scene, run and perhaps landscape."""

    def parts(app: AppTest) -> dict[str, dict]:
        return {part["kind"]: part for part in unpack(_component(app, "movie_data").bytes)}

    return parts


@pytest.fixture
def sent() -> Callable[..., tuple]:
    """sent(app) is all that the picture of the Train page is made of, to be compared; but whether it plays at first."""

    def all_of_it(app: AppTest) -> tuple:
        parts = list(unpack(_component(app, "movie_data").bytes))
        words = repr(
            [
                sorted((name, str(value)) for name, value in part.items() if name not in ("play", "heard"))
                for part in parts
            ]
        )
        return app.get("plotly_chart")[0].proto.spec, words

    return all_of_it


def _component(app: AppTest, name: str) -> Any:
    (found,) = (element.proto for element in app.get("bidi_component") if element.proto.component_name == name)
    return found


@pytest.fixture
def widget() -> Callable[..., Any]:
    """widget(app, "seed") is the control of a setting, whatever its kind."""

    def control(app: AppTest, key: str) -> Any:
        kinds = (app.selectbox, app.select_slider, app.number_input, app.toggle, app.radio, app.text_input)
        found = [control for kind in kinds for control in kind if control.key in (key, f"{key}_typed")]
        assert len(found) == 1, f"{len(found)} controls for the setting {key}"
        return NumberField(found[0]) if found[0].key == f"{key}_typed" else found[0]

    return control


@dataclass(frozen=True)
class NumberField:
    """A field in which a number is typed, read and set as a number."""

    field: Any

    @property
    def value(self) -> float:
        """The number shown; whole ones as int."""
        return float(self.field.value) if set(".e") & set(self.field.value) else int(self.field.value)

    def set_value(self, value: float) -> Any:
        """Type a number; run() follows."""
        return self.field.set_value(str(value))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.field, name)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON; a browser refuses the whole chart")


def _decoded(content: dict) -> Any:
    """A packed array as a list; every other object as it is."""
    if content.keys() != {"dtype", "bdata"}:
        return content
    return np.frombuffer(base64.b64decode(content["bdata"]), dtype=content["dtype"]).tolist()
