"""The little Markdown that the words of lessons and pages use, as HTML."""

import re
from html import escape

MARKS = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\[([^\]]+)\]\((#term-[a-z0-9_]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"  \n"), "<br>"),
    (re.compile(r":material/\w+: ?"), ""),
    (re.compile(r"\\([^\w\s]|_)"), r"\1"),  # a mark that Markdown must not take for its own
)


def html(markdown: str) -> str:
    """Words with **bold** ones and [words that can be opened](#term-logit)."""
    text = escape(markdown, quote=False)
    for pattern, made in MARKS:
        text = pattern.sub(made, text)
    return text
