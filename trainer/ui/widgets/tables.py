"""Weights as a Markdown table: a row a feature and one for the bias, a column a class."""

from trainer.datasets import Dataset
from trainer.model import Parameters


def table(dataset: Dataset, parameters: Parameters, decimals: int = 4) -> str:
    """The weights and biases of a model."""
    classes = dataset.class_names
    lines = ["| weight of | " + " | ".join(classes) + " |", "|:--|" + "--:|" * len(classes)]
    rows = [*zip(dataset.feature_names, parameters.W.T, strict=True), ("bias", parameters.b)]
    for name, entries in rows:
        lines.append(f"| {name} | " + " | ".join(_entry(entry, decimals) for entry in entries) + " |")
    return "\n".join(lines)


def _entry(weight: float, decimals: int) -> str:
    return f"{weight:.{decimals}f}" if abs(weight) < 1e6 else f"{weight:.{decimals}e}"
