"""The other pages, and what each computes for itself."""
