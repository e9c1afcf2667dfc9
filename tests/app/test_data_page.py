"""The Data page: choosing, bringing, seeing and editing data, and every page on any data."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.util import calc_hash

from trainer.catalogue import CATALOGUE
from trainer.datasets import load_iris
from trainer.edits import Edited, digest, written
from trainer.ui import kept_by_data
from trainer.ui.settings.values import DataSettings

INPUTS = Path(__file__).parents[1] / "unit" / "reading" / "inputs"
TABLE = "length,width,kind\n5.1,3.4,alba\n4.9,3.1,alba\n6.6,3.0,nigra\n6.9,3.3,nigra\n5.8,2.7,rosea\n6.0,2.9,rosea\n"


@pytest.fixture
def data_page(open_page):
    """The Data page of a new session."""
    return lambda **query: open_page("data", **query)


def turn_to(app, path):
    """Another page of the same session; "" is the first."""
    app._page_hash = calc_hash(path) if path else ""
    return app.run()


def paste(app, text):
    app.text_area(key="pasted").set_value(text).run()
    return app.button(key="read_text").click().run()


def bullets(app):
    """The lists of what was done; not that of the page's words."""
    lines = [line for markdown in app.markdown for line in markdown.value.splitlines()]
    return [line[2:] for line in lines if line.startswith("- ") and not line.startswith("- **")]


def shown(app):
    """Name and size of the data shown."""
    return app.header[0].value


@pytest.mark.parametrize("id", [id for id in CATALOGUE if id != "three_class"])
def test_a_card_chooses_its_data(data_page, id):
    app = data_page()
    app.button(key=f"use {id}").click().run()
    assert not app.exception
    assert app.session_state.dataset == id
    assert app.query_params == {"dataset": id}
    assert app.button(key=f"use {id}").disabled


@pytest.mark.parametrize("id", [id for id in CATALOGUE if id != "three_class"])
def test_every_data_set_is_seen_in_chinese(data_page, id):
    app = data_page(dataset=id, lang="zh")
    assert not app.exception
    assert [field.label for field in app.selectbox if field.key.startswith(("_across", "_up"))] == ["横轴", "纵轴"]


def test_every_card_says_what_to_look_for(data_page):
    app = data_page()
    said = " ".join(markdown.value for markdown in app.markdown)
    assert all(f"{len(load().y):,} samples" in " ".join(c.value for c in app.caption) for load in CATALOGUE.values())
    assert said.count("Look") + said.count("look") >= 7


@pytest.mark.parametrize("name", sorted(path.stem for path in INPUTS.glob("*.csv")))
def test_a_file_becomes_the_data_of_every_page(data_page, name):
    app = data_page()
    app.file_uploader[0].upload(f"{name}.csv", (INPUTS / f"{name}.csv").read_bytes()).run()
    assert not app.exception
    assert not app.error
    assert (app.session_state.dataset, shown(app).replace("\\", "")) == ("own", f"{name}.csv")
    assert bullets(app)[-1].startswith("Read: ")
    assert not turn_to(app, "train").exception


def test_pasted_text_is_read_and_its_label_can_be_chosen(data_page):
    app = paste(data_page(), "a,kind,colour\n1.5,u,red\n2.5,v,blue\n3.5,u,blue\n")
    assert bullets(app)[0] == "The classes are those of the column kind."
    app.selectbox(key="_label").set_value(2).run()
    assert bullets(app)[0] == "The classes are those of the column colour."
    assert not app.exception


def test_features_can_be_left_out(data_page):
    app = paste(data_page(), TABLE)
    app.multiselect(key="_features").set_value([1]).run()
    assert "length was not chosen." in bullets(app)
    assert any("1 feature " in caption.value for caption in app.caption)
    assert not app.exception


def test_a_header_can_be_taken_for_a_sample(data_page):
    app = paste(data_page(), TABLE)
    app.selectbox(key="_header").set_value("sample").run()
    assert [error.value for error in app.error] == [
        "Row 1, column column 1 holds “length”; it must be a number. The data shown before are still there."
    ]
    assert app.session_state["_header"] == "recognized"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no row in it."),
        ("a,kind\n1,u\n2\n", "Row 3 has 1 cell; the first row has 2."),
        ("a,kind\n1,u\nx,v\n3,v\n", "Row 3, column a holds “x”; it must be a number."),
        ("a,kind\n1.5,u\n2.5,u\n", "No column has 2 to 20 different labels, so none can be the class."),
    ],
)
def test_what_cannot_be_read_ends_in_a_sentence_and_the_data_before_stay(data_page, text, sentence):
    app = paste(data_page(), TABLE)
    before = app.session_state.own
    paste(app, text)
    assert not app.exception
    assert [error.value for error in app.error] == [f"{sentence} The data shown before are still there."]
    assert app.session_state.own == before


def test_a_file_that_is_no_text_ends_in_a_sentence(data_page):
    app = data_page()
    app.file_uploader[0].upload("a.csv", b"\x89PNG\r\n\x1a\n\x00\x01").run()
    assert [error.value for error in app.error] == [
        "The file is not text: row 2 holds characters that no text has. The data shown before are still there."
    ]
    assert app.session_state.dataset == "three_class"


@pytest.mark.parametrize("names", [("A|B", "$x$", "<script>"), ("**b**", "花萼", "אורך"), (":smile:", "a, b", "'")])
def test_every_page_takes_names_as_they_were_typed(data_page, names):
    table = TABLE
    for given, name in zip(("length", "width", "kind"), names, strict=True):
        table = table.replace(given, f'"{name}"')
    for given, name in zip(("alba", "nigra", "rosea"), names, strict=True):
        table = table.replace(given, f'"{name}!"')
    app = paste(data_page(), table)
    assert not app.exception
    assert not app.error
    for path in ("derive", "check", "compare", "lessons", "train"):
        assert not turn_to(app, path).exception, path


def test_no_shared_cache_holds_what_a_session_brought(data_page):
    shared = kept_by_data.SHARED
    shared.clear()
    app = turn_to(paste(data_page(), TABLE), "check")
    assert not app.exception
    data = [part for key in shared._results for part in key if isinstance(part, DataSettings)]
    assert {settings.dataset for settings in data} == {"three_class"}  # what the page showed before
    assert not any(settings.edits or settings.own for settings in data)
    assert len(app.session_state["_own_results"]) > 3


def test_data_of_the_same_content_are_the_same_and_of_other_content_are_not(data_page):
    app = paste(data_page(), TABLE)
    first = app.session_state.own
    paste(app, TABLE.replace("5.1", "5.2"))
    assert app.session_state.own != first
    paste(app, TABLE + "\n")
    assert app.session_state.own == first


def test_another_session_does_not_see_them(data_page, open_page):
    own = paste(data_page(), TABLE).session_state.own
    other = open_page("data", dataset="own", own=own)
    assert not other.exception
    assert other.session_state.dataset == "three_class"
    assert "do not travel in a link" in other.warning[0].value
    assert "own" not in other.selectbox(key="dataset").options


def test_edited_rows_are_in_the_link(data_page):
    iris = load_iris()
    edits = f"{digest(iris)[:8]}_{written(iris, Edited.none(iris).change({}, [0, 7], []))}"
    app = data_page(dataset="iris", edits=edits)
    assert any("148 samples" in caption.value for caption in app.caption)
    assert "Edited rows travel in the link." in [caption.value for caption in app.caption]
    assert app.query_params == {"dataset": "iris", "edits": edits}
    app.button(key="reset_rows").click().run()
    assert app.query_params == {"dataset": "iris"}
    app.button(key="undo").click().run()
    assert app.query_params == {"dataset": "iris", "edits": edits}
    app.button(key="redo").click().run()
    assert app.query_params == {"dataset": "iris"}
    assert not app.exception


def test_edits_of_other_data_in_a_link_are_not_used_and_said(data_page):
    app = data_page(dataset="iris", edits="00000000_d1")
    assert "edits of the data set chosen" in app.warning[0].value
    assert app.query_params == {"dataset": "iris"}


@pytest.mark.parametrize(
    ("k", "d", "n"),
    [
        pytest.param(2, 1, 12, id="2 classes, 1 feature"),
        pytest.param(11, 3, 66, id="11 classes"),
        pytest.param(20, 2, 100, id="20 classes"),
        pytest.param(3, 100, 60, id="100 features"),
        pytest.param(4, 5, 20_000, id="20,000 rows"),
    ],
)
def test_every_page_works_on_any_data(data_page, k, d, n):
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(n, d)).round(2), np.arange(n) % k
    rows = "\n".join(f"{','.join(map(str, x))},c{label}" for x, label in zip(X.tolist(), y, strict=True))
    app = data_page(n_epochs="5")
    app.file_uploader[0].upload("any.csv", (",".join(f"f{i}" for i in range(d)) + ",kind\n" + rows).encode()).run()
    assert not app.exception
    assert f"Read: {n:,} samples" in bullets(app)[-1]
    for path in ("derive", "check", "compare", "train"):
        assert not turn_to(app, path).exception, path


def test_every_two_features_are_drawn_once_they_are_asked_for(data_page, chart):
    app = data_page(dataset="wine")
    before = len(app.get("plotly_chart"))
    app.session_state["matrix_open"] = True
    app.run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == before + 1
    assert app.multiselect(key="_matrix wine").value == [0, 1, 2, 3]
    app.multiselect(key="_matrix wine").set_value([12]).run()
    assert "Choose at least two features." in [info.value for info in app.info]
    app.multiselect(key="_matrix wine").set_value([12, 0]).run()
    assert chart(app, 1)["layout"]["xaxis2"]["title"]["text"] == "alcohol"
    assert not app.exception


def test_a_class_is_named_above_the_table(data_page):
    app = data_page(dataset="iris")
    app.text_input(key="_class_typed").set_value("rosa").run()
    app.button(key="add_class").click().run()
    assert not app.exception
    assert app.session_state["_begun"].base.class_names[-1] == "rosa"
    assert app.query_params == {"dataset": "iris"}
    app.button(key="add_class").click().run()
    assert "A class needs a name of 1 to 100 letters" in app.error[0].value
    assert not app.exception
