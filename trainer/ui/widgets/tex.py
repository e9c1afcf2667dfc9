"""Numbers and symbols as KaTeX: one precision everywhere, and a class always in its colour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainer.figures import numbers
from trainer.figures.theme import CLASS_TEXT

POWER = r"\cdot 10^"  # what makes a number long


_AS_TYPED = {letter: "\\" + letter for letter in "_%$#&{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "|": r"\textbar{}",
}


def value(x: float) -> str:
    """A number with four decimals; very small and very large ones times a power of ten."""
    return numbers.tex(numbers.decimal(x))


def typed(name: str) -> str:
    """A name as text in a formula, each letter as it was typed: KaTeX takes none of them for a command."""
    return rf"\text{{{''.join(_AS_TYPED.get(letter, letter) for letter in ' '.join(name.split()))}}}"


def factor(x: float) -> str:
    """A number as a factor or a term after an operator: negative ones and powers in parentheses."""
    text = value(x)
    return f"({text})" if text.startswith("-") or "cdot" in text else text


def coloured(label: int, tex: str, theme: str) -> str:
    """TeX in the text colour of a class; a class beyond the palette stays as it is."""
    palette = CLASS_TEXT[theme]
    return rf"\textcolor{{{palette[label]}}}{{{tex}}}" if label < len(palette) else tex


def symbol(name: str, label: int, theme: str) -> str:
    """A symbol with a class's number, counted from 1 and in its colour: a_2."""
    return coloured(label, f"{name}_{{{label + 1}}}", theme)


def aligned(lines: Sequence[str]) -> str:
    """Lines under each other, aligned at their &."""
    return r"\begin{aligned}" + r" \\[6pt] ".join(lines) + r"\end{aligned}"


def side_by_side(parts: Sequence[str], narrow: bool) -> str:
    """Formulas in a row, or under each other on a narrow screen."""
    if narrow:
        return r"\begin{gathered}" + r" \\[6pt] ".join(parts) + r"\end{gathered}"
    return r" \qquad ".join(parts)


def total(terms: Sequence[str], narrow: bool) -> str:
    """Terms joined by plus signs; on a narrow screen, one a line."""
    return (r" \\ &\quad + " if narrow else " + ").join(terms)


def table(corner: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """A table of TeX cells with a rule under its header and one after its first column."""
    lines = [" & ".join([corner, *columns]), *(" & ".join([head, *cells]) for head, cells in rows)]
    body = r" \\[4pt] ".join(lines[1:])
    return rf"\begin{{array}}{{l|{'r' * len(columns)}}} {lines[0]} \\ \hline \\[-8pt] {body} \end{{array}}"


@dataclass(frozen=True)
class Step:
    """A step: title, words (Markdown), the general formula and the same with numbers (KaTeX)."""

    title: str
    words: str
    formula: str
    numbers: str


@dataclass(frozen=True)
class Ink:
    """How lines are written: the theme's colours, and whether long ones are broken."""

    theme: str = "light"
    narrow: bool = False

    def sized(self, tex: str) -> str:
        """TeX that fits the screen: smaller on a narrow one."""
        if not self.narrow:
            return tex
        return rf"{{\{'scriptsize' if POWER in tex else 'footnotesize'} {tex}}}"

    def vector(self, values: Iterable[float]) -> str:
        """Numbers in a row, each in its class's colour; in a column on a narrow screen."""
        entries = [self.r(i, x) for i, x in enumerate(values)]
        if self.narrow:
            return r"\begin{pmatrix}" + r" \\ ".join(entries) + r"\end{pmatrix}"
        return r"\left(" + r",\;".join(entries) + r"\right)"

    def table(self, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], most: int = 2) -> str:
        """A table of TeX cells; on a narrow screen one with powers of ten is cut into some of `most` columns."""
        wide = any(POWER in cell for _, cells in rows for cell in cells)
        if not (self.narrow and wide):
            return table("", columns, rows)
        parts = [slice(start, start + most) for start in range(0, len(columns), most)]
        return side_by_side([table("", columns[p], [(head, cells[p]) for head, cells in rows]) for p in parts], True)

    def s(self, name: str, label: int) -> str:
        """The symbol of a class."""
        return symbol(name, label, self.theme)

    def v(self, label: int, x: float) -> str:
        """A number of a class, as a factor or a term."""
        return coloured(label, factor(x), self.theme)

    def r(self, label: int, x: float) -> str:
        """A number of a class that stands alone, as a result."""
        return coloured(label, value(x), self.theme)
