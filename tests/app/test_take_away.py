"""Taking a run away on the Data page, and opening a model: the files that a click gives, and what a model restores."""

import csv
import io
import json

import numpy as np
import pytest

from tests.app.test_data_page import TABLE, paste, turn_to
from tests.written_tables import read_table
from trainer.export.model_file import model_json
from trainer.export.model_reading import read_model
from trainer.figures import gif_fonts
from trainer.ui.data import take
from trainer.ui.runs import run
from trainer.ui.settings.values import DEFAULTS, from_values


@pytest.fixture
def files(monkeypatch):
    """files(app) are the files that the opened section offers, by name; each is made when it is called for."""

    def offered(app):
        made = {}
        button = take.st.download_button

        def keep(label, make, **how):
            made[how["file_name"]] = make
            return button(label, make, **how)

        monkeypatch.setattr(take.st, "download_button", keep)
        app.session_state[take.KEY] = True
        assert not app.run().exception
        return made

    return offered


def test_nothing_is_trained_before_the_section_is_opened(open_page):
    app = open_page("data")
    assert not [button for button in app.get("download_button") if "take" in button.proto.id]


def test_the_files_are_those_of_the_run_that_is_set_up(files, open_page):
    made = files(open_page("data", dataset="iris", learning_rate="0.3", n_epochs="7"))
    expected = ["iris_history.csv", "iris_predictions.csv", "iris_model.json", "iris_run.ipynb", "iris_movie.gif"]
    assert list(made) == [*expected, "softmax-run.html"]
    assert "</html>" in made["softmax-run.html"]()
    rows = list(csv.DictReader(io.StringIO(made["iris_history.csv"]().decode("utf-8-sig"))))
    settings = from_values({**DEFAULTS, "dataset": "iris", "learning_rate": 0.3, "n_epochs": 7})
    experiment = run(settings.data, settings.training)
    assert [float(row["loss"]) for row in rows] == experiment.history.loss.tolist()
    model = read_model(made["iris_model.json"]())
    assert model.settings == {"dataset": "iris", "learning_rate": "0.3", "n_epochs": "7"}
    np.testing.assert_array_equal(model.parameters.W, experiment.history.W[-1])
    assert json.loads(made["iris_run.ipynb"]())["nbformat"] == 4
    assert len(made["iris_predictions.csv"]().splitlines()) == 151


def test_the_train_page_leads_to_the_files_of_its_run(open_page):
    app = open_page("train", dataset="iris", n_epochs="7")
    app.button(key="open_take_away").click().run()
    assert not app.exception
    assert app.title[0].value == "Data"
    labels = [button.label for button in app.get("download_button")]
    assert {"History (CSV)", "Movie (GIF)", "Save this run as a page"} <= set(labels)


@pytest.mark.parametrize("hidden", [{"hide": "take"}, {"pages": "train,derive"}], ids=["section", "page"])
def test_what_a_teacher_hides_the_train_page_does_not_lead_to(open_page, hidden):
    app = open_page("train", **hidden)
    assert not [button for button in app.button if button.key == "open_take_away"]


@pytest.mark.parametrize("font", [True, False], ids=["a font", "no font"])
def test_the_words_of_the_gif_are_said_to_be_english_where_no_font_has_the_letters(open_page, monkeypatch, font):
    monkeypatch.setattr(gif_fonts, "wide", lambda size: object() if font else None)
    monkeypatch.setattr(gif_fonts, "_has", lambda font, letter: True)
    app = open_page("data", dataset="iris", n_epochs="3", lang="zh")
    app.session_state[take.KEY] = True
    assert not app.run().exception
    assert any("GIF 里的文字是英文" in caption.value for caption in app.caption) == (not font)


def test_own_data_are_taken_away_with_their_names_as_typed(files, open_page):
    app = paste(open_page("data"), TABLE.replace("alba", "=1+1"))
    made = files(app)
    assert b",'=1+1," in made["own_predictions.csv"]()
    assert json.loads(made["own_model.json"]())["classes"][0] == "=1+1"
    assert any("not in the model file" in caption.value for caption in app.caption)


def model_of(**values):
    settings = from_values({**DEFAULTS, **values})
    return model_json(run(settings.data, settings.training), {key: str(value) for key, value in values.items()})


def opened(app, content, name="model.json"):
    return app.file_uploader(key="model_file").upload(name, content).run()


def predictions(app):
    """The tables of rows predicted, a dict a row."""
    tables = [read_table(html.proto.body) for html in app.get("html") if 'class="listed"' in html.proto.body]
    return [table for table in tables if "predicted" in table[0]]


def test_a_model_restores_its_settings(open_page):
    app = opened(open_page("data"), model_of(dataset="iris", learning_rate=0.3, n_epochs=5))
    assert not app.exception
    assert app.session_state.dataset == "three_class"
    app.button(key="use_model_settings").click().run()
    assert not app.exception
    assert app.query_params == {"dataset": "iris", "learning_rate": "0.3", "n_epochs": "5"}


def test_a_model_predicts_rows_of_a_file(open_page):
    app = opened(open_page("data"), model_of(dataset="iris", n_epochs=200))
    heads = "sepal length (cm),sepal width (cm),petal length (cm),petal width (cm)"
    app.file_uploader(key="rows_file").upload("rows.csv", f"{heads}\n5,3.4,1.5,0.2\n6.6,3,5.8,2.2\n".encode()).run()
    assert not app.exception
    assert [row["predicted"] for row in predictions(app)[-1]] == ["setosa", "virginica"]


def test_a_model_predicts_its_mean_at_first(open_page):
    app = opened(open_page("data"), model_of(dataset="iris", n_epochs=5))
    (row,) = predictions(app)[0]
    assert list(row)[:2] == ["row", "predicted"]
    assert ["%" in share for share in list(row.values())[2:]] == [True] * 3


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x80\x04", "The file is not JSON text, so it is no model."),
        (b"{}", "The file is no model of this program: its format is not “softmax-trainer model”."),
        (b'{"format": "softmax-trainer model", "version": 2}', "version 1"),
    ],
    ids=["pickle", "no model", "version"],
)
def test_what_is_no_model_ends_in_a_sentence(open_page, content, sentence):
    app = opened(open_page("data"), content)
    assert not app.exception
    assert sentence in app.error[0].value.replace("\\", "")
    assert not [button for button in app.button if button.key == "use_model_settings"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sweetness,z\n1,2\n", "There is no column for crispness, which the model needs."),
        ("sweetness,crispness\n1,=1+1\n", "Row 2, column crispness holds “=1+1”; it must be a finite number."),
    ],
    ids=["column", "cell"],
)
def test_rows_that_cannot_be_predicted_end_in_a_sentence(open_page, text, sentence):
    app = opened(open_page("data"), model_of(n_epochs=2))
    app.file_uploader(key="rows_file").upload(
        "rows.csv", text.replace("sweetness\n1", "sweetness,z\n1,2").encode()
    ).run()
    assert not app.exception
    assert app.error[0].value.replace("\\", "") == sentence


def test_settings_of_own_data_that_are_not_there_are_said(open_page):
    app = opened(open_page("data"), model_of(n_epochs=2).replace(b'"settings": {', b'"settings": {"dataset": "own", '))
    app.button(key="use_model_settings").click().run()
    assert not app.exception
    assert any("do not travel in a link" in warning.value for warning in app.warning)


def test_a_model_stays_open_while_pages_are_turned(open_page):
    app = opened(open_page("data"), model_of(n_epochs=2))
    assert not turn_to(app, "train").exception
    app = turn_to(app, "data")
    assert not app.exception
    assert app.button(key="use_model_settings")
