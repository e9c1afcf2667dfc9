"""The figures of the Data page, validated by Plotly once."""

import base64

import numpy as np
import plotly.graph_objects as go
import pytest

from trainer import TrainingConfig, run_experiment
from trainer.catalogue import CATALOGUE, load_digits
from trainer.datasets import Dataset
from trainer.figures.pictures import pictures
from trainer.figures.regions_figure import regions_figure
from trainer.figures.scatter import MOST_POINTS, drawn, scatter
from trainer.figures.scatter_matrix import MOST_MARKERS, rows_drawn, scatter_matrix

AWKWARD = Dataset(
    "mine", np.arange(12.0).reshape(6, 2), np.arange(6) % 3, ("a|b", "<b>x</b>"), ("$x$", "%{y}", "**v**")
)


def numbers(packed):
    return np.frombuffer(base64.b64decode(packed["bdata"]), dtype=packed["dtype"])


def large(n=20_000, k=20):
    rng = np.random.default_rng(0)
    return Dataset("large", rng.normal(size=(n, 3)), np.arange(n) % k, ("a", "b", "c"), tuple(map(str, range(k))))


@pytest.mark.parametrize("name", list(CATALOGUE))
def test_every_built_in_set_is_drawn_whole_with_a_colour_and_a_shape_a_class(name):
    data = CATALOGUE[name]()
    figure = scatter(data, (1, 0), drawn(len(data.y))).to_dict()
    go.Figure(figure)
    traces = figure["data"]
    assert sum(len(numbers(trace["x"])) for trace in traces) == len(data.y)
    looks = {(trace["marker"]["color"], trace["marker"]["symbol"]) for trace in traces}
    assert len(looks) == len(traces) == len(data.class_names)
    np.testing.assert_array_equal(numbers(traces[0]["x"]), data.X[data.y == 0, 1])
    assert [trace["customdata"][0] for trace in traces] == [
        np.flatnonzero(data.y == j)[0] + 1 for j in range(len(traces))
    ]


def test_one_feature_stands_over_the_classes_by_name():
    data = AWKWARD.select((1,))
    figure = scatter(data, (0,), drawn(6)).to_dict()
    go.Figure(figure)
    assert figure["layout"]["yaxis"]["ticktext"] == ["$x$", "%&#123;y}", "**v**"]
    assert [sorted(set(numbers(trace["y"]))) for trace in figure["data"]] == [[0], [1], [2]]


def test_names_are_drawn_as_typed():
    layout = scatter(AWKWARD, (0, 1), drawn(6)).to_dict()["layout"]
    assert [layout[axis]["title"]["text"] for axis in ("xaxis", "yaxis")] == ["a|b", "&lt;b&gt;x&lt;/b&gt;"]


def test_of_many_samples_two_thousand_are_drawn_always_the_same():
    rows = drawn(20_000)
    assert (len(rows), len(set(rows.tolist())), rows.max() < 20_000) == (MOST_POINTS, MOST_POINTS, True)
    np.testing.assert_array_equal(rows, drawn(20_000))
    assert (np.diff(rows) > 0).all()
    assert abs(rows.mean() - 10_000) < 500
    np.testing.assert_array_equal(drawn(2000), np.arange(2000))


def test_regions_of_many_samples_draw_two_thousand_of_them():
    run = run_experiment(large(), TrainingConfig(n_epochs=2), held_out=0.2)
    figure = regions_figure(run, (0, 1), 2, "light").to_dict()
    samples = [trace for trace in figure["data"] if "customdata" in trace]
    assert sum(len(trace["customdata"]) for trace in samples) == MOST_POINTS
    assert len(samples) == 40


def test_digits_are_drawn_each_under_its_name():
    data = load_digits()
    figure = pictures(data.X[:10], (8, 8), data.class_names).to_dict()
    go.Figure(figure)
    assert [label["text"] for label in figure["layout"]["annotations"]] == list("0123456789")
    z = np.array(figure["data"][0]["z"], dtype=float)
    np.testing.assert_array_equal(z[1:9, 0:8], data.X[0].reshape(8, 8))
    np.testing.assert_array_equal(z[11:19, 9:17], data.X[6].reshape(8, 8))


def test_weights_are_drawn_on_one_scale_with_zero_in_its_middle():
    weights = np.array([[-2.0, 0.0, 1.0, 0.5], [0.1, 0.0, 0.0, -0.1]])
    (trace,) = pictures(weights, (2, 2), ("a", "b"), signed=True).to_dict()["data"]
    assert (trace["zmin"], trace["zmax"]) == (-2, 2)


MATRICES = [("iris", (0, 1, 2, 3)), ("wine", (12, 0, 5, 6, 3)), ("penguins", (3, 1))]


def cells(figure):
    """The traces of samples by their axes, those of the legend left out."""
    traces = [trace for trace in figure["data"] if trace["mode"] == "markers" and trace["x"] != [None]]
    return {(trace["xaxis"], trace["yaxis"]): trace for trace in traces}


@pytest.mark.parametrize(
    ("name", "columns"), [("iris", (0, 1, 2, 3)), ("wine", (12, 0, 5, 6, 3)), ("penguins", (3, 1))]
)
def test_a_matrix_has_a_cell_for_every_two_features_and_a_histogram_for_each(name, columns):
    data = CATALOGUE[name]()
    figure = scatter_matrix(data, columns).to_dict()
    go.Figure(figure)
    found, d, k = cells(figure), len(columns), len(data.class_names)
    assert len(found) == d * (d - 1) // 2
    places = {
        ("x" if i == 0 else f"x{i + 1}", f"y{j + 1}"): (columns[i], columns[j]) for j in range(d) for i in range(j)
    }
    for axes, (across, up) in places.items():
        np.testing.assert_array_equal(numbers(found[axes]["x"]), data.X[:, across])
        np.testing.assert_array_equal(numbers(found[axes]["y"]), data.X[:, up])
    steps = [trace for trace in figure["data"] if trace["mode"] == "lines"]
    assert len(steps) == d * k
    for trace, label in zip(steps, list(range(k)) * d, strict=True):
        assert numbers(trace["y"])[1:-1:2].sum() == np.count_nonzero(data.y == label)
    assert [trace["name"] for trace in figure["data"][:k]] == list(data.class_names)


def test_a_matrix_of_many_samples_draws_a_part_of_them_and_names_as_typed():
    data = large()
    figure = scatter_matrix(data, (0, 1, 2)).to_dict()
    assert (
        {len(numbers(cell["x"])) for cell in cells(figure).values()} == {rows_drawn(20_000, 3)} == {MOST_MARKERS // 3}
    )
    figure = scatter_matrix(AWKWARD, (0, 1)).to_dict()
    go.Figure(figure)
    layout = figure["layout"]
    assert layout["xaxis"]["title"]["text"] == "a|b"
    assert layout["yaxis2"]["title"]["text"] == "&lt;b&gt;x&lt;/b&gt;"


@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("petal length (cm)", ["petal", "length", "(cm)"]),
        ("flipper_length_mm", ["flipper_", "length_", "mm"]),
        ("a_b", ["a_b"]),
        ("nonflavanoid_phenols", ["nonflava", "noid_", "phenols"]),
        ("one two three four five six seven", ["one two", "three", "four…"]),
        ("花瓣长度（厘米）", ["花瓣长度（", "厘米）"]),
    ],
)
def test_names_below_a_matrix_of_five_features_are_as_narrow_as_its_cells_on_a_phone(name, below):
    data = Dataset("named", np.arange(20.0).reshape(4, 5) ** 2, np.arange(4) % 2, (name, *"bcde"), ("u", "v"))
    layout = scatter_matrix(data, (0, 1, 2, 3, 4)).to_dict()["layout"]
    assert layout["xaxis"]["title"]["text"].split("<br>") == below


def test_a_feature_that_is_the_same_everywhere_has_its_place_in_a_matrix():
    data = Dataset("flat", np.column_stack([np.ones(4), np.arange(4.0)]), np.arange(4) % 2, ("a", "b"), ("u", "v"))
    go.Figure(scatter_matrix(data, (0, 1)).to_dict())
