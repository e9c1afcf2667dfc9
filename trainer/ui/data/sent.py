"""What a browser sends of the table of rows, checked cell by cell."""

from typing import Any

from trainer.datasets import Dataset
from trainer.edits import LARGEST, Edited, Rows
from trainer.facts import Refused


def taken(base: Dataset, edited: Edited, first: int, sent: Any) -> Edited:
    """The rows with all that was changed, deleted and added; first: the row with which the table begins, from 0."""
    changed = {}
    for row, cells in sent["edited_rows"].items():
        place = first + int(row)
        if not 0 <= place < len(edited.y):
            continue  # no table has such a row; a foreign browser may say so
        label = base.class_names[edited.y[place]]
        was = {f"feature {column}": value for column, value in enumerate(edited.X[place].tolist())}
        changed[place] = _row(base, {"class": label} | was | cells)
    added: Rows = [_row(base, cells) for cells in sent["added_rows"]]
    return edited.change(changed, [first + int(row) for row in sent["deleted_rows"]], added)


def _row(base: Dataset, cells: dict[str, Any]) -> tuple[int, list[float]]:
    """The class and the features of a row of the table; Refused if one is missing or too large."""
    features = []
    for place, name in enumerate(base.feature_names):
        value = cells.get(f"feature {place}")
        if value is None:
            raise Refused("incomplete")
        if not isinstance(value, int | float) or not abs(value) <= LARGEST:
            raise Refused("edited_too_large", column=name, most=LARGEST)
        features.append(float(value))
    if cells.get("class") not in base.class_names:
        raise Refused("incomplete")
    return base.class_names.index(cells["class"]), features
