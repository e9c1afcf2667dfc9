"""Families of runs for a file: every weight and loss as float32, coded by how it changes from epoch to epoch.

    (R, F, ...) -> the bits of each float32 as a whole number; of an accuracy, how many samples are right
                -> rows of F epochs, run by run and place by place: (R m, F)
                -> of each row its differences from epoch to epoch, as often as makes them shortest
                -> small ones either side of 0 become small ones above it (zigzag)
                -> how often, row by row; a byte for each number: itself, or from 128 on how many binary digits it has;
                   and these digits but the first, which is 1, without a gap

Weights move little in an epoch, so that little is left, in bytes that gzip packs well; other digits are all but random.
Where the gradients of the classes sum to zero and a step is linear in them, so do the weights from a zero start: the
last class is then no more than how its bits differ from those of minus the sum of the others. js/coding.js reads it all
back, to the last bit of float32. Curves are not sent twice: with every epoch there they are the losses themselves.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from trainer.ui.movie.parts import HUGE
from trainer.ui.movie.wire import Array, pack, unpack

MEASURES = ("loss", "held_loss")
SHARES = ("accuracy", "held_accuracy")
CURVES = ("curve_epochs", "curve", "held_epochs", "held")  # js/coding.js takes them from the epochs and losses
MOST_DIFFERENCES = 5
SHORT = 7  # digits of a number that is a byte itself

Bits = NDArray[np.int32]  # whole numbers modulo 2^32


def coded(family: bytes, samples: Mapping[str, int]) -> bytes:
    """A part of kind "family" that holds every epoch, as one of kind "coded_family".

    samples: of how many each accuracy is a share.
    """
    (part,) = unpack(family)
    arrays = {name: part.pop(name) for name in ("theta", *MEASURES, *SHARES, "epochs")}
    if arrays["epochs"].tolist() != list(range(len(arrays["epochs"]))):
        raise ValueError("the family leaves out epochs; only one with all of them is coded")
    for name in CURVES:
        part.pop(name)
    shape = arrays["theta"].shape
    written: dict[str, Array] = {name: in_few_digits(_bits(arrays[name])) for name in MEASURES}
    written |= {name: in_few_digits(_right(arrays[name], samples[name])) for name in SHARES}
    written |= dict(zip(("theta", "last_class"), _by_class(single(arrays["theta"])), strict=True))
    header = part | {"kind": "coded_family", "shape": shape, "samples": dict(samples)}
    return pack(header, written | {"epochs": arrays["epochs"]})


def single(values: Array) -> NDArray[np.float32]:
    """As float32; a loss beyond its range as the largest that is drawn."""
    with np.errstate(over="ignore"):
        return np.minimum(values, HUGE).astype(np.float32)


def _bits(values: Array) -> Bits:
    return np.ascontiguousarray(single(values)).view(np.int32)


def _right(shares: Array, samples: int) -> Bits:
    """How many of the samples are right, by their share."""
    count: Bits = np.rint(shares * samples).astype(np.int32)
    if count.size and not np.array_equal((count / samples).astype(np.float32), single(shares)):
        raise ValueError(f"an accuracy is no share of {samples} samples")
    return count


def _by_class(theta: NDArray[np.float32]) -> tuple[Bits, Bits]:
    """Weights (R, F, k, d+1) coded: all classes and nothing, or all but the last and how it differs from their sum."""
    bits = np.ascontiguousarray(theta).view(np.int32)
    rest = bits[:, :, -1:] - less_the_others(theta).view(np.int32)
    as_it_is, by_sum = (_shortest(_rows(last))[1] for last in (bits[:, :, -1:], rest))
    if _length(by_sum).sum() < _length(as_it_is).sum():
        return in_few_digits(bits[:, :, :-1]), in_few_digits(rest)
    return in_few_digits(bits), in_few_digits(bits[:, :, :0])


def less_the_others(theta: NDArray[np.float32]) -> NDArray[np.float32]:
    """Minus the sum of all classes but the last, (R, F, 1, d+1), as js/coding.js has it to the last bit."""
    total = np.zeros(theta[:, :, :1].shape)
    with np.errstate(invalid="ignore", over="ignore"):
        for label in range(theta.shape[2] - 1):
            total += theta[:, :, label : label + 1]
        return np.where(np.isfinite(total), 0 - total, 0).astype(np.float32)


def in_few_digits(numbers: Bits) -> Bits:
    """Whole numbers (R, F, ...) coded, as bytes four at a time; none where there are none."""
    if not numbers.size:
        return np.empty(0, np.int32)
    often, change = _shortest(_rows(numbers))
    coding, lengths = _zigzag(change).ravel(), _length(change).ravel()
    long = lengths > SHORT
    text = often.astype(np.uint8).tobytes()
    text += np.where(long, 2**SHORT + lengths, coding).astype(np.uint8).tobytes()
    text += _joined(coding[long], lengths[long] - 1)
    return np.frombuffer(text + bytes(-len(text) % 4), np.int32)


def _joined(numbers: Bits, lengths: Bits) -> bytes:
    """So many of the lowest binary digits of each number (n,) after one another, the lowest first."""
    begin = np.cumsum(lengths) - lengths
    digits = np.zeros(lengths.sum(), np.uint8)
    for place in range(lengths.max(initial=0)):
        there = lengths > place
        digits[begin[there] + place] = (numbers[there] >> place) & 1
    return np.packbits(digits, bitorder="little").tobytes()


def _rows(numbers: Bits) -> Bits:
    """(R, F, ...) as (R m, F), m places in each."""
    runs, epochs = numbers.shape[:2]
    return numbers.reshape(runs, epochs, -1).transpose(0, 2, 1).reshape(-1, epochs)


def _shortest(rows: Bits) -> tuple[NDArray[np.intp], Bits]:
    """How often the differences along each row (n, F) are taken so that they are shortest, and these."""
    tried = [rows]
    for _time in range(MOST_DIFFERENCES):
        tried.append(np.concatenate([tried[-1][:, :1], np.diff(tried[-1])], axis=1))
    often = np.argmin([_length(each).sum(axis=1) for each in tried], axis=0)
    return often, np.choose(often[:, None], tried)


def _length(change: Bits) -> Bits:
    """How many binary digits each number has, its sign among them."""
    digits: Bits = np.frexp(_zigzag(change).view(np.uint32).astype(float))[1]
    return digits


def _zigzag(change: Bits) -> Bits:
    """0, -1, 1, -2 as 0, 1, 2, 3."""
    return (change << 1) ^ (change >> 31)
