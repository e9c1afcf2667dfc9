"""What is drawn over the plane of a GIF, and written above and below it in the language of the moment."""

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from trainer.analysis.decision_regions import Axes, Box, all_tied
from trainer.experiment import Experiment
from trainer.figures.gif_fonts import font_for
from trainer.figures.gif_plane import HEIGHT, WIDTH
from trainer.figures.numbers import number, percent
from trainer.figures.scatter import drawn
from trainer.figures.theme import CLASS_COLOURS, INK
from trainer.language import ENGLISH, N_, _, language, speaking
from trainer.softmax import Array

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

ABOVE, BELOW = 30, 44  # pixels of the words
FINER = 3  # times as large samples are drawn, then made smaller
SIDES = (24, 4, 3, 4, 3, 5, 6, 3)  # of the marker of a class, as many as its shape has
TURNED = (0, 45, -90, 0, 90, -90, 0, 180)  # degrees
MOST_NAMED = 6
TIE = N_("epoch {epoch} of {last}: loss {loss}, all classes tie")
LARGE, SMALL = 15, 13  # pixels of letters


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


def words(experiment: Experiment, axes: Axes, epoch: int) -> tuple[str, str]:
    """What stands above the plane, epoch, loss and accuracy, and below it, which feature goes where."""
    history, names = experiment.history, experiment.dataset.feature_names
    said = {"epoch": epoch, "last": history.n_epochs, "loss": number(history.loss[epoch])}
    if bool(all_tied(history.parameters(epoch))):
        above = _(TIE).format(**said)
    else:
        accuracy = percent(history.accuracy[epoch])
        above = _("epoch {epoch} of {last}: loss {loss}, accuracy {accuracy}").format(**said, accuracy=accuracy)
    shown = [short(names[axis], 30) for axis in axes]
    if len(shown) > 1:
        return writable(above), _("{across} (across), {up} (up)").format(across=shown[0], up=shown[1])
    return writable(above), _("{across} (across)").format(across=shown[0])


def speaks() -> str:
    """The language of a GIF: that of the moment, or English where no font here has its letters."""
    return language() if font_for(_(TIE), LARGE) else ENGLISH


def write(page: "Image", experiment: Experiment, axes: Axes, epoch: int) -> None:
    """Write epoch, loss and accuracy above the plane, features and classes below it; no name that no font can draw."""
    from PIL import ImageDraw

    pen, names = ImageDraw.Draw(page), experiment.dataset.class_names
    with speaking(speaks()):
        above, below = words(experiment, axes, epoch)
    pen.text((8, 7), above, fill=INK["light"], font=font_for(above, LARGE))
    if font := font_for(below, SMALL):
        pen.text((8, ABOVE + HEIGHT + 3), below, "#555", font)
    x = 14
    for label, name in enumerate(map(short, names if len(names) <= MOST_NAMED else ())):
        if font := font_for(name, SMALL):
            _marker(pen, (x, ABOVE + HEIGHT + 32), label, 5)
            pen.text((x + 10, ABOVE + HEIGHT + 24), name, INK["light"], font)
            x += 26 + int(font.getlength(name))


def short(name: str, most: int = 16) -> str:
    """The beginning of a long name."""
    return name if len(name) <= most else f"{name[: most - 3]}..."


def writable(text: str) -> str:
    """Numbers in letters that the font has: 1.2·10⁻⁹ as 1.2e-9."""
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
    return text.replace("·10", "e").translate(raised)
