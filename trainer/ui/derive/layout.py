"""What the sections of the Derive page share: a numbered title, and a chart."""

import streamlit as st

from trainer.figures.theme import CONFIG, Figure


def title(number: int, name: str, words: str) -> None:
    """A step's number, name and words."""
    st.subheader(f"{number}. {name}", anchor=False)
    st.markdown(words)


def chart(figure: Figure, key: str, alt: str) -> None:
    """A chart and its words for those who cannot see it."""
    st.plotly_chart(figure, key=key, config=CONFIG, alt=alt)
