"""Pages without a browser: Streamlit's AppTest runs app.py, and the tests read what it would send."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

APP = Path(__file__).parents[2] / "app.py"
LONGEST_RUN = 60  # seconds


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """open_page("derive", dataset="iris") is the page at /derive?dataset=iris; "" is the first page."""

    def opened(path: str = "", **query: str) -> AppTest:
        app = AppTest.from_file(APP, default_timeout=LONGEST_RUN)
        app.query_params = dict(query)
        if path:  # AppTest has no public way to a page that is a function
            app._page_hash = calc_hash(path)
        return app.run()

    return opened


@pytest.fixture
def chart() -> Callable[..., dict]:
    """chart(app, 0) is the specification of the first chart: strict JSON, its arrays decoded."""

    def specification(app: AppTest, index: int = 0) -> dict:
        spec = app.get("plotly_chart")[index].proto.spec
        return json.loads(spec, parse_constant=_refuse, object_hook=_decoded)

    return specification


@pytest.fixture
def widget() -> Callable[..., Any]:
    """widget(app, "seed") is the control of a setting, whatever its kind."""

    def control(app: AppTest, key: str) -> Any:
        kinds = (app.selectbox, app.select_slider, app.number_input, app.toggle, app.radio, app.text_input)
        found = [control for kind in kinds for control in kind if control.key == key]
        assert len(found) == 1, f"{len(found)} controls for the setting {key}"
        return found[0]

    return control


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON; a browser refuses the whole chart")


def _decoded(content: dict) -> Any:
    """A packed array as a list; every other object as it is."""
    if content.keys() != {"dtype", "bdata"}:
        return content
    return np.frombuffer(base64.b64decode(content["bdata"]), dtype=content["dtype"]).tolist()
