"""How a run is trained: each row sets the field of `TrainingConfig` that has its id."""

from trainer.language import _
from trainer.optimizers import OPTIMIZERS
from trainer.ui.settings import start
from trainer.ui.settings.kinds import Choice, Setting, Whole, Written
from trainer.ui.settings.row import OfData, Values

STEPS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)  # ten steps a decade: the rounded Renard series R"10, ISO 497
LEARNING_RATES = (*(float(f"{step}e{e}") for e in range(-3, 3) for step in STEPS), 1000.0)
MOST_EPOCHS = 5000

OPTIMIZER_WORDS = {
    "gradient_descent": "gradient descent",
    "momentum": "momentum (heavy ball)",
    "nesterov": "Nesterov",
    "adam": "Adam",
    "newton": "Newton",
}
OPTIMIZER_NAMES = {id: OPTIMIZER_WORDS.get(id, id) for id in OPTIMIZERS}


def _read(values: Values, field: str) -> bool:
    return field in OPTIMIZERS[values["optimizer"]].reads


def _started_by_hand(values: Values) -> bool:
    return bool(values["start"]) and start.fits(values["start"], values)


def _random(values: Values) -> bool:
    batches = values["batch_size"] != "all" and _read(values, "batch_size")
    random_start = values["init_scale"] > 0 and not _started_by_hand(values)
    return values["held_out"] > 0 or random_start or batches


def _numbers_named(values: Values) -> str:
    many = start.how_many(values)
    if many > start.MOST:
        return _("left out with more than {most} weights and biases").format(most=start.MOST)
    return _("{many} numbers from −{largest} to {largest} with commas between, [weights, bias] a class").format(
        many=many, largest=f"{start.LARGEST:.0f}"
    )


ROWS: dict[str, Setting] = {
    "learning_rate": Choice(
        "Learning rate",
        "How far a step goes: gradient descent goes this multiple of the gradient against it; "
        "other rules scale their steps by it.",
        0.1,
        LEARNING_RATES,
        group="Training",
        widget="slider",
        applies=lambda values: _read(values, "learning_rate"),
    ),
    "n_epochs": Whole(
        "Epochs",
        "How many times training goes over all training samples.",
        200,
        1,
        MOST_EPOCHS,
        50,
        group="Training",
    ),
    "optimizer": Choice(
        "Optimizer",
        "The rule that turns a gradient into a step; Newton uses the Hessian and needs no learning rate.",
        "gradient_descent",
        tuple(OPTIMIZER_NAMES),
        OPTIMIZER_NAMES,
        group="Training",
    ),
    "momentum": Choice(
        "Momentum",
        "The fraction of the last step that is kept in the next one; only the momentum optimizer uses it.",
        0.9,
        (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99),
        group="Training",
        widget="slider",
        applies=lambda values: _read(values, "momentum"),
    ),
    "batch_size": Choice(
        "Batch size",
        "How many samples each step averages over; all samples give full-batch training. Newton needs all.",
        "all",
        ("all", 64, 32, 16, 8, 4, 2, 1),
        {"all": "all samples"},
        group="Training",
        applies=lambda values: _read(values, "batch_size"),
    ),
    "l2": Choice(
        "L2 penalty",
        "The penalty λ: adds λ/2 times the sum of squared weights to the loss, which keeps its optimum finite.",
        0.0,
        (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
        group="Training",
        widget="slider",
    ),
    "start": Written(
        "Weights by hand",
        "The weights that training starts from, as set on the Train page.",
        "",
        start.LONGEST,
        group="Start",
        of_data=OfData(start.fits, lambda values: "", _numbers_named),
    ),
    "init_scale": Choice(
        "Initial weights",
        "Start from zeros, or from random weights with this standard deviation.",
        0.0,
        (0.0, 0.01, 0.1, 1.0, 3.0, 10.0),
        {0.0: "zeros"} | {s: f"random, scale {s:g}" for s in (0.01, 0.1, 1.0, 3.0, 10.0)},
        group="Start",
        applies=lambda values: not _started_by_hand(values),
    ),
    "seed": Whole(
        "Seed",
        "Fixes what is random: the held-out samples, random weights, and the order of batches.",
        0,
        0,
        9999,
        group="Start",
        applies=_random,
    ),
}
