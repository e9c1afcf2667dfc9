"""Every setting, in one table: its id, default, what is allowed, and its words on the page.

A setting's id is its widget key, its key in the URL and the name of the value it sets:
?learning_rate=0.3 -> Settings.training.learning_rate -> W - learning_rate * gradient.
"""

from itertools import combinations

from trainer.language import languages
from trainer.lessons import COURSE_IDS, LESSON_IDS, MOST_STEPS
from trainer.optimizers import OPTIMIZERS
from trainer.ui.settings.kinds import Answers, Choice, Flag, Kept, Many, Real, Setting, Whole

STEPS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)  # ten steps a decade: the rounded Renard series R"10, ISO 497
LEARNING_RATES = (*(float(f"{step}e{e}") for e in range(-3, 3) for step in STEPS), 1000.0)

IRIS_FEATURES = ("sepal_length", "sepal_width", "petal_length", "petal_width")
IRIS_PAIRS = tuple("-".join(pair) for pair in reversed(list(combinations(IRIS_FEATURES, 2))))
PAIR_NAMES = {pair: pair.replace("_", " ").replace("-", " and ") for pair in IRIS_PAIRS}

OPTIMIZER_WORDS = {
    "gradient_descent": "gradient descent",
    "momentum": "momentum (heavy ball)",
    "nesterov": "Nesterov",
    "adam": "Adam",
    "newton": "Newton",
}
OPTIMIZER_NAMES = {id: OPTIMIZER_WORDS.get(id, id) for id in OPTIMIZERS}

LAST_STEP = 10  # of the derivation
MOST_EPOCHS = 5000

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
        {0.0: "none", 0.1: "10%", 0.2: "20%", 0.3: "30%", 0.4: "40%", 0.5: "50%"},
    ),
    "learning_rate": Choice(
        "Learning rate",
        "How far a step goes: gradient descent goes this multiple of the gradient against it; "
        "other rules scale their steps by it.",
        0.1,
        LEARNING_RATES,
    ),
    "n_epochs": Whole("Epochs", "How many times training goes over all training samples.", 200, 1, MOST_EPOCHS, 50),
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
        "The penalty λ: adds λ/2 times the sum of squared weights to the loss, which keeps its optimum finite.",
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
    "shown_epoch": Whole(
        "Epoch in the picture",
        "The epoch of the run that the page shows; 0 is untrained, and a shorter run shows its last.",
        MOST_EPOCHS,
        0,
        MOST_EPOCHS,
    ),
    "panel": Choice(
        "Beside the regions",
        "The probabilities of the sample shown, or the loss as a landscape with the path of the run.",
        "bars",
        ("bars", "landscape"),
        {"bars": "probabilities", "landscape": "loss landscape"},
    ),
    "arrows": Flag(
        "Show how samples push",
        "Draws a − y of every sample as an arrow: where it pushes the boundaries at the next step.",
        False,
    ),
    "ghost": Flag("Keep the last run in sight", "Draws the run before this one as a ghost behind it.", True),
    "way": Choice(
        "Numbers from",
        "Follow one sample of the run set up in the sidebar, or three logits that you give by hand.",
        "sample",
        ("sample", "logits"),
        {"sample": "a sample of the run", "logits": "three logits by hand"},
    ),
    "epoch": Whole("Epoch", "The epoch of the run whose weights are used; 0 is untrained.", 10, 0, MOST_EPOCHS),
    "z1": Real("z1", "The logit of class 1.", 2.0, -1e4, 1e4, 0.5),
    "z2": Real("z2", "The logit of class 2.", 1.0, -1e4, 1e4, 0.5),
    "z3": Real("z3", "The logit of class 3.", 0.1, -1e4, 1e4, 0.5),
    "target": Choice(
        "Target y",
        "The true class as a one-hot target, or free values, which need not sum to 1.",
        "1",
        ("1", "2", "3", "free"),
        {"1": "class 1", "2": "class 2", "3": "class 3", "free": "free values"},
    ),
    "y1": Real("y1", "The target of class 1, if targets are free.", 0.7, 0.0, 2.0, 0.1),
    "y2": Real("y2", "The target of class 2, if targets are free.", 0.2, 0.0, 2.0, 0.1),
    "y3": Real("y3", "The target of class 3, if targets are free.", 0.1, 0.0, 2.0, 0.1),
    "shift": Real(
        "Add to all logits",
        "A number added to every logit, to see that it changes nothing.",
        0.0,
        -100.0,
        100.0,
        1.0,
    ),
    "temperature": Real(
        "Temperature",
        "Divides logits given by hand: above 1 it evens the probabilities out, below 1 it sharpens them.",
        1.0,
        0.1,
        10.0,
        0.1,
    ),
    "all_steps": Flag("All steps", "Show the cards of the derivation under each other, to read or to print.", False),
    "step": Whole("Steps shown", "How many steps of the derivation are shown.", LAST_STEP, 1, LAST_STEP),
    "gauge": Real(
        "Add to every weight",
        "A number added to all weights and biases of all classes alike, which changes no probability.",
        0.0,
        -10.0,
        10.0,
        1.0,
    ),
    "compare": Choice(
        "Compare",
        "What differs between the runs: the learning rate, the optimizer, or whatever you kept on the Train page.",
        "rates",
        ("rates", "optimizers", "kept"),
        {"rates": "learning rates", "optimizers": "optimizers", "kept": "kept runs"},
    ),
    "rates": Many(
        "Learning rates", "The learning rates to run, up to eight.", (0.01, 0.1, 1.0, 10.0), LEARNING_RATES, 8
    ),
    "optimizers": Many(
        "Optimizers",
        "The optimizers to run, all with the learning rate of the sidebar.",
        tuple(OPTIMIZER_NAMES),
        tuple(OPTIMIZER_NAMES),
        len(OPTIMIZER_NAMES),
        OPTIMIZER_NAMES,
    ),
    "compare_epoch": Whole(
        "Epoch shown",
        "The epoch at which the regions are shown; shorter runs show their last.",
        MOST_EPOCHS,
        0,
        MOST_EPOCHS,
    ),
    "kept": Kept((), 6),
    "lesson": Choice("Lesson", "The lesson whose steps stand above the page.", "none", ("none", *LESSON_IDS)),
    "lesson_step": Whole("Step of the lesson", "The step of the lesson that is shown.", 1, 1, MOST_STEPS),
    "prediction": Answers((), MOST_STEPS),
    "lock": Choice("Lock", "1 keeps what follows a prediction closed until the teacher opens it.", 0, (0, 1)),
    "course": Choice("Course", "The course whose lessons follow each other.", "none", ("none", *COURSE_IDS)),
    "teacher": Flag("Teacher's page", "Shows the teacher's page of the lesson on the Lessons page.", False),
    "lang": Choice(
        "Language", "The language of the pages; automatic is the browser's.", "auto", ("auto", *languages())
    ),
}

LESSON_KEYS = ("lesson", "lesson_step", "prediction", "lock", "course", "teacher")

RUN_KEYS = (  # the settings that a run depends on
    *("dataset", "features", "standardize", "held_out", "learning_rate", "n_epochs", "optimizer"),
    *("momentum", "batch_size", "l2", "init_scale", "seed"),
)
