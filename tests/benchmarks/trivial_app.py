"""The least a Streamlit page with a slider does, to tell the app's time from Streamlit's own."""

import streamlit as st

st.write(st.slider("Number", 1, 100, 50, key="number"))
