"""The charts of the Derive page: valid for Plotly, and every point where the numbers put it."""

import re

import numpy as np
import plotly.graph_objects as go
import plotly.io
import pytest

from trainer import TrainingConfig, load_iris, load_three_class, run_experiment
from trainer.analysis.derivation import derive_logits
from trainer.analysis.gradient_check import ErrorByStep, error_by_step, of_logits
from trainer.analysis.loss_comparison import confidently_wrong, gradient_curves, train_on_both
from trainer.figures import derive, theme
from trainer.figures.chart import axis
from trainer.figures.numbers import decimal, number
from trainer.figures.regions_figure import regions_figure

CASES = {
    "one-hot": ([2.0, 1.0, 0.1], [1, 0, 0]),
    "soft": ([0.3, -1.25, 2.5], [0.7, 0.2, 0.1]),
    "free": ([2.0, 1.0, 0.1], [0.7, 0.2, 0.3]),
    "equal logits": ([0.0, 0.0, 0.0], [0, 0, 1]),
    "right at 1e4": ([1e4, 0.0, -1e4], [1, 0, 0]),
    "wrong at 1e4": ([1e4, 0.0, -1e4], [0, 1, 0]),
    "two classes": ([0.5, -1.5], [0, 1]),
    "ten classes": (np.linspace(-3, 4, 10), np.eye(10)[2]),
}
every_case = pytest.mark.parametrize("case", CASES)
every_theme = pytest.mark.parametrize("which", theme.INK)


def derivation(case):
    return derive_logits(*CASES[case])


def jacobian(case, which="light"):
    return derive.jacobian_table(derivation(case), which).to_dict()


def slopes(case):
    return derive.slope_curves(derivation(case), int(np.argmax(CASES[case][1]))).to_dict()


def errors(case):
    z, y = CASES[case]
    function, gradient = of_logits(y)
    return error_by_step(function, gradient(np.array(z)), np.array(z))


def the_v(case):
    return derive.error_chart(errors(case)).to_dict()


def gradients(case):
    z, label = CASES[case][0], int(np.argmax(CASES[case][1]))
    curves = gradient_curves(z, label, np.linspace(-12, 12, 121))
    return derive.gradient_chart(curves, gradient_curves(z, label, [z[label]])).to_dict()


@pytest.fixture(scope="module")
def iris():
    return run_experiment(load_iris(), TrainingConfig(), held_out=0.2)


@pytest.fixture(scope="module")
def wrong_start_runs(iris):
    start = confidently_wrong(iris.history.parameters())
    return train_on_both(iris.X_train(), iris.y_train(), 3, iris.config, start)


@every_case
@pytest.mark.parametrize("draw", [jacobian, slopes, the_v, gradients])
def test_plotly_takes_the_chart(draw, case):
    content = draw(case)
    assert go.Figure(content).to_plotly_json()["data"]
    plotly.io.to_json(content, validate=False)


def test_plotly_takes_the_chart_of_both_runs(wrong_start_runs):
    assert len(go.Figure(derive.wrong_start_chart(*wrong_start_runs).to_dict()).data) == 2


@every_theme
@pytest.mark.parametrize("sample", [None, 0, 149])
def test_plotly_takes_the_regions(iris, which, sample):
    figure = go.Figure(regions_figure(iris, (2, 3), 10, which, sample).to_dict())
    assert any(trace.name == "chosen sample" for trace in figure.data) == (sample is not None)


@every_case
@pytest.mark.parametrize("draw", [jacobian, slopes, the_v, gradients])
def test_a_chart_has_a_fixed_height_and_cannot_be_dragged(draw, case):
    layout = draw(case)["layout"]
    assert layout["height"] > 0
    assert not layout["dragmode"]
    assert [layout[name]["fixedrange"] for name in ("xaxis", "yaxis")] == [True, True]


@every_case
def test_cells_are_the_jacobian_with_four_decimals(case):
    (heat,) = jacobian(case)["data"]
    np.testing.assert_array_equal(heat["z"], derivation(case).jacobian)
    assert heat["text"] == [[decimal(x) for x in row] for row in derivation(case).jacobian]


@every_case
def test_the_diagonal_is_positive_and_the_rest_negative_in_the_colours(case):
    (heat,) = jacobian(case)["data"]
    table = np.array(heat["z"])
    assert heat["zmin"] == -heat["zmax"]
    assert np.all(np.diag(table) >= 0)
    assert np.all(table[~np.eye(len(table), dtype=bool)] <= 0)
    assert abs(table).max() <= heat["zmax"]


@every_case
def test_every_row_of_the_jacobian_ends_with_its_sum_of_zero(case):
    notes = jacobian(case)["layout"]["annotations"]
    k = len(CASES[case][0])
    assert [note["text"] for note in notes] == ["sum 0.0000"] * k
    assert [note["y"] for note in notes] == list(range(1, k + 1))


@every_case
def test_minus_zero_is_not_in_the_jacobian(case):
    (heat,) = jacobian(case)["data"]
    assert not {"-0.0000", "−0.0000"} & {cell for row in heat["text"] for cell in row}
    assert "-" not in "".join(cell for row in heat["text"] for cell in row)
    assert not np.signbit(np.array(heat["z"])[np.array(heat["z"]) == 0]).any()


@every_case
def test_the_diagonal_is_outlined(case):
    squares = jacobian(case)["layout"]["shapes"]
    centres = [((s["x0"] + s["x1"]) / 2, (s["y0"] + s["y1"]) / 2) for s in squares]
    assert centres == [(i, i) for i in range(1, len(CASES[case][0]) + 1)]


@every_case
def test_rows_are_probabilities_from_above_and_columns_logits(case):
    (heat,), layout = jacobian(case)["data"], jacobian(case)["layout"]
    k = len(CASES[case][0])
    assert layout["xaxis"]["ticktext"] == [f"∂z<sub>{i}</sub>" for i in range(1, k + 1)]
    assert layout["yaxis"]["ticktext"] == [f"∂a<sub>{i}</sub>" for i in range(1, k + 1)]
    assert heat["x"] == heat["y"] == layout["xaxis"]["tickvals"] == layout["yaxis"]["tickvals"]
    assert layout["yaxis"]["range"][0] > layout["yaxis"]["range"][1]


@every_case
def test_the_sums_stand_right_of_the_table_and_inside_the_axes(case):
    layout = jacobian(case)["layout"]
    k = len(CASES[case][0])
    assert all(k + 0.5 < note["x"] < layout["xaxis"]["range"][1] for note in layout["annotations"])


@every_theme
def test_the_jacobian_is_written_in_the_ink_of_the_theme(which):
    content = jacobian("one-hot", which)
    ink = {content["data"][0]["textfont"]["color"], *(shape["line"]["color"] for shape in content["layout"]["shapes"])}
    assert ink == {theme.INK[which]}


def test_the_slopes_are_minus_one_by_a_and_a_minus_one():
    explodes, stays = slopes("one-hot")["data"][:2]
    a = np.array(explodes["x"])
    assert explodes["x"] == stays["x"]
    np.testing.assert_allclose(explodes["y"], -1 / a)
    np.testing.assert_allclose(stays["y"], a - 1)


@pytest.mark.parametrize("case", ["one-hot", "soft", "equal logits", "two classes"])
def test_the_dots_stand_on_the_slopes_at_the_samples_probability(case):
    d, y = derivation(case), CASES[case][1]
    a = d.a[int(np.argmax(y))]
    dots = slopes(case)["data"][2:]
    assert [(dot["x"][0], dot["y"][0]) for dot in dots] == [(a, pytest.approx(-1 / a)), (a, pytest.approx(a - 1))]


@pytest.mark.parametrize("draw", [slopes, gradients])
def test_dots_of_a_pair_share_one_entry_of_the_legend(draw):
    assert [dot.get("showlegend", True) for dot in draw("one-hot")["data"][2:]] == [True, False]


@pytest.mark.parametrize(("a", "dots"), [(0.051, 2), (0.049, 0), (1e-300, 0)])
def test_a_slope_beyond_the_chart_has_no_dot(a, dots):
    d = derive_logits([np.log(a), np.log1p(-a)], [1, 0])
    content = derive.slope_curves(d, 0).to_dict()
    low, high = content["layout"]["yaxis"]["range"]
    heights = [height for trace in content["data"] for height in trace["y"]]
    assert len(content["data"]) == 2 + dots
    assert [height for height in heights if not low - 1e-9 <= height <= high] == []


@every_case
def test_a_logarithmic_axis_holds_no_value_that_it_cannot_show(case):
    content = the_v(case)
    values = np.array([[trace["x"], trace["y"]] for trace in content["data"]])
    assert [content["layout"][name]["type"] for name in ("xaxis", "yaxis")] == ["log", "log"]
    assert np.isfinite(values).all()
    assert values.min() > 0


def test_an_error_of_exactly_zero_is_drawn_at_the_bottom():
    zero = ErrorByStep(np.array([1e-1, 1e-2]), np.array([1e-3, 0.0]), np.array([0.0, 1e-2]))
    central, forward = derive.error_chart(zero).to_dict()["data"]
    assert (central["y"], forward["y"]) == ([1e-3, 1e-17], [1e-17, 1e-2])


@pytest.mark.parametrize("case", ["one-hot", "soft", "free", "two classes", "ten classes"])
def test_the_errors_draw_a_v(case):
    """Lowest near 1e-5 for central differences and near 1e-8 for forward ones, and far lower than at both ends."""
    central, forward = the_v(case)["data"]
    lowest = [np.log10(curve["x"][int(np.argmin(curve["y"]))]) for curve in (central, forward)]
    assert lowest == pytest.approx([-5, -8], abs=1.75)
    assert min(central["y"]) * 1e4 < min(central["y"][0], central["y"][-1])
    assert min(forward["y"]) * 1e4 < min(forward["y"][0], forward["y"][-1])


def test_the_v_shows_every_step_and_error():
    found, (central, forward) = errors("soft"), the_v("soft")["data"]
    assert central["x"] == forward["x"] == found.steps.tolist()
    assert (central["y"], forward["y"]) == (found.central.tolist(), found.forward.tolist())


@every_case
def test_the_sample_is_marked_on_both_gradients(case):
    z, y = CASES[case]
    label = int(np.argmax(y))
    at = gradient_curves(z, label, [z[label]])
    dots = [(dot["x"][0], dot["y"][0]) for dot in gradients(case)["data"][2:]]
    assert dots == [(z[label], at.cross_entropy[0]), (z[label], at.squared_error[0])]


@pytest.mark.parametrize("case", ["one-hot", "equal logits", "two classes", "ten classes"])
def test_the_gradient_marked_is_the_derivations_for_a_one_hot_target(case):
    d = derivation(case)
    heights = [dot["y"][0] for dot in gradients(case)["data"][2:]]
    assert heights == pytest.approx([abs(d.dloss_dz[np.argmax(d.y)]), abs(d.squared_error_dz[np.argmax(d.y)])])


def test_both_runs_are_drawn_at_every_epoch_from_the_same_accuracy(wrong_start_runs):
    traces = derive.wrong_start_chart(*wrong_start_runs).to_dict()["data"]
    assert [trace["x"] for trace in traces] == [list(range(201))] * 2
    assert [trace["y"] for trace in traces] == [run.accuracy.tolist() for run in wrong_start_runs]
    assert traces[0]["y"][0] == traces[1]["y"][0]


@every_case
@pytest.mark.parametrize("draw", [slopes, the_v, gradients])
def test_points_say_their_numbers_as_all_the_app_does(draw, case):
    for trace in draw(case)["data"]:
        shown = [re.split(r": |<br>", text)[1::2] for text in trace["text"]]
        assert shown == [[number(x), number(y)] for x, y in zip(trace["x"], trace["y"], strict=True)]
        assert trace["hovertemplate"] == "%{text}"


@pytest.mark.parametrize(
    "content",
    [pytest.param(draw, id=draw.__name__) for draw in (slopes, the_v, gradients)],
)
def test_every_axis_is_titled(content):
    layout = content("one-hot")["layout"]
    assert [bool(layout[name]["title"]["text"]) for name in ("xaxis", "yaxis")] == [True, True]


@pytest.mark.parametrize("draw", [slopes, the_v, gradients])
def test_two_curves_differ_in_colour_and_in_dash(draw):
    one, other = (trace["line"] for trace in draw("one-hot")["data"][:2])
    assert one["color"] != other["color"]
    assert one["dash"] != other["dash"]


@pytest.mark.parametrize("draw", [slopes, gradients])
def test_a_dot_is_in_the_colour_of_its_curve(draw):
    curves, dots = draw("one-hot")["data"][:2], draw("one-hot")["data"][2:]
    assert [dot["marker"]["color"] for dot in dots] == [curve["line"]["color"] for curve in curves]


@pytest.mark.parametrize(("log", "kind"), [(False, None), (True, "log")])
def test_an_axis_is_logarithmic_on_demand(log, kind):
    assert axis("x", log=log).get("type") == kind
    assert axis("x", log=log)["title"] == {"text": "x"}


@pytest.mark.parametrize("epoch", [0, 10, 200])
def test_the_regions_are_followed_by_every_sample_once_counted_from_one(iris, epoch):
    content = regions_figure(iris, (2, 3), epoch, "light", 70, height=300).to_dict()
    rows = [row for trace in content["data"] for row in trace.get("customdata", ())]
    assert sorted(rows) == list(range(1, 151))
    assert content["layout"]["height"] == 300


def test_the_chosen_sample_is_in_its_square(iris):
    content = regions_figure(iris, (2, 3), 10, "light", 70).to_dict()
    (square,) = [trace for trace in content["data"] if trace.get("name") == "chosen sample"]
    assert [square["x"][0], square["y"][0]] == pytest.approx(load_iris().X[70, 2:], abs=1e-3)


def test_two_features_are_the_axes(iris):
    experiment = run_experiment(load_three_class(), TrainingConfig(n_epochs=10))
    layout = regions_figure(experiment, (0, 1), 10, "dark").to_dict()["layout"]
    assert [layout[name]["title"]["text"] for name in ("xaxis", "yaxis")] == ["sweetness", "crispness"]
