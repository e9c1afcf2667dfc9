"""Newton from scratch against scikit-learn's own fit, both to a loss within 1e-10 of the optimum, on iris.

Interleaved, single-threaded as they come; scikit-learn's tolerance is the loosest power of ten that gets there.
"""

import statistics
import time
from collections.abc import Callable
from functools import partial

from sklearn.linear_model import LogisticRegression

from trainer import Parameters, Standardizer, TrainingConfig, load_iris, train
from trainer.model import loss

GAP, ROUNDS = 1e-10, 40
OPTIMUM = {1e-2: 0.243677226649382, 1e-3: 0.102368078430078, 1e-4: 0.053980150413822}


def seconds(task: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def main() -> None:
    """Print a line for each penalty."""
    iris = load_iris()
    X, y = Standardizer.fit(iris.X)(iris.X), iris.y
    print(f"{'l2':>7} {'Newton steps':>13} {'Newton ms':>10} {'solver, tol':>20} {'sklearn ms':>11} {'ratio':>6}")
    for l2, optimum in OPTIMUM.items():
        history = train(X, y, 3, TrainingConfig(optimizer="newton", l2=l2, n_epochs=50))
        steps = int((history.loss - optimum > GAP).sum())
        config = TrainingConfig(optimizer="newton", l2=l2, n_epochs=steps)
        model, name = fastest_reference(X, y, l2, optimum)
        contestants = (partial(train, X, y, 3, config), partial(model.fit, X, y))
        rounds = [[seconds(contestant) for contestant in contestants] for _ in range(ROUNDS)]
        ours, theirs = (1000 * statistics.median(times) for times in zip(*rounds, strict=True))
        print(f"{l2:>7g} {steps:>13} {ours:>10.2f} {name:>20} {theirs:>11.2f} {theirs / ours:>6.2f}")


def fastest_reference(X, y, l2, optimum):
    """The scikit-learn model that gets within the gap in the least time, over its three smooth solvers."""
    found = []
    for solver in ("lbfgs", "newton-cg", "newton-cholesky"):
        for exponent in range(3, 13):
            model = LogisticRegression(C=1 / (len(y) * l2), solver=solver, tol=10.0**-exponent, max_iter=10_000)
            model.fit(X, y)
            if loss(Parameters(model.coef_, model.intercept_), X, y, l2) - optimum <= GAP:
                time_taken = statistics.median(seconds(lambda model=model: model.fit(X, y)) for _ in range(7))
                found.append((time_taken, f"{solver}, 1e-{exponent}", model))
                break
    _, name, model = min(found, key=lambda entry: entry[0])
    return model, name


if __name__ == "__main__":
    main()
