"""The GIF of a run: its frames, and each pixel of the plane against the class that the model gives it."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.unit.export import runs
from trainer.config import TrainingConfig
from trainer.experiment import run_experiment
from trainer.feature_map import with_products
from trainer.figures import gif_fonts, gif_marks
from trainer.figures import movie_gif as module
from trainer.figures.gif_marks import ABOVE, BELOW, writable
from trainer.figures.gif_plane import HEIGHT, WIDTH, shades
from trainer.figures.movie_gif import movie_gif, shown_epochs
from trainer.figures.numbers import number
from trainer.figures.places import points, view_box
from trainer.figures.theme import CLASS_COLOURS
from trainer.generated import blobs
from trainer.language import speaking
from trainer.model import logits

FEW = 4
RUNS = {"curved": (runs.curved, (0, 1)), "iris": (runs.iris, (2, 3)), "hostile": (runs.hostile, (0, 2))}


@pytest.fixture(scope="module")
def frames():
    """The frames of a run's GIF as arrays (h, w, 3), and how long each is shown; four of them, for time."""
    made = {}

    def of(name):
        if name not in made:
            run, axes = RUNS[name]
            with Image.open(io.BytesIO(module._gif(run(), axes, FEW))) as picture:
                pages = []
                for number in range(picture.n_frames):
                    picture.seek(number)
                    pages.append((np.asarray(picture.convert("RGB")).astype(int), picture.info["duration"]))
            made[name] = pages
        return made[name]

    return of


@pytest.mark.parametrize("name", RUNS)
def test_a_gif_has_its_frames_and_its_size(frames, name):
    pages = frames(name)
    assert len(pages) == FEW
    assert {page.shape for page, _ in pages} == {(ABOVE + HEIGHT + BELOW, WIDTH, 3)}
    assert [duration for _, duration in pages] == [120, 120, 120, 2500]


@pytest.mark.parametrize("name", ["curved", "iris"])
@pytest.mark.parametrize("number", [1, 3])
def test_pixels_have_the_colour_of_the_class_that_the_model_gives_them(frames, name, number):
    run, axes = RUNS[name][0](), RUNS[name][1]
    data, epoch = run.dataset, shown_epochs(run.history.n_epochs, FEW)[number]
    page = frames(name)[number][0][ABOVE : ABOVE + HEIGHT]
    box = view_box(points(data, axes))
    rng = np.random.default_rng(1)
    columns, rows = rng.integers(0, WIDTH, 1500), rng.integers(0, HEIGHT, 1500)
    X = np.tile(run.feature_mean()[: data.n_given], (1500, 1))
    X[:, axes[0]] = box[0] + columns / (WIDTH - 1) * (box[1] - box[0])
    X[:, axes[1]] = box[3] - rows / (HEIGHT - 1) * (box[3] - box[2])
    z = logits(run.in_data_units(epoch), with_products(X, data.products))
    all_shades = shades(len(data.class_names)).astype(int)
    distance = np.abs(page[rows, columns][:, None, None] - all_shades[None]).sum(axis=3)  # to every shade
    near = distance.min(axis=(1, 2)) <= 12  # neither a sample nor the boundary
    coloured = near & (distance[:, :, 1:].min(axis=2).min(axis=1) < distance[:, :, 0].min(axis=1))
    found = distance[:, :, 1:].min(axis=2).argmin(axis=1)
    clear = np.diff(np.sort(z, axis=1)[:, -2:], axis=1)[:, 0] > 0.02
    assert np.count_nonzero(coloured & clear) > 1000
    assert np.mean(found[coloured & clear] == z.argmax(axis=1)[coloured & clear]) > 0.997  # the line is soft


def test_before_training_no_region_is_coloured(frames):
    page = frames("curved")[0][0][ABOVE : ABOVE + HEIGHT]
    assert (page.min(axis=2) > 245).mean() > 0.85


@pytest.mark.parametrize("name", RUNS)
def test_the_words_above_change_with_the_epoch(frames, name):
    above = [page[:ABOVE].tobytes() for page, _ in frames(name)]
    assert len(set(above)) == FEW


@pytest.mark.parametrize(("last", "epochs"), [(0, [0]), (3, [0, 1, 2, 3]), (5000, 30), (29, 30)])
def test_epochs_are_evenly_spaced_from_the_first_to_the_last(last, epochs):
    found = shown_epochs(last)
    assert (found if isinstance(epochs, list) else len(found)) == epochs
    assert (found[0], found[-1]) == (0, last)
    assert np.ptp(np.diff(found)) <= 1 if last else True


def test_a_gif_that_would_be_too_large_has_fewer_frames(monkeypatch):
    made = []
    monkeypatch.setattr(module, "_gif", lambda run, axes, frames: made.append(frames) or b"0" * frames)
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    assert len(movie_gif(runs.iris(), (2, 3))) == 7
    assert made == [30, 15, 7]


def test_one_feature_and_a_run_that_blew_up_are_drawn():
    data = blobs(n_classes=3, per_class=5).select((0,))
    run = run_experiment(data, TrainingConfig(learning_rate=1000.0, l2=10.0, n_epochs=300))
    assert run.history.status == "diverged"
    assert module._gif(run, (0,), 2)[:6] == b"GIF89a"


def test_shades_are_those_of_the_page():
    shade = shades(1)[0]
    assert shade[0].tolist() == [255, 255, 255]
    full = np.array([int(CLASS_COLOURS[0][i : i + 2], 16) for i in (1, 3, 5)])
    np.testing.assert_allclose(shade[1], 255 * 0.86 + full * 0.14, atol=1)


@pytest.mark.parametrize(("said", "written"), [("loss 1.2·10⁻⁹", "loss 1.2e-9"), ("0.3, 92.0%", "0.3, 92.0%")])
def test_numbers_are_written_in_letters_that_the_font_has(said, written):
    assert writable(said) == written


def test_words_are_those_of_the_language_and_numbers_are_in_them():
    run = runs.iris()
    last, loss = run.history.n_epochs, number(run.history.loss[-1])
    with speaking("zh"):
        above, below = gif_marks.words(run, (2, 3), last)
    assert above.startswith(f"第 {last} 轮，共 {last} 轮：损失 {loss}，准确率 ")
    assert below == "petal length (cm)（横轴），petal width (cm)（纵轴）"
    above, below = gif_marks.words(run, (2,), 0)
    assert above == f"epoch 0 of {last}: loss {number(run.history.loss[0])}, all classes tie"
    assert below == "petal length (cm) (across)"


@pytest.fixture
def no_wide_font(monkeypatch):
    monkeypatch.setattr(gif_fonts, "wide", lambda size: None)


def test_without_a_font_for_a_language_the_words_are_english(no_wide_font):
    with speaking("zh"):
        assert gif_marks.speaks() == "en"
        chinese = module._gif(runs.iris(), (2, 3), 2)
    assert chinese == module._gif(runs.iris(), (2, 3), 2)


@pytest.mark.skipif(not gif_fonts.wide(13), reason="no font with Chinese letters on this machine")
def test_with_a_font_for_a_language_the_words_and_names_are_drawn_in_it():
    assert gif_fonts.font_for("鸢尾", 13) is gif_fonts.wide(13)
    assert gif_fonts.font_for("\U000f0000", 13) is None
    with speaking("zh"):
        assert gif_marks.speaks() == "zh"
        chinese = module._gif(runs.iris(), (2, 3), 2)
    assert chinese != module._gif(runs.iris(), (2, 3), 2)


@pytest.mark.parametrize("name", ["a\nb", "זן א", "صنف"], ids=["two lines", "Hebrew", "Arabic"])
def test_what_no_font_can_draw_on_a_line_is_not_drawn(name):
    assert gif_fonts.font_for(name, 13) is None
