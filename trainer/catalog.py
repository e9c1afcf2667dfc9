"""Translations from the text of a .po file, so that a language is one readable file and nothing needs compiling.

Python's gettext reads the binary form alone, in which all messages stand sorted behind two tables of lengths and
places; it is made here in memory. A message that is not translated, or only a fuzzy guess, stays English.
https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
"""

import ast
import gettext
import io
import struct

MAGIC = 0x950412DE
HEADER = 28  # bytes


def translations(po: str) -> gettext.GNUTranslations:
    """What gettext needs of a catalog; ValueError names the line that is none of a catalog's."""
    messages = sorted((key.encode(), text.encode()) for key, text in _messages(po).items())
    tables, strings = [b"", b""], b""
    start = HEADER + 16 * len(messages)
    for which in (0, 1):
        for message in messages:
            tables[which] += struct.pack("<II", len(message[which]), start + len(strings))
            strings += message[which] + b"\0"
    header = struct.pack("<7I", MAGIC, 0, len(messages), HEADER, HEADER + 8 * len(messages), 0, 0)
    return gettext.GNUTranslations(io.BytesIO(header + b"".join(tables) + strings))


def _messages(po: str) -> dict[str, str]:
    """Message → translation; where there are plural forms, those of each side with a zero byte between."""
    found = {}
    for entry in po.split("\n\n"):
        parts = _parts(entry)
        one, texts = parts.get("msgid"), [text for name, text in parts.items() if name.startswith("msgstr")]
        if one is not None and all(texts) and "\n#, fuzzy" not in f"\n{entry}":
            many = parts.get("msgid_plural")
            found[one if many is None else f"{one}\0{many}"] = "\0".join(texts)
    return found


def _parts(entry: str) -> dict[str, str]:
    """Keyword → string of one entry: msgid "a" and, on the lines below, more strings that continue it."""
    parts: dict[str, str] = {}
    keyword = ""
    for line in entry.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, quote, rest = line.partition('"')
        keyword = name.strip() or keyword
        if not (keyword.startswith("msg") and quote and rest.endswith('"')):
            raise ValueError(f"the catalog holds {line!r}, which is neither a message nor a comment")
        parts[keyword] = parts.get(keyword, "") + ast.literal_eval(quote + rest)
    return parts
