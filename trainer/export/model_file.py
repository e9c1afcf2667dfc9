"""A trained model as JSON: weights, scaler, names and settings, enough to predict and to train again.

    {"format": "softmax-trainer model", "version": 1,
     "settings": {"learning_rate": "0.3"},         as in a link: what differs from the defaults
     "data": {"name", "samples", "training_samples"},
     "run": {"status", "epochs", "loss", "accuracy", "gradient_norm", "held_out_loss", "held_out_accuracy"},
     "features": [d names], "products": [p pairs of places in features], "classes": [k names],
     "scaler": {"mean": [d + p], "std": [d + p]}, "W": [k][d + p], "b": [k]}

To predict: append the products to the d features, subtract mean and divide by std, then softmax(W x + b).
docs/model.schema.json says the same as a JSON Schema. A later version that an earlier program would misread gets
another number.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from trainer.datasets import Standardizer
from trainer.experiment import Experiment
from trainer.feature_map import Pairs, with_products
from trainer.model import Parameters, predict_proba
from trainer.softmax import Array

FORMAT, VERSION = "softmax-trainer model", 1


@dataclass(frozen=True, eq=False)
class Model:
    """A model as a file holds it: d features and p products of them, k classes, and the settings of its run."""

    features: tuple[str, ...]
    products: Pairs
    classes: tuple[str, ...]
    scaler: Standardizer
    parameters: Parameters
    settings: Mapping[str, str]

    def predict_proba(self, X: Array) -> Array:
        """Probabilities (n, k) of samples X (n, d) in the units of the data."""
        return predict_proba(self.parameters, self.scaler(with_products(X, self.products)))


def model_json(experiment: Experiment, settings: Mapping[str, str]) -> bytes:
    """The model at the last epoch of a run; settings: its query, as in a link."""
    data, scaler, model = experiment.dataset, experiment.standardizer, experiment.history.parameters()
    content = {
        "format": FORMAT,
        "version": VERSION,
        "settings": dict(settings),
        "data": {"name": data.name, "samples": len(data.y), "training_samples": len(experiment.train_rows)},
        "run": _measures(experiment),
        "features": data.feature_names[: data.n_given],
        "products": data.products,
        "classes": data.class_names,
        "scaler": {"mean": scaler.mean.tolist(), "std": scaler.std.tolist()},
        "W": model.W.tolist(),
        "b": model.b.tolist(),
    }
    lines = [f" {json.dumps(key)}: {json.dumps(value, allow_nan=False)}" for key, value in content.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _measures(experiment: Experiment) -> dict[str, object]:
    history = experiment.history
    measures: dict[str, object] = {
        "status": history.status,
        "epochs": history.n_epochs,
        "loss": float(history.loss[-1]),
        "accuracy": float(history.accuracy[-1]),
        "gradient_norm": float(history.gradient_norm[-1]),
    }
    if len(experiment.held_out_loss) and np.isfinite(experiment.held_out_loss[-1]):
        measures["held_out_loss"] = float(experiment.held_out_loss[-1])
        measures["held_out_accuracy"] = float(experiment.held_out_accuracy[-1])
    return measures
