"""What can be set: kinds, table, values, URL; no Streamlit."""
