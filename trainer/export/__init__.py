"""A run as files to take away: tables, the model as JSON, a notebook; and the model read back."""
