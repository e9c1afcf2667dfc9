"""Lessons in the app.

links  measures  claims  waiting  place  faults      what a lesson's names stand for; no Streamlit
moves  strip  answers  sketch  teacher  glossary     what is drawn, and what buttons do
"""
