"""Every setting through the URL and back, and URLs that hold anything at all."""

from urllib.parse import urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.own_data import DIGEST, IRIS_EDITS, brought  # noqa: F401
from trainer.ui.settings.data_sets import SOURCES
from trainer.ui.settings.kinds import Answers, Choice, Features, Flag, Kept, Line, Many, Real, Whole, Written
from trainer.ui.settings.table import OPTIMIZER_NAMES, RUN_KEYS, SETTINGS
from trainer.ui.settings.url import read, run_text, run_values, write
from trainer.ui.settings.values import DEFAULTS, fitted, from_values


def of_kind(*kinds):
    return [key for key, setting in SETTINGS.items() if isinstance(setting, kinds)]


N_SAMPLES = 150  # of each data set built in
RUNS = ("default", "learning_rate:0.3~optimizer:adam", "dataset:iris~l2:0.01", "seed:1", "seed:2", "seed:3")
TITLES = ("Class 9b", "<b>a − y</b> & **why**? 100 % #1 :smile:", "第三课 👩\u200d🏫", "'\"+=;", "x" * 80)
ANSWERS = ("b", "-", "0.352", "a", "-1.25", "c", "d", "-", "a", "1", "-", "b")
STEPPED = [key for key in of_kind(Choice) if isinstance(SETTINGS[key].default, float)]
EXACT = of_kind(
    Choice, Flag, Whole, Many, Features, Written, Line, Kept, Answers
)  # the others are written in twelve digits
ENTRIES = st.one_of(
    st.text(max_size=60),
    st.from_regex(r"-?0{0,12}[0-9]{1,9}(\.[0-9]{1,9})?(e-?[0-9]{1,4})?", fullmatch=True),
    st.floats().map(str),
    st.sampled_from(["", "true", "false", "nan", "inf", "-inf", "all", "newton", "iris", "1_0", "٣", "²", "0x1"]),
    st.lists(st.sampled_from([*RUNS, "0.1", "5", "adam", ""]), max_size=9).map(",".join),
    st.lists(st.sampled_from([*RUNS, "seed:x", "optimizer", "~"]), max_size=9).map("!".join),
)
QUERIES = st.dictionaries(st.sampled_from([*SETTINGS, "utm_source", "", "Seed", "__class__"]), ENTRIES)


NINE_WEIGHTS = "0.1,-2,3e-07,0,1000000.0,-0.25,1.5,0.30000000000000004,7"


def around(key):
    """The defaults, with data that have features enough, or are the ones that a text is about."""
    if key == "own":
        return DEFAULTS | {"dataset": "own"}
    return DEFAULTS | ({"dataset": "iris"} if key in (*of_kind(Features), "edits") else {})


def allowed(key):
    """Every value of a setting; of a real number its ends, of many every beginning, of kept runs every end."""
    match SETTINGS[key]:
        case Choice(options=options):
            return [option for option in options if option != "own"]  # which needs its digest beside it
        case Written():
            return {"own": [DIGEST], "edits": ["", IRIS_EDITS], "start": ["", NINE_WEIGHTS]}[key]
        case Line():
            return ["", *TITLES]
        case Whole(low=low, high=high):
            return list(range(low, min(high, N_SAMPLES) + 1) if key == "sample" else range(low, high + 1))
        case Features(default=default, least=least):
            three = ["sepal_length", "sepal_width-petal_length-petal_width"]
            return [default, *(three if least == 1 else ["petal_width-sepal_length"])]
        case Real(low=low, high=high):
            return [low, high]
        case Many(options=options, most=most):
            return [options[:count] for count in range(1, most + 1)]
        case Kept(most=most):
            return [RUNS[start:most] for start in range(most + 1)]
        case Answers(most=most):
            return [ANSWERS[:count] for count in range(most + 1)]
        case Flag():
            return [True, False]


def other_than_default(key):
    return next(value for value in allowed(key) if value != DEFAULTS[key])


def is_allowed(key, value):
    match SETTINGS[key]:
        case Real(low=low, high=high):
            return isinstance(value, float) and low <= value <= high
        case Whole(low=low, high=high):
            return type(value) is int and low <= value <= high
        case Choice(options=options):
            return value in options and type(value) in map(type, options)
        case Many(options=options, most=most):
            return (
                value == tuple(option for option in options if option in value)
                and (value or SETTINGS[key].stays)
                and len(value) <= most
            )
        case Kept(most=most):
            return value == tuple(run_text(run_values(run)) for run in value) and len(set(value)) == len(value) <= most
        case Features() | Written() | Line():
            return SETTINGS[key].allows(value)
        case Answers(most=most):
            return len(value) <= most and all(0 < len(answer) < 13 and answer.isascii() for answer in value)
        case Flag():
            return isinstance(value, bool)


@pytest.mark.parametrize("key", EXACT)
def test_every_value_comes_back_from_the_url(key):
    values = allowed(key)
    back = [read(write(around(key) | {key: value})) for value in values]
    assert not any(ignored for _, ignored in back)
    assert [found[key] for found, _ in back] == values
    assert [type(found[key]) for found, _ in back] == [type(value) for value in values]


@pytest.mark.parametrize("key", SETTINGS)
def test_a_setting_in_the_url_leaves_the_others_alone(key):
    values, ignored = read(write(around(key) | {key: other_than_default(key)}))
    assert values | {key: None} == around(key) | {key: None}
    assert ignored == []


@pytest.mark.parametrize("key", of_kind(Real))
@given(st.data())
def test_any_number_typed_into_a_field_comes_back(key, data):
    number = data.draw(st.floats(SETTINGS[key].low, SETTINGS[key].high).map(lambda x: round(x, 6)))
    assert read(write(DEFAULTS | {key: number}))[0][key] == number


@pytest.mark.parametrize("key", SETTINGS)
def test_a_setting_is_in_the_url_by_its_id_unless_it_is_the_default(key):
    assert [id for id in write(around(key) | {key: other_than_default(key)}) if id != "dataset" or key == id] == [key]


def test_somebodys_own_data_are_in_the_link_by_their_digest():
    values = DEFAULTS | {"dataset": "own", "own": DIGEST}
    assert write(values) == {"dataset": "own", "own": DIGEST}
    assert read(write(values)) == (values, [])
    assert run_values(run_text(values)) == values


def test_the_digest_of_data_that_the_session_has_not_gives_the_example_and_says_so():
    values, ignored = read({"dataset": "own", "own": "0" * 16})
    assert values == DEFAULTS
    no_data = "is not used: it must be data of this session, for somebody's own do not travel in a link."
    assert ignored == [f"dataset=own {no_data}", f"own={'0' * 16} {no_data}"]
    assert read({"kept_runs": f"dataset:own~own:{'0' * 16}"})[0] == DEFAULTS


@pytest.mark.parametrize("dataset", ["three_class", "wine", "own"])
def test_edits_of_other_data_change_nothing(dataset):
    values = DEFAULTS | {"dataset": dataset, "own": DIGEST if dataset == "own" else "", "edits": IRIS_EDITS}
    assert "edits" not in write(values)
    assert from_values(values).data == from_values(values | {"edits": ""}).data


def test_the_defaults_are_an_empty_url():
    assert write(DEFAULTS) == {}
    assert read({}) == (DEFAULTS, [])


@pytest.mark.parametrize("key", [key for key, setting in SETTINGS.items() if setting.allows(())])
def test_nothing_chosen_leaves_no_empty_value_in_the_url(key):
    assert write(DEFAULTS | {key: ()}) == {}


def test_reading_does_not_touch_the_defaults():
    before = dict(DEFAULTS)
    read({"seed": "7"})[0]["sample"] = 99
    assert before == DEFAULTS


def test_everything_at_once_comes_back():
    changed = DEFAULTS | {key: other_than_default(key) for key in SETTINGS} | {"features": "all", "own": ""}
    changed |= {"start": ",".join(["0.5"] * 45)}  # for iris with squares
    assert read(write(changed)) == (changed, [])


@pytest.mark.parametrize("key", [key for key in SETTINGS if key not in of_kind(Line)])  # a line may say anything
def test_junk_gives_the_default_and_one_sentence_naming_it(key):
    entries = ["junk", "", " ", "None", "[]", "inf", "nan", "-1e999", "9" * 5000]
    found = [read({key: entry}) for entry in entries]
    assert [entry for entry, (values, _) in zip(entries, found, strict=True) if values != DEFAULTS] == []
    assert [len(ignored) for _, ignored in found] == [1] * len(entries)
    named = [f"{key}={entry[:40].replace('[]', '??')}" for entry in entries]
    assert [ignored[0].startswith(name) for name, (_, ignored) in zip(named, found, strict=True)] == [True] * len(named)
    assert all(ignored[0].endswith(".") for _, ignored in found)


@pytest.mark.parametrize(
    ("key", "entry", "allowed_values"),
    [
        ("n_epochs", "0", "a whole number from 1 to 5000"),
        ("n_epochs", "5001", "a whole number from 1 to 5000"),
        ("n_epochs", "10.5", "a whole number from 1 to 5000"),
        ("n_epochs", "-5", "a whole number from 1 to 5000"),
        ("n_epochs", "+5", "a whole number from 1 to 5000"),
        ("n_epochs", "1e3", "a whole number from 1 to 5000"),
        ("n_epochs", "000000001999999", "a whole number from 1 to 5000"),
        ("seed", "00000000099999", "a whole number from 0 to 9999"),
        ("seed", "²", "a whole number from 0 to 9999"),
        ("seed", "0" * 5000, "a whole number from 0 to 9999"),
        ("sample", "151", "a whole number from 1 to 150"),
        ("sample", "20001", "a whole number from 1 to 20000"),
        ("features", "petal_length", "all, or some of sweetness, crispness, with - between"),
        ("features", "sweetness-sweetness", "all, or some of the features by their ids, with - between"),
        ("features", "sweetness-", "all, or some of the features by their ids, with - between"),
        ("features_shown", "sweetness-crispness", "auto where no more than two features are trained on"),
        ("features_shown", "sweetness", "auto, or 2 of the features by their ids, with - between"),
        ("features_shown", "a-b-c", "auto, or 2 of the features by their ids, with - between"),
        ("learning_rate", "0.0009", "a number from 0.001 to 1000"),
        ("learning_rate", "1001", "a number from 0.001 to 1000"),
        ("learning_rate", "-0.1", "a number from 0.001 to 1000"),
        ("held_out", "0.6", "a number from 0 to 0.5"),
        ("momentum", "1", "a number from 0 to 0.99"),
        ("rates", "0.1,0.11", "at most 8 of 0.001, 0.0012, 0.0015, …, 1000, with commas between"),
        ("rates", "1,2,3,4,5,6,8,10,12", "at most 8 of 0.001, 0.0012, 0.0015, …, 1000, with commas between"),
        ("rates", "1,,2", "at most 8 of 0.001, 0.0012, 0.0015, …, 1000, with commas between"),
        ("optimizers", "adam,sgd", f"at most 5 of {', '.join(OPTIMIZER_NAMES)}, with commas between"),
        ("gauge", "11", "a number from -10 to 10"),
        ("compare", "all", "one of rates, optimizers, kept"),
        ("compare_epoch", "5001", "a whole number from 0 to 5000"),
        ("z1", "1e5", "a number from -10000 to 10000"),
        ("optimizer", "sgd", "one of gradient_descent, momentum, nesterov, adam, newton"),
        (
            "dataset",
            "Iris",
            f"one of {', '.join(SOURCES)}",
        ),
        ("batch_size", "3", "one of all, 64, 32, 16, 8, 4, 2, 1"),
        ("standardize", "True", "one of true, false"),
        ("standardize", "1", "one of true, false"),
    ],
)
def test_a_value_out_of_range_gives_the_default_and_says_what_is_allowed(key, entry, allowed_values):
    values, ignored = read({key: entry})
    assert values == DEFAULTS
    assert len(ignored) == 1
    assert ignored[0].endswith(f" is not used: it must be {allowed_values}.")


@pytest.mark.parametrize(
    ("key", "entry", "used"),
    [
        ("learning_rate", "0.11", 0.1),
        ("learning_rate", "0.99", 1.0),
        ("learning_rate", "999", 1000.0),
        ("l2", "0.018", 0.01),
        ("l2", "1e-9", 0.0),
        ("held_out", "0.25", 0.2),
        ("momentum", "0.91", 0.9),
    ],
)
def test_a_number_between_two_steps_becomes_the_nearer_one_and_a_sentence_says_so(key, entry, used):
    values, ignored = read({key: entry})
    assert values == DEFAULTS | {key: used}
    assert ignored == [f"{key}={entry} lies between two steps: {used:g} is used."]


@pytest.mark.parametrize("entry", ["0.1", "1e-1", "00.10", ".1"])
def test_a_step_may_be_written_in_any_way(entry):
    assert read({"learning_rate": entry}) == (DEFAULTS | {"learning_rate": 0.1}, [])


def test_a_whole_number_may_have_leading_zeros():
    assert read({"seed": "007"}) == (DEFAULTS | {"seed": 7}, [])


def test_an_unknown_key_gives_one_sentence_and_changes_nothing():
    assert read({"layout": "stacked", "seed": "7"}) == (DEFAULTS | {"seed": 7}, [])  # goes by the width now
    assert read({"utm_source": "mail", "seed": "7"}) == (
        DEFAULTS | {"seed": 7},
        ["utm_source is not a setting."],
    )


def test_every_bad_part_gets_its_own_sentence_and_the_good_part_is_used():
    values, ignored = read({"dataset": "iris", "seed": "x", "n_epochs": "0", "colour": "red"})
    assert values == DEFAULTS | {"dataset": "iris"}
    assert [sentence.split("=")[0].split(" ")[0] for sentence in ignored] == ["seed", "n_epochs", "colour"]


@pytest.mark.parametrize(
    "entry", ["<script>alert(1)</script>", "[a](http://b)", "`rm`", "**x**", "$x$", "a\nb", ":red[x]"]
)
def test_what_is_quoted_holds_no_markup(entry):
    sentences = read({"seed": entry})[1] + read({entry: "1"})[1]
    assert len(sentences) == 2
    assert not set("<>[]()`*$\n:") & set("".join(sentences).replace("used: it", ""))


def test_what_is_quoted_is_cut_off():
    sentences = read({"seed": "x" * 5000})[1] + read({"x" * 5000: "1"})[1]
    assert max(map(len, sentences)) < 130


@given(QUERIES)
@example({"n_epochs": "000000001999999"})
def test_any_query_gives_allowed_values_and_at_most_a_sentence_a_part(query):
    values, ignored = read(query)
    assert [key for key in SETTINGS if not is_allowed(key, values[key])] == []
    assert list(values) == list(SETTINGS)
    assert len(ignored) <= len(query)
    assert all(sentence.endswith(".") for sentence in ignored)
    from_values(values)


@given(QUERIES)
def test_what_was_read_is_read_again(query):
    values, _ = read(query)
    again, ignored = read(write(values))
    assert [again[key] for key in EXACT] == [values[key] for key in EXACT]
    assert ignored == []


@pytest.mark.parametrize("key", STEPPED)
def test_steps_ascend_so_that_a_range_can_be_named(key):
    assert list(SETTINGS[key].options) == sorted(SETTINGS[key].options)


@pytest.mark.parametrize(
    ("key", "entry", "used"),
    [
        ("rates", "5,0.1", (0.1, 5.0)),
        ("rates", "0.1,0.1", (0.1,)),
        ("optimizers", "newton,adam", ("adam", "newton")),
        ("kept_runs", "seed:1!seed:01", ("seed:1",)),
        ("kept_runs", "optimizer:adam~learning_rate:0.3", ("learning_rate:0.3~optimizer:adam",)),
        ("kept_runs", "learning_rate:0.1", ("default",)),
    ],
)
def test_what_is_many_is_put_in_order_and_said_once(key, entry, used):
    assert read({key: entry}) == (DEFAULTS | {key: used}, [])


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("features:sweetness-x3", "it must be all, or some of sweetness, crispness, with - between"),
        ("junk", "junk is not a setting of a run"),
        ("default!", " is not a setting of a run"),
        ("seed:1~sample:2", "sample is not a setting of a run"),
        ("kept_runs:seed", "kept_runs is not a setting of a run"),
        ("seed", "it must be a whole number from 0 to 9999"),
        ("seed:1:2", "it must be a whole number from 0 to 9999"),
        ("optimizer:sgd", "it must be one of gradient_descent, momentum, nesterov, adam, newton"),
        ("learning_rate:0.11", "learning_rate lies between two steps: 0.1 is used"),
        ("!".join(f"seed:{seed}" for seed in range(7)), "it must hold at most 6 runs"),
        ("<b>:1", "?b? is not a setting of a run"),
    ],
)
def test_kept_runs_that_are_none_give_no_run_and_one_sentence(entry, sentence):
    values, ignored = read({"kept_runs": entry})
    assert values == DEFAULTS
    assert len(ignored) == 1
    assert ignored[0].endswith(f" is not used: {sentence}.")


def test_the_default_run_is_kept_as_a_word():
    assert run_text(DEFAULTS) == "default"
    assert run_values("default") == DEFAULTS


@given(st.fixed_dictionaries({}, optional={key: st.sampled_from(allowed(key)) for key in RUN_KEYS}))
def test_a_run_comes_back_from_its_text(changes):
    before, after = (from_values(DEFAULTS | values) for values in (changes, run_values(run_text(DEFAULTS | changes))))
    assert (after.data, after.training) == (before.data, before.training)


@pytest.mark.parametrize(
    ("former", "same", "changed"),
    [
        ({"kept": "seed:1!seed:2"}, {"kept_runs": "seed:1!seed:2"}, {"kept_runs": ("seed:1", "seed:2")}),
        (
            {"dataset": "iris", "plane": "sepal_length-sepal_width"},
            {"dataset": "iris", "features_shown": "sepal_length-sepal_width"},
            {"dataset": "iris", "features_shown": "sepal_length-sepal_width"},
        ),
        (
            {"dataset": "iris", "features": "petal_length-petal_width"},
            {"dataset": "iris", "features": "petal_length-petal_width"},
            {"dataset": "iris", "features": "petal_length-petal_width"},
        ),
        (
            {"way": "logits", "shift": "3", "step": "7"},
            {"numbers_from": "logits", "added_to_logits": "3", "derivation_step": "7"},
            {"numbers_from": "logits", "added_to_logits": 3.0, "derivation_step": 7},
        ),
    ],
    ids=lambda query: "-".join(query),
)
def test_a_link_of_an_earlier_version_opens_the_same_page_and_is_written_by_todays_ids(former, same, changed):
    assert read(former) == read(same) == (DEFAULTS | changed, [])
    assert write(read(former)[0]) == same


def test_no_former_id_is_one_of_today_or_of_two_settings():
    former = [id for setting in SETTINGS.values() for id in setting.formerly]
    assert sorted(former) == ["kept", "plane", "shift", "step", "way"]
    assert not set(former) & set(SETTINGS)


def test_of_a_former_and_todays_id_todays_holds_and_a_sentence_says_so():
    values, ignored = read({"kept": "seed:2", "kept_runs": "seed:1"})
    assert values == DEFAULTS | {"kept_runs": ("seed:1",)}
    assert ignored == ["kept is not used: it is now called kept_runs, which the link sets too."]
    assert read({"kept_runs": "seed:1", "kept": "seed:2"})[0] == values


def test_a_bad_value_is_quoted_with_the_id_that_the_link_has():
    assert read({"plane": "junk"})[1][0].startswith("plane=junk is not used: it must be auto")
    assert read({"kept": "junk"})[1] == ["kept=junk is not used: junk is not a setting of a run."]


def test_what_the_data_have_not_is_written_as_what_the_page_shows():
    values = DEFAULTS | {"sample": 2000, "features": "petal_length", "features_shown": "petal_length-petal_width"}
    assert write(values) == {"sample": "150"}
    assert read(write(values)) == (fitted(values), [])
    assert run_text(values) == "default"


@pytest.mark.parametrize("key", [key for key in SETTINGS if key not in RUN_KEYS])
def test_what_is_no_part_of_a_run_is_not_in_its_text(key):
    assert run_text(DEFAULTS | {key: other_than_default(key)}) == "default"


def test_six_kept_runs_fit_into_a_url():
    longest = [
        {"dataset": "iris", "features": "sepal_length-petal_length", "standardize": False, "held_out": 0.3}
        | {"learning_rate": 0.0012, "n_epochs": 4999, "optimizer": "gradient_descent", "momentum": 0.85}
        | {"batch_size": 64, "l2": 0.0003, "init_scale": 0.01, "seed": 9990 + i}
        for i in range(6)
    ]
    kept = tuple(run_text(DEFAULTS | changes) for changes in longest)
    query = write(DEFAULTS | {"kept_runs": kept})
    assert read(query) == (DEFAULTS | {"kept_runs": kept}, [])
    assert len(urlencode(query)) < 2000


def test_what_has_no_effect_on_a_run_is_not_in_its_text():
    values = DEFAULTS | {"optimizer": "newton", "learning_rate": 3.0, "batch_size": 16, "momentum": 0.5}
    assert run_text(values) == "optimizer:newton"
