"""The app with an error in it: in a page, or in a callback. Its words quote what no log may hold."""

import runpy
import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))


def fail() -> None:
    try:
        float("what a person typed")
    except ValueError as error:
        raise LookupError("what a person uploaded") from error


runpy.run_path(str(ROOT / "app.py"))
st.button("Fail in a callback", key="callback", on_click=fail)
if st.button("Fail in the page", key="page"):
    fail()
