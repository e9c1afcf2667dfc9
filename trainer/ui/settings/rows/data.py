"""Which samples and features are trained on, and which of them are looked at."""

from dataclasses import dataclass

from trainer.language import _
from trainer.reading.read import MOST_FEATURES
from trainer.ui.settings import chosen_features, data_sets, own
from trainer.ui.settings.chosen_features import ALL, AUTOMATIC
from trainer.ui.settings.data_sets import OWN, SOURCES
from trainer.ui.settings.kinds import Choice, Features, Flag, Setting, Whole
from trainer.ui.settings.row import OfData, Values
from trainer.ui.settings.rows.variants import VARIANTS, of_this_session

MOST_SAMPLES = 20_000


@dataclass(frozen=True)
class DataSettings:
    """Which samples and features are trained on; hashable, so that a run can be kept by it."""

    dataset: str = "three_class"
    features: str = ALL
    standardize: bool = True
    held_out: float = 0.2
    spread: float = 1.0
    blob_classes: int = 4
    blob_seed: int = 0
    edits: str = ""
    own: str = ""
    squares: bool = False


def _features_named(values: Values) -> str:
    ids = chosen_features.feature_ids(data_sets.dataset(values))
    return _("{default}, or some of {ids}, with - between").format(default=ALL, ids=_few(ids))


def _pair_named(values: Values) -> str:
    trained = chosen_features.trained_ids(values)
    if len(trained) <= 2:
        return _("{default} where no more than two features are trained on").format(default=AUTOMATIC)
    return _("{default}, or two of {ids}, with - between").format(default=AUTOMATIC, ids=_few(trained))


def _few(ids: tuple[str, ...]) -> str:
    return ", ".join(ids if len(ids) < 12 else (*ids[:3], "…", ids[-1]))


ROWS: dict[str, Setting] = {
    "dataset": Choice(
        "Dataset",
        "The samples to learn; the Data page says what each set has to show, and takes your own.",
        "three_class",
        tuple(SOURCES),
        {id: source.name for id, source in SOURCES.items()},
        group="Data",
        of_data=OfData(
            lambda value, values: value != OWN or own.has(values["own"]),
            lambda values: "three_class",
            of_this_session,
        ),
    ),
    **VARIANTS,
    "features": Features(
        "Features trained on",
        "Train on all features of the data, or on those chosen here alone.",
        ALL,
        1,
        MOST_FEATURES,
        group="Data",
        applies=lambda values: len(data_sets.dataset(values).feature_names) > 1,
        of_data=OfData(
            lambda value, values: value == ALL or chosen_features.has_features(value, values),
            lambda values: ALL,
            _features_named,
        ),
    ),
    "features_shown": Features(
        "Features shown",
        "The two features on the axes; every other feature trained on is held at its mean.",
        AUTOMATIC,
        2,
        2,
        group="Data",
        widget="pair",
        applies=lambda values: len(chosen_features.trained_ids(values)) > 2,
        of_data=OfData(
            lambda value, values: value == AUTOMATIC or chosen_features.shows(value, values),
            lambda values: AUTOMATIC,
            _pair_named,
        ),
        formerly=("plane",),
    ),
    "squares": Flag(
        "Squares and products",
        "Train on the square of every feature and the product of every two as well, which lets boundaries be curves; "
        "there is room for those of up to 12 features.",
        False,
        group="Data",
        applies=lambda values: chosen_features.squares_fit(len(chosen_features.trained_ids(values))),
    ),
    "standardize": Flag(
        "Standardize features",
        "Give every feature mean 0 and standard deviation 1 on the training samples before training.",
        True,
        group="Data",
    ),
    "held_out": Choice(
        "Held-out samples",
        "The share of samples kept out of training, to measure the model on samples it has not seen.",
        0.2,
        (0.0, 0.1, 0.2, 0.3, 0.4, 0.5),
        {0.0: "none", 0.1: "10%", 0.2: "20%", 0.3: "30%", 0.4: "40%", 0.5: "50%"},
        group="Data",
    ),
    "sample": Whole(
        "Sample",
        "The sample whose probabilities are shown, by its row in the data; clicking a sample does the same.",
        1,
        1,
        MOST_SAMPLES,
        of_data=OfData(
            lambda value, values: value <= data_sets.n_samples(values),
            data_sets.n_samples,
            lambda values: f"a whole number from 1 to {data_sets.n_samples(values)}",
            data_sets.n_samples,
        ),
    ),
}
