"""What is said, in the language of the moment.

    _("sample {row}").format(row=3)                                 "sample 3", "样本 3"
    ngettext("{n} sample", "{n} samples", n).format(n=n)            "1 sample", "2 samples"
    NAMES = {"safe": N_("safe")} … _(NAMES["safe"])                 a constant is marked, and said where it is used

English stands in the code. Each other language is one file, locale/<language>/LC_MESSAGES/messages.po, read as it is:
nothing is compiled. The language holds for a context: a run of a page's script is one, a test another.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from trainer.catalog import translations

ENGLISH = "en"
LOCALE = Path(__file__).with_name("locale")

_language = ContextVar("language", default=ENGLISH)


def _(message: str) -> str:
    """A message in the language of the moment, its fields still to be filled in."""
    return _spoken(_language.get()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a message that fits the number n."""
    return _spoken(_language.get()).ngettext(one, many, n)


def N_(message: str) -> str:
    """A message as it is, marked for translation: a constant, which `_` translates where it is used."""
    return message


def language() -> str:
    """The language of the moment, as a link names it: "en", "zh"."""
    return _language.get()


def use(language: str) -> None:
    """From here on, in this context, speak a language of `languages()`."""
    _language.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for the length of a with statement."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


@cache
def languages() -> tuple[str, ...]:
    """All there are: English, and one for each folder of locale: zh for zh_CN."""
    return (ENGLISH, *sorted(_folders()))


def own_name(language: str) -> str:
    """What a language calls itself: its translation of the word English."""
    return _spoken(language).gettext(N_("English"))


def nearest(wished: str | None) -> str:
    """The language for a browser that wishes for "zh-CN"; English where there is no other."""
    asked = (wished or ENGLISH).replace("_", "-").split("-")[0].lower()
    return asked if asked in languages() else ENGLISH


def _folders() -> dict[str, Path]:
    return {path.parents[1].name.split("_")[0]: path for path in LOCALE.glob("*/LC_MESSAGES/messages.po")}


@cache
def _spoken(language: str) -> gettext.NullTranslations:
    return gettext.NullTranslations() if language == ENGLISH else translations(_folders()[language].read_text("utf-8"))
