"""What is drawn over the plane of a GIF, and written above and below it.

Pillow's own font has Latin letters alone: the words are English, and names that it cannot write are left out.
"""

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from trainer.analysis.decision_regions import Axes, Box, all_tied
from trainer.experiment import Experiment
from trainer.figures.gif_plane import HEIGHT, WIDTH
from trainer.figures.numbers import number, percent
from trainer.figures.scatter import drawn
from trainer.figures.theme import CLASS_COLOURS, INK
from trainer.softmax import Array

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

ABOVE, BELOW = 30, 44  # pixels of the words
FINER = 3  # times as large samples are drawn, then made smaller
SIDES = (24, 4, 3, 4, 3, 5, 6, 3)  # of the marker of a class, as many as its shape has
TURNED = (0, 45, -90, 0, 90, -90, 0, 180)  # degrees
MOST_NAMED = 6


def samples(experiment: Experiment, standing: Array, box: Box) -> "Image":
    """The samples on nothing: filled where trained on, open where held out; of many a random part."""
    from PIL import Image, ImageDraw

    layer = Image.new("RGBA", (FINER * WIDTH, FINER * HEIGHT), (0, 0, 0, 0))
    pen, held_out = ImageDraw.Draw(layer), set(experiment.held_out_rows.tolist())
    for row in drawn(len(standing)).tolist():
        u, v = standing[row]
        x = (u - box[0]) / (box[1] - box[0]) * FINER * WIDTH
        y = (box[3] - v) / (box[3] - box[2]) * FINER * HEIGHT
        _marker(pen, (x, y), int(experiment.dataset.y[row]), FINER * 4.5, row in held_out)
    return layer


def _marker(pen: "ImageDraw", at: tuple[float, float], label: int, size: float, held_out: bool = False) -> None:
    turns = np.radians(TURNED[label % len(TURNED)] + np.linspace(0, 360, SIDES[label % len(SIDES)], endpoint=False))
    corners = [(at[0] + size * np.cos(turn), at[1] + size * np.sin(turn)) for turn in turns]
    colour = CLASS_COLOURS[label % len(CLASS_COLOURS)]
    if not held_out:
        pen.polygon(corners, fill=colour, outline="white")
        return
    for start, end in pairwise([*corners, corners[0]]):
        pen.line([start, end], fill=colour, width=2 * FINER)


def write(page: "Image", experiment: Experiment, axes: Axes, epoch: int) -> None:
    """Write epoch, loss and accuracy above the plane, and features and classes below it."""
    from PIL import ImageDraw, ImageFont

    pen, large, small = ImageDraw.Draw(page), ImageFont.load_default(15), ImageFont.load_default(13)
    history, data = experiment.history, experiment.dataset
    said = f"epoch {epoch} of {history.n_epochs}: loss {number(history.loss[epoch])}"
    tied = bool(all_tied(history.parameters(epoch)))
    said += ", all classes tie" if tied else f", accuracy {percent(history.accuracy[epoch])}"
    pen.text((8, 7), writable(said), fill=INK["light"], font=large)
    names = [data.feature_names[axis] for axis in axes]
    if all(name.isascii() and name.isprintable() for name in names):
        pen.text(
            (8, ABOVE + HEIGHT + 3), _short(" (across), ".join(names) + (" (up)" if names[1:] else "")), "#555", small
        )
    x = 14
    for label, name in enumerate(data.class_names[:MOST_NAMED]):
        if not (name.isascii() and name.isprintable()) or len(data.class_names) > MOST_NAMED:
            continue
        _marker(pen, (x, ABOVE + HEIGHT + 32), label, 5)
        pen.text((x + 10, ABOVE + HEIGHT + 24), _short(name, 16), INK["light"], small)
        x += 26 + int(small.getlength(_short(name, 16)))


def _short(name: str, most: int = 60) -> str:
    return name if len(name) <= most else f"{name[: most - 3]}..."


def writable(text: str) -> str:
    """Numbers in letters that the font has: 1.2·10⁻⁹ as 1.2e-9."""
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
    return text.replace("·10", "e").translate(raised)
