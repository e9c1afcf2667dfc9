"""One HTML file that opens by double click: style, body, what is packed in it, and the scripts of the app's own movie.

A page opened as a file may load nothing: no module, no script, no data. So everything stands in it, packed by gzip and
written in base64, and the modules of js/ are joined to one script as those of the movie are.
"""

import base64
import gzip
import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from plotly.offline import get_plotlyjs

from trainer.ui.lessons import glossary, line, sketch
from trainer.ui.movie import component
from trainer.ui.movie.component import HERE as MOVIE

HERE = Path(__file__).parent
MORE_STYLE = """
.bars :is(.value, .push) {white-space: nowrap;}
.bars div {grid-template-columns: minmax(3.5em, 7em) 1fr 4.8em;}
.bars.pushes div {grid-template-columns: minmax(3.5em, 6em) 1fr 4.8em 7.2em;}
"""  # letters may be wider than those that Streamlit brings
LESSONS = Path(sketch.__file__).parent
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+\.js)";\n', re.MULTILINE)
_OF_THE_MOVIE = re.compile(r'^import \{[^}]*\} from "\.\./\.\./movie/js/\w+\.js";\n', re.MULTILINE)


def packed(content: bytes) -> str:
    """Bytes as js/unpacked.js reads them; the same bytes give the same text."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()


def packed_json(content: object) -> str:
    """A value as JSON, packed."""
    return packed(json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode())


@cache
def plotly() -> str:
    """Plotly.js as it comes with the Python package, packed."""
    return packed(get_plotlyjs().encode())


def files(*names: str) -> dict[str, dict[str, str]]:
    """HTML and style of components, by name, as their modules in Python mount them."""
    every = {
        "movie": ((MOVIE / "movie.html").read_text("utf-8"), (MOVIE / "movie.css").read_text("utf-8") + MORE_STYLE),
        "sketch": (sketch.HTML, (LESSONS / "sketch.css").read_text("utf-8")),
        "line": (line.HTML, (LESSONS / "sketch.css").read_text("utf-8")),
        "glossary": (glossary.HTML, (LESSONS / "glossary.css").read_text("utf-8")),
    }
    return {name: dict(zip(("html", "css"), every[name], strict=True)) for name in names}


@cache
def script(entry: str, opens: str) -> str:
    """The script of a page: the movie's, the other components', then the modules of js/ that an entry needs."""
    movie = component.joined().replace("export default function", "function mountMovie")
    glossary_js = (LESSONS / "glossary.js").read_text("utf-8")
    others = [_component("Sketch", sketch.JS), _component("Line", line.JS), _component("Glossary", glossary_js)]
    return "\n".join([movie, *others, *_joined(entry), f"await opened({opens});"])


def _component(name: str, script: str) -> str:
    """The function that a component's script exports, as mountSketch or mountGlossary."""
    made = script.replace("export default function", "const mount = function")
    return f"const mount{name} = (() => {{\n{made}\nreturn mount;\n}})();"


def _joined(entry: str) -> list[str]:
    """The module and all of this room that it imports, each once; those of the movie are there already."""
    order: dict[str, str] = {}

    def add(module: str) -> None:
        text = (HERE / "js" / module).read_text("utf-8")
        for needed in _IMPORT.findall(text):
            if needed not in order:
                add(needed)
        plain = _OF_THE_MOVIE.sub("", _IMPORT.sub("", text))
        order[module] = re.sub(r"^export ", "", plain, flags=re.MULTILINE)

    add(entry)
    return list(order.values())


def page(title: str, language: str, body: str, texts: Mapping[str, str], code: str) -> str:
    """The whole file. texts: what is packed in it, by id."""
    style = component.STYLE + f"<style>{(HERE / 'page.css').read_text('utf-8')}</style>"
    held = "\n".join(f'<script type="text/plain" id="{id}">{text}</script>' for id, text in texts.items())
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
{style}
</head>
<body>
{body}
{held}
<script type="module">
{code}
</script>
</body>
</html>
"""


def body(name: str, **fields: Any) -> str:
    """A body of this room, its fields filled in; they are HTML."""
    text = (HERE / name).read_text("utf-8")
    for field, value in fields.items():
        text = text.replace(f"{{{field}}}", value)
    return text
