"""Softmax Trainer: streamlit run app.py"""

import gc
from functools import partial

import streamlit as st

from trainer.ui import check_page, compare_page, controls, derive_page, train_page, witness, zones

STYLE = """<style>
[data-testid="stMarkdownContainer"] table {display: block; overflow-x: auto; max-width: 100%;}
.js-plotly-plot:focus-visible {outline: 3px solid var(--st-primary-color, #2563c9); outline-offset: 2px;}
</style>"""


@st.cache_resource(show_spinner=False)
def freeze_imports() -> None:
    """Streamlit collects garbage after every run; without this it looks through every import each time."""
    gc.collect()
    gc.freeze()


def main() -> None:
    """Draw the settings panel and the page chosen."""
    st.set_page_config("Softmax Trainer", page_icon="🔺", layout="wide")
    freeze_imports()
    st.html(STYLE)
    controls.read_url()
    settings = controls.sidebar(below={"learning_rate": zones.band})
    pages = [
        st.Page(partial(train_page.page, settings), title="Train", url_path="train", default=True),
        st.Page(partial(derive_page.page, settings), title="Derive", url_path="derive"),
        st.Page(partial(check_page.page, settings), title="Check", url_path="check"),
        st.Page(partial(compare_page.page, settings), title="Compare", url_path="compare"),
    ]
    chosen = st.navigation(pages, position="top")
    controls.show_ignored()
    chosen.run()
    controls.write_url()
    witness.loading()


main()
