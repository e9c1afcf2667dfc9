"""A text as a QR code: for a page, and for a terminal.

A QR code is a square of dark and light modules. Around it a phone needs a quiet border of four light modules, and
it must be dark on light: both drawings say their colours themselves, whatever the theme of page or terminal.
"""

from base64 import b64encode
from html import escape

import segno

BORDER = 4  # modules; ISO/IEC 18004, section 9.1
ERROR_CORRECTION = "m"  # 15 % may be hidden: a projector's glare, a folded sheet
DARK_ON_LIGHT, PLAIN = "\033[30;107m", "\033[0m"
HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}  # (upper, lower) is dark


def modules(text: str) -> list[list[bool]]:
    """The rows of the code, its border included; True is dark.

    ValueError where the text does not fit: a code holds at most 2,331 bytes.
    """
    try:
        code = segno.make_qr(text, error=ERROR_CORRECTION)
    except segno.DataOverflowError:
        raise ValueError(f"A QR code holds at most 2,331 bytes; this text has {len(text.encode()):,}.") from None
    return [[bool(module) for module in row] for row in code.matrix_iter(border=BORDER)]


def svg(text: str) -> str:
    """The code as an SVG element without a size, one unit a module; ValueError as `modules`."""
    rows = modules(text)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}" '
        'shape-rendering="crispEdges">'
        f'<rect width="{len(rows)}" height="{len(rows)}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    )


def image(text: str, label: str) -> str:
    """The code as an HTML image, called by a label; ValueError as `modules`."""
    data = b64encode(svg(text).encode()).decode()
    return f'<img alt="{escape(label)}" src="data:image/svg+xml;base64,{data}">'


def terminal(text: str) -> str:
    """The code as lines of half blocks, two rows of modules a line; ValueError as `modules`."""
    rows = modules(text)
    rows += [[False] * len(rows)] * (len(rows) % 2)
    return "\n".join(
        DARK_ON_LIGHT + "".join(HALVES[pair] for pair in zip(upper, lower, strict=True)) + PLAIN
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )
