"""The data sets that come with the program, by id; each is made or read when it is asked for.

What each has to show is said in ui/words/data.py.
"""

from collections.abc import Callable, Mapping

from trainer.datasets import DATA, Dataset, load_iris, load_three_class, read_csv
from trainer.generated import blobs, imbalanced, rings, separable
from trainer.reading.read import Reading, read_bytes

PICTURES = {"digits": (8, 8)}  # rows and columns of the picture that a sample's features are


def read_penguins() -> Reading:
    """Palmer penguins: 344, two of them without measures, which are left out and said."""
    return read_bytes((DATA / "penguins.csv").read_bytes(), "penguins")


def load_penguins() -> Dataset:
    """Palmer penguins: 342 of them, four measures, three species."""
    return read_penguins().dataset


def load_wine() -> Dataset:
    """Wines of three cultivars: 178, thirteen measures; equal to scikit-learn's."""
    return read_csv((DATA / "wine.csv").read_text(), "wine")


def load_digits() -> Dataset:
    """Handwritten digits: 1797 pictures of 8 by 8 pixels, 0 to 16; equal to scikit-learn's. Classes in order."""
    return read_csv((DATA / "digits.csv").read_text(), "digits")


CATALOGUE: Mapping[str, Callable[..., Dataset]] = {
    "three_class": load_three_class,
    "iris": load_iris,
    "blobs": blobs,
    "separable": separable,
    "imbalanced": imbalanced,
    "rings": rings,
    "penguins": load_penguins,
    "wine": load_wine,
    "digits": load_digits,
}
