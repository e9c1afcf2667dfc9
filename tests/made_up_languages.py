"""Languages that nobody speaks, to find what a page does with any other than English.

Bracketed puts every message in brackets: what stands outside of them is not translated. Doubled says every word of a
message twice: no language is much longer than that.
"""

import gettext
import re
from string import Formatter

OPENED, CLOSED = "⟦", "⟧"


class Bracketed(gettext.NullTranslations):
    """⟦Stays within {gap} from⟧"""

    def gettext(self, message: str) -> str:
        return f"{OPENED}{message}{CLOSED}"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


class Doubled(gettext.NullTranslations):
    """Stays Stays within within {gap} from from: fields come once, or what stands in them would grow and grow."""

    def gettext(self, message: str) -> str:
        return "".join(self._literal(text) + field for text, field in _parts(message))

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)

    def _literal(self, text: str) -> str:
        words = r"(?<![\\:$\w])[^\W\d_]{2,}(?![\w:$])"
        return re.sub(words, lambda found: f"{found[0]} {found[0]}", text.replace("{", "{{").replace("}", "}}"))


def _parts(message: str) -> list[tuple[str, str]]:
    """Each text with the field that follows it, as written."""
    return [
        (text, "" if name is None else "{" + name + (f":{spec}" if spec else "") + "}")
        for text, name, spec, _ in Formatter().parse(message)
    ]
