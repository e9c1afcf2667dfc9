"""The names of features and classes of the data that come with the app, in the language of the moment.

Names that somebody brought stay as they are, even where they are the same words: they are not ours.
"""

import re
from dataclasses import replace

from trainer.datasets import Dataset
from trainer.feature_map import names_with_products
from trainer.language import N_, _
from trainer.ui.settings import data_sets

NAMES = {
    *(N_("sweetness"), N_("crispness")),
    *(N_("sepal length (cm)"), N_("sepal width (cm)"), N_("petal length (cm)"), N_("petal width (cm)")),
    *(N_("above"), N_("below"), N_("common"), N_("rare"), N_("inner"), N_("outer")),
    *(N_("bill_length_mm"), N_("bill_depth_mm"), N_("flipper_length_mm"), N_("body_mass_g")),
    *(N_("alcohol"), N_("malic acid"), N_("ash"), N_("alcalinity of ash"), N_("magnesium"), N_("total phenols")),
    *(N_("flavanoids"), N_("nonflavanoid phenols"), N_("proanthocyanins"), N_("color intensity"), N_("hue")),
    *(N_("od280/od315 of diluted wines"), N_("proline")),
    *(N_("setosa"), N_("versicolor"), N_("virginica"), N_("Adelie"), N_("Chinstrap"), N_("Gentoo")),
}
NUMBERED = {"class": N_("class {i}"), "cultivar": N_("cultivar {i}")}
PIXEL = N_("row {row} column {column}")


def named(data: Dataset, id: str) -> Dataset:
    """A data set of the id given, its names said."""
    if not data_sets.SOURCES[id].shared:
        return data
    given, classes = (
        tuple(map(name_in_words, names)) for names in (data.feature_names[: data.n_given], data.class_names)
    )
    features = names_with_products(given, data.products)
    return replace(data, feature_names=features, class_names=classes)


def name_in_words(name: str) -> str:
    """A name of ours: "sepal length (cm)", "class 2", "row 4 column 4"."""
    if name in NAMES:
        return _(name)
    pixel = re.fullmatch(r"row (\d+) column (\d+)", name)
    if pixel:
        return _(PIXEL).format(row=pixel[1], column=pixel[2])
    kind, _space, number = name.rpartition(" ")
    return _(NUMBERED[kind]).format(i=number) if kind in NUMBERED and number.isdigit() else name
