"""The settings, room by room: the rows of the table, and the values that they set."""
