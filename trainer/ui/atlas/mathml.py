"""The formulas of the lessons as MathML, which every browser draws without a script or a font of ours.

A formula is the TeX that a lesson's file has; what is not known here is a ValueError, which a test raises first.
"""

import re
from collections.abc import Iterator
from html import escape

LETTERS = {
    **{"alpha": "α", "beta": "β", "eta": "η", "theta": "θ", "vartheta": "ϑ", "lambda": "λ", "ell": "ℓ", "infty": "∞"},
    "partial": "∂",
}
SIGNS = {"leftarrow": "←", "to": "→", "le": "≤", "sum": "∑", "top": "⊤", "cdot": "·"}
WORDS = {"ln": "ln", "max": "max"}
SPACES = {",": "0.17em", "quad": "1em", "qquad": "2em"}
TOKEN = re.compile(r"\\([a-zA-Z]+|[,{}])|([{}^_])|(\d+)|(\s+)|(.)")


def mathml(tex: str) -> str:
    """A formula on a line of its own."""
    tokens = Tokens(tex)
    row = _row(tokens)
    if tokens.next:
        raise ValueError(f"the formula {tex!r} closes what was never opened")
    return f'<math display="block">{row}</math>'


class Tokens:
    """The commands, marks and letters of a formula, one after another; next is "" at its end."""

    def __init__(self, tex: str) -> None:
        self.tex, self._rest = tex, self._split(tex)
        self.take()

    @staticmethod
    def _split(tex: str) -> Iterator[str]:
        for command, mark, digits, space, other in TOKEN.findall(tex):
            if not space:
                yield f"\\{command}" if command else mark or digits or other

    def take(self) -> str:
        """The next one, gone from then on."""
        taken = getattr(self, "next", "")
        self.next = next(self._rest, "")
        return taken


def _row(tokens: Tokens, end: str = "") -> str:
    """All up to an end, each with what stands above and below it."""
    found = []
    while tokens.next and tokens.next != end and not (not end and tokens.next == "}"):
        found.append(_with_scripts(_one(tokens), tokens))
    return f"<mrow>{''.join(found)}</mrow>"


def _with_scripts(base: str, tokens: Tokens) -> str:
    scripts = {}
    while tokens.next in ("^", "_"):
        mark = tokens.take()
        scripts[mark] = _one(tokens)
    match sorted(scripts):
        case ["_"]:
            return f"<msub>{base}{scripts['_']}</msub>"
        case ["^"]:
            return f"<msup>{base}{scripts['^']}</msup>"
        case ["^", "_"]:
            return f"<msubsup>{base}{scripts['_']}{scripts['^']}</msubsup>"
    return base


def _one(tokens: Tokens) -> str:
    """A letter, a number, a group or a command with what it takes."""
    token = tokens.take()
    name = token.removeprefix("\\")
    if token == "{":
        inside = _row(tokens, "}")
        if tokens.take() != "}":
            raise ValueError(f"the formula {tokens.tex!r} does not close a brace")
        return inside
    if not token.startswith("\\"):
        kind = "mn" if token.isdigit() else "mi" if token.isalpha() else "mo"
        return f"<{kind}>{escape('−' if token == '-' else token)}</{kind}>"
    if name in ("frac", "tfrac"):
        above, below = _fraction_part(tokens), _fraction_part(tokens)
        return f"<mfrac>{above}{below}</mfrac>"
    if name == "tilde":
        return f'<mover accent="true">{_one(tokens)}<mo>~</mo></mover>'
    if name in ("left", "right"):
        return f"<mo stretchy='true'>{escape(tokens.take())}</mo>"
    if name in SPACES:
        return f'<mspace width="{SPACES[name]}"></mspace>'
    for kind, known in (("mi", LETTERS), ("mo", SIGNS), ("mi", WORDS)):
        if name in known:
            return f"<{kind}>{known[name]}</{kind}>"
    raise ValueError(f"the formula {tokens.tex!r} has {token!r}, which is not known here")


def _fraction_part(tokens: Tokens) -> str:
    """A group, or a single digit: \\tfrac12 is one half."""
    if tokens.next.isdigit() and len(tokens.next) > 1:
        digit, tokens.next = tokens.next[0], tokens.next[1:]
        return f"<mn>{digit}</mn>"
    return _one(tokens)
