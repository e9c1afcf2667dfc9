"""The keys of widgets that show a setting in another form than its value: the setting's id, and which form.

What a browser sends of them is read by `sent`.
"""

import re

AXES = ("across", "up")
LANGUAGE_SWITCH = "language_switch"


def typed_key(key: str) -> str:
    """The field in which a number is typed."""
    return f"{key}_typed"


def slider_key(key: str, high: int) -> str:
    """The slider up to a number, which ends it; the end stands for the largest number there will ever be."""
    return f"{key}_up_to_{high}"


def slider_end(key: str, widget: str) -> int | None:
    """Where the slider of a setting ends, by its key; None for any other widget."""
    found = re.fullmatch(rf"{key}_up_to_([0-9]{{1,9}})", widget)
    return int(found[1]) if found else None


def features_key(key: str, dataset: str) -> str:
    """The features of a data set: what is chosen for one is kept while another is looked at."""
    return f"{key}_of_{dataset}"


def axis_key(key: str, axis: str) -> str:
    """The feature on one of the AXES."""
    return f"{key}_{axis}"
