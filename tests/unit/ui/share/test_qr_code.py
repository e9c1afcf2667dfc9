import re
from itertools import groupby

import pytest

from trainer.ui.share import qr_code

LINK = "http://192.168.1.20:8501/compare?dataset=iris&rates=0.1,1"
DARK = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}


def from_svg(svg):
    """The modules that an SVG shows."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", svg)}
    return [[(x, y) in dark for x in range(side)] for y in range(side)]


def from_terminal(text):
    rows = []
    for line in re.sub(r"\033\[[\d;]*m", "", text).split("\n"):
        pairs = [DARK[character] for character in line]
        rows += [[upper for upper, _ in pairs], [lower for _, lower in pairs]]
    return rows


def runs(row):
    return [(dark, len(list(group))) for dark, group in groupby(row)]


def test_page_and_terminal_show_the_same_modules():
    shown = from_svg(qr_code.svg(LINK))
    assert from_terminal(qr_code.terminal(LINK))[: len(shown)] == shown


def test_the_border_is_four_light_modules_wide_on_every_side():
    rows = from_svg(qr_code.svg(LINK))
    edges = [*rows[:4], *rows[-4:], *([*row[:4], *row[-4:]] for row in rows)]
    assert not any(map(any, edges))


@pytest.mark.parametrize("turned", [False, True], ids=["upper left", "upper right"])
def test_a_finder_pattern_stands_in_the_corner(turned):
    rows = [row[::-1] if turned else row for row in from_svg(qr_code.svg(LINK))]
    assert runs(rows[7])[1:6] == [(True, 1), (False, 1), (True, 3), (False, 1), (True, 1)]  # 1 : 1 : 3 : 1 : 1


def test_another_link_has_another_code():
    assert qr_code.svg(LINK) != qr_code.svg(LINK + "0")


def test_what_a_code_cannot_hold_is_refused_in_a_sentence():
    assert qr_code.svg("a" * 2331)
    with pytest.raises(ValueError, match=r"at most 2,331 bytes; this text has 2,332"):
        qr_code.svg("a" * 2332)


def test_nothing_of_the_text_stands_in_the_svg():
    assert "script" not in qr_code.svg("<script>alert(1)</script>")
