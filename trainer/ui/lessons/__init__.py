"""Lessons in the app.

links  measures  claims  waiting  place  faults  trainers_line  what a lesson's names stand for; no Streamlit
moves  strip  answers  sketch  line  teacher  glossary        what is drawn, and what buttons do
"""
