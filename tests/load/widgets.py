"""The widgets of a tab: their ids and options as the server sent them, and the values that were set."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Widgets:
    """By key: ids, values as fields of Streamlit's WidgetState, and of each slider and selectbox its options."""

    ids: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)

    def remember(self, kind: str, element: Any) -> None:
        """A widget that was drawn; its id is $$ID-<hash>-<key>."""
        widget_id = getattr(element, "id", "")
        key = widget_id.split("-", 2)[-1]
        if key != widget_id:
            self.ids[key] = widget_id
        if kind in ("slider", "selectbox"):
            self.options[key] = list(element.options)

    def states(self) -> list[dict]:
        """Every value that was set, as it is sent."""
        return [{"id": self.ids[key]} | value for key, value in self.values.items()]

    def key(self, beginning: str) -> str:
        """The key of the one widget seen whose key begins so."""
        (found,) = (key for key in self.ids if key.startswith(beginning))
        return found

    def copy(self) -> "Widgets":
        """The same, for another tab."""
        return Widgets(dict(self.ids), dict(self.values), dict(self.options))
