"""Tables as a page writes them, read back."""

from html.parser import HTMLParser


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "tr":
            self.rows.append([])
        self._open = tag in ("td", "th")
        if self._open:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += data


def read_table(html: str) -> list[dict[str, str]]:
    """A dict a row, by the names of the columns; ValueError where a row is longer or shorter than the head."""
    reader = _Rows()
    reader.feed(html)
    head, *body = reader.rows
    return [dict(zip(head, row, strict=True)) for row in body]
