"""The sizing table: cores from the processor time of a run."""

import pytest

from tests.load.sizing import TABS, THINK, cores, sizing_table


@pytest.mark.parametrize(
    ("tabs", "think", "milliseconds", "expected"),
    [(60, 2, 25, 1), (60, 2, 25.1, 2), (60, 2, 50, 2), (300, 2, 50, 10), (300, 15, 50, 2), (1, 15, 1, 1)],
)
def test_cores_are_those_that_are_busy_and_a_third_more(tabs, think, milliseconds, expected):
    assert cores(tabs, think, milliseconds) == expected


def test_the_table_has_a_row_for_every_number_of_tabs():
    lines = sizing_table(40.0).splitlines()
    assert lines[0] == "| tabs | a change every 2 s | a change every 5 s | a change every 15 s |"
    assert len(lines) == 2 + len(TABS)
    assert lines[4] == "| 60 | 2 | 1 | 1 |"
    assert all(line.count("|") == len(THINK) + 2 for line in lines)
