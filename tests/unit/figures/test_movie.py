"""Figures as plain values: valid for Plotly, complete in every frame, small enough to send."""

import base64
import json
import math
from itertools import product

import numpy as np
import plotly.graph_objects as go
import plotly.io
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from trainer import TrainingConfig, load_iris, load_three_class, predict_proba, run_experiment
from trainer.datasets import Dataset
from trainer.figures import chart, loss_curve, numbers, places, regions, theme
from trainer.figures.movie import FRAMES, frame_epochs, movie
from trainer.figures.regions_figure import regions_figure

DATA = {"three_class": (load_three_class, (0, 1)), "iris": (load_iris, (2, 3))}
BLOWN_UP = TrainingConfig(1e3, 400, l2=0.01)
MOVIES = [
    pytest.param(*case, id="-".join(map(str, case)))
    for case in product(DATA, ("linear", "log", "loglog"), (False, True), (0.0, 0.2))
]


@pytest.fixture(scope="module")
def experiments():
    """One run for each data set and held-out fraction."""
    return {
        (name, held_out): run_experiment(load(), TrainingConfig(0.5, 60), held_out=held_out)
        for name, (load, _) in DATA.items()
        for held_out in (0.0, 0.2)
    }


@pytest.fixture
def iris(experiments):
    return experiments["iris", 0.2]


def content(experiment, sample=0, **view):
    axes = (2, 3) if experiment.dataset.name == "iris" else (0, 1)
    return movie(experiment, axes, sample, **view).to_dict()


def named(figure, name):
    """The numbers of the traces of a name."""
    return [i for i, trace in enumerate(figure["data"]) if trace.get("name") == name]


def moves(figure, trace):
    """What every frame says of a trace."""
    return [
        dict(zip(frame.get("traces", range(len(figure["data"]))), frame["data"], strict=True))[trace]
        for frame in figure["frames"]
    ]


def unpacked(array):
    return np.frombuffer(base64.b64decode(array["bdata"]), array["dtype"])


@pytest.mark.parametrize(("name", "loss_axes", "stacked", "held_out"), MOVIES)
def test_plotly_takes_the_movie(experiments, name, loss_axes, stacked, held_out):
    figure = go.Figure(content(experiments[name, held_out], loss_axes=loss_axes, stacked=stacked))
    assert len(figure.frames) == len(frame_epochs(60))
    assert figure.layout.xaxis2.type == ("log" if loss_axes == "loglog" else "linear")
    assert figure.layout.yaxis2.type == ("linear" if loss_axes == "linear" else "log")


@pytest.mark.parametrize("which", ["light", "dark"])
def test_plotly_takes_the_movie_in_both_themes(iris, which):
    go.Figure(content(iris, theme=which))


@pytest.mark.parametrize("loss_axes", ["linear", "log", "loglog"])
@pytest.mark.parametrize("held_out", [0.0, 0.2])
def test_plotly_takes_the_movie_of_a_run_that_blew_up(loss_axes, held_out):
    experiment = run_experiment(load_iris(), BLOWN_UP, held_out=held_out)
    figure = go.Figure(content(experiment, loss_axes=loss_axes))
    assert figure.frames[-1].name == str(experiment.history.n_epochs)


def test_the_curve_of_a_run_that_blew_up_is_finite_up_to_its_end():
    experiment = run_experiment(load_iris(), BLOWN_UP)
    figure = content(experiment)
    curve = figure["data"][named(figure, "training")[0]]
    assert unpacked(curve["x"])[-1] == experiment.history.n_epochs
    assert np.isfinite(unpacked(curve["y"])).all()


@pytest.mark.parametrize("held_out", [0.0, 0.2])
def test_every_frame_speaks_of_traces_that_exist_each_once(experiments, held_out):
    figure = content(experiments["iris", held_out])
    every = range(len(figure["data"]))
    for frame in figure["frames"]:
        places = list(frame.get("traces", every))
        assert len(places) == len(set(places)) == len(frame["data"])
        assert set(places) <= set(every)


def test_the_movie_opens_at_its_last_frame(iris):
    figure = content(iris)
    last = figure["frames"][-1]
    shown = [figure["data"][place] for place in last.get("traces", range(len(figure["data"])))]
    assert [trace | move for trace, move in zip(shown, last["data"], strict=True)] == shown
    assert figure["layout"]["sliders"][0]["active"] == len(figure["frames"]) - 1


def test_the_scrubber_has_a_step_for_every_frame(iris):
    figure = content(iris)
    names = [frame["name"] for frame in figure["frames"]]
    steps = figure["layout"]["sliders"][0]["steps"]
    assert [step["args"][0] for step in steps] == [[name] for name in names]
    assert names == [str(epoch) for epoch in frame_epochs(60)]


@pytest.mark.parametrize(
    ("n_epochs", "expected"),
    [(0, [0]), (1, [0, 1]), (2, [0, 1, 2]), (3, [0, 1, 2, 3]), (7, list(range(8)))],
)
def test_short_runs_show_every_epoch(n_epochs, expected):
    assert frame_epochs(n_epochs).tolist() == expected


@given(st.integers(1, 10_000))
def test_frames_begin_untrained_end_trained_and_are_few(n_epochs):
    epochs = frame_epochs(n_epochs)
    assert (epochs[0], epochs[1], epochs[-1]) == (0, 1, n_epochs)
    assert len(epochs) <= FRAMES <= 60
    assert np.all(np.diff(epochs) >= 1)


@pytest.mark.parametrize("n_epochs", [1, 2])
def test_plotly_takes_the_movie_of_the_shortest_runs(n_epochs):
    figure = go.Figure(content(run_experiment(load_iris(), TrainingConfig(n_epochs=n_epochs))))
    assert [frame.name for frame in figure.frames] == [str(epoch) for epoch in range(n_epochs + 1)]


@pytest.mark.parametrize("loss_axes", ["linear", "log", "loglog"])
@pytest.mark.parametrize("held_out", [0.0, 0.2])
def test_a_thousand_epochs_of_iris_take_less_than_eighty_kilobytes(held_out, loss_axes):
    experiment = run_experiment(load_iris(), TrainingConfig(n_epochs=1000), held_out=held_out)
    sent = plotly.io.to_json(movie(experiment, (2, 3), 0, loss_axes), validate=False)
    assert len(sent.encode()) < 80_000


def test_the_same_run_gives_the_same_figure(iris):
    assert content(iris) == content(iris)


@pytest.mark.parametrize("held_out", [0.0, 0.2])
def test_every_sample_is_drawn_once_with_its_row_counted_from_one(experiments, held_out):
    figure = content(experiments["iris", held_out])
    drawn = [
        (row, x, y)
        for trace in figure["data"]
        if "customdata" in trace
        for row, x, y in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    ]
    X = load_iris().X[:, 2:]
    assert sorted(row for row, _, _ in drawn) == list(range(1, 151))
    np.testing.assert_allclose([(x, y) for _, x, y in sorted(drawn)], X, atol=1e-3)


def test_rings_mark_the_samples_misclassified_at_the_epoch_of_the_frame(iris):
    figure, data = content(iris), load_iris()
    rings = moves(figure, named(figure, "misclassified")[0])
    for epoch, ring in zip(frame_epochs(60), rings, strict=True):
        Z = data.X @ iris.in_data_units(epoch).W.T + iris.in_data_units(epoch).b
        wrong = data.X[(Z.argmax(axis=1) != data.y) & (epoch > 0)][:, 2:]  # at epoch 0 all classes tie
        shown = np.column_stack([ring["x"], ring["y"]])
        np.testing.assert_allclose(shown[shown[:, 0] > 0], wrong, atol=1e-3)


@pytest.mark.parametrize("sample", [0, 77, 149])
def test_bars_are_the_probabilities_of_the_sample_at_the_epoch_of_the_frame(iris, sample):
    figure = content(iris, sample)
    X = (load_iris().X - iris.standardizer.mean) / iris.standardizer.std
    expected = [predict_proba(iris.history.parameters(epoch), X[sample]) for epoch in frame_epochs(60)]
    shown = [bars["x"] for bars in moves(figure, named(figure, "probability")[0])]
    np.testing.assert_allclose(shown, expected, atol=5.1e-5)


@pytest.mark.parametrize("sample", [0, 77, 149])
def test_the_heading_names_the_sample_and_its_true_class(iris, sample):
    headings = [note["text"] for note in content(iris, sample)["layout"]["annotations"]]
    species = ("setosa", "versicolor", "virginica")[sample // 50]
    assert f"Sample {sample + 1}: true class <b>{species}</b>" in headings


def test_words_give_epoch_loss_and_accuracy_of_the_frame(iris):
    figure, history = content(iris), iris.history
    words = [move["text"][0] for move in moves(figure, named(figure, "words")[0])]
    assert words[0] == "<b>Epoch 0</b>   loss 1.099   all classes tie at 33.3%<br>held out: loss 1.099"
    assert words[-1] == (
        f"<b>Epoch 60</b>   loss {history.loss[60]:.4g}   accuracy {100 * history.accuracy[60]:.1f}%"
        f"<br>held out: loss {iris.held_out_loss[60]:.4g}   accuracy {100 * iris.held_out_accuracy[60]:.1f}%"
    )


@pytest.mark.parametrize("held_out", [0.0, 0.2])
@pytest.mark.parametrize("name", DATA)
def test_polygons_are_never_without_a_point(experiments, name, held_out):
    figure = content(experiments[name, held_out])
    polygons = [i for i, trace in enumerate(figure["data"]) if trace.get("fill") == "toself"]
    assert len(polygons) == 3 * 3
    for place in polygons:
        for polygon in moves(figure, place):
            assert len(polygon["x"]) == len(polygon["y"]) >= 1
            assert all(map(math.isfinite, (*polygon["x"], *polygon["y"])))


@pytest.mark.parametrize("held_out", [0.0, 0.2])
@pytest.mark.parametrize("name", DATA)
def test_before_training_nothing_is_decided(experiments, name, held_out):
    figure = content(experiments[name, held_out])
    u, v = (figure["layout"][axis]["range"] for axis in ("xaxis", "yaxis"))
    first = figure["frames"][0]["data"]
    shaded = [first[i] for i, trace in enumerate(figure["data"]) if trace.get("fill") == "toself"]
    assert {(len(polygon["x"]), polygon["x"][0] < u[0], polygon["y"][0] < v[0]) for polygon in shaded} == {
        (1, True, True)
    }
    ring = moves(figure, named(figure, "misclassified")[0])[0]  # one out of sight: none would stay as it was
    assert (len(ring["x"]), ring["x"][0] < u[0] - 1, ring["y"][0] < v[0] - 1) == (1, True, True)


def test_random_weights_decide_from_the_start():
    figure = content(run_experiment(load_iris(), TrainingConfig(n_epochs=5, init_scale=1.0)))
    assert "accuracy" in moves(figure, named(figure, "words")[0])[0]["text"][0]
    assert len(figure["frames"][0]["data"][0]["x"]) > 1 or len(figure["frames"][0]["data"][3]["x"]) > 1


def test_regions_of_their_own_are_as_neutral_before_training(iris):
    traces = regions_figure(iris, (2, 3), 0, "light").to_dict()["data"]
    assert {len(trace["x"]) for trace in traces if trace.get("fill") == "toself"} == {1}


def test_no_bar_is_certain():
    figure = content(run_experiment(load_iris(), TrainingConfig(optimizer="newton", n_epochs=40)))
    texts = {text for bars in moves(figure, named(figure, "probability")[0]) for text in bars["text"]}
    assert {"> 99.9%", "< 0.1%", "33.3%"} <= texts
    assert not texts & {"100.0%", "0.0%"}


@pytest.mark.parametrize(
    ("a", "written"),
    [(1.0, "> 99.9%"), (0.99951, "> 99.9%"), (0.9994, "99.9%"), (0.0006, "0.1%"), (0.0004, "< 0.1%"), (0, "< 0.1%")],
)
def test_a_probability_is_never_written_as_certain(a, written):
    assert numbers.probability(a) == written


def some_classes(k, n_features=2, names=None):
    """Seven samples for each of k classes, on a ring where there is room for one."""
    rng, y = np.random.default_rng(0), np.repeat(np.arange(k), 7)
    X = 4 * np.column_stack([np.cos(6 * y / k), np.sin(6 * y / k)]) + rng.normal(size=(len(y), 2)) / 3
    names = names or tuple(f"v{label:02}" for label in range(k))
    return Dataset("some", X[:, :n_features], y, ("length", "width")[:n_features], names)


@pytest.mark.parametrize("k", [2, 11, 20, 30])
def test_many_classes_are_drawn_and_told_apart(k):
    figure = content(run_experiment(some_classes(k), TrainingConfig(n_epochs=5), held_out=0.2))
    go.Figure(figure)
    looks = [(trace["marker"]["color"], trace["marker"]["symbol"]) for trace in figure["data"] if "customdata" in trace]
    assert len(set(looks)) == len(looks) == 2 * k
    assert len(figure["data"][named(figure, "probability")[0]]["marker"]["color"]) == k


@pytest.mark.parametrize("held_out", [0.0, 0.2])
def test_a_single_feature_is_drawn_with_a_line_for_each_class(held_out):
    data = some_classes(3, n_features=1)
    experiment = run_experiment(data, TrainingConfig(n_epochs=20), held_out=held_out)
    figure = movie(experiment, (0,), 0).to_dict()
    go.Figure(figure)
    layout = figure["layout"]
    assert layout["xaxis"]["title"]["text"] == "length"
    assert (layout["yaxis"]["tickvals"], layout["yaxis"]["ticktext"]) == ([0, 1, 2], ["v00", "v01", "v02"])
    heights = {y for trace in figure["data"] if "customdata" in trace for y in trace["y"]}
    assert heights == {0, 1, 2}
    go.Figure(regions_figure(experiment, (0,), 5, "light", 3).to_dict())


def test_awkward_names_are_written_out_and_no_axis_of_names_is_numeric():
    names = ("<b>1</b>", "2", "%{x} & $y$")
    data = some_classes(3, names=names)
    data = Dataset("some", data.X, data.y, ("<i>u</i>", "a_b"), names)
    figure = content(run_experiment(data, TrainingConfig(n_epochs=5), held_out=0.2))
    shown = ["&lt;b&gt;1&lt;/b&gt;", "2", "%&#123;x} &amp; $y$"]
    layout, samples = figure["layout"], [trace for trace in figure["data"] if "customdata" in trace]
    assert layout["xaxis"]["title"]["text"] == "&lt;i&gt;u&lt;/i&gt;"
    assert (layout["yaxis3"]["type"], figure["data"][named(figure, "probability")[0]]["y"]) == ("category", shown)
    assert [trace["name"] for trace in samples] == shown + [f"{name}, held out" for name in shown]
    assert all(f": {name}" in trace["hovertemplate"] for name, trace in zip(shown * 2, samples, strict=True))
    assert layout["annotations"][1]["text"] == "Sample 1: true class <b>&lt;b&gt;1&lt;/b&gt;</b>"


@pytest.mark.parametrize("label", range(3))
def test_the_boundary_is_closed(iris, label):
    polygon = content(iris)["frames"][-1]["data"][3 * label]
    assert (polygon["x"][0], polygon["y"][0]) == (polygon["x"][-1], polygon["y"][-1])


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


@given(
    arrays(np.float64, st.integers(2, 6000), elements=st.floats(0, 1e6, width=32)),
    st.booleans(),
)
def test_a_thinned_curve_keeps_its_ends_its_lowest_and_its_highest_point(loss, log_epochs):
    kept = loss_curve.thinned(loss, log_epochs)
    assert (kept[0], kept[-1]) == (0, len(loss) - 1)
    assert (loss[kept].min(), loss[kept].max()) == (loss.min(), loss.max())
    assert len(kept) <= loss_curve.MOST_POINTS + 2
    assert np.all(np.diff(kept) > 0)


@pytest.mark.parametrize("n_epochs", [1, 100, loss_curve.MOST_POINTS - 1])
@pytest.mark.parametrize("log_epochs", [False, True])
def test_a_short_curve_keeps_every_epoch(n_epochs, log_epochs):
    np.testing.assert_array_equal(loss_curve.thinned(np.ones(n_epochs + 1), log_epochs), np.arange(n_epochs + 1))


@pytest.mark.parametrize("log_epochs", [False, True])
def test_a_bounce_is_not_thinned_away(log_epochs):
    loss = np.linspace(1, 0.1, 5001)
    loss[3333] = 7
    assert 3333 in loss_curve.thinned(loss, log_epochs)


@pytest.mark.parametrize("kind", ["linear", "log", "loglog"])
def test_the_curve_is_the_loss_at_the_epochs_kept(kind):
    loss = 1 / np.arange(1, 5002)
    trace = loss_curve.curve_trace(loss, "training", "#000000", "solid", kind)
    x, y = unpacked(trace["x"]), unpacked(trace["y"])
    assert (x[0], x[-1]) == (0, 5000)
    np.testing.assert_allclose(y, 1 / (x.astype(float) + 1), rtol=1e-6)


@pytest.mark.parametrize("last", [255, 256, 65_535, 65_536, 70_000])
def test_epochs_are_those_of_the_run_however_many(last):
    x = unpacked(loss_curve.curve_trace(np.linspace(1, 0.1, last + 1), "training", "#000000", "solid")["x"])
    assert (x[0], x[-1]) == (0, last)
    assert np.all(np.diff(x.astype(int)) > 0)


@pytest.mark.parametrize("kind", ["log", "loglog"])
def test_a_loss_of_zero_stays_on_a_logarithmic_axis_and_is_named_as_it_is(kind):
    loss = np.array([1.0, 1e-3, 0.0, 0.0])
    trace = loss_curve.curve_trace(loss, "training", "#000000", "solid", kind)
    np.testing.assert_allclose(unpacked(trace["y"]), [1, 1e-3, 1e-16, 1e-16], rtol=1e-6)
    np.testing.assert_array_equal(unpacked(trace["customdata"]), loss)
    assert "%{customdata:.4g}" in trace["hovertemplate"]
    assert loss_curve.dot(3, 0.0, kind) == {"x": [3], "y": [1e-16]}


def test_a_loss_of_zero_is_zero_on_a_linear_axis():
    trace = loss_curve.curve_trace(np.array([1.0, 0.0]), "training", "#000000", "solid")
    assert (unpacked(trace["y"])[-1], "customdata" in trace) == (0, False)
    assert loss_curve.dot(1, 0.0, "linear") == {"x": [1], "y": [0.0]}


@pytest.mark.parametrize("kind", loss_curve.AXES)
def test_ticks_of_logarithmic_axes_are_powers_of_ten(kind):
    axes = (
        loss_curve.epoch_axis(kind),
        loss_curve.loss_axis(kind, [np.ones(3)]),
        chart.axis("h", log=kind != "linear"),
    )
    assert all(axis.get("exponentformat") == "power" for axis in axes if axis.get("type") == "log")


def test_the_dot_stands_on_the_curve_but_nowhere_at_epoch_zero_of_a_logarithmic_axis():
    assert loss_curve.dot(3, 0.123456789, "loglog") == {"x": [3], "y": [0.12346]}
    assert loss_curve.dot(0, 1.1, "log") == {"x": [0], "y": [1.1]}
    assert loss_curve.dot(0, 1.1, "loglog") == {"x": [None], "y": [None]}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param(0.29648, "0.2965", id="four digits"),
        pytest.param(0, "0", id="zero"),
        pytest.param(-0.0, "0", id="minus zero"),
        pytest.param(1.0, "1", id="whole"),
        pytest.param(-2.5, "−2.5", id="a real minus sign"),
        pytest.param(12.3456, "12.35", id="above one"),
        pytest.param(0.0001, "0.0001", id="the smallest without exponent"),
        pytest.param(math.inf, "infinity", id="infinite"),
        pytest.param(-math.inf, "−infinity", id="minus infinite"),
        pytest.param(math.nan, "not a number", id="nan"),
    ],
)
def test_a_number_is_written_for_reading(value, written):
    assert numbers.number(value) == written


def as_python(text: str) -> str:
    """1.2·10⁻⁹ as 1.2e-9; a bare power of ten has the factor 1."""
    mantissa, ten, raised = text.replace("−", "-").rpartition("10") if set(text) & set("⁰¹²³⁴⁵⁶⁷⁸⁹") else (text, "", "")
    power = raised.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    if not ten:
        return text.replace("−", "-")
    return f"{mantissa.removesuffix('·') if mantissa not in ('', '-') else mantissa + '1'}e{power}"


@given(st.floats(-1e300, 1e300), st.integers(3, 6))
def test_a_number_is_written_to_its_digits(value, digits):
    written = float(as_python(numbers.number(value, digits)))
    assert written == pytest.approx(value, rel=0.5 * 10.0 ** (2 - digits), abs=1e-320)


@pytest.mark.parametrize(("fraction", "written"), [(0, "0.0%"), (1, "100.0%"), (0.3333, "33.3%"), (0.0004, "< 0.1%")])
def test_a_fraction_is_written_as_a_percentage(fraction, written):
    assert numbers.percent(fraction) == written


def test_every_class_has_a_colour_and_a_symbol_of_its_own():
    assert len(set(theme.CLASS_COLOURS)) == len(theme.CLASS_COLOURS) == 20
    assert len(set(theme.CLASS_SYMBOLS)) == len(theme.CLASS_SYMBOLS) == 20


def test_beyond_twenty_classes_no_pair_of_colour_and_symbol_repeats():
    assert len({(theme.class_colour(label), theme.class_symbol(label)) for label in range(100)}) == 100


@pytest.mark.parametrize("symbol", theme.CLASS_SYMBOLS)
def test_plotly_knows_every_symbol_filled_and_open(symbol):
    go.Figure({"data": [{"type": "scatter", "marker": {"symbol": [symbol, f"{symbol}-open"]}}]})


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("salt & oil", "salt &amp; oil"),
        ("&lt;", "&amp;lt;"),
        ("%{x}", "%&#123;x}"),
        ("share_%", "share_%"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_name_is_shown_by_plotly_as_typed(name, written):
    assert theme.as_typed(name) == written


def test_every_curve_has_a_colour_and_a_dash_of_its_own():
    assert len(set(theme.CURVE_COLOURS)) == len(theme.CURVE_COLOURS) == 8
    assert len(set(theme.CURVE_DASHES)) == len(theme.CURVE_DASHES) == 8


def test_the_classes_of_a_figure_differ_in_colour_and_in_symbol(experiments):
    figure = content(experiments["iris", 0.0])
    markers = [trace["marker"] for trace in figure["data"] if "customdata" in trace]
    assert len({marker["color"] for marker in markers}) == 3
    assert len({marker["symbol"] for marker in markers}) == 3


@pytest.mark.parametrize("span", [1e-8, 0.03, 0.999, 1.0, 6.4, 99, 1e5])
def test_shortened_values_are_finer_than_a_pixel(span):
    values = np.random.default_rng(0).uniform(0, span, 1000)
    np.testing.assert_allclose(theme.short(values, span), values, atol=span / 1999)


def test_shortened_values_are_short():
    assert len(json.dumps(theme.short(np.array([math.pi]), 6.4).tolist())) <= len("[3.142]")


@pytest.mark.parametrize("dtype", [np.uint16, np.float32, np.float64])
def test_a_packed_array_is_what_plotly_unpacks(dtype):
    values = np.arange(5).astype(dtype)
    figure = go.Figure({"data": [{"type": "scatter", "y": theme.packed(values)}]})
    np.testing.assert_array_equal(unpacked(figure.to_dict()["data"][0]["y"]), values)


def test_a_colour_gets_an_opacity():
    assert theme.rgba("#4c7df0", 0.14) == "rgba(76,125,240,0.14)"
