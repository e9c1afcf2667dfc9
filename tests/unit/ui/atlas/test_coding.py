"""Families of runs for a file come back as they were, and are far smaller than plain ones."""

import gzip

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from trainer import TrainingConfig, load_three_class, run_experiment
from trainer.generated import separable
from trainer.ui.atlas.coding import coded, in_few_digits, less_the_others
from trainer.ui.movie import family_part
from trainer.ui.movie.parts import HUGE
from trainer.ui.movie.wire import pack, unpack

RATES = (0.01, 1.0, 1000.0)
DATA = {"three_class": load_three_class, "separable": separable}
WHOLE_NUMBERS = arrays(
    np.int32, array_shapes(min_dims=2, max_dims=4, max_side=6), elements=st.integers(-(2**31), 2**31 - 1)
)


def read_back(code, shape):
    """What in_few_digits() coded, a number at a time: the way js/coding.js takes, written anew."""
    if not code.size:
        return np.empty(shape, np.int32)
    text, count = code.tobytes(), int(np.prod(shape))
    rows = count // shape[1]
    often, short, digits = text[:rows], text[rows : rows + count], text[rows + count :]
    whole, at, change = int.from_bytes(digits, "little"), 0, []
    for byte in short:
        more = max(byte - 129, 0)
        zigzag = (whole >> at) % 2**more + 2**more if more else byte
        at += more
        change.append(zigzag // 2 if zigzag % 2 == 0 else -(zigzag + 1) // 2)
    each_row = np.array(change, np.int64).reshape(rows, -1)
    numbers = [summed(row, times) for row, times in zip(each_row, often, strict=True)]
    wrapped = np.array(numbers).astype(np.uint32).astype(np.int32)
    return wrapped.reshape(shape[0], -1, shape[1]).transpose(0, 2, 1).reshape(shape)


def summed(row, often):
    return summed(np.cumsum(row), often - 1) if often else row


def theta_of(part):
    """The weights of a coded part: a class that is not there is the sum of the others and what is coded of it."""
    runs, epochs, k, columns = part["shape"]
    known = k - 1 if part["last_class"].size else k
    theta = np.zeros((runs, epochs, k, columns), np.float32)
    theta[:, :, :known] = read_back(part["theta"], (runs, epochs, known, columns)).view(np.float32)
    if known < k:
        rest = read_back(part["last_class"], (runs, epochs, 1, columns))
        theta[:, :, known:] = (less_the_others(theta).view(np.int32) + rest).view(np.float32)
    return theta


@given(WHOLE_NUMBERS)
def test_whole_numbers_come_back(numbers):
    np.testing.assert_array_equal(read_back(in_few_digits(numbers), numbers.shape), numbers)


def test_differences_are_taken_as_often_as_makes_a_row_shortest():
    epochs = np.arange(40)
    rows = np.stack([np.full(40, 9**9), 10**6 + 977 * epochs, 11 * epochs**2, (-1) ** epochs * 7]).astype(np.int32)
    assert list(in_few_digits(rows).tobytes()[:4]) == [1, 2, 3, 0]


def family(config, data_set="three_class", held_out=0.2, most_bytes=10**9):
    """The bytes of a family, and of how many samples its accuracies are shares."""
    experiment = run_experiment(DATA[data_set](), TrainingConfig(n_epochs=1), held_out=held_out)
    samples = {"accuracy": len(experiment.train_rows), "held_accuracy": len(experiment.held_out_rows)}
    return family_part.family(experiment, config, "base", RATES, config.n_epochs, most_bytes), samples


@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum", "nesterov", "adam"])
@pytest.mark.parametrize(("data_set", "held_out"), [("three_class", 0.2), ("three_class", 0.0), ("separable", 0.2)])
def test_a_family_comes_back_to_the_last_bit(data_set, held_out, optimizer):
    plain, samples = family(TrainingConfig(n_epochs=60, optimizer=optimizer), data_set, held_out)
    ((before,), (after,)) = unpack(plain), unpack(coded(plain, samples))
    assert after["kind"] == "coded_family"
    assert (after["rates"], after["statuses"]) == (before["rates"], before["statuses"])
    np.testing.assert_array_equal(theta_of(after).view(np.int32), before["theta"].view(np.int32))
    for name in ("loss", "held_loss"):
        found = read_back(after[name], before[name].shape).view(np.float32)
        np.testing.assert_array_equal(found, before[name].astype(np.float32))
    for name in ("accuracy", "held_accuracy"):
        found = read_back(after[name], before[name].shape) / max(samples[name], 1)
        np.testing.assert_array_equal(found.astype(np.float32), before[name].astype(np.float32))


@pytest.mark.parametrize(
    ("optimizer", "data_set", "by_sum"),
    [("gradient_descent", "three_class", True), ("adam", "three_class", False), ("adam", "separable", True)],
)
def test_the_last_class_is_told_by_the_others_where_that_is_shorter(optimizer, data_set, by_sum):
    plain, samples = family(TrainingConfig(n_epochs=60, optimizer=optimizer), data_set)
    (after,) = unpack(coded(plain, samples))
    assert (after["last_class"].size > 0) == by_sum


@pytest.mark.parametrize("value", [HUGE, np.inf, -np.inf, np.nan, -0.0], ids=["huge", "inf", "-inf", "nan", "-0"])
@pytest.mark.parametrize("k", [2, 3])
def test_strange_weights_come_back_to_the_last_bit(value, k):
    theta = np.random.default_rng(0).normal(size=(2, 9, k, 3)).astype(np.float32)
    theta[:, :, -1:] = less_the_others(theta)
    theta[0, 3, 0, 1] = theta[1, 5, -1, 2] = value
    ones = np.ones((2, 9))
    arrays_sent = {"theta": theta, "epochs": np.arange(9), "loss": ones, "accuracy": ones}
    arrays_sent |= dict.fromkeys(("held_loss", "held_accuracy", "held_epochs", "held"), np.empty(0))
    plain = pack({"kind": "family"}, arrays_sent | {"curve_epochs": np.arange(9), "curve": ones})
    (after,) = unpack(coded(plain, {"accuracy": 5, "held_accuracy": 0}))
    assert after["last_class"].size
    clipped = np.minimum(theta, np.float32(HUGE))
    np.testing.assert_array_equal(theta_of(after).view(np.int32), clipped.view(np.int32))


def test_a_coded_family_is_small():
    plain, samples = family(TrainingConfig(n_epochs=150))
    assert len(gzip.compress(coded(plain, samples))) < 0.35 * len(gzip.compress(plain))


def test_a_family_that_leaves_out_epochs_is_refused():
    with pytest.raises(ValueError, match="leaves out epochs"):
        coded(*family(TrainingConfig(n_epochs=150), most_bytes=2_000))


def test_an_accuracy_that_is_no_share_of_the_samples_is_refused():
    plain, samples = family(TrainingConfig(n_epochs=20))
    with pytest.raises(ValueError, match="no share of 7 samples"):
        coded(plain, samples | {"accuracy": 7})
