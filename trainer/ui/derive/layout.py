"""What the cards of the Derive page share: a numbered title, formulas, and the halves they stand in."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from trainer.glossary import with_terms
from trainer.language import _
from trainer.ui.derive.words import TITLES
from trainer.ui.widgets.tex import Ink, Step


def title(number: int) -> None:
    """A card's number and name."""
    st.header(f"{number}. {_(TITLES[number - 1])}", anchor=False)


def halves() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two columns, which stand under each other where the card is narrow: the rule, and today's numbers."""
    left, right = st.columns(2)
    return left, right


def rule(step: Step) -> None:
    """A card's words and its formula."""
    st.markdown(with_terms(step.words))
    st.latex(step.formula)


def numbers(step: Step, ink: Ink) -> None:
    """A card's formula with numbers."""
    st.latex(ink.sized(step.numbers))
