"""The figures of the Check and Compare pages and the band of zones, as plain values."""

import base64
import json
import math
import re

import numpy as np
import plotly.graph_objects as go
import pytest

from trainer import TrainingConfig, load_iris, load_three_class, run_experiment
from trainer.analysis.landscape import loss_landscape, plane_of_largest_curvature, project
from trainer.analysis.learning_rate import LearningRateLimits, find_optimum, learning_rate_limits, zones_between
from trainer.figures.check import FLOOR, confusion_table, gap_chart
from trainer.figures.compare import curves_chart, landscape_chart
from trainer.figures.regions_figure import regions_figure
from trainer.figures.zone_band import LOOKS, zone_band
from trainer.ui.words.learning_rate import ZONE_NAMES, zones_in_words

L2 = 0.01
RATES = (0.01, 0.1, 1.0, 5.0)
NAMES = ("setosa", "versicolor", "virginica")
COUNTS = np.array([[40, 0, 0], [0, 37, 3], [0, 2, 38]])
LIMITS = LearningRateLimits(1.5, 1.34, 5.75, 200.0)
WITHOUT_PENALTY = LearningRateLimits(1.5, 1.34, None, math.inf)
THEMES = ("light", "dark")
LOSS_AXES = ("linear", "log", "loglog")


@pytest.fixture(scope="module")
def experiments():
    """A run of iris for each rate, by name."""
    data = load_iris()
    return {f"rate {rate:g}": run_experiment(data, TrainingConfig(rate, 300, l2=L2)) for rate in RATES}


@pytest.fixture(scope="module")
def histories(experiments):
    return {name: experiment.history for name, experiment in experiments.items()}


@pytest.fixture(scope="module")
def newton(experiments):
    first = experiments["rate 1"]
    return find_optimum(first.X_train(), first.y_train(), 3, L2)


@pytest.fixture(scope="module")
def slice_and_paths(experiments, histories, newton):
    first = experiments["rate 1"]
    X, y = first.X_train(), first.y_train()
    plane = plane_of_largest_curvature(newton.parameters(), X, L2)
    paths = {name: project(plane, history) for name, history in histories.items()}
    return loss_landscape(plane, X, y, L2, list(paths.values())), paths


def decoded(figure):
    """What Plotly makes of a figure, its arrays unpacked; ValueError if the figure is not valid."""
    return go.Figure(json.loads(json.dumps(figure.to_dict(), allow_nan=False), object_hook=unpacked))


def unpacked(content):
    if content.keys() != {"dtype", "bdata"}:
        return content
    return np.frombuffer(base64.b64decode(content["bdata"]), dtype=content["dtype"])


def trace(figure, name):
    return next(trace for trace in decoded(figure).data if trace.name == name)


@pytest.mark.parametrize("theme", THEMES)
def test_plotly_takes_the_gap_chart(histories, newton, theme):
    figure = decoded(gap_chart(histories["rate 1"].loss, newton.loss, newton.loss[-1], theme))
    assert [trace.name for trace in figure.data] == ["this run", "Newton from scratch"]


def test_the_gap_is_loss_minus_optimum(histories, newton):
    losses, optimum = histories["rate 1"].loss, newton.loss[-1]
    curve = trace(gap_chart(losses, newton.loss, optimum, "light"), "this run")
    np.testing.assert_allclose(curve.y, losses - optimum, rtol=1e-12)
    np.testing.assert_array_equal(curve.x, np.arange(301))


def test_a_gap_of_zero_stands_on_the_floor(newton):
    curve = trace(gap_chart(newton.loss, newton.loss, newton.loss[-1], "light"), "Newton from scratch")
    assert curve.y[-1] == FLOOR
    assert min(curve.y) >= FLOOR


def test_a_gap_below_the_optimum_is_drawn_by_its_size():
    curve = trace(gap_chart(np.array([0.5, 0.3]), np.array([0.5]), 0.4, "light"), "this run")
    assert curve.y == pytest.approx([0.1, 0.1])


@pytest.mark.parametrize("height", [1.0, 1e3, 1e12])
def test_the_whole_gap_is_within_the_axes(newton, height):
    losses = np.array([1.1, height, 1.0])
    figure = decoded(gap_chart(losses, newton.loss, newton.loss[-1], "light"))
    low, high = figure.layout.yaxis.range
    assert low < math.log10(FLOOR)
    assert high >= math.log10(height)


def test_the_axis_of_gaps_is_marked_in_powers_of_ten():
    axis = decoded(gap_chart(np.array([1.0, 0.5]), np.array([1.0]), 0.4, "light")).layout.yaxis
    assert (axis.type, axis.exponentformat) == ("log", "power")


def test_a_run_that_reaches_the_reference_exactly_keeps_its_curve():
    curve = trace(gap_chart(np.array([1.0, 0.4, 0.4]), np.array([0.4]), 0.4, "light"), "this run")
    np.testing.assert_allclose(curve.y, [0.6, FLOOR, FLOOR])


def test_eleven_runs_have_eleven_looks(histories):
    eleven = {f"run {i}": histories["rate 1"] for i in range(11)}
    assert len(decoded(curves_chart(eleven, "linear")).data) == 11


def test_the_gaps_looked_for_are_ruled():
    figure = decoded(gap_chart(np.array([1.0, 0.5]), np.array([1.0]), 0.4, "light"))
    assert figure.layout.yaxis.type == "log"
    assert [shape.y0 for shape in figure.layout.shapes] == [1e-3, 1e-6, 1e-9]
    assert [shape.y1 for shape in figure.layout.shapes] == [1e-3, 1e-6, 1e-9]


@pytest.mark.parametrize("theme", THEMES)
def test_a_confusion_table_shows_every_count_in_its_place(theme):
    (heat,) = decoded(confusion_table(COUNTS, NAMES, theme)).data
    np.testing.assert_array_equal(heat.z, COUNTS)
    np.testing.assert_array_equal(heat.text, COUNTS)
    assert heat.x == heat.y == NAMES


def test_a_confusion_table_reads_from_the_top_like_a_matrix():
    layout = decoded(confusion_table(COUNTS, NAMES, "light")).layout
    assert layout.yaxis.autorange == "reversed"
    assert (layout.yaxis.title.text, layout.xaxis.title.text) == ("true", "predicted")


@pytest.mark.parametrize("k", [2, 10, 11, 20])
def test_a_confusion_table_may_have_other_numbers_of_classes(k):
    (heat,) = decoded(confusion_table(np.eye(k, dtype=int), tuple("abcdefghijklmnopqrst"[:k]), "light")).data
    assert np.shape(heat.z) == (k, k)


@pytest.mark.parametrize("loss_axes", LOSS_AXES)
@pytest.mark.parametrize("name", [f"rate {rate:g}" for rate in RATES])
def test_the_curves_are_the_losses(histories, loss_axes, name):
    curve = trace(curves_chart(histories, loss_axes), name)
    np.testing.assert_allclose(curve.y, histories[name].loss[np.asarray(curve.x, dtype=int)], rtol=1e-6)
    assert curve.x[-1] == 300


@pytest.mark.parametrize(
    ("loss_axes", "x", "y"), [("linear", "linear", "linear"), ("log", "linear", "log"), ("loglog", "log", "log")]
)
def test_loss_axes_are_as_chosen(histories, loss_axes, x, y):
    layout = decoded(curves_chart(histories, loss_axes)).layout
    assert (layout.xaxis.type, layout.yaxis.type) == (x, y)


def test_hovering_names_all_curves_at_an_epoch(histories):
    figure = decoded(curves_chart(histories, "linear"))
    assert figure.layout.hovermode == "x unified"
    assert all(trace.hovertemplate.startswith(trace.name) for trace in figure.data)


def test_eight_curves_differ_in_colour_and_in_dash(histories):
    eight = {f"run {i}": histories["rate 1"] for i in range(8)}
    lines = [trace.line for trace in decoded(curves_chart(eight, "linear")).data]
    assert len({line.color for line in lines}) == len({line.dash for line in lines}) == 8


def test_a_run_that_blew_up_is_drawn_to_its_end():
    history = run_experiment(load_three_class(), TrainingConfig(1000.0, 400, l2=L2)).history
    curve = trace(curves_chart({"blown up": history}, "log"), "blown up")
    assert history.status == "diverged"
    assert curve.x[-1] == history.n_epochs
    assert curve.y[-1] == pytest.approx(history.loss[-1])


@pytest.mark.parametrize("theme", THEMES)
def test_plotly_takes_the_landscape(slice_and_paths, theme):
    landscape, paths = slice_and_paths
    figure = decoded(landscape_chart(landscape, paths, theme))
    assert [trace.name for trace in figure.data] == ["equal loss", *paths, "optimum"]


def test_contours_rise_with_the_loss(slice_and_paths):
    landscape, paths = slice_and_paths
    contours = trace(landscape_chart(landscape, paths, "light"), "equal loss")
    order = np.argsort(landscape.loss, axis=None)
    assert np.all(np.diff(np.ravel(contours.z)[order]) >= 0)
    np.testing.assert_allclose(contours.customdata, landscape.loss, atol=1e-4)


def test_a_path_ends_where_the_run_ends(slice_and_paths):
    landscape, paths = slice_and_paths
    drawn = trace(landscape_chart(landscape, paths, "light"), "rate 1")
    np.testing.assert_allclose([drawn.x[-1], drawn.y[-1]], paths["rate 1"][-1], atol=1e-5)
    np.testing.assert_allclose([drawn.x[0], drawn.y[0]], paths["rate 1"][0], atol=1e-5)


def test_every_path_of_the_same_start_begins_at_one_point(slice_and_paths):
    landscape, paths = slice_and_paths
    figure = decoded(landscape_chart(landscape, paths, "light"))
    assert len({(path.x[0], path.y[0]) for path in figure.data[1:-1]}) == 1


def test_the_optimum_is_at_zero_and_within_the_axes(slice_and_paths):
    landscape, paths = slice_and_paths
    figure = decoded(landscape_chart(landscape, paths, "light"))
    assert (figure.data[-1].x, figure.data[-1].y) == ((0,), (0,))
    assert figure.layout.xaxis.range[0] < 0 < figure.layout.xaxis.range[1]
    assert figure.layout.yaxis.range[0] < 0 < figure.layout.yaxis.range[1]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("small", [False, True])
def test_plotly_takes_regions_of_any_size(experiments, theme, small):
    figure = decoded(regions_figure(experiments["rate 1"], (2, 3), 300, theme, height=250, small=small))
    assert figure.layout.height == 250
    assert figure.layout.showlegend is not small


def test_regions_change_with_the_epoch(experiments):
    early, late = (regions_figure(experiments["rate 1"], (2, 3), epoch, "light").to_dict() for epoch in (1, 300))
    assert early["data"][:9] != late["data"][:9]
    assert early["data"][9:] == late["data"][9:]


def band(limits, rate):
    """The band over all rates of the slider."""
    zones = zones_between(0.001, 1000.0, limits)
    return zone_band(zones, rate, ZONE_NAMES, zones_in_words(zones, rate))


def widths(html):
    return [float(found) for found in re.findall(r"width:([\d.]+)%", html)]


def words(html):
    return re.search(r'aria-label="([^"]*)"', html).group(1)


def test_the_band_is_told_in_words():
    assert words(band(LIMITS, 0.1)) == (
        "Zones of the learning rate: safe from 0.001 to 1.34, may bounce from 1.34 to 5.75, "
        "cannot settle from 5.75 to 200, blows up from 200 to 1000; now 0.1"
    )


def test_without_a_penalty_there_are_two_zones():
    assert words(band(WITHOUT_PENALTY, 0.1)) == (
        "Zones of the learning rate: safe from 0.001 to 1.34, may bounce from 1.34 to 1000; now 0.1"
    )


def test_zones_are_as_wide_as_on_the_logarithmic_scale():
    expected = [math.log10(b / a) / 6 * 100 for a, b in [(0.001, 1.34), (1.34, 5.75), (5.75, 200), (200, 1000)]]
    assert widths(band(LIMITS, 0.1)) == pytest.approx(expected, abs=0.006)


@pytest.mark.parametrize(
    ("limits", "zones"),
    [
        (LIMITS, 4),
        (WITHOUT_PENALTY, 2),
        (LearningRateLimits(1e-4, 2e4, 3e4, 4e4), 1),
        (LearningRateLimits(1e4, 1e-4, 1e-4, 1e-4), 1),
        (LearningRateLimits(math.inf, 0.0, 0.0, 200.0), 2),
        (LearningRateLimits(2.0, 1.0, 1.0, 1.0), 2),
    ],
)
def test_the_band_is_filled_whatever_the_limits(limits, zones):
    found = widths(band(limits, 0.1))
    assert len(found) == zones
    assert sum(found) == pytest.approx(100, abs=0.05)


@pytest.mark.parametrize(("rate", "place"), [(0.001, 0), (0.1, 100 / 3), (1.0, 50), (1000.0, 100)])
def test_the_current_rate_is_marked_where_it_is_on_the_scale(rate, place):
    html = band(LIMITS, rate)
    assert float(re.search(r"left:([\d.]+)%", html).group(1)) == pytest.approx(place, abs=0.006)


def test_zones_differ_in_words_in_colour_and_in_hatching():
    assert all(len(set(values)) == len(LOOKS) for values in zip(*LOOKS.values(), strict=True))
    assert LOOKS.keys() == ZONE_NAMES.keys()
    assert len(set(ZONE_NAMES.values())) == len(LOOKS)


def test_limits_of_real_data_make_a_band(experiments, newton):
    first = experiments["rate 1"]
    limits = learning_rate_limits(first.X_train(), L2, newton.parameters())
    assert len(widths(band(limits, 0.1))) == 4
