"""The plane: samples and axes, which no run changes; and the regions of one epoch as a figure of their own."""

import numpy as np
import plotly.graph_objects as go
import pytest

from trainer import TrainingConfig, load_iris, load_three_class, run_experiment
from trainer.datasets import Dataset
from trainer.figures import places, regions, theme
from trainer.figures.plane import plane
from trainer.figures.regions_figure import regions_figure

DATA = {"three_class": (load_three_class, (0, 1)), "iris": (load_iris, (2, 3))}


def some_classes(k, n_features=2, names=None):
    """Seven samples for each of k classes, on a ring where there is room for one."""
    rng, y = np.random.default_rng(0), np.repeat(np.arange(k), 7)
    X = 4 * np.column_stack([np.cos(6 * y / k), np.sin(6 * y / k)]) + rng.normal(size=(len(y), 2)) / 3
    names = names or tuple(f"v{label:02}" for label in range(k))
    return Dataset("some", X[:, :n_features], y, ("length", "width")[:n_features], names)


def drawn(data, axes=(0, 1), held_out=0.2, theme="light"):
    experiment = run_experiment(data, TrainingConfig(n_epochs=1), held_out=held_out)
    return plane(data, axes, experiment.train_rows, experiment.held_out_rows, theme).to_dict()


def samples(figure):
    return [trace for trace in figure["data"] if "customdata" in trace]


@pytest.mark.parametrize("which", ["light", "dark"])
@pytest.mark.parametrize("held_out", [0.0, 0.2])
@pytest.mark.parametrize("name", DATA)
def test_plotly_takes_the_plane(name, held_out, which):
    load, axes = DATA[name]
    go.Figure(drawn(load(), axes, held_out, which))


@pytest.mark.parametrize("held_out", [0.0, 0.2])
@pytest.mark.parametrize("name", DATA)
def test_every_sample_is_drawn_once_with_its_row_counted_from_one(name, held_out):
    load, axes = DATA[name]
    data, figure = load(), drawn(load(), axes, held_out)
    seen = {row: (x, y) for t in samples(figure) for row, x, y in zip(t["customdata"], t["x"], t["y"], strict=True)}
    assert sum(len(trace["x"]) for trace in samples(figure)) == len(seen) == len(data.y)
    expected = data.X[:, axes]
    np.testing.assert_allclose([seen[row + 1] for row in range(len(data.y))], expected, atol=1e-3)


@pytest.mark.parametrize("k", [2, 11, 20, 30])
def test_many_classes_are_told_apart(k):
    figure = drawn(some_classes(k))
    go.Figure(figure)
    looks = [(trace["marker"]["color"], trace["marker"]["symbol"]) for trace in samples(figure)]
    assert len(set(looks)) == len(looks) == 2 * k


@pytest.mark.parametrize("held_out", [0.0, 0.2])
def test_a_single_feature_is_drawn_with_a_line_for_each_class(held_out):
    data = some_classes(3, n_features=1)
    figure = drawn(data, (0,), held_out)
    go.Figure(figure)
    layout = figure["layout"]
    assert layout["xaxis"]["title"]["text"] == "length"
    assert (layout["yaxis"]["tickvals"], layout["yaxis"]["ticktext"]) == ([0, 1, 2], ["v00", "v01", "v02"])
    assert {y for trace in samples(figure) for y in trace["y"]} == {0, 1, 2}


def test_awkward_names_are_written_out():
    names = ("<b>1</b>", "2", "%{x} & $y$")
    data = some_classes(3, names=names)
    figure = drawn(Dataset("some", data.X, data.y, ("<i>u</i>", "a_b"), names))
    shown = ["&lt;b&gt;1&lt;/b&gt;", "2", "%&#123;x} &amp; $y$"]
    assert figure["layout"]["xaxis"]["title"]["text"] == "&lt;i&gt;u&lt;/i&gt;"
    assert [trace["name"] for trace in samples(figure)] == shown + [f"{name}, held out" for name in shown]


def test_a_swipe_on_the_plane_scrolls_and_no_pointer_moves_the_chart():
    layout = drawn(load_iris(), (2, 3))["layout"]
    assert (layout["dragmode"], layout["hovermode"]) == (False, False)


@pytest.fixture(scope="module")
def iris():
    return run_experiment(load_iris(), TrainingConfig(0.5, 60), held_out=0.2)


def test_regions_are_neutral_before_training(iris):
    traces = regions_figure(iris, (2, 3), 0, "light").to_dict()["data"]
    assert {len(trace["x"]) for trace in traces if trace.get("fill") == "toself"} == {1}


@pytest.mark.parametrize("label", range(3))
def test_the_boundary_is_closed(iris, label):
    polygon = regions_figure(iris, (2, 3), 60, "light").to_dict()["data"][3 * label]
    assert (polygon["x"][0], polygon["y"][0]) == (polygon["x"][-1], polygon["y"][-1])


def test_regions_of_a_single_feature_are_drawn():
    experiment = run_experiment(some_classes(3, n_features=1), TrainingConfig(n_epochs=20))
    go.Figure(regions_figure(experiment, (0,), 5, "light", 3).to_dict())


@pytest.mark.parametrize("which", ["light", "dark"])
def test_boundaries_are_drawn_in_the_ink_of_the_theme(iris, which):
    traces = regions_figure(iris, (2, 3), 60, which).to_dict()["data"]
    lines = {trace["line"]["color"] for trace in traces if trace.get("fill") == "toself" and trace["line"]["width"]}
    assert lines == {theme.INK[which]}


def test_an_empty_region_is_a_point_outside_the_axes():
    box = (0.0, 4.0, -1.0, 1.0)
    ((outline,),) = regions.outlines(np.full((1, 1, 1, 4, 2), np.nan), box)
    assert len(outline["x"]) == len(outline["y"]) == 1
    assert outline["x"][0] < 0
    assert outline["y"][0] < -1


def test_the_view_has_every_sample_inside_with_a_margin():
    points = load_iris().X[:, 2:]
    u0, u1, v0, v1 = places.view_box(points)
    low, high = points.min(axis=0), points.max(axis=0)
    np.testing.assert_allclose([low - [u0, v0], [u1, v1] - high], 0.08 * np.tile(high - low, (2, 1)))


def test_the_view_of_a_single_point_is_not_empty():
    u0, u1, v0, v1 = places.view_box(np.array([[3.0, 5.0]]))
    assert (u0 < 3 < u1, v0 < 5 < v1) == (True, True)
