"""A run as one HTML file that plays anywhere, and the button that offers it.

The page holds what the movie on the Train page was sent, with every epoch of the run, in the language of the moment.
"""

from functools import partial

import streamlit as st

from trainer.analysis.decision_regions import Axes
from trainer.experiment import Experiment
from trainer.language import _, language, speaking
from trainer.ui import runs, session
from trainer.ui.atlas import page
from trainer.ui.atlas.markup import html
from trainer.ui.movie import ground, parts
from trainer.ui.movie.scene import takes_a_rate
from trainer.ui.movie.wire import split, unpack
from trainer.ui.settings.run_name import run_name
from trainer.ui.settings.url import run_text
from trainer.ui.settings.values import Settings
from trainer.ui.words import atlas as words
from trainer.ui.words import runs as run_words

FILE = "softmax-run.html"
WITHOUT_MAP = ".map {display: none;}"  # there is but one run


def save_button(experiment: Experiment, settings: Settings, picture: bytes) -> None:
    """Offer the run as a page, which is made when the button is pressed. picture: what the movie was sent of it."""
    st.download_button(
        _(words.SAVE),
        partial(run_page, experiment, settings, runs.axes_shown(settings), title(settings), picture, language()),
        file_name=FILE,
        mime="text/html",
        key="save_run_page",
        icon=":material/download:",
        help=_(words.SAVE_HELP),
        on_click="ignore",
    )


def title(settings: Settings) -> str:
    """What the run is called: its data, how it was trained, and what else is not as at first."""
    rate = ("learning_rate",) if takes_a_rate(settings) else ()
    return words.run_title(run_name(run_text(session.values()), ("dataset", "optimizer", "n_epochs", *rate)))


def run_page(experiment: Experiment, settings: Settings, axes: Axes, title: str, picture: bytes, spoken: str) -> str:
    """The page of a run, in a language; it asks nothing of the session, which has gone on when it is made."""
    with speaking(spoken):
        texts = {
            "plotly": page.plotly(),
            "content": page.packed_json(_content(experiment, axes)),
            "picture": page.packed(whole(experiment, settings, picture)),
        }
        captions = [
            run_words.how_trained(experiment, settings.data.standardize),
            run_words.plane_shown(experiment, axes),
            words.about_the_run(),
        ]
        body = page.body(
            "run.html",
            title=html(title),
            captions="".join(f"<p>{html(caption)}</p>" for caption in captions),
            loading=_(words.LABELS["loading"]),
            too_old=_(words.LABELS["too_old"]),
        )
    return page.page(title, "zh-CN" if spoken == "zh" else spoken, body, texts, page.script("run.js", "openRun"))


def _content(experiment: Experiment, axes: Axes) -> dict[str, object]:
    files = page.files("movie")
    files["movie"]["css"] += WITHOUT_MAP
    return {
        "files": files,
        "ground": {theme: ground.ground(experiment, axes, theme).to_dict() for theme in ("light", "dark")},
        "alt": run_words.plane_in_words(experiment.dataset, axes),
        "config": ground.CONFIG,
        "labels": words.labels(),
    }


def whole(experiment: Experiment, settings: Settings, picture: bytes) -> bytes:
    """What the movie was sent, the run exchanged for the same one with every epoch that there is room for."""
    headers, parts_sent = list(unpack(picture)), list(split(picture))
    base, epoch = headers[0]["base"], headers[0]["epoch"]
    shown = experiment.history.n_epochs if epoch < 0 else epoch
    run = parts.run(experiment, base, shown, parts.WHOLE_RUN_BYTES, settings.loss_axes == "loglog")
    others = [sent for header, sent in zip(headers, parts_sent, strict=True) if header["kind"] != "run"]
    return b"".join([*others, run])
