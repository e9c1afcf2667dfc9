"""The picture of a run that plays."""
