"""The strip below the picture with which samples are added and deleted, and what is said of it."""

from collections.abc import Callable

import numpy as np
from streamlit.testing.v1 import AppTest

from trainer.catalogue import CATALOGUE
from trainer.datasets import load_three_class
from trainer.edits import digest

PREFIX = digest(load_three_class())[:8]


def edits(app: AppTest) -> str:
    return "".join(app.query_params.get("edits", ""))


def test_without_the_switch_there_is_no_strip(shared_page: Callable) -> None:
    assert "add_sample" not in [button.key for button in shared_page().button]


def test_an_outlier_of_the_class_chosen_is_added_followed_and_undone(open_page: Callable) -> None:
    app = open_page(edit_samples="true")
    app.selectbox(key="_new_class").set_value(2).run()
    app.button(key="add_outlier").click().run()
    assert edits(app).startswith(f"{PREFIX}_a2,")
    assert "".join(app.query_params["sample"]) == "151"
    app.button(key="undo").click().run()
    assert edits(app) == ""
    app.button(key="redo").click().run()
    assert edits(app).startswith(f"{PREFIX}_a2,")
    app.button(key="reset_rows").click().run()
    assert edits(app) == ""


def test_the_sample_followed_is_deleted(open_page: Callable) -> None:
    app = open_page(edit_samples="true", sample="7")
    assert app.button(key="delete_sample").label == "Delete sample 7"
    app.button(key="delete_sample").click().run()
    assert edits(app) == f"{PREFIX}_d7"
    assert any("149 samples" in caption.value for caption in app.caption)


def test_edits_of_other_data_leave_nothing_to_undo(open_page: Callable) -> None:
    app = open_page(edit_samples="true")
    app.button(key="add_sample").click().run()
    app.selectbox(key="dataset").set_value("iris").run()
    assert app.button(key="undo").disabled
    assert edits(app) == ""


def test_two_classes_keep_a_sample(open_page: Callable) -> None:
    data = CATALOGUE["imbalanced"]()
    rare = [row + 1 for row in np.flatnonzero(data.y == 1).tolist()]
    others = "_".join(f"d{row}" for row in rare[:-1])
    left = f"{digest(data)[:8]}_{others}"
    app = open_page(dataset="imbalanced", edit_samples="true", edits=left, sample=str(rare[-1] - len(rare) + 1))
    app.button(key="delete_sample").click().run()
    assert [warning.value for warning in app.warning] == ["At least two classes must keep a sample."]
    assert edits(app) == left
