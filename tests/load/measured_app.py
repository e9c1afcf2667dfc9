"""The app, with a meter inside; the variable METER_REPORT names the file that it writes."""

import os
import runpy
import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))


@st.cache_resource(show_spinner=False)
def begin() -> None:
    from tests.load import meter

    meter.start(Path(os.environ["METER_REPORT"]))


begin()
runpy.run_path(str(ROOT / "app.py"))
