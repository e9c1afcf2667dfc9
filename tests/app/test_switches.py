"""A teacher's switches on the pages: what is hidden is not drawn, and the link keeps them through every change."""

from collections.abc import Callable
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from trainer.ui.settings.rows.classroom import HIDEABLE
from trainer.ui.share import switches

HAND = {"numbers_from": "logits", "target": "free"}
WHERE = {  # of what does not stand on the first page as it is at first: where it does
    "spread": ("", {"dataset": "blobs"}),
    "blob_classes": ("", {"dataset": "blobs"}),
    "blob_seed": ("", {"dataset": "blobs"}),
    "features_shown": ("", {"dataset": "iris"}),
    "momentum": ("", {"optimizer": "momentum"}),
    "gauge": ("check", {}),
    "numbers_from": ("derive", {}),
    "epoch": ("derive", {}),
    "target": ("derive", HAND),
    "added_to_logits": ("derive", {"derivation_step": "2"}),
    "all_steps": ("derive", {}),
    "step": ("derive", {}),
    "compare": ("compare", {}),
    "rates": ("compare", {}),
    "optimizers": ("compare", {"compare": "optimizers"}),
    "compare_epoch": ("compare", {}),
    "verdict": ("check", {}),
    "code": ("check", {}),
    "paths": ("compare", {"l2": "0.01"}),
    "map": ("compare", {"l2": "0.01"}),
    "bring": ("data", {}),
    "rows": ("data", {}),
    "take": ("data", {}),
}
IN_THE_STYLE = {"loss", "probabilities"}  # parts of the live picture, which is one element
SIGNS = {  # of a part, by what it holds
    "zones": ("button", "Largest safe rate: 3"),
    "step": ("button", "Next"),
    "measures": ("metric", "Training loss, last epoch"),
    "weights": ("header", "Learned weights"),
    "keep": ("button", "Keep this run"),
    "verdict": ("info", None),
    "code": ("header", "Repeat it yourself"),
    "paths": ("header", "Paths over the loss"),
    "map": ("header", "All learning rates"),
    "bring": ("expander", "Bring your own"),
    "rows": ("subheader", "Rows"),
    "take": ("subheader", "Take away"),
    "reset": ("button", "Reset to defaults"),
    "language": ("segmented_control", "Language"),
}


def is_shown(app: AppTest, id: str) -> bool:
    """Whether a part or the control of a setting is on the page."""
    if id == "share":
        return any(
            getattr(block.proto, "popover", None) and block.proto.popover.label == "Share" for block in blocks(app)
        )
    if id in SIGNS:
        kind, label = SIGNS[id]
        found = app.get(kind)
        return any(
            label is None or label in (getattr(one, "label", None), getattr(one, "value", None)) for one in found
        )
    keys = [each.key for each in [*app.main, *app.sidebar] if getattr(each, "key", None)]
    return any(
        key == id or key.startswith((f"{id}_typed", f"{id}_up_to_", f"{id}_of_", f"{id}_across")) for key in keys
    )


def blocks(app: AppTest) -> list:
    """Every block of the page that has a proto."""
    found, waiting = [], list(app._tree.children.values())
    while waiting:
        node = waiting.pop()
        waiting += list(getattr(node, "children", {}).values())
        if getattr(node, "proto", None) is not None:
            found.append(node)
    return found


ON_THE_FIRST_PAGE = [id for id in HIDEABLE if id not in IN_THE_STYLE and id not in WHERE]


@pytest.mark.parametrize("ids", [ON_THE_FIRST_PAGE, *([id] for id in WHERE)], ids=lambda ids: ids[0])
def test_what_can_be_hidden_is_shown_without_the_switch_and_not_with_it(
    open_page: Callable, shared_page: Callable, ids: list[str]
) -> None:
    path, query = WHERE.get(ids[0], ("", {}))
    assert [id for id in ids if not is_shown(shared_page(path, **query), id)] == []
    hidden = open_page(path, hide=",".join(ids), **query)
    assert [id for id in ids if is_shown(hidden, id)] == []
    assert not hidden.exception
    assert hidden.query_params["hide"] == ",".join(ids)


def test_everything_that_can_be_hidden_is_tested() -> None:
    assert {*ON_THE_FIRST_PAGE, *WHERE, *IN_THE_STYLE} == set(HIDEABLE)


@pytest.mark.parametrize("id", sorted(IN_THE_STYLE))
def test_a_part_of_the_live_picture_is_hidden_by_its_style(open_page: Callable, id: str) -> None:
    assert f"--show-{id}: none" in styles(open_page(hide=id))
    assert f"--show-{id}" not in styles(open_page())


def styles(app: AppTest) -> str:
    """The style sheets of the page."""
    return "".join(element.proto.body for element in app.get("html"))


SWITCHED = {"pages": "train,derive", "hide": "l2,zones", "projector": "1", "title": "Class 9b"}


@pytest.mark.parametrize("path", ["", "derive", "check", "compare", "data", "lessons"])
def test_every_page_keeps_the_switches_in_its_link(open_page: Callable, path: str) -> None:
    app = open_page(path, dataset="iris", **SWITCHED)
    assert not app.exception
    assert app.query_params == {"dataset": "iris"} | SWITCHED


def test_a_change_and_a_reset_leave_the_switches_as_they_are(open_page: Callable) -> None:
    app = open_page(n_epochs="5", **SWITCHED)
    app.select_slider(key="learning_rate").set_value(1.0).run()
    assert app.query_params == {"n_epochs": "5", "learning_rate": "1"} | SWITCHED
    next(button for button in app.button if button.label == "Reset to defaults").click().run()
    assert app.query_params == SWITCHED


@pytest.mark.parametrize("title", ["<b>x</b><script>y</script>", "**a** $b$ :smile: [c](d)", "a & b"])
def test_a_title_is_shown_letter_by_letter(open_page: Callable, title: str) -> None:
    app = open_page("lessons", title=title)
    assert f'<p dir="auto">{escape(title)}</p>' in styles(app)
    assert app.query_params["title"] == title


def test_a_title_that_is_none_is_said_and_not_shown(open_page: Callable) -> None:
    app = open_page("lessons", title="x" * 81)
    assert "class_title" not in styles(app)
    assert ["title=" in warning.value for warning in app.warning] == [True]


def test_projected_the_panel_is_folded_to_the_learning_rate(open_page: Callable) -> None:
    app = open_page("derive", projector="1")
    folded = {each.key for each in app.sidebar.expander[0] if getattr(each, "key", None)}
    outside = {each.key for each in app.sidebar if getattr(each, "key", None)} - folded
    assert outside == {"learning_rate", "set_safe_rate"}
    assert {"dataset", "optimizer", "n_epochs_typed"} <= folded
    assert "learning_rate" not in folded


@pytest.mark.parametrize("path", ["", "derive", "check", "compare", "data"])
def test_projected_no_text_of_a_chart_is_small(open_page: Callable, chart: Callable, path: str) -> None:
    app = open_page(path, projector="1", derivation_step="5", l2="0.01")
    charts = [chart(app, place)["layout"] for place in range(len(app.get("plotly_chart")))]
    assert charts
    assert {layout["xaxis"]["tickfont"]["size"] for layout in charts} == {switches.CHART_TEXT}


def test_a_root_address_opens_the_first_page_of_the_menu(open_page: Callable) -> None:
    app = open_page(pages="derive,check")
    assert [title.value for title in app.title] == ["Why the gradient is a − y"]
    assert app.query_params == {"pages": "derive,check"}


def test_a_lesson_goes_to_a_page_that_the_menu_has_not(open_page: Callable) -> None:
    app = open_page("lessons", pages="lessons")
    next(button for button in app.button if button.label == "Begin").click().run()
    assert app.button(key="lesson_next")
    assert app.query_params["pages"] == "lessons"
