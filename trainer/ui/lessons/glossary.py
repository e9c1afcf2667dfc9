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


ON_PAGES = {  # the words that matter on each page; the Lessons page has all of them
    "train": (
        *("loss", "accuracy", "softmax", "probability", "logit", "gradient", "gradient_descent", "learning_rate"),
        *("optimizer", "momentum", "epoch", "mini_batch", "weights", "bias", "standardize", "held_out", "l2_penalty"),
        *("decision_boundary", "converge", "diverge"),
    ),
    "derive": (
        *("logit", "softmax", "probability", "one_hot", "cross_entropy", "loss", "gradient", "chain_rule", "jacobian"),
        *("backpropagation", "shift_invariance", "temperature", "squared_error", "learning_rate", "epoch"),
    ),
    "check": (
        *("loss", "cross_entropy", "l2_penalty", "optimum", "convex", "separable", "accuracy", "probability"),
        *("weights", "bias", "gauge", "epoch", "standardize"),
    ),
    "compare": (
        *("learning_rate", "optimizer", "momentum", "mini_batch", "epoch", "loss", "accuracy", "held_out", "optimum"),
        *("curvature", "gradient_descent", "hessian", "l2_penalty", "decision_boundary", "converge", "diverge"),
    ),
    "data": (
        *("class", "feature", "standardize", "held_out", "separable", "decision_boundary", "weights", "learning_rate"),
        *("loss", "accuracy"),
    ),
}


def words_on(page: str) -> None:
    """The words that matter on a page, each with its sentence, behind one button."""
    here = language()
    if page in ON_PAGES:
        entries = [GLOSSARY[id] for id in ON_PAGES[page]]
        with st.popover(_("Words on this page"), icon=":material/dictionary:"):
            st.markdown("\n".join(f"- **{entry.word.of(here)}**: {entry.sentence.of(here)}" for entry in entries))


def opened() -> None:
    """Let every word of the glossary on the page be opened."""
    _component(key="glossary", data={"entries": entries(), "close": _("Close")}, height=1)
