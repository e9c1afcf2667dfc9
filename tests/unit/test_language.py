"""Which language is spoken, and how a catalog is read."""

import threading

import pytest

from trainer import language
from trainer.catalog import translations
from trainer.facts import NotAllowed
from trainer.language import N_, _, ngettext
from trainer.ui.words.reasons import reason

HEADER = r"""msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=2; plural=n != 1;\n"

"""


def catalog(text: str):
    return translations(HEADER + text)


def test_english_stands_in_the_code():
    assert language.language() == "en"
    assert [_("English"), N_("English"), ngettext("one", "many", 1), ngettext("one", "many", 2)] == [
        *("English", "English", "one", "many")
    ]


def test_a_language_is_spoken_for_the_length_of_a_with_statement():
    with language.speaking("zh"):
        assert (_("English"), language.language()) == ("中文", "zh")
    assert (_("English"), language.language()) == ("English", "en")


def test_a_message_without_a_translation_is_english():
    with language.speaking("zh"):
        assert _("no such message") == "no such message"


def test_each_thread_speaks_its_own_language():
    heard = []
    with language.speaking("zh"):
        other = threading.Thread(target=lambda: heard.append(_("English")))
        other.start()
        other.join()
        heard.append(_("English"))
    assert heard == ["English", "中文"]


@pytest.mark.parametrize("spoken", language.languages())
def test_every_language_has_a_name_of_its_own(spoken):
    names = [language.own_name(other) for other in language.languages()]
    assert names.count(language.own_name(spoken)) == 1


@pytest.mark.parametrize(
    ("wished", "spoken"),
    [
        *(("zh-CN", "zh"), ("zh", "zh"), ("ZH_tw", "zh"), ("en-US", "en"), ("fr-FR", "en")),
        *((None, "en"), ("", "en"), ("x" * 5000, "en"), ("../zh", "en")),
    ],
    ids=lambda text: str(text)[:12],
)
def test_the_language_nearest_to_what_a_browser_wishes(wished, spoken):
    assert language.nearest(wished) == spoken


def test_strings_go_on_over_lines_and_keep_their_signs():
    read = catalog('#: a.py:1\nmsgid ""\n"a \\"b\\"\\n"\n"c\\\\"\nmsgstr ""\n"学习"\n"率 {n}"\n')
    assert read.gettext('a "b"\nc\\') == "学习率 {n}"


@pytest.mark.parametrize(("n", "said"), [(0, "0 Proben"), (1, "1 Probe"), (2, "2 Proben")])
def test_plural_forms_are_chosen_by_the_catalogs_own_rule(n, said):
    read = catalog('msgid "{n} sample"\nmsgid_plural "{n} samples"\nmsgstr[0] "{n} Probe"\nmsgstr[1] "{n} Proben"\n')
    assert read.ngettext("{n} sample", "{n} samples", n).format(n=n) == said


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "a"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "a"\nmsgstr "b"\n',
        '#: a.py:1\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n',
        '#~ msgid "a"\n#~ msgstr "b"\n',
    ],
    ids=["empty", "a guess", "a guess with its place", "obsolete"],
)
def test_what_is_not_translated_stays_english(entry):
    assert catalog(entry).gettext("a") == "a"


@pytest.mark.parametrize("line", ["msgid a", "<<<<<<< HEAD", 'title "a"', '"a"', 'msgid "a'])
def test_a_line_that_is_none_of_a_catalog_is_named(line):
    with pytest.raises(ValueError, match="the catalog holds"):
        catalog(f"{line}\n")


@pytest.mark.parametrize(("spoken", "said"), [("en", "X holds numbers above 1e+50"), ("zh", "X 中有超过 1e+50 的数")])
def test_an_error_of_the_library_is_english_and_said_in_the_readers_language(spoken, said):
    error = NotAllowed("X holds numbers above {largest:g}; standardize the features to compare", largest=1e50)
    with language.speaking(spoken):
        assert str(error) == "X holds numbers above 1e+50; standardize the features to compare"
        assert reason(error).startswith(said)


def test_an_error_without_a_message_keeps_its_english():
    with language.speaking("zh"):
        assert reason(ValueError("no such thing")) == "no such thing"
