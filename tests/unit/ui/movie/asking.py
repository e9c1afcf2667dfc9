"""What the tests of the movie's messages begin with: settings, a question, and what a message holds."""

from trainer.ui.movie import scene
from trainer.ui.movie.wire import unpack
from trainer.ui.settings.values import DEFAULTS, from_values


def settings(**values):
    return from_values({**DEFAULTS, **values})


def kinds(message):
    return [part["kind"] for part in unpack(message)]


def question(of, **fields):
    return {"what": "family", "base": scene.base(of), "over": "learning_rate", "value": 0.1, "epoch": -1} | fields
