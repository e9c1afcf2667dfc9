"""Why something cannot be done, as the library says it, in the reader's language."""

from trainer.facts import NotAllowed
from trainer.language import _


def reason(error: ValueError) -> str:
    """The sentence of an error, without its full stop; an error that no page expects keeps its English."""
    return _(error.sentence).format(**error.fields) if isinstance(error, NotAllowed) else str(error)
