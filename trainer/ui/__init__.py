"""The Streamlit pages: they read settings, call pure functions, and show figures."""
