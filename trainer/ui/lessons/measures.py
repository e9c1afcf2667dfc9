"""What a lesson can measure: a row a measure, with what it needs to be told beside the settings.

A measure is a function of settings and its arguments; it trains what it needs, kept as everywhere. None is
"never". Classes and samples are counted from 1, as on the pages; epoch -1, the default, is the last.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from trainer.analysis import ties
from trainer.analysis.agreement import epoch_that_stays_within
from trainer.analysis.derivation import Derivation
from trainer.experiment import Experiment
from trainer.model import predict_proba
from trainer.ui import runs
from trainer.ui.derive.worked_example import worked_example_of
from trainer.ui.settings.values import Settings

Arguments = Mapping[str, Any]
Value = float | str | None


@dataclass(frozen=True)
class Measure:
    """A row: how it is computed, how it is written (see claims.WRITERS), and the arguments it takes."""

    compute: Callable[[Settings, Arguments], Value]
    written: str
    needs: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()


def _run(settings: Settings) -> Experiment:
    return runs.run(settings.data, settings.training)


def _at_epoch(read: Callable[[Experiment], np.ndarray]) -> Callable[[Settings, Arguments], float]:
    return lambda settings, given: float(read(_run(settings))[given.get("epoch", -1)])


def _of_class(read: Callable[[Derivation], np.ndarray]) -> Callable[[Settings, Arguments], float]:
    return lambda settings, given: float(read(worked_example_of(settings).derivation)[given["class"] - 1])


def _held_out_mistakes(settings: Settings, given: Arguments) -> float:
    run = _run(settings)
    right = float(run.held_out_accuracy[given.get("epoch", -1)])
    return round((1 - right) * len(run.held_out_rows))


def _reached(settings: Settings, given: Arguments) -> Value:
    return epoch_that_stays_within(1e-3, _run(settings).history.loss, _optimum_loss(settings, given))


def _optimum_loss(settings: Settings, given: Arguments) -> float:
    return float(runs.optimum(settings.data, settings.training.seed, settings.training.l2).history.loss[-1])


def _limit(name: str) -> Callable[[Settings, Arguments], Value]:
    def limit(settings: Settings, given: Arguments) -> Value:
        limits = runs.limits(settings.data, settings.training.seed, settings.training.l2)
        return getattr(limits, name)  # type: ignore[no-any-return]

    return limit


def _chances(settings: Settings, given: Arguments) -> np.ndarray:
    """A (n, k) of every sample at an epoch."""
    run = _run(settings)
    return predict_proba(run.in_data_units(given.get("epoch", -1)), run.dataset.X)


def _sample_probability(settings: Settings, given: Arguments) -> float:
    return float(_chances(settings, given)[given["sample"] - 1, given["class"] - 1])


def _mean_certainty(settings: Settings, given: Arguments) -> float:
    return float(_chances(settings, given)[_run(settings).train_rows].max(axis=1).mean())


def _weight(settings: Settings, given: Arguments) -> float:
    return float(_run(settings).history.W[given.get("epoch", -1), given["class"] - 1, given["feature"] - 1])


def _weight_sum(settings: Settings, given: Arguments) -> float:
    return float(_run(settings).history.W[given.get("epoch", -1), :, given["feature"] - 1].sum())


def _tie(settings: Settings, given: Arguments) -> float:
    """The second feature where two classes tie, at a value of the first, of a run on two features."""
    parameters = _run(settings).in_data_units(given.get("epoch", -1))
    return ties.height(parameters, (given["class"], given["other"]), given["at"])


def _mistaken(settings: Settings, given: Arguments) -> float:
    run = _run(settings)
    X, y, parameters = run.dataset.X, run.dataset.y, run.in_data_units(given.get("epoch", -1))
    return ties.n_mistaken(parameters, X, y, (given["class"], given["other"]))


def _rises(settings: Settings, given: Arguments) -> float:
    return float(np.count_nonzero(np.diff(_run(settings).history.loss) > 0))


def _shift_change(settings: Settings, given: Arguments) -> float:
    example = worked_example_of(settings)
    return float(np.abs(example.shifted.a - example.derivation.a).max())


def _duel_accuracy(settings: Settings, given: Arguments) -> float:
    """Of the demonstration of squared error on Derive: which duel, and which loss of the two."""
    both = runs.wrong_start_runs(runs.LossDuel[given["duel"]])
    history = both[("cross_entropy", "squared_error").index(given["loss"])]
    return float(history.accuracy[given.get("epoch", -1)])


EPOCH = frozenset({"epoch"})
CLASS, SAMPLE, FEATURE = frozenset({"class"}), frozenset({"sample"}), frozenset({"feature"})
MEASURES = {
    "loss": Measure(_at_epoch(lambda run: run.history.loss), "number", takes=EPOCH),
    "accuracy": Measure(_at_epoch(lambda run: run.history.accuracy), "percent", takes=EPOCH),
    "held_out_loss": Measure(_at_epoch(lambda run: run.held_out_loss), "number", takes=EPOCH),
    "held_out_accuracy": Measure(_at_epoch(lambda run: run.held_out_accuracy), "percent", takes=EPOCH),
    "held_out_mistakes": Measure(_held_out_mistakes, "whole", takes=EPOCH),
    "status": Measure(lambda settings, given: _run(settings).history.status, "status"),
    "last_epoch": Measure(lambda settings, given: _run(settings).history.n_epochs, "whole"),
    "reached": Measure(_reached, "epoch"),
    "optimum_loss": Measure(_optimum_loss, "number"),
    "safe_rate": Measure(_limit("safe"), "number"),
    "stability_threshold": Measure(_limit("stability_threshold"), "number"),
    "blow_up_rate": Measure(_limit("blow_up"), "number"),
    "sample_probability": Measure(_sample_probability, "probability", CLASS | SAMPLE, EPOCH),
    "mean_certainty": Measure(_mean_certainty, "percent", takes=EPOCH),
    "weight": Measure(_weight, "decimal", CLASS | FEATURE, EPOCH),
    "weight_sum": Measure(_weight_sum, "decimal", FEATURE, EPOCH),
    "boundary": Measure(_tie, "number", CLASS | {"other", "at"}, EPOCH),
    "boundary_mistakes": Measure(_mistaken, "whole", CLASS | {"other"}, EPOCH),
    "rises": Measure(_rises, "whole"),
    "probability": Measure(_of_class(lambda d: d.a), "decimal", CLASS),
    "gradient": Measure(_of_class(lambda d: d.dloss_dz), "decimal", CLASS),
    "a_minus_y": Measure(_of_class(lambda d: d.a_minus_y), "decimal", CLASS),
    "squared_error_gradient": Measure(_of_class(lambda d: d.squared_error_dz), "decimal", CLASS),
    "sample_loss": Measure(lambda settings, given: worked_example_of(settings).derivation.loss, "number"),
    "target_sum": Measure(lambda settings, given: worked_example_of(settings).derivation.y_sum, "number"),
    "shift_change": Measure(_shift_change, "number"),
    "duel_accuracy": Measure(_duel_accuracy, "percent", frozenset({"duel", "loss"}), EPOCH),
}
