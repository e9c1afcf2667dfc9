"""The font that a text of a GIF is drawn in: Pillow's own has Latin letters alone, all others the machine's fonts have.

A server may have none of them; what nothing can draw is not drawn, and words are English then.
"""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont, ImageFont

WIDE = (  # files of Linux, macOS and Windows whose fonts have Chinese letters beside Latin, Greek and Cyrillic ones
    "NotoSansCJK-Regular.ttc",
    "NotoSansSC-Regular.otf",
    "SourceHanSansSC-Regular.otf",
    "NotoSerifCJK-Regular.ttc",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
    "Hiragino Sans GB.ttc",
    "PingFang.ttc",
    "STHeiti Light.ttc",
    "msyh.ttc",
    "simhei.ttf",
    "Arial Unicode.ttf",
)
MOST_FACES = 12  # of a file; the one for simplified Chinese is taken where it says so
MISSING = "\U000fffff"  # has no letter in any font


def font_for(text: str, size: int) -> "FreeTypeFont | ImageFont | None":
    """A font that has every letter of a text, in pixels; None where there is none, or it is written from the right."""
    from PIL import ImageFont

    if text.isascii():
        return ImageFont.load_default(size) if text.isprintable() else None
    if not text.isprintable() or any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text):
        return None
    font = wide(size)
    return font if font and all(_has(font, letter) for letter in set(text)) else None


@cache
def wide(size: int) -> "FreeTypeFont | None":
    """The first of the machine's fonts that has Chinese letters; None where there is none."""
    from PIL import ImageFont

    for name in WIDE:
        try:
            faces = [ImageFont.truetype(name, size)]
        except OSError:
            continue
        for place in range(1, MOST_FACES if name.endswith(".ttc") else 1):
            try:
                faces.append(ImageFont.truetype(name, size, place))
            except OSError:
                break
        return next((face for face in faces if (face.getname()[0] or "").endswith(" SC")), faces[0])
    return None


def _has(font: "FreeTypeFont", letter: str) -> bool:
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask(MISSING))
