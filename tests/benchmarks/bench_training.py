"""How long one full-batch epoch takes, against the floor and against others: `make bench`.

The floor is what every epoch must do: two matrix products and one exp, into buffers made before, in the
fastest memory order known; all in one thread, as in the app. An epoch of ours also takes the loss, the
accuracy, the norm of the gradient and a copy of the weights. Every contestant's epoch is timed as
(run(E + 1) - run(1))/E, so that set-up does not count, and the contestants take turns, so that a busy
machine slows all of them: compare the ratios.
On the two larger sets the textbook spends over a third of its time in the same two products, so no epoch
that contains them can be 3 times faster there; the table says what the floor itself reaches.
"""

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from sklearn.datasets import load_digits, load_iris

from trainer.config import TrainingConfig
from trainer.training import train

try:
    from mlxtend.classifier import SoftmaxRegression
except ImportError:
    SoftmaxRegression = None

LEARNING_RATE = 0.1
SECONDS_A_DATASET = 25
Run = Callable[[int], object]  # trains for that many epochs


def floor(X: np.ndarray, k: int) -> Run:
    n, d = X.shape
    X1 = np.vstack([X.T, np.ones(n)])
    theta, Z, G = np.full((k, d + 1), 1e-3), np.empty((k, n)), np.empty((d + 1, k))

    def run(n_epochs: int) -> None:
        dot, exp = np.dot, np.exp
        for _ in range(n_epochs):
            exp(dot(theta, X1, Z), Z)
            dot(X1, Z.T, G)

    return run


def ours(X: np.ndarray, y: np.ndarray, k: int) -> Run:
    return lambda n_epochs: train(X, y, k, TrainingConfig(LEARNING_RATE, n_epochs))


def textbook(X: np.ndarray, y: np.ndarray, k: int) -> Run:
    def run(n_epochs: int) -> list:
        n, d = X.shape
        W, b, Y = np.zeros((d, k)), np.zeros(k), np.eye(k)[y]
        history = []
        for _ in range(n_epochs):
            Z = X @ W + b
            Z = Z - np.max(Z, axis=1, keepdims=True)
            A = np.exp(Z)
            A = A / np.sum(A, axis=1, keepdims=True)
            loss = -np.mean(np.log(A[np.arange(n), y]))
            accuracy = np.mean(np.argmax(A, axis=1) == y)
            dW, db = X.T @ (A - Y) / n, np.mean(A - Y, axis=0)
            norm = np.sqrt(np.sum(dW**2) + np.sum(db**2))
            history.append((W, b, loss, accuracy, norm))
            W, b = W - LEARNING_RATE * dW, b - LEARNING_RATE * db
        return history

    return run


def mlxtend(X: np.ndarray, y: np.ndarray, k: int) -> Run:
    eta = LEARNING_RATE / len(X)  # it sums the gradient over the samples

    def run(n_epochs: int) -> object:
        return SoftmaxRegression(eta, n_epochs, minibatches=1, n_classes=k, random_seed=0).fit(X, y)

    return run


def datasets() -> list[tuple]:
    """(name, X, y, k, epochs E, the most floors that an epoch of ours may take)."""
    rng = np.random.default_rng(0)
    iris_X, iris_y = load_iris(return_X_y=True)
    iris_X = (iris_X - iris_X.mean(axis=0)) / iris_X.std(axis=0)
    digits_X, digits_y = load_digits(return_X_y=True)
    random_X, random_y = rng.standard_normal((100_000, 50)), rng.integers(0, 10, 100_000)
    return [
        ("iris 150x4x3", iris_X, iris_y, 3, 1000, 4.0),
        ("digits 1797x64x10", digits_X / 16, digits_y, 10, 100, 1.3),
        ("random 100000x50x10", random_X, random_y, 10, 12, 1.3),
    ]


def seconds(run: Run, n_epochs: int) -> float:
    start = time.perf_counter()
    run(n_epochs)
    return time.perf_counter() - start


def microseconds_per_epoch(run: Run, n_epochs: int) -> float:
    return (seconds(run, n_epochs + 1) - seconds(run, 1)) / n_epochs * 1e6


def measure(runs: dict[str, Run], n_epochs: int) -> dict[str, list[float]]:
    """One time a round for each contestant, in as many rounds as fit; mlxtend, the slowest, runs less."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    end = time.perf_counter() + SECONDS_A_DATASET
    while time.perf_counter() < end:
        for name, run in runs.items():
            epochs = n_epochs // 4 if name == "mlxtend" else n_epochs
            times[name].append(microseconds_per_epoch(run, epochs))
    return times


def ratios(above: list[float], below: list[float]) -> tuple[float, str]:
    """The median over rounds, and its text with the smallest and the largest."""
    each = [a / b for a, b in zip(above, below, strict=True)]
    median = statistics.median(each)
    return median, f"{median:7.2f} ({min(each):.2f}-{max(each):.2f})"


def report(name: str, times: dict[str, list[float]], most_floors: float) -> None:
    print(f"\n{name:<22}{'us/epoch':>10}   {'in floors (min-max)':<24}{'in ours (min-max)':<24}target")
    for contestant, values in times.items():
        in_floors, in_ours = ratios(values, times["floor"]), ratios(values, times["ours"])
        targets = {
            "ours": (in_floors[0] <= most_floors, f"at most {most_floors:g} floors"),
            "textbook": (in_ours[0] >= 3, "ours at least 3 times faster"),
            "mlxtend": (in_ours[0] >= 5, "ours at least 5 times faster"),
        }
        met, target = targets.get(contestant, (True, ""))
        row = f"  {contestant:<20}{statistics.median(values):>10.1f}   {in_floors[1]:<24}{in_ours[1]:<24}"
        print(f"{row}{target}{': met' if met else ': missed'}" if target else row.rstrip())


def main() -> None:
    print("One full-batch epoch; medians, and the median, smallest and largest ratio over interleaved rounds")
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores before the start; above about 1, repeat later")
    if SoftmaxRegression is None:
        print("mlxtend is not installed: skipped")
    for name, X, y, k, n_epochs, most_floors in datasets():
        runs = {"floor": floor(X, k), "ours": ours(X, y, k), "textbook": textbook(X, y, k)}
        if SoftmaxRegression is not None:
            runs["mlxtend"] = mlxtend(X, y, k)
        report(name, measure(runs, n_epochs), most_floors)


if __name__ == "__main__":
    main()
