"""Brings every catalog up to date with what the code says: make messages.

New messages come in without a translation, those that nothing says any more go. What a setting is called needs no
mark in the code: the table of settings is read as it is.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from trainer.language import LOCALE
from trainer.ui.settings.table import SETTINGS

ROOT = Path(__file__).resolve().parents[1]
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: Softmax Trainer\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""
SOURCES = [ROOT / "app.py", *sorted((ROOT / "trainer").rglob("*.py"))]
SPOKEN = {"_": 1, "N_": 1, "ngettext": 2, "NotAllowed": 1}  # how many of the arguments are words


def catalogs() -> dict[str, Path]:
    """The catalog of each language, by its folder's name."""
    return {path.parents[1].name: path for path in sorted(LOCALE.glob("*/LC_MESSAGES/messages.po"))}


def said() -> Catalog:
    """Every message of the code, with the files that say it."""
    template = Catalog(charset="utf-8")
    for path in SOURCES:
        for call in calls(path):
            words = [word.value for word in call.args[: SPOKEN[call.func.id]] if isinstance(word, ast.Constant)]
            if words:  # else a constant is said, which is marked where it stands
                template.add(words[0] if len(words) == 1 else tuple(words), locations=[(_place(path), 0)])
    for message in words_of_settings():
        template.add(message, locations=[("trainer/ui/settings", 0)])
    return template


def calls(path: Path) -> list[ast.Call]:
    """Where a file says something, or marks what is said elsewhere."""
    return [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPOKEN
    ]


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def words_of_settings() -> Iterator[str]:
    """The label, the help and the names of the values of every setting; names of numbers need no words."""
    for setting in SETTINGS.values():
        names = (getattr(setting, "names", None) or {}).values()
        words = [setting.label, getattr(setting, "help", ""), *names]
        yield from (word for word in words if any(letter.isalpha() for letter in word))


def read(path: Path) -> Catalog:
    """A catalog with its translations."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def write(path: Path, catalog: Catalog) -> None:
    """A catalog in the order in which the files of the code stand, under a header without dates."""
    with path.open("wb") as file:
        file.write(HEADER.format(language=path.parents[1].name, plural_forms=catalog.plural_forms).encode())
        write_po(file, catalog, 120, omit_header=True, include_lineno=False, sort_by_file=True, ignore_obsolete=True)


def missing(catalog: Catalog) -> list[Message]:
    """What is not translated."""
    return [message for message in catalog if message.id and not all(_texts(message))]


def _texts(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def main() -> None:
    """Update every catalog and say what is left to translate."""
    template = said()
    for language, path in catalogs().items():
        catalog = read(path)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        write(path, catalog)
        print(f"{language}: {len(template)} messages, {len(missing(catalog))} to translate")


if __name__ == "__main__":
    main()
