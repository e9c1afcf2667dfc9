"""Lessons in the app: from the list to the last step, by a link, locked, and with links that hold anything."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from trainer.lessons import FILES
from trainer.lessons.reading import read_all, read_misconceptions
from trainer.lessons.tables import LessonError
from trainer.ui.lessons import library, moves
from trainer.ui.lessons.links import target

LESSONS, _ = read_all()
COVERED = "The page is covered while you predict."


def button(app: AppTest, key: str):
    (found,) = (each for each in app.button if each.key == key)
    return found


def has_button(app: AppTest, key: str) -> bool:
    return any(each.key == key for each in app.button)


def can_go_on(app: AppTest) -> bool:
    return not button(app, "lesson_next").disabled


def markdown(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


def title(app: AppTest) -> str:
    return app.title[0].value


def turned_to(app: AppTest, path: str) -> None:
    """A browser follows as the app turns the page; AppTest has to be told, and has no public way to be."""
    app._page_hash = calc_hash(path) if path else ""


def set_in_link(app: AppTest) -> dict[str, str]:
    return {key: value[0] if isinstance(value, list) else value for key, value in app.query_params.items()}


def test_the_page_lists_every_lesson_with_goal_and_time(open_page: Callable[..., AppTest]):
    app = open_page("lessons")
    said = markdown(app)
    for lesson in LESSONS.values():
        assert lesson.goal.of("en") in said
        assert f"{lesson.title.of('en')}** · {lesson.minutes:g} min" in said
    assert not app.exception


def test_a_whole_lesson_from_the_list_to_its_end(open_page: Callable[..., AppTest], widget: Callable):
    app = open_page("lessons")
    button(app, "begin one_step").click().run()
    assert set_in_link(app) == {"lesson": "one_step", "n_epochs": "20"}
    assert [info.value for info in app.info] == [COVERED]  # the outcome is not in sight
    assert not can_go_on(app)
    turned_to(app, "")

    button(app, "lesson_option_b").click().run()  # a wrong prediction
    assert set_in_link(app)["prediction"] == "b"
    button(app, "lesson_next").click().run()
    assert title(app) == "Watch softmax regression learn"
    assert "You predicted: **(b) About 60%.**" in markdown(app)
    assert "The trainer finds" not in markdown(app)  # before it was done, no outcome
    assert not can_go_on(app)

    widget(app, "n_epochs").set_value(1).run()  # done in the app itself
    said = markdown(app)
    assert "You predicted: **(b) About 60%.**" in said
    assert "The trainer finds: **(c) About 88%.**" in said
    assert "88.3% are right at once. The loss is 1.059" in said
    button(app, "lesson_next").click().run()

    assert [info.value for info in app.info] == [COVERED]
    assert not can_go_on(app)
    app.query_params["prediction"] = "b,0.5"  # a drawing, which AppTest cannot do: tests/browser does
    app.run()
    assert can_go_on(app)
    button(app, "lesson_next").click().run()
    button(app, "lesson_show").click().run()
    assert "You drew **0.5**, the trainer finds **0.352**." in markdown(app)
    button(app, "lesson_next").click().run()

    assert "{" not in app.get("latex")[0].value.replace(r"\frac{\eta}{n}", "")
    button(app, "lesson_derive").click().run()  # the derivation's step, beside the lesson
    assert set_in_link(app)["derivation_step"] == "8"
    assert title(app) != "Watch softmax regression learn"
    turned_to(app, "derive")
    button(app, "lesson_next").click().run()
    turned_to(app, "")

    assert set_in_link(app)["dataset"] == "iris"  # the follow-up begins with its own settings
    widget(app, "n_epochs").set_value(5000).run()
    assert "At 5,000 epochs 96.0% are right" in markdown(app)
    assert not has_button(app, "lesson_next")
    button(app, "lesson_following").click().run()
    assert set_in_link(app)["lesson"] == "learning_rates"
    assert "prediction" not in set_in_link(app)
    assert not app.exception


def test_going_back_is_free_and_forth_again_to_where_one_was(open_page: Callable[..., AppTest]):
    app = open_page("", lesson="one_step", lesson_step="4", prediction="c,0.3")
    for _ in range(3):
        button(app, "lesson_back").click().run()
    assert button(app, "lesson_back").disabled
    assert can_go_on(app)
    assert button(app, "lesson_option_a").disabled  # what was predicted stays
    button(app, "lesson_next").click().run()
    button(app, "lesson_next").click().run()
    assert set_in_link(app)["lesson_step"] == "3"
    assert set_in_link(app)["prediction"] == "c,0.3"


def test_a_link_that_the_browser_goes_back_to_shows_what_it_always_shows(open_page: Callable[..., AppTest]):
    query = {"lesson": "one_step", "lesson_step": "1", "prediction": "c"}
    app = open_page("", **query)
    button(app, "lesson_next").click().run()
    button(app, "lesson_back").click().run()
    assert button(app, "lesson_option_a").disabled
    button(app, "lesson_next").click().run()
    app.query_params.clear()
    app.query_params.update(query)
    app.run()
    assert "step 1 of" in markdown(app)
    assert not button(app, "lesson_option_a").disabled


@pytest.mark.parametrize("id", FILES)
def test_a_link_with_a_lesson_alone_begins_as_the_lesson_does(open_page: Callable[..., AppTest], id: str):
    app = open_page("lessons", lesson=id)
    start = target(LESSONS[id].steps[0].start)
    values = {key: app.session_state[key] for key in start.named}
    assert values == {key: start.values[key] for key in start.named}
    assert f"**{LESSONS[id].title.of('en')}** · step 1 of {len(LESSONS[id].steps)} · Predict" in markdown(app)
    assert not app.exception


def test_a_link_with_settings_keeps_them(open_page: Callable[..., AppTest]):
    app = open_page("", lesson="one_step", lesson_step="2", prediction="c", n_epochs="1")
    assert app.session_state["n_epochs"] == 1
    assert "The trainer finds: **(c) About 88%.**" in markdown(app)


def test_a_lesson_is_given_in_chinese(open_page: Callable[..., AppTest]):
    app = open_page("lessons", lesson="softmax_forgets", lang="zh")
    assert "加上 50" in markdown(app)
    assert [each.label for each in app.button if each.key == "lesson_option_b"] == ["(b) 不变。"]
    assert "[softmax](#term-softmax)" in markdown(app)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"lesson": "two_steps"}, "lesson=two_steps is not used"),
        ({"lesson": "one_step", "lesson_step": "13"}, "lesson_step=13 is not used"),
        ({"lesson": "one_step", "lesson_step": "7"}, "has 6 steps, so that lesson_step=7 is not used"),
        ({"lesson": "one_step", "prediction": "z"}, "The prediction z is no answer to step 1 and is not used."),
        ({"lesson": "one_step", "prediction": "c,9.5"}, "The prediction 9.5 is no answer to step 3 and is not used."),
        ({"lesson": "one_step", "prediction": "c,b"}, "The prediction b is no answer to step 3 and is not used."),
        ({"lesson": "one_step", "prediction": "c,0.3,a"}, "3 predictions for 2 questions"),
        ({"lesson": "one_step", "prediction": "<script>"}, "is not used: it must hold at most"),
        ({"lesson": "one_step", "lock": "2"}, "lock=2 is not used: it must be one of 0, 1"),
        ({"course": "10_minutes"}, "course=10_minutes is not used"),
    ],
    ids=str,
)
def test_what_a_link_holds_that_fits_nothing_is_one_sentence(open_page, query, sentence):
    app = open_page("", **query)
    assert not app.exception
    warnings = [warning.value for warning in app.warning]
    assert len(warnings) == 1
    assert sentence in warnings[0]


def test_a_locked_lesson_waits_for_the_teacher_after_the_prediction(open_page: Callable[..., AppTest]):
    app = open_page("lessons", lesson="one_step", lock="1")
    button(app, "lesson_option_c").click().run()
    assert not can_go_on(app)
    app.text_input(key=moves.WORD).set_value("0000").run()
    assert not can_go_on(app)
    app.text_input(key=moves.WORD).set_value(moves.code(LESSONS["one_step"], 1)).run()
    assert set_in_link(app)["lesson_step"] == "2"
    button(app, "lesson_back").click().run()
    assert can_go_on(app)  # once open it stays open
    app = open_page("", lesson="one_step", lesson_step="3", prediction="c,0.3", n_epochs="1", lock="1")
    assert not can_go_on(app)  # the next prediction has digits of its own
    assert moves.code(LESSONS["one_step"], 3) != moves.code(LESSONS["one_step"], 1)


def test_leaving_keeps_the_settings(open_page: Callable[..., AppTest]):
    app = open_page("lessons", lesson="one_step", course="15_minutes")
    button(app, "lesson_leave").click().run()
    assert set_in_link(app) == {"n_epochs": "20"}
    assert not has_button(app, "lesson_next")


def test_a_course_goes_on_in_its_own_order(open_page: Callable[..., AppTest]):
    app = open_page("lessons")
    assert next(code.value.partition("?")[2] for code in app.code) == "lesson=one_step&course=15_minutes"
    button(app, "begin 15_minutes").click().run()
    assert set_in_link(app)["course"] == "15_minutes"
    app = open_page("", lesson="one_step", lesson_step="6", course="15_minutes", prediction="c,0.3", n_epochs="20")
    button(app, "lesson_following").click().run()
    assert set_in_link(app)["lesson"] == "which_logit_rises"
    assert set_in_link(app)["course"] == "15_minutes"


@pytest.mark.parametrize("id", FILES)
def test_a_teachers_page_says_aims_questions_timings_and_computed_outcomes(open_page, id):
    lesson, known = LESSONS[id], read_misconceptions()
    app = open_page("lessons", lesson=id, teacher="true")
    assert not app.exception
    assert title(app) == lesson.title.of("en")
    said = markdown(app)
    for words in (*lesson.aims, *lesson.ask, *(known[name] for name in lesson.misconceptions)):
        assert words.of("en") in said
    table = said[said.index("| step |") :].splitlines()
    assert len(table) >= 2 + len(lesson.steps)
    assert [number for number in lesson.questions() if moves.code(lesson, number) not in said] == []
    assert not has_button(app, "lesson_next")  # no strip above it


def test_the_teachers_page_of_a_lesson_leads_into_the_lesson(open_page: Callable[..., AppTest]):
    app = open_page("lessons")
    button(app, "teach units").click().run()
    assert title(app) == LESSONS["units"].title.of("en")
    button(app, "begin").click().run()
    assert set_in_link(app)["lesson"] == "units"
    assert "teacher" not in set_in_link(app)
    assert not can_go_on(app)


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_there(open_page, monkeypatch):
    fault = str(LessonError("05_units.toml: goal.en is missing."))
    others = {id: lesson for id, lesson in LESSONS.items() if id != "units"}
    monkeypatch.setattr(library, "_read", lambda: (others, [fault]))
    app = open_page("lessons")
    assert [error.value for error in app.error] == ["A lesson cannot be shown. 05_units.toml: goal.en is missing."]
    assert has_button(app, "begin one_valley")
    assert not has_button(app, "begin units")
    assert not app.exception


def test_reset_keeps_the_lesson(open_page: Callable[..., AppTest]):
    app = open_page("", lesson="one_step", lesson_step="2", prediction="c", n_epochs="20")
    next(each for each in app.button if each.label == "Reset to defaults").click().run()
    assert set_in_link(app) == {"lesson": "one_step", "lesson_step": "2", "prediction": "c"}
