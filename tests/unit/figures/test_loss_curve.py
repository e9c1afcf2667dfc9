"""Loss curves: thinned without losing a peak, and on axes that have a place for every loss."""

import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from trainer.figures import chart, loss_curve


def unpacked(array):
    return np.frombuffer(base64.b64decode(array["bdata"]), array["dtype"])


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


def test_a_loss_of_zero_is_zero_on_a_linear_axis():
    trace = loss_curve.curve_trace(np.array([1.0, 0.0]), "training", "#000000", "solid")
    assert (unpacked(trace["y"])[-1], "customdata" in trace) == (0, False)


@pytest.mark.parametrize("kind", loss_curve.AXES)
def test_ticks_of_logarithmic_axes_are_powers_of_ten(kind):
    axes = (
        loss_curve.epoch_axis(kind),
        loss_curve.loss_axis(kind, [np.ones(3)]),
        chart.axis("h", log=kind != "linear"),
    )
    assert all(axis.get("exponentformat") == "power" for axis in axes if axis.get("type") == "log")


@pytest.mark.parametrize(
    ("losses", "kind", "chosen"),
    [
        ([[1.1, 0.3]], "auto", "linear"),
        ([[1.1, 0.3], [1.1, 0.01]], "auto", "log"),
        ([[1.1, 1e69]], "auto", "log"),
        ([[0.0, 0.0]], "auto", "linear"),
        ([[1.1, 1e69]], "linear", "linear"),
    ],
)
def test_automatic_axes_are_logarithmic_where_the_losses_span_two_decades(losses, kind, chosen):
    assert loss_curve.chosen_axes(kind, [np.array(loss) for loss in losses]) == chosen
