"""Every word that a page would show or read aloud, from what it sends to the browser."""

import json
import re
from collections.abc import Iterator
from typing import Any

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from tests.made_up_languages import CLOSED, OPENED
from trainer.ui.movie.wire import unpack

UNSEEN = {
    "id",
    "element_id",
    "key",
    "form_id",
    "icon",
    "language",
    "url",
    "mime",
    "color",
    "theme",
    "command",
    "config",
}
UNSEEN |= {"css_content", "js_content", "html_content", "raw_options", "gap", "anchor", "width", "height", "format"}
UNSEEN |= {
    "type",
    "component_name",
    "style",
    "columns",
    "deferred_file_id",
}  # columns of an editor: their settings, as JSON
UNSEEN |= {
    "colour",
    "chart",
    "place",
    "entries",
}  # of components of our own; the glossary's entries are in the lessons' files
SEEN_IN_CHARTS = {"text", "title", "name", "hovertemplate", "ticktext", "texttemplate", "prefix", "label", "hovertext"}
SIGNS = re.compile(  # what is no word: styles, tags, TeX, Plotly's fields, entities, addresses, icons
    r"<style.*?</style>|<[^>]*>|\\(?:begin|end)\{\w+\}(?:\{[lcr|]*\})?|\\textcolor\{[^}]*\}|\[-?\d+pt\]|\\[A-Za-z]+"
    r"|%\{[^}]*\}|&\w+;|https?://\S+|:material/\w+:",
    re.DOTALL,
)


def without_terms(markdown: str) -> str:
    """A text as it is read, its words of the glossary no links."""
    return re.sub(r"\[([^]]*)\]\(#term-\w+\)", r"\1", markdown)


def shown(app: AppTest) -> Iterator[str]:
    """Each text of a page: labels, help, sentences, tables, the words of charts, and what stands for a picture."""
    for block in (app.main, app.sidebar):
        yield from _of_block(block)


def _of_block(block: Block) -> Iterator[str]:
    if block.proto is not None:
        yield from _of_message(block.proto)
    for child in block.children.values():
        yield from _of_block(child) if isinstance(child, Block) else _of_element(child)


def _of_element(element: Element) -> Iterator[str]:
    if element.type not in ("code", "arrow_data_frame"):
        yield from _of_message(element.proto)


def _of_message(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name in UNSEEN:
            continue
        if field.name == "spec":
            yield from _of_chart(json.loads(value))
        elif field.name == "json":
            yield from _of_json(json.loads(value))
        elif field.type == field.TYPE_BYTES and message.DESCRIPTOR.name == "BidiComponent":
            scene = _of_json(list(unpack(value)))  # of the live picture; besides words it holds ids and colours
            yield from (text for text in scene if not re.fullmatch(r"#?[0-9a-z_]+", text))
        elif field.message_type is not None:
            parts = value.values() if field.message_type.GetOptions().map_entry else value
            for part in parts if hasattr(parts, "__iter__") and not isinstance(parts, Message) else [parts]:
                if isinstance(part, Message):
                    yield from _of_message(part)
        elif field.type == field.TYPE_STRING:
            yield from [value] if isinstance(value, str) else value


def _of_json(part: Any) -> Iterator[str]:
    """What a component of our own is sent: the strings of its values."""
    if isinstance(part, dict):
        for key, inner in part.items():
            if key not in UNSEEN:
                yield from _of_json(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _of_json(inner)
    elif isinstance(part, str):
        yield part


def _of_chart(part: Any, seen: bool = False) -> Iterator[str]:
    if isinstance(part, dict):
        for key, inner in part.items():
            if key != "customdata":
                yield from _of_chart(inner, key in SEEN_IN_CHARTS)
    elif isinstance(part, list):
        for inner in part:
            yield from _of_chart(inner, seen)
    elif seen and isinstance(part, str):
        yield part


def left_in_english(text: str, known: set[str]) -> list[str]:
    """The words of a text outside of all brackets that are not known as names: of data, of programs, of symbols."""
    while (stripped := re.sub(rf"{OPENED}[^{OPENED}{CLOSED}]*{CLOSED}", " ", text)) != text:
        text = stripped
    words = re.findall(r"[A-Za-z]{2,}", SIGNS.sub(" ", text))
    return [word for word in words if word not in known]
