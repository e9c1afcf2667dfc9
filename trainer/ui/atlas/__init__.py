"""The live picture without a server: `make atlas` writes a page that holds many runs, and one run can be saved as one.

shelves.py    which settings the atlas holds: a shelf is a data set and a way to train, at many learning rates
scenes.py     what of a picture stands still, the numbers of each data set once
coding.py     numbers that change little from epoch to epoch, so that they compress
lessons.py    the lessons that need nothing else, computed now
markup.py, mathml.py    their words and formulas as HTML
content.py    what the page shows, in every language
page.py       one HTML file of all that: the movie's own files and bytes, Plotly.js, and the modules in js/
run_page.py   the same for a single run, behind a button of the Train page
"""
