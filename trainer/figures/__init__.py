"""Figures: pure functions from values to Plotly figures; no Streamlit in here."""
