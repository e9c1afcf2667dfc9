"""A family of 61 learning rates beside the same runs trained alone and the floor, in one interleaved run.

The floor is what every epoch of a run must do; bench_training.py says it.

PYTHONPATH=. .venv/bin/python tests/benchmarks/bench_family.py
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from tests.benchmarks.bench_training import floor
from trainer import Standardizer, TrainingConfig, load_iris, train, train_family
from trainer.ui.settings.table import LEARNING_RATES

ROUNDS = {200: 7, 1000: 5, 5000: 3}
FRAMES = 60


def cpu_milliseconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def separately(X: np.ndarray, y: np.ndarray, config: TrainingConfig) -> None:
    """Every run on its own."""
    for rate in LEARNING_RATES:
        train(X, y, 3, replace(config, learning_rate=rate))


def main() -> None:
    iris = load_iris()
    X, y = Standardizer.fit(iris.X)(iris.X), iris.y
    print(f"iris 150x4x3, {len(LEARNING_RATES)} learning rates, {FRAMES} epochs kept; processor time, median")
    for n_epochs, rounds in ROUNDS.items():
        config = TrainingConfig(n_epochs=n_epochs)
        epochs = np.unique(np.geomspace(1, n_epochs + 1, FRAMES).round().astype(int) - 1).tolist()
        together, alone = (
            partial(train_family, X, y, 3, config, LEARNING_RATES, epochs),
            partial(separately, X, y, config),
        )
        least = partial(floor(X, 3), len(LEARNING_RATES) * n_epochs)
        times = [tuple(map(cpu_milliseconds, (together, alone, least))) for _ in range(rounds)]
        family, runs, bottom = map(statistics.median, zip(*times, strict=True))
        floors = statistics.median(one / other for one, _, other in times)
        each = 1000 * family / len(LEARNING_RATES) / n_epochs
        print(
            f"  {n_epochs:>5} epochs   family {family:6.0f} ms   alone {runs:6.0f} ms   floor {bottom:6.0f} ms"
            f"   {each:.1f} us a run and epoch, {floors:.1f} floors (goal 2)"
        )


if __name__ == "__main__":
    main()
