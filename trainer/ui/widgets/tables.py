"""Weights as a Markdown table: a row a feature and one for the bias, a column a class; and names in Markdown."""

import re
from collections.abc import Collection, Sequence
from html import escape

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


def html_table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int] = ()) -> str:
    """A table of texts, the first of each row its head; where it is too narrow, style.css lists each row.

    numbers: the columns that stand to the right.
    """
    kinds = [' class="number"' if column in numbers else "" for column in range(len(heads))]
    top = "".join(f'<th scope="col"{kind}>{escape(head)}</th>' for head, kind in zip(heads, kinds, strict=True))
    body = "".join(f"<tr>{_html_row(heads, row, kinds)}</tr>" for row in rows)
    return f'<div class="listed"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def _html_row(heads: Sequence[str], row: Sequence[str], kinds: Sequence[str]) -> str:
    first, *others = (escape(text) for text in row)
    cells = [
        f'<td{kind} data-label="{escape(head)}">{text}</td>'
        for head, kind, text in zip(heads[1:], kinds[1:], others, strict=True)
    ]
    return f'<th scope="row">{first}</th>' + "".join(cells)
