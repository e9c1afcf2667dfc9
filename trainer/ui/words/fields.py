"""What a field says of a number that it cannot take."""

from trainer.figures.numbers import number
from trainer.language import _
from trainer.ui.settings.kinds import Real, Whole


def not_taken(kind: str, typed: str, setting: Whole | Real, highest: float, value: float) -> str:
    """Why what was typed is not used, and what stays; kind as in NotANumber."""
    said = {
        "number": _("“{typed}” is not a number; {value} stays."),
        "whole": _("{typed} is not a whole number; {value} stays."),
        "range": _("{typed} is not from {low} to {high}; {value} stays."),
    }[kind]
    shown = "".join(c if c.isalnum() or c in "-−+.,·^ " else "?" for c in typed[:20])
    return said.format(typed=shown, low=number(setting.low), high=number(highest), value=number(value))
