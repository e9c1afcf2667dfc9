from urllib.parse import parse_qsl, urlsplit

import pytest

from trainer.ui.settings import url
from trainer.ui.settings.values import DEFAULTS
from trainer.ui.share.link import origin_of, share_link

ORIGIN = "http://192.168.1.20:8501"


def query_of(link):
    return dict(parse_qsl(urlsplit(link).query, keep_blank_values=True))


def test_without_settings_it_is_the_address_of_the_page():
    assert share_link(ORIGIN, "", {}) == ORIGIN + "/"
    assert share_link(ORIGIN, "derive", {}) == ORIGIN + "/derive"


def test_behind_a_proxy_the_path_stays():
    assert share_link("https://school.example/softmax/", "check", {}) == "https://school.example/softmax/check"


def test_what_else_stands_in_the_origin_is_left_out():
    assert share_link(ORIGIN + "/?token=secret#here", "", {}) == ORIGIN + "/"


@pytest.mark.parametrize(
    "changed",
    [
        {"dataset": "iris", "learning_rate": 0.3},
        {"rates": (0.1, 1.0, 3.0)},
    ],
    ids=["two settings", "a list"],
)
def test_the_settings_are_read_from_it_as_they_were(changed):
    values = DEFAULTS | changed
    read, _ = url.read(query_of(share_link(ORIGIN, "compare", url.write(values))))
    assert read == values


def test_kept_runs_and_what_has_meaning_in_a_link_arrive_unchanged():
    entries = {"kept": "a=1&b=2!c#d", "title": "Class 9b: why a − y? 100 %"}
    assert query_of(share_link(ORIGIN, "", entries)) == entries


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("http://192.168.1.20:8501/", ORIGIN),
        ("http://192.168.1.20:8501/derive?step=3#x", ORIGIN),
        ("http://192.168.1.20:8501/train", ORIGIN),
        ("https://school.example/softmax/compare", "https://school.example/softmax"),
        ("https://school.example/softmax/", "https://school.example/softmax"),
        ("", "http://localhost"),
        ("javascript:alert(1)", "http://localhost"),
    ],
)
def test_where_the_app_is_served_is_read_from_the_address_of_a_page(address, origin):
    assert origin_of(address) == origin


@pytest.mark.parametrize("origin", ["", "192.168.1.20:8501", "javascript:alert(1)", "file:///etc/passwd", "http://"])
def test_an_origin_that_is_no_address_of_the_web_is_refused(origin):
    with pytest.raises(ValueError, match="origin must begin with http"):
        share_link(origin, "", {})
