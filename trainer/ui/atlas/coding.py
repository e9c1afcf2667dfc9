"""Families of runs for a file: every number as float32, coded by how it changes from epoch to epoch.

    values (R, F, m) -> the bits of each as a whole number, twice the difference along the F epochs
                     -> small ones either side of 0 become small ones above it (zigzag)
                     -> (m, R, F), and of all numbers the first bytes, then the second, third and fourth ones

Weights move little in an epoch, so that what is left is mostly zeros, which gzip packs to a third. js/coding.js reads
it back, to the last bit of float32. Curves are not sent twice: with every epoch there they are the losses themselves.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.ui.movie.parts import HUGE
from trainer.ui.movie.wire import Array, pack, unpack

CODED = ("theta", "loss", "accuracy", "held_loss", "held_accuracy")
CURVES = ("curve_epochs", "curve", "held_epochs", "held")  # js/coding.js takes them from the epochs and losses


def coded(family: bytes) -> bytes:
    """A part of kind "family" that holds every epoch, as one of kind "coded_family"."""
    (part,) = unpack(family)
    arrays = {name: part.pop(name) for name in (*CODED, "epochs")}
    if arrays["epochs"].tolist() != list(range(len(arrays["epochs"]))):
        raise ValueError("the family leaves out epochs; only one with all of them is coded")
    for name in CURVES:
        part.pop(name)
    shapes = {name: arrays[name].shape for name in CODED}
    header = part | {"kind": "coded_family", "shapes": shapes}
    return pack(header, {name: planes(_single(arrays[name])) for name in CODED} | {"epochs": arrays["epochs"]})


def _single(values: Array) -> NDArray[np.float32]:
    """As float32; a loss beyond its range as the largest that is drawn."""
    with np.errstate(over="ignore"):
        return np.minimum(values, HUGE).astype(np.float32)


def planes(values: NDArray[np.float32]) -> NDArray[np.int32]:
    """Numbers (R, F, ...) coded, as many bytes as before; empty ones stay so."""
    if not values.size:
        return np.empty(0, np.int32)
    bits = np.ascontiguousarray(values).view(np.int32).reshape(*values.shape[:2], -1)
    change = _zigzag(_difference(_difference(bits)))
    rows: NDArray[Any] = np.ascontiguousarray(change.transpose(2, 0, 1))
    return np.frombuffer(rows.view(np.uint8).reshape(-1, 4).T.tobytes(), np.int32)


def _difference(bits: NDArray[np.int32]) -> NDArray[np.int32]:
    """From epoch to epoch, modulo 2^32; the first stays."""
    return np.concatenate([bits[:, :1], bits[:, 1:] - bits[:, :-1]], axis=1)


def _zigzag(change: NDArray[np.int32]) -> NDArray[np.int32]:
    """0, -1, 1, -2 as 0, 1, 2, 3."""
    return (change << 1) ^ (change >> 31)
