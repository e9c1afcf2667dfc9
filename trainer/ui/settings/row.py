"""What every row of the table of settings has, whatever kind of value it sets.

A setting is one row. The row says all that there is to say of it: its words, what is allowed, which widget draws it
and where, when it has an effect, and which ids it had in links of earlier versions.
"""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, Literal

from trainer.language import N_

Values = Mapping[str, Any]
Widget = Literal["menu", "slider", "number", "toggle", "many", "features", "pair", "buttons"]
PANEL = (N_("Data"), N_("Training"), N_("Start"))  # the groups of the settings panel, from the top


def always(values: Values) -> bool:
    """Whether a setting has an effect that always has one."""
    return True


@dataclass(frozen=True)
class OfData:
    """How a setting depends on the data set that the values choose."""

    fits: Callable[[Any, Values], bool]  # whether these data have what the value names
    fallback: Callable[[Values], Any]  # what holds where they have not
    allowed: Callable[[Values], str]  # what they have, for "it must be ..."
    highest: Callable[[Values], int] | None = None  # of a whole number


@dataclass(frozen=True)
class Row:
    """What every kind has.

    group: of the settings panel, or none where a page draws the control. applies: whether it has an effect, given
    the others; a control that has none is not shown. formerly: ids that links of earlier versions call it by.
    stays: whether it outlives a reset.
    """

    label: str
    help: str
    _: KW_ONLY
    group: Literal["", "Data", "Training", "Start"] = ""
    applies: Callable[[Values], bool] = always
    of_data: OfData | None = None
    formerly: tuple[str, ...] = ()
    stays: bool = False
