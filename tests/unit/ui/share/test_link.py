from urllib.parse import parse_qsl, urlsplit

import pytest

from trainer.ui.settings import url
from trainer.ui.settings.values import DEFAULTS
from trainer.ui.share.link import share_link

ORIGIN = "http://192.168.1.20:8501"


def query_of(link):
    return dict(parse_qsl(urlsplit(link).query, keep_blank_values=True))


def test_without_settings_it_is_the_address_of_the_page():
    assert share_link(ORIGIN, "", {}, {}) == ORIGIN + "/"
    assert share_link(ORIGIN, "derive", {}, {}) == ORIGIN + "/derive"


def test_behind_a_proxy_the_path_stays():
    assert share_link("https://school.example/softmax/", "check", {}, {}) == "https://school.example/softmax/check"


def test_what_else_stands_in_the_origin_is_left_out():
    assert share_link(ORIGIN + "/?token=secret#here", "", {}, {}) == ORIGIN + "/"


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
    read, _ = url.read(query_of(share_link(ORIGIN, "compare", url.write(values), {})))
    assert read == values


def test_kept_runs_and_what_has_meaning_in_a_link_arrive_unchanged():
    entries = {"kept": "a=1&b=2!c#d", "title": "Class 9b: why a − y? 100 %"}
    assert query_of(share_link(ORIGIN, "", {"kept": entries["kept"]}, {"title": entries["title"]})) == entries


def test_a_switch_that_is_empty_is_left_out():
    assert share_link(ORIGIN, "", {"seed": "3"}, {"hide": "", "projector": "1"}) == ORIGIN + "/?seed=3&projector=1"


def test_a_switch_with_the_name_of_a_setting_is_refused():
    with pytest.raises(ValueError, match=r"seed has"):
        share_link(ORIGIN, "", {}, {"seed": "3"})


@pytest.mark.parametrize("origin", ["", "192.168.1.20:8501", "javascript:alert(1)", "file:///etc/passwd", "http://"])
def test_an_origin_that_is_no_address_of_the_web_is_refused(origin):
    with pytest.raises(ValueError, match="origin must begin with http"):
        share_link(origin, "", {}, {})
