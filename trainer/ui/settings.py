"""Every setting, in one table: its id, default, what is allowed, and its words on the page.

A setting's id is its widget key, its key in the URL and the name of the value it sets:
?learning_rate=0.3 -> Settings.training.learning_rate -> W - learning_rate * gradient.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from trainer.training import TrainingConfig


@dataclass(frozen=True)
class Choice:
    """One of a few values. `names` are the words shown; an id in the URL is the value's own text."""

    label: str
    help: str
    default: Any
    options: tuple
    names: Mapping[Any, str] | None = None

    def name(self, value: Any) -> str:
        """The words shown for a value."""
        return (self.names or {}).get(value) or text(value)


@dataclass(frozen=True)
class Whole:
    """A whole number from low to high."""

    label: str
    help: str
    default: int
    low: int
    high: int
    step: int = 1


@dataclass(frozen=True)
class Flag:
    """On or off."""

    label: str
    help: str
    default: bool


Setting = Choice | Whole | Flag


def text(value: Any) -> str:
    """A value as it stands in a URL: 0.1, petal_length-petal_width, true."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


STEPS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)  # ten steps a decade: the rounded Renard series R"10, ISO 497
LEARNING_RATES = (*(float(f"{step}e{e}") for e in range(-3, 3) for step in STEPS), 1000.0)

IRIS_FEATURES = ("sepal_length", "sepal_width", "petal_length", "petal_width")
IRIS_PAIRS = tuple("-".join(pair) for pair in reversed(list(combinations(IRIS_FEATURES, 2))))
PAIR_NAMES = {pair: pair.replace("_", " ").replace("-", " and ") for pair in IRIS_PAIRS}

OPTIMIZER_NAMES = {
    "gradient_descent": "gradient descent",
    "momentum": "momentum (heavy ball)",
    "nesterov": "Nesterov",
    "adam": "Adam",
    "newton": "Newton",
}

SETTINGS: dict[str, Setting] = {
    "dataset": Choice(
        "Dataset",
        "The samples to learn: a made-up example with three overlapping classes, or Fisher's iris flowers.",
        "three_class",
        ("three_class", "iris"),
        {"three_class": "three classes", "iris": "iris"},
    ),
    "features": Choice(
        "Features trained on",
        "Train on all four lengths of the iris flowers, or on two of them.",
        "all",
        ("all", *IRIS_PAIRS),
        {"all": "all features"} | PAIR_NAMES,
    ),
    "plane": Choice(
        "Features shown",
        "The two features on the axes; with four features trained, the other two are held at their mean.",
        IRIS_PAIRS[0],
        IRIS_PAIRS,
        PAIR_NAMES,
    ),
    "standardize": Flag(
        "Standardize features",
        "Give every feature mean 0 and standard deviation 1 on the training samples before training.",
        True,
    ),
    "held_out": Choice(
        "Held-out samples",
        "The share of samples kept out of training, to measure the model on samples it has not seen.",
        0.2,
        (0.0, 0.1, 0.2, 0.3, 0.4, 0.5),
        {0.0: "none", 0.1: "10 %", 0.2: "20 %", 0.3: "30 %", 0.4: "40 %", 0.5: "50 %"},
    ),
    "learning_rate": Choice(
        "Learning rate",
        "How far each step goes along the gradient; each step of this slider is about a quarter more.",
        0.1,
        LEARNING_RATES,
    ),
    "n_epochs": Whole("Epochs", "How many times training goes over all training samples.", 200, 1, 5000, 100),
    "optimizer": Choice(
        "Optimizer",
        "The rule that turns a gradient into a step; Newton uses the Hessian and needs no learning rate.",
        "gradient_descent",
        tuple(OPTIMIZER_NAMES),
        OPTIMIZER_NAMES,
    ),
    "momentum": Choice(
        "Momentum",
        "The fraction of the last step that is kept in the next one; only the momentum optimizer uses it.",
        0.9,
        (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99),
    ),
    "batch_size": Choice(
        "Batch size",
        "How many samples each step averages over; all samples give full-batch training. Newton needs all.",
        "all",
        ("all", 64, 32, 16, 8, 4, 2, 1),
        {"all": "all samples"},
    ),
    "l2": Choice(
        "L2 penalty",
        "Adds l2/2 times the sum of squared weights to the loss, which keeps the weights finite.",
        0.0,
        (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
    ),
    "init_scale": Choice(
        "Initial weights",
        "Start from zeros, or from random weights with this standard deviation.",
        0.0,
        (0.0, 0.01, 0.1, 1.0, 3.0, 10.0),
        {0.0: "zeros"} | {s: f"random, scale {s:g}" for s in (0.01, 0.1, 1.0, 3.0, 10.0)},
    ),
    "seed": Whole(
        "Seed",
        "Fixes what is random: the held-out samples, random weights, and the order of batches.",
        0,
        0,
        9999,
    ),
    "sample": Whole(
        "Sample",
        "The sample whose probabilities are shown, by its row in the data; clicking a sample does the same.",
        1,
        1,
        150,
    ),
    "loss_axes": Choice(
        "Loss axes",
        "Logarithmic axes show slow progress that linear ones hide.",
        "linear",
        ("linear", "log", "loglog"),
        {"linear": "linear", "log": "log loss", "loglog": "log loss and epochs"},
    ),
    "layout": Choice(
        "Panels",
        "Side by side suits a wide screen and stacked a phone; automatic goes by the device.",
        "auto",
        ("auto", "wide", "stacked"),
        {"auto": "automatic", "wide": "side by side", "stacked": "stacked"},
    ),
}

DEFAULTS: dict[str, Any] = {key: setting.default for key, setting in SETTINGS.items()}


@dataclass(frozen=True)
class DataSettings:
    """Which samples and features are trained on; hashable, so that a run can be kept by it."""

    dataset: str = "three_class"
    features: str = "all"
    standardize: bool = True
    held_out: float = 0.2


@dataclass(frozen=True)
class Settings:
    """What a page is shown for: the data, the training, and the view."""

    data: DataSettings
    training: TrainingConfig
    plane: str
    sample: int
    loss_axes: str
    layout: str


def from_values(values: Mapping[str, Any]) -> Settings:
    """Settings from one value a key; a value that does not apply keeps its key and changes nothing."""
    applies = applicable(values)
    used = {key: values[key] if applies[key] else DEFAULTS[key] for key in SETTINGS}
    return Settings(
        DataSettings(used["dataset"], used["features"], used["standardize"], used["held_out"]),
        TrainingConfig(
            learning_rate=used["learning_rate"],
            n_epochs=used["n_epochs"],
            batch_size=None if used["batch_size"] == "all" else used["batch_size"],
            l2=used["l2"],
            optimizer=used["optimizer"],
            momentum=used["momentum"],
            init_scale=used["init_scale"],
            seed=used["seed"],
        ),
        used["plane"],
        used["sample"],
        used["loss_axes"],
        used["layout"],
    )


def applicable(values: Mapping[str, Any]) -> dict[str, bool]:
    """Which settings have an effect, given the others; a control that has none is disabled."""
    iris, newton = values["dataset"] == "iris", values["optimizer"] == "newton"
    batches = values["batch_size"] != "all" and not newton
    random = values["held_out"] > 0 or values["init_scale"] > 0 or batches
    exceptions = {
        "features": iris,
        "plane": iris and values["features"] == "all",
        "learning_rate": not newton,
        "momentum": values["optimizer"] == "momentum",
        "batch_size": not newton,
        "seed": random,
    }
    return dict.fromkeys(SETTINGS, True) | exceptions
