"""The bar and the button of a run that takes long."""

import pytest
from streamlit.testing.v1 import AppTest

from trainer.ui import progress


@pytest.fixture
def impatient(monkeypatch):
    """Every run shows its bar at once."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)


def trained_twice():
    import streamlit as st

    from trainer.ui import progress

    def slices():
        yield 1
        yield 2
        return "trained"

    for _ in range(2):
        st.text(progress.finished(slices(), 2, "a run too large to be kept"))


def test_a_run_trained_twice_for_one_page_has_a_button_each_time(impatient):
    app = AppTest.from_function(trained_twice).run()
    assert not app.exception
    assert [text.value for text in app.text] == ["trained", "trained"]


def waits_for_another():
    import streamlit as st

    from trainer.ui import progress

    with progress.waiting() as meanwhile:
        meanwhile()
        if not st.session_state.get("it_is_there"):
            st.stop()
    st.text("shown")


def test_what_another_tab_computes_is_waited_for_in_words(impatient):
    app = AppTest.from_function(waits_for_another).run()
    assert [caption.value[:11] for caption in app.caption] == ["Another tab"]
    app.session_state["it_is_there"] = True
    app.run()
    assert (len(app.caption), app.text[0].value) == (0, "shown")


def places(app: AppTest) -> list[tuple[int, str]]:
    """What stands on a page, each with its place."""
    return [(place, node.type) for place, node in app.main.children.items()]


@pytest.mark.parametrize("path", ["", "derive", "check", "compare"])
def test_what_follows_a_bar_stands_where_it_does_without_one(impatient, monkeypatch, open_page, path):
    drawn = []
    bar_and_button = progress._bar_and_button
    monkeypatch.setattr(progress, "_bar_and_button", lambda *args: drawn.append(args) or bar_and_button(*args))
    of_its_own = str(41 + len(path))  # a run that no other page has trained and kept
    app = open_page(path, batch_size="1", n_epochs="300", seed=of_its_own)
    with_bar, bars = places(app), len(drawn)
    app.run()
    assert bars > 0
    assert len(drawn) == bars
    assert places(app) == with_bar


def stopped_at_its_second_epoch():
    import streamlit as st

    from trainer.ui import progress

    def slices():
        yield 1
        yield 2
        if not st.session_state.get("goes_on"):
            st.stop()
        return "trained"

    try:
        st.text(progress.finished(slices(), 10, "a run"))
    except progress.Stopped:
        progress.say_stopped()


def test_a_run_is_stopped_by_its_button_and_trained_after_all(impatient):
    app = AppTest.from_function(stopped_at_its_second_epoch).run()
    app.button[0].click().run()
    assert not app.exception
    assert not app.text
    assert app.info[0].value == "Training was stopped at epoch 2 of 10, so that there is nothing to show."
    app.session_state.goes_on = True
    app.button(key="train_after_all").click().run()
    assert not app.exception
    assert [text.value for text in app.text] == ["trained"]
