"""The movie of a run as a GIF: regions and samples at evenly spaced epochs, with epoch, loss and accuracy in words."""

import io
from typing import TYPE_CHECKING

import numpy as np

from trainer.analysis.decision_regions import Axes
from trainer.experiment import Experiment
from trainer.figures.gif_marks import ABOVE, BELOW, samples, write
from trainer.figures.gif_plane import HEIGHT, WIDTH, ground, places, shades
from trainer.figures.places import points, view_box

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_FRAMES, MOST_BYTES = 30, 4_000_000
MILLISECONDS, AT_THE_END = 120, 2500


def movie_gif(experiment: Experiment, axes: Axes) -> bytes:
    """The GIF; with fewer frames where it would be larger than MOST_BYTES."""
    frames = MOST_FRAMES
    while len(made := _gif(experiment, axes, frames)) > MOST_BYTES and frames > 4:
        frames //= 2
    return made


def shown_epochs(last: int, frames: int = MOST_FRAMES) -> list[int]:
    """The epochs of the frames, evenly spaced from the first to the last."""
    return [int(epoch) for epoch in np.unique(np.linspace(0, last, min(frames, last + 1)).round())]


def _gif(experiment: Experiment, axes: Axes, frames: int) -> bytes:
    from PIL import Image

    standing = points(experiment.dataset, axes)
    box = view_box(standing)
    still = samples(experiment, standing, box).resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    pictures, pixels = [], places(box)
    for epoch in shown_epochs(experiment.history.n_epochs, frames):
        picture = Image.fromarray(ground(experiment, axes, pixels, epoch)).convert("RGBA")
        picture = Image.alpha_composite(picture, still)
        page = Image.new("RGB", (WIDTH, ABOVE + HEIGHT + BELOW), "white")
        page.paste(picture.convert("RGB"), (0, ABOVE))
        write(page, experiment, axes, epoch)
        pictures.append(page)
    palette = _palette(pictures[-1], len(experiment.dataset.class_names))
    first, *others = (page.quantize(palette=palette, dither=Image.Dither.NONE) for page in pictures)
    durations = [MILLISECONDS] * len(others) + [AT_THE_END]
    file = io.BytesIO()
    first.save(file, "GIF", save_all=True, append_images=others, duration=durations, loop=0, optimize=False)
    return file.getvalue()


def _palette(last: "Image", n_classes: int) -> "Image":
    """The colours of the last frame and those of all shades, 256 in all."""
    from PIL import Image

    strip = shades(n_classes).reshape(1, -1, 3).repeat(8, axis=0).repeat(8, axis=1)
    both = Image.new("RGB", (max(last.width, strip.shape[1]), last.height + 8), "white")
    both.paste(last, (0, 0))
    both.paste(Image.fromarray(strip), (0, last.height))
    return both.quantize(255, method=Image.Quantize.MEDIANCUT)
