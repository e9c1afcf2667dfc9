"""Families of runs for a file come back as they were, and are far smaller than plain ones."""

import gzip

import numpy as np
import pytest

from trainer import TrainingConfig, load_three_class, run_experiment
from trainer.ui.atlas.coding import coded, planes
from trainer.ui.movie import family_part
from trainer.ui.movie.wire import unpack

RATES = (0.01, 1.0, 1000.0)
SHAPES = [(2, 7, 3, 2), (1, 1, 2, 3), (4, 5)]


def read_back(code, shape):
    """What planes() coded, by sums: the way js/coding.js takes, written anew."""
    zigzag = np.frombuffer(code.tobytes(), np.uint8).reshape(4, -1).astype(np.uint32)
    bits = (zigzag * np.array([[1], [1 << 8], [1 << 16], [1 << 24]], np.uint32)).sum(axis=0, dtype=np.uint32)
    change = ((bits >> 1) ^ (-(bits & 1).astype(np.int64)).astype(np.uint32)).astype(np.uint32)
    rows = change.reshape(-1, *shape[:2])
    for _twice in range(2):
        rows = np.cumsum(rows, axis=2, dtype=np.uint32)
    return np.ascontiguousarray(rows.transpose(1, 2, 0)).view(np.float32).reshape(shape)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_numbers_come_back_to_the_last_bit(shape):
    rng = np.random.default_rng(0)
    values = (rng.normal(size=shape) * 10.0 ** rng.integers(-30, 30, shape)).astype(np.float32)
    values.flat[0] = np.nan
    values.flat[-1] = -np.inf
    np.testing.assert_array_equal(read_back(planes(values), shape), values)


def family(config, most_bytes=10**9):
    experiment = run_experiment(load_three_class(), TrainingConfig(n_epochs=1), held_out=0.2)
    return family_part.family(experiment, config, "base", RATES, config.n_epochs, most_bytes)


def test_a_family_is_coded_whole_and_small():
    plain = family(TrainingConfig(n_epochs=150))
    ((before,), (after,)) = unpack(plain), unpack(coded(plain))
    assert after["kind"] == "coded_family"
    assert (after["rates"], after["statuses"]) == (before["rates"], before["statuses"])
    for name in ("theta", "loss", "held_accuracy"):
        found = read_back(after[name], tuple(after["shapes"][name]))
        np.testing.assert_array_equal(found, before[name].astype(np.float32))
    assert len(gzip.compress(coded(plain))) < 0.6 * len(gzip.compress(plain))


def test_a_family_that_leaves_out_epochs_is_refused():
    with pytest.raises(ValueError, match="leaves out epochs"):
        coded(family(TrainingConfig(n_epochs=150), most_bytes=2_000))
