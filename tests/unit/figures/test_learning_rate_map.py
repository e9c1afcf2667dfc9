"""The figure of the map of all learning rates, as plain values."""

import json
import math

import numpy as np
import plotly.graph_objects as go
import pytest

from trainer import Standardizer, TrainingConfig, load_iris, train_family
from trainer.analysis.learning_rate import find_optimum, learning_rate_limits, zones_between
from trainer.analysis.learning_rate_map import learning_rate_map, map_epochs
from trainer.figures.learning_rate_map import PAGE, SCALES, learning_rate_map_figure
from trainer.figures.theme import INK
from trainer.ui.settings.table import LEARNING_RATES
from trainer.ui.words.learning_rate import ZONE_NAMES

L2 = 0.01
THEMES = ("light", "dark")
BLOWS_UP = LEARNING_RATES.index(1000.0)
every_axis = pytest.mark.parametrize("logarithmic", [False, True], ids=["linear", "log"])


@pytest.fixture(scope="module")
def samples():
    data = load_iris()
    return Standardizer.fit(data.X)(data.X), data.y


@pytest.fixture(scope="module")
def maps(samples):
    """The map on either axis of epochs."""
    X, y = samples
    family = train_family(X, y, 3, TrainingConfig(l2=L2, n_epochs=150), LEARNING_RATES, [0])
    best = find_optimum(X, y, 3, L2).loss[-1]
    return {logarithmic: learning_rate_map(family, map_epochs(150, logarithmic), best) for logarithmic in (False, True)}


@pytest.fixture(scope="module")
def zones(samples):
    X, y = samples
    limits = learning_rate_limits(X, L2, find_optimum(X, y, 3, L2).parameters())
    return zones_between(LEARNING_RATES[0], LEARNING_RATES[-1], limits)


@pytest.fixture
def figure(maps, zones):
    """figure(True) is the map with a logarithmic axis of epochs, as Plotly reads it; ValueError if it is not valid."""

    def made(logarithmic=False, theme="light", zones=zones, chosen=(0.1, 40)):
        drawn = learning_rate_map_figure(maps[logarithmic], zones, ZONE_NAMES, chosen, theme, logarithmic)
        return go.Figure(json.loads(json.dumps(drawn.to_dict(), allow_nan=False)))

    return made


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return float(np.dot([0.2126, 0.7152, 0.0722], linear))


def contrast(one, other):
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@every_axis
def test_a_cell_is_the_loss_of_its_rate_and_epoch(figure, maps, logarithmic):
    heat, found = figure(logarithmic).data[0], maps[logarithmic]
    assert list(heat.x) == found.epochs.tolist()
    assert list(heat.y) == list(LEARNING_RATES)
    losses = np.array([[math.nan if loss is None else loss for loss in row] for row in heat.customdata])
    np.testing.assert_allclose(losses, found.loss, rtol=1e-3)
    distances = np.array([[math.nan if z is None else z for z in row] for row in heat.z])
    np.testing.assert_allclose(distances, found.distance, rtol=0.06, atol=0.01)


def test_a_cell_says_its_rate_epoch_and_loss(figure):
    said = figure().data[0].hovertemplate
    assert said == "learning rate %{y:.4g}, epoch %{x}: loss %{customdata:.4g}<extra></extra>"


@every_axis
@pytest.mark.parametrize(("trace", "field"), [(1, "rises"), (2, "blown_up")])
def test_a_cell_is_hatched_where_the_loss_rises_and_crossed_where_it_has_blown_up(
    figure, maps, logarithmic, trace, field
):
    drawn, where = figure(logarithmic).data[trace], getattr(maps[logarithmic], field)
    corners = np.array([[np.nan if value is None else value for value in side] for side in (drawn.x, drawn.y)])
    boxes = corners.T.reshape(-1, 6, 2)[:, [0, 2]]  # lower left and upper right
    covered = np.zeros(where.shape, dtype=int)
    for (left, low), (right, high) in boxes:
        columns = (left < maps[logarithmic].epochs) & (maps[logarithmic].epochs < right)
        rows = (low < np.array(LEARNING_RATES)) & (np.array(LEARNING_RATES) < high)
        covered += np.outer(rows, columns)
    np.testing.assert_array_equal(covered, where)
    assert where.any()


def test_hatching_of_rises_and_of_blow_ups_differ_in_shape(figure):
    assert [trace.fillpattern.shape for trace in figure().data[1:3]] == ["/", "x"]


def test_a_map_without_rises_still_names_them_in_the_legend(maps, zones):
    X, y = load_iris().X, load_iris().y
    family = train_family(X, y, 3, TrainingConfig(n_epochs=5), (1e-4, 1e-3), [0])
    drawn = learning_rate_map_figure(learning_rate_map(family, map_epochs(5)), [], ZONE_NAMES, (1e-4, 0), "light")
    assert [trace["name"] for trace in drawn.to_dict()["data"][1:]] == ["the loss rises", "blown up", "chosen"]


def test_the_limits_of_the_zones_are_drawn_across_and_named(figure, zones):
    drawn = figure()
    rates = [line.y0 for line in drawn.layout.shapes]
    assert rates == [start for _, start, _ in zones[1:] for _ in range(2)]
    assert {(line.x0, line.x1, line.xref) for line in drawn.layout.shapes} == {(0, 1, "paper")}
    assert [note.text for note in drawn.layout.annotations] == ["safe", "may bounce", "cannot settle", "blows up"]
    assert [note.y for note in drawn.layout.annotations] == [math.log10(a * b) / 2 for _, a, b in zones]


def test_limits_that_are_not_those_of_the_runs_are_left_out(figure):
    drawn = figure(zones=[])
    assert (len(drawn.layout.shapes), len(drawn.layout.annotations)) == (0, 0)


def test_the_point_chosen_is_marked(figure):
    point = figure(chosen=(1.2, 150)).data[3]
    assert (list(point.x), list(point.y), point.cliponaxis) == ([150], [1.2], False)


@every_axis
def test_axes_end_where_cells_end(figure, logarithmic):
    layout = figure(logarithmic).layout
    assert (layout.xaxis.type, layout.yaxis.type) == ("log" if logarithmic else None, "log")
    low, high = (10 ** np.array(layout.yaxis.range)).tolist()
    assert LEARNING_RATES[0] / 1.3 < low < LEARNING_RATES[0] < LEARNING_RATES[-1] < high < 1.3 * LEARNING_RATES[-1]


@pytest.mark.parametrize("theme", THEMES)
def test_colours_are_of_one_hue_and_nearer_stands_out_more_from_the_page(theme):
    away = [contrast(colour, PAGE[theme]) for _, colour in SCALES[theme]]
    assert away == sorted(away, reverse=True)
    assert away[0] > 7 > 1.5 > away[-1]
    strong = [colour for _, colour in SCALES[theme]]
    channels = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in strong]
    assert all(red <= green <= blue for red, green, blue in channels)  # blue, whatever its lightness


@pytest.mark.parametrize("theme", THEMES)
def test_words_on_the_map_can_be_read(figure, theme):
    notes = figure(theme=theme).layout.annotations
    assert {note.font.color for note in notes} == {INK[theme]}
    assert contrast(INK[theme], PAGE[theme]) > 4.5
