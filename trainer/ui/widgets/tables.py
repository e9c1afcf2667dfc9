"""Weights as a Markdown table: a row a feature and one for the bias, a column a class; and names in Markdown."""

import re

from trainer.datasets import Dataset
from trainer.figures.numbers import decimal
from trainer.language import _
from trainer.model import Parameters

MARKS = re.compile(r"([][\\`*_{}<>#+.!|~$:&^@-])")  # what Markdown, its tables, TeX and Streamlit read as a sign
TURNED = re.compile(r"(?<=:)(?=[\w+/-]+:)|(?<=[<>~=-])(?=[->=])")  # :smile: and -> are turned into pictures afterwards
JOINER = "\u2060"  # has no width


def escaped(name: str) -> str:
    """A name as Markdown shows it letter by letter, in a sentence, a caption or a cell of a table."""
    return MARKS.sub(r"\\\1", TURNED.sub(JOINER, " ".join(name.split())))


def table(dataset: Dataset, parameters: Parameters, decimals: int = 4) -> str:
    """The weights and biases of a model."""
    classes = [escaped(name) for name in dataset.class_names]
    heads = [_("weight of"), *classes]
    lines = [f"| {' | '.join(heads)} |", "|:--|" + "--:|" * len(classes)]
    rows = [*zip(dataset.feature_names, parameters.W.T, strict=True), (_("bias"), parameters.b)]
    for name, entries in rows:
        lines.append(f"| {escaped(name)} | " + " | ".join(decimal(entry, decimals) for entry in entries) + " |")
    return "\n".join(lines)
