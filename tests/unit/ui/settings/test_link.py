"""When the address is followed and when the widgets are, as a table of truth; and a session that heals itself."""

import pytest

from trainer.ui.settings.link import Link, follow, healed, not_stale
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.values import DEFAULTS

IRIS, ADAM = {"dataset": "iris"}, {"optimizer": "adam"}
FOREIGN = [None, frozenset(), "no such value", b"bytes", -1, 1e999, float("nan"), [], {}, ("a", "b"), True, 3.5]


@pytest.mark.parametrize(
    ("known", "set_to", "query", "path", "expected"),
    [
        pytest.param(None, {}, IRIS, "/", IRIS, id="a session opens: the link holds"),
        pytest.param(None, ADAM, IRIS, "/", IRIS, id="a session opens with leftovers: the link holds"),
        pytest.param(IRIS, IRIS, IRIS, "/", IRIS, id="nothing changed"),
        pytest.param(IRIS, ADAM, IRIS, "/", ADAM, id="a widget was set: the widget holds"),
        pytest.param(IRIS, IRIS, ADAM, "/", ADAM, id="back or forward: the link holds"),
        pytest.param(IRIS, IRIS, {}, "/", {}, id="back to the defaults on the same page: the link holds"),
        pytest.param(IRIS, ADAM, {}, "/", ADAM, id="a widget was set as the link changed: the widget holds"),
        pytest.param(IRIS, IRIS, {}, "/check", IRIS, id="the menu turned the page and dropped the query: values stay"),
        pytest.param(IRIS, IRIS, ADAM, "/check", ADAM, id="back to another page with a query: the link holds"),
        pytest.param(IRIS, ADAM, {}, "/check", ADAM, id="a widget was set and the page turned: the widget holds"),
    ],
)
def test_who_holds(known, set_to, query, path, expected):
    before = None if known is None else Link(known, "/", ("said before",))
    values, link = follow(before, DEFAULTS | set_to, query, path)
    assert values == DEFAULTS | expected
    assert link.path == path
    assert link.followed == (known is None or (expected == query != known))


def test_values_stay_until_the_browser_shows_the_query_again():
    """The run that would put the query back may be ended by the next one, which sees the bare address again."""
    values, turned = follow(Link(IRIS, "/"), DEFAULTS | IRIS, {}, "/check")
    values, again = follow(turned, values, {}, "/check")
    assert values == DEFAULTS | IRIS
    values, shown = follow(again, values, IRIS, "/check")
    assert values == DEFAULTS | IRIS
    assert follow(shown, values, {}, "/check")[0] == DEFAULTS
    assert follow(again, values, ADAM, "/check")[0] == DEFAULTS | ADAM


@pytest.mark.parametrize(
    ("set_to", "query", "ignored"),
    [
        (IRIS, IRIS, ("said before",)),
        (ADAM, IRIS, ()),
        (IRIS, {"l2": "junk"}, ("l2=junk is not used: it must be a number from 0 to 10.",)),
    ],
    ids=["nothing changed", "a widget was set", "another link"],
)
def test_what_was_not_used_is_said_until_something_is_set(set_to, query, ignored):
    assert follow(Link(IRIS, "/", ("said before",)), DEFAULTS | set_to, query, "/")[1].ignored == ignored


@pytest.mark.parametrize("key", SETTINGS)
def test_a_missing_value_becomes_its_default_without_a_word(key):
    assert healed({other: value for other, value in DEFAULTS.items() if other != key}) == (DEFAULTS, ())


@pytest.mark.parametrize("key", SETTINGS)
def test_a_foreign_value_becomes_its_default_with_a_sentence(key):
    foreign = [value for value in FOREIGN if not SETTINGS[key].allows(value)]
    found = [healed(DEFAULTS | {key: value}) for value in foreign]
    assert [value for value, (values, _) in zip(foreign, found, strict=True) if values != DEFAULTS] == []
    assert [[SETTINGS[key].label in sentence for sentence in said] for _, said in found] == [[True]] * len(foreign)
    assert len(foreign) > 8


@pytest.mark.parametrize("key", SETTINGS)
def test_a_default_is_allowed(key):
    assert SETTINGS[key].allows(DEFAULTS[key])


def test_no_value_of_another_type_passes_for_an_option():
    assert not SETTINGS["batch_size"].allows(True)
    assert not SETTINGS["seed"].allows(True)
    assert not SETTINGS["learning_rate"].allows(1)


@pytest.mark.parametrize(
    ("shows", "settled", "sent", "found", "expected"),
    [
        pytest.param(0.3, 0.1, 0.3, 0.3, 0.1, id="nothing but what was shown before: what was set holds"),
        pytest.param(0.3, 0.1, 0.2, 0.2, 0.2, id="a hand moved the widget"),
        pytest.param(0.2, 0.2, 0.1, 0.1, 0.1, id="a hand moved it and back before a run ended"),
        pytest.param(0.3, 0.1, 0.3, 0.5, 0.5, id="a button was pressed meanwhile"),
        pytest.param(0.1, 0.1, 0.1, 0.1, 0.1, id="the last run was shown"),
        pytest.param(0.3, 0.1, None, 0.3, 0.3, id="it has no widget there"),
    ],
)
def test_what_a_browser_repeats_undoes_nothing(shows, settled, sent, found, expected):
    known = Link({}, "/", settled={"learning_rate": settled}, shows={"learning_rate": shows})
    widgets = {} if sent is None else {"learning_rate": sent}
    assert not_stale(known, DEFAULTS | {"learning_rate": found}, widgets) == DEFAULTS | {"learning_rate": expected}
