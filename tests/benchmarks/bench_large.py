"""The largest data that the app takes, 20,000 x 100 with 20 classes, beside scikit-learn: `make bench`.

100 full-batch epochs of ours, 5 epochs of scikit-learn's SGD, which takes a step a sample, and 100 iterations of its
lbfgs at the most. SGD fits each class against all others, so that only its accuracy compares. All see the same
standardized data; they take turns, so that a busy machine slows all of them. Below the table stand how long a run goes
on after it is cancelled, and the memory that a long one holds.
"""

import os
import statistics
import time
import warnings
from collections.abc import Callable

import numpy as np
from sklearn.linear_model import LogisticRegression, SGDClassifier

from trainer.config import TrainingConfig
from trainer.history import MOST_WEIGHTS
from trainer.model import Parameters, accuracy, loss
from trainer.training import train, train_in_slices

N, D, K, EPOCHS, ROUNDS = 20_000, 100, 20, 100, 3
SGD_EPOCHS = 5


def samples() -> tuple[np.ndarray, np.ndarray]:
    """Twenty overlapping clouds in a hundred features."""
    rng = np.random.default_rng(0)
    y = rng.integers(0, K, N)
    X = 0.35 * rng.standard_normal((K, D))[y] + rng.standard_normal((N, D))
    return (X - X.mean(axis=0)) / X.std(axis=0), y


def ours(X: np.ndarray, y: np.ndarray) -> Parameters:
    return train(X, y, K, TrainingConfig(1.0, EPOCHS)).parameters()


def sgd(X: np.ndarray, y: np.ndarray) -> Parameters:
    fitted = SGDClassifier("log_loss", penalty=None, max_iter=SGD_EPOCHS, tol=None, random_state=0).fit(X, y)
    return Parameters(fitted.coef_, fitted.intercept_)


def lbfgs(X: np.ndarray, y: np.ndarray) -> Parameters:
    fitted = LogisticRegression(C=np.inf, max_iter=EPOCHS).fit(X, y)
    return Parameters(fitted.coef_, fitted.intercept_)


def longest_slice(X: np.ndarray, y: np.ndarray) -> float:
    """Seconds between two pauses at the most: how long a run goes on after it is cancelled."""
    slices, longest = train_in_slices(X, y, K, TrainingConfig(1.0, EPOCHS)), 0.0
    while True:
        start = time.perf_counter()
        try:
            next(slices)
        except StopIteration:
            return longest
        longest = max(longest, time.perf_counter() - start)


def main() -> None:
    warnings.filterwarnings("ignore", module="sklearn")
    X, y = samples()
    contestants: dict[str, Callable[[np.ndarray, np.ndarray], Parameters]] = {"ours": ours, "SGD": sgd, "lbfgs": lbfgs}
    times: dict[str, list[float]] = {name: [] for name in contestants}
    found = {}
    print(f"{N:,} x {D} with {K} classes, {EPOCHS} epochs; medians of {ROUNDS} interleaved rounds")
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores before the start; above about 1, repeat later")
    for _ in range(ROUNDS):
        for name, run in contestants.items():
            start = time.perf_counter()
            found[name] = run(X, y)
            times[name].append(time.perf_counter() - start)
    print(f"{'':<8}{'seconds':>9}{'in ours':>9}{'loss':>9}{'accuracy':>10}")
    for name, values in times.items():
        ratio = statistics.median(a / b for a, b in zip(values, times["ours"], strict=True))
        model = found[name]
        print(
            f"{name:<8}{statistics.median(values):>9.2f}{ratio:>9.2f}"
            f"{loss(model, X, y):>9.4f}{accuracy(model, X, y):>10.3f}"
        )
    weights = train(X[:200], y[:200] % K, K, TrainingConfig(1.0, 5000)).W.nbytes
    print(f"Longest slice between two pauses: {longest_slice(X, y) * 1000:.0f} ms")
    print(f"Weights held of 5,000 epochs: {weights / 2**20:.0f} MB, at most {MOST_WEIGHTS / 2**20:.0f} MB")


if __name__ == "__main__":
    main()
