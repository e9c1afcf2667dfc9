"""A run saved as a page: its bytes are those of the movie with every epoch, and it is made without the session."""

import base64
import gzip
import re
from unittest.mock import patch

import numpy as np
import pytest

from trainer.language import speaking
from trainer.ui import runs
from trainer.ui.atlas import run_page
from trainer.ui.lessons.links import settings_of
from trainer.ui.movie import scene
from trainer.ui.movie.wire import unpack

LONG = "/?dataset=iris&n_epochs=3000&learning_rate=0.5&l2=0.01"


def made(link, spoken="en"):
    settings = settings_of(link)
    experiment = runs.run(settings.data, settings.training)
    with speaking(spoken):
        picture = scene.drawn(settings, first_visit=False)
        return run_page.run_page(experiment, settings, runs.axes_shown(settings), "A <title>", picture, spoken)


def held(page, id):
    return gzip.decompress(base64.b64decode(re.search(rf'id="{id}">([^<]*)<', page)[1]))


@pytest.mark.parametrize("link", [LONG, f"{LONG}&panel=landscape"])
def test_the_page_holds_every_epoch_of_the_run(link):
    parts = {part["kind"]: part for part in unpack(held(made(link), "picture"))}
    history = runs.run(settings_of(link).data, settings_of(link).training).history
    assert ("landscape" in parts) == ("landscape" in link)
    np.testing.assert_array_equal(parts["run"]["epochs"], np.arange(3001))
    np.testing.assert_array_equal(parts["run"]["loss"], history.loss)
    assert parts["scene"]["base"] == parts["run"]["base"]


def test_the_page_speaks_the_language_and_asks_for_nothing_outside_itself():
    page = made("/", "zh")
    assert '<html lang="zh-CN">' in page
    assert "播放" in next(unpack(held(page, "picture")))["words"]["play"]
    around = re.sub(r'<script type="text/plain".*?</script>', "", page, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!data:)(?!\\)[^"'#]""", around)
    assert "import " not in around
    assert "A &lt;title&gt;" in page


def test_the_page_is_made_without_the_session():
    settings = settings_of("/")
    experiment = runs.run(settings.data, settings.training)
    picture, axes = scene.drawn(settings, first_visit=False), runs.axes_shown(settings)
    with patch("streamlit.session_state", None), patch.object(runs, "run", None):
        assert "</html>" in run_page.run_page(experiment, settings, axes, "title", picture, "en")
