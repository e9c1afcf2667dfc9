"""Weights as a Markdown table: a row a feature and one for the bias, a column a class."""

from trainer.datasets import Dataset
from trainer.model import Parameters


def table(dataset: Dataset, parameters: Parameters, decimals: int = 4) -> str:
    """The weights and biases of a model."""
    classes = dataset.class_names
    lines = ["| weight of | " + " | ".join(classes) + " |", "|:--|" + "--:|" * len(classes)]
    rows = [*zip(dataset.feature_names, parameters.W.T, strict=True), ("bias", parameters.b)]
    for name, entries in rows:
        lines.append(f"| {name} | " + " | ".join(f"{entry:.{decimals}f}" for entry in entries) + " |")
    return "\n".join(lines)
