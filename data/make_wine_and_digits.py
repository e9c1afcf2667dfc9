"""Writes data/wine.csv and data/digits.csv from scikit-learn's copies: python data/make_wine_and_digits.py"""

from pathlib import Path

from sklearn.datasets import load_digits, load_wine

HERE = Path(__file__).parent


def write(name, header, X, labels):
    """A header row, then one sample a row, each number as short as it can be written."""
    rows = [",".join([*(f"{value:.12g}" for value in x), label]) for x, label in zip(X, labels, strict=True)]
    (HERE / name).write_text("\n".join([",".join(header), *rows, ""]))


wine = load_wine()
names = [name.replace("_", " ") for name in wine.feature_names]
write("wine.csv", [*names, "cultivar"], wine.data, [f"cultivar {label + 1}" for label in wine.target])
digits = load_digits()
pixels = [f"row {row} column {column}" for row in range(1, 9) for column in range(1, 9)]
write("digits.csv", [*pixels, "digit"], digits.data, [str(label) for label in digits.target])
