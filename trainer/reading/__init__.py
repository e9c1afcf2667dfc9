"""From a file or pasted text of somebody's own to a data set, and a list of what was done to make it one."""
