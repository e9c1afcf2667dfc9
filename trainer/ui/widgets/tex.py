"""Numbers and symbols as KaTeX: one precision everywhere, and a class always in its colour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainer.figures import numbers
from trainer.figures.theme import class_text

POWER = r"\cdot 10^"  # what makes a number long
TERMS_A_LINE = 3
MOST_COLUMNS, NARROW_COLUMNS = 6, 3  # of numbers side by side, and on a narrow screen


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
    """TeX in the text colour of a class."""
    return rf"\textcolor{{{class_text(label, theme)}}}{{{tex}}}"


def symbol(name: str, label: int, theme: str) -> str:
    """A symbol with a class's number, counted from 1 and in its colour: a_2."""
    return coloured(label, f"{name}_{{{label + 1}}}", theme)


def aligned(lines: Sequence[str]) -> str:
    """Lines under each other, aligned at their &."""
    return r"\begin{aligned}" + r" \\[6pt] ".join(lines) + r"\end{aligned}"


def gathered(parts: Sequence[str]) -> str:
    """Formulas under each other, each in the middle."""
    return r"\begin{gathered}" + r" \\[6pt] ".join(parts) + r"\end{gathered}"


def side_by_side(parts: Sequence[str], narrow: bool) -> str:
    """Formulas in a row, or under each other on a narrow screen."""
    if narrow:
        return gathered(parts)
    return r" \qquad ".join(parts)


def total(terms: Sequence[str], narrow: bool) -> str:
    """Terms joined by plus signs, three a line; on a narrow screen, one."""
    most = 1 if narrow else TERMS_A_LINE
    lines = [" + ".join(terms[start : start + most]) for start in range(0, len(terms), most)]
    return r" \\ &\quad + ".join(lines)


def table(corner: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """A table of TeX cells with a rule under its header and one after its first column."""
    lines = [" & ".join([corner, *columns]), *(" & ".join([head, *cells]) for head, cells in rows)]
    body = r" \\[4pt] ".join(lines[1:])
    return rf"\begin{{array}}{{l|{'r' * len(columns)}}} {lines[0]} \\ \hline \\[-8pt] {body} \end{{array}}"


@dataclass(frozen=True)
class Step:
    """A step: words (Markdown), the general formula and the same with numbers (KaTeX)."""

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
        """Numbers in a row, each in its class's colour; many in rows of five, on a narrow screen in a column."""
        entries = [self.r(i, x) for i, x in enumerate(values)]
        if self.narrow:
            return self.column(entries, "pmatrix")
        if len(entries) <= MOST_COLUMNS:
            return r"\left(" + r",\;".join(entries) + r"\right)"
        rows = [r",\;& ".join(entries[start : start + 5]) for start in range(0, len(entries), 5)]
        return r"\left(\begin{array}{lllll}" + r",\\ ".join(rows) + r"\end{array}\right)"

    def column(self, entries: Sequence[str], kind: str = "bmatrix") -> str:
        """TeX entries under each other."""
        return rf"\begin{{{kind}}}" + r" \\ ".join(entries) + rf"\end{{{kind}}}"

    def table(self, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], most: int = 2) -> str:
        """A table of TeX cells; one too wide is cut into some: with powers of ten on a narrow screen, after `most`."""
        wide = any(POWER in cell for _, cells in rows for cell in cells)
        most = (most if wide else NARROW_COLUMNS) if self.narrow else MOST_COLUMNS
        if len(columns) <= most:
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
