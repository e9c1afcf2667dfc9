"""What can be said of a run, its data and its formulas: needs NumPy alone, but for reference.py."""
