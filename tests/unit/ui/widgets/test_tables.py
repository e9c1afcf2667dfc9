"""Names in Markdown: shown as typed, and never a sign of Markdown, TeX or Streamlit."""

import re

import numpy as np
import pytest

from tests.written_tables import read_table
from trainer import Dataset, Parameters
from trainer.ui.widgets.tables import JOINER, escaped, html_table, table

NAMES = [
    "bill_length_mm",
    "share_%",
    "a|b",
    "*B*",
    "$x$",
    "<b>x</b>",
    "[x](y)",
    ":red[x]",
    "# x",
    "1. x",
    "`x`",
    "~~x~~",
]


def without_signs(markdown: str) -> str:
    """Markdown with every escaped mark taken out."""
    return re.sub(r"\\[!-/:-@\[-`{-~]", "", markdown)


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_of_a_name_is_a_sign(name):
    assert not set(without_signs(escaped(name))) & set(r"\`*_[]<>#|~$:")
    assert not re.match(r"\d+\.", escaped(name))


@pytest.mark.parametrize("name", [*NAMES, "petal length (cm)", "Länge"])
def test_a_name_is_shown_as_typed(name):
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped(name)) == name


@pytest.mark.parametrize("name", ["a -> b", "a <- b", "a -- b", "a >= b", ":smile:", ":material/home:"])
def test_what_streamlit_turns_into_pictures_is_kept_apart(name):
    assert JOINER in escaped(name)
    assert escaped(name).replace("\\", "").replace(JOINER, "") == name


def test_a_line_break_in_a_name_does_not_end_the_row():
    assert escaped("two\nlines") == "two lines"


def test_a_table_of_awkward_names_keeps_its_columns():
    data = Dataset("awkward", np.zeros((2, 2)), np.array([0, 1]), ("a|b", "share_%"), ("A|B", "*B*"))
    rows = table(data, Parameters(np.zeros((2, 2)), np.zeros(2))).splitlines()
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [4] * 5
    assert rows[0] == r"| weight of | A\|B | \*B\* |"


@pytest.mark.parametrize("name", NAMES)
def test_any_text_stands_in_an_html_table_as_typed(name):
    found = read_table(html_table(["run", name], [[name, "1"], ["b", name]], {1}))
    assert found == [{"run": name, name: "1"}, {"run": "b", name: name}]


def test_every_cell_but_the_first_names_its_column_for_a_narrow_page():
    found = html_table(["run", "a<b", "c"], [["r", "1", "2"]])
    assert re.findall(r'data-label="([^"]*)"', found) == ["a&lt;b", "c"]
