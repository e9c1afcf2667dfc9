"""Words that can be opened where they stand: glossary.js shows the entry of a link that begins with #term-."""

from pathlib import Path

import streamlit as st

from trainer.glossary import GLOSSARY
from trainer.language import _, language
from trainer.lessons.text import LANGUAGES

FOLDER = Path(__file__).parent
HTML = '<div popover="auto" class="term" role="dialog"></div>'
_component = st.components.v2.component(
    "glossary",
    html=HTML,
    css=(FOLDER / "glossary.css").read_text("utf-8"),
    js=(FOLDER / "glossary.js").read_text("utf-8"),
)


def entries() -> dict[str, list[str]]:
    """What glossary.js shows of each word: in the language of the moment, in the other, its symbol and its sentence."""
    here = language()
    twin = next((other for other in LANGUAGES if other != here), here)
    return {
        id: [entry.word.of(here), entry.word.of(twin), entry.symbol, entry.sentence.of(here)]
        for id, entry in GLOSSARY.items()
    }


def opened() -> None:
    """Let every word of the glossary on the page be opened."""
    _component(key="glossary", data={"entries": entries(), "close": _("Close")}, height=1)
