"""Which rows are held out: a share of every class, drawn by the seed."""

import numpy as np

from trainer.labels import Labels


def split(y: Labels, held_out: float, seed: int) -> tuple[Labels, Labels]:
    """Row numbers (training, held-out), ascending; the fraction `held_out` of all rows, shared among the classes.

    At least one row of every class stays in training; at least one is held out where there are enough rows
    for that. The same seed gives the same split.
    """
    if not 0 <= held_out < 1:
        raise ValueError(f"held_out is {held_out!r}; it must be at least 0 and below 1")
    rng = np.random.default_rng(seed)
    members = [rng.permutation(np.flatnonzero(y == label)) for label in np.unique(y)]
    counts = _held_out_counts(np.array([len(rows) for rows in members]), held_out, rng)
    chosen = np.concatenate([rows[:count] for rows, count in zip(members, counts, strict=True)])
    test = np.sort(chosen)
    return np.setdiff1d(np.arange(len(y)), test), test


def _held_out_counts(sizes: Labels, held_out: float, rng: np.random.Generator) -> list[int]:
    """How many rows each class gives: in proportion to its size, together as many as asked for.

    Classes whose share is rounded up are those with the largest remainder, in a tie by lot.
    """
    share, most = held_out * sizes, sizes - 1
    total = min(int(held_out * sizes.sum() + 0.5), int(most.sum()))
    least = np.minimum(most, 1 if total >= np.count_nonzero(most) else 0)
    counts = np.clip(np.floor(share + 1e-9).astype(np.intp), least, most)
    lot = rng.permutation(len(sizes))
    while counts.sum() != total:
        step = 1 if counts.sum() < total else -1
        free = counts < most if step == 1 else counts > least
        wanting = np.where(free, step * (share - counts), -np.inf)
        counts[max(lot, key=lambda label: wanting[label])] += step
    return [int(count) for count in counts]
