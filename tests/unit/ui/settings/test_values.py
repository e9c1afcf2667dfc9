"""The table of settings, and what a set of values means."""

import math
from dataclasses import replace
from itertools import pairwise, product

import pytest

from tests.own_data import DIGEST, IRIS_EDITS, brought  # noqa: F401
from trainer import TrainingConfig, load_iris, load_three_class
from trainer.ui import runs
from trainer.ui.settings.kinds import Answers, Choice, Features, Flag, Kept, Line, Many, Real, Whole, text
from trainer.ui.settings.table import LEARNING_RATES, RUN_KEYS, SETTINGS
from trainer.ui.settings.values import DEFAULTS, DataSettings, applicable, from_values

DATASETS = SETTINGS["dataset"].options
OPTIMIZERS = SETTINGS["optimizer"].options
SHOWN = list(SETTINGS)
WITH_OPTIONS = [key for key, setting in SETTINGS.items() if isinstance(setting, Choice | Many)]
NOT_APPLICABLE = [
    ({"start": ",".join("123456789")}, {"init_scale": 1.0}),
    ({"start": ",".join("123456789"), "held_out": 0.0, "init_scale": 1.0}, {"seed": 7}),
    ({}, {"spread": 2.0, "blob_classes": 7, "blob_seed": 1, "own": DIGEST}),
    ({"dataset": "own", "own": DIGEST}, {"edits": IRIS_EDITS}),
    ({}, {"features_shown": "sepal_length-sepal_width", "momentum": 0.5}),
    ({"dataset": "iris", "features": "petal_length-petal_width"}, {"features_shown": "petal_width-petal_length"}),
    ({"optimizer": "newton"}, {"learning_rate": 1.0, "momentum": 0.5, "batch_size": 16}),
    ({"optimizer": "nesterov"}, {"momentum": 0.5}),
    ({"optimizer": "adam"}, {"momentum": 0.5}),
    ({"held_out": 0.0}, {"seed": 7}),
    ({"dataset": "digits"}, {"squares": True}),
    ({"held_out": 0.0, "optimizer": "newton", "batch_size": 16}, {"seed": 7}),
    ({"numbers_from": "sample"}, {"z1": 9.0, "z2": 9.0, "z3": 9.0, "target": "free", "y1": 0.5, "y2": 0.5, "y3": 0.5}),
    ({"numbers_from": "sample"}, {"temperature": 2.0}),
    ({"numbers_from": "logits"}, {"epoch": 3, "y1": 0.5, "y2": 0.5, "y3": 0.5}),
]
APPLICABLE = [
    ({"dataset": "rings"}, {"squares": True}),
    ({}, {"dataset": "iris", "standardize": False, "held_out": 0.5, "learning_rate": 1.0, "n_epochs": 7}),
    ({}, {"optimizer": "adam", "batch_size": 16, "l2": 0.1, "init_scale": 1.0, "seed": 7}),
    (
        {},
        {
            "sample": 9,
            "loss_axes": "log",
            "shown_epoch": 0,
            "panel": "landscape",
            "arrows": True,
            "edit_samples": True,
            "ghost": False,
            "lang": "zh",
            "lesson": "one_step",
            "lesson_step": 2,
            "prediction": ("c",),
            "lock": 1,
            "course": "45_minutes",
            "teacher": True,
            "numbers_from": "logits",
            "epoch": 3,
            "derivation_step": 2,
            "all_steps": True,
            "added_to_logits": 1.0,
            "gauge": 2.0,
            "compare": "optimizers",
            "rates": (0.1,),
            "compare_epoch": 7,
            "kept_runs": ("seed:7",),
            "pages": ("derive", "check"),
            "hide": ("l2", "zones"),
            "projector": 1,
            "title": "Class 9b",
        },
    ),
    ({}, {"features": "crispness"}),
    ({"dataset": "blobs"}, {"spread": 2.0, "blob_classes": 7, "blob_seed": 1}),
    ({"dataset": "own"}, {"own": DIGEST}),
    ({"dataset": "iris"}, {"edits": IRIS_EDITS}),
    ({"dataset": "iris"}, {"features": "petal_length-petal_width", "features_shown": "sepal_length-sepal_width"}),
    (
        {"dataset": "iris", "features": "sepal_length-petal_length-petal_width"},
        {"features_shown": "petal_width-sepal_length"},
    ),
    ({"compare": "optimizers"}, {"optimizers": ("adam",)}),
    ({"optimizer": "momentum"}, {"momentum": 0.5}),
    ({}, {"start": ",".join("123456789")}),
    ({"start": "1,2,3", "held_out": 0.0}, {"init_scale": 1.0}),
    ({"held_out": 0.0, "init_scale": 1.0}, {"seed": 7}),
    ({"held_out": 0.0, "batch_size": 16}, {"seed": 7}),
    ({"numbers_from": "logits"}, {"z1": 9.0, "z2": 9.0, "z3": 9.0, "target": "2", "temperature": 2.0}),
    ({"numbers_from": "logits", "target": "free"}, {"y1": 0.5, "y2": 0.5, "y3": 0.5}),
]


def each(cases):
    return [
        pytest.param(context, key, value, id=f"{key} with {context}")
        for context, changes in cases
        for key, value in changes.items()
    ]


@pytest.mark.parametrize("key", SETTINGS)
def test_a_default_is_allowed(key):
    match SETTINGS[key]:
        case Choice(options=options, default=default):
            assert default in options
        case Whole(low=low, high=high, default=default) | Real(low=low, high=high, default=default):
            assert low <= default <= high
        case Flag(default=default):
            assert isinstance(default, bool)
        case Many(options=options, default=default, most=most):
            assert set(default) <= set(options)
            assert len(default) > 0 or SETTINGS[key].stays
            assert len(default) <= most <= len(options)
        case Features(default=default):
            assert SETTINGS[key].allows(default)
        case Line(default=default):
            assert default == ""
        case Kept(default=default) | Answers(default=default):
            assert default == ()


@pytest.mark.parametrize("key", SHOWN)
def test_a_setting_has_a_label_and_a_sentence_of_help(key):
    assert SETTINGS[key].label[0].isupper() or SETTINGS[key].label == key
    assert SETTINGS[key].help.endswith(".")


def test_labels_differ():
    labels = [SETTINGS[key].label for key in SHOWN]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("key", WITH_OPTIONS)
def test_the_options_of_a_choice_differ_in_value_in_text_and_in_name(key):
    setting = SETTINGS[key]
    shown = {setting.name(option) for option in setting.options}
    assert len(set(setting.options)) == len({text(o) for o in setting.options}) == len(shown)
    assert len(shown) == len(setting.options)


@pytest.mark.parametrize("key", [key for key in WITH_OPTIONS if SETTINGS[key].names])
def test_only_options_are_named(key):
    assert set(SETTINGS[key].names) <= set(SETTINGS[key].options)


def test_a_setting_of_training_has_the_name_of_its_field():
    fields = set(TrainingConfig.__dataclass_fields__)
    assert fields - set(SETTINGS) <= {"tolerance", "loss"}


def test_learning_rates_are_ten_steps_a_decade_from_a_thousandth_to_a_thousand():
    assert (len(LEARNING_RATES), LEARNING_RATES[0], LEARNING_RATES[-1]) == (61, 0.001, 1000)
    steps = [math.log10(b / a) for a, b in pairwise(LEARNING_RATES)]
    assert steps == pytest.approx([0.1] * 60, abs=0.03)


@pytest.mark.parametrize("load", [load_iris, load_three_class])
def test_every_sample_of_the_built_in_data_can_be_chosen(load):
    assert SETTINGS["sample"].low == 1
    assert SETTINGS["sample"].high >= len(load().y)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.1, "0.1"),
        (1000.0, "1000"),
        (0.0001, "0.0001"),
        (0.1 + 0.2, "0.3"),
        (-1e4, "-10000"),
        ((0.1, 1000.0), "0.1,1000"),
        (("adam", "newton"), "adam,newton"),
        (True, "true"),
        (False, "false"),
        (64, "64"),
        ("all", "all"),
    ],
)
def test_a_value_is_written_as_one_would_type_it(value, written):
    assert text(value) == written


def test_the_defaults_train_the_three_class_example_for_200_epochs():
    settings = from_values(DEFAULTS)
    assert settings.data == DataSettings("three_class", "all", True, 0.2)
    assert settings.training == TrainingConfig(learning_rate=0.1, n_epochs=200)


@pytest.mark.parametrize(
    ("dataset", "optimizer", "features"),
    [
        *((dataset, optimizer, "all") for dataset, optimizer in product(DATASETS, OPTIMIZERS)),
        *(("iris", optimizer, "petal_length-petal_width") for optimizer in OPTIMIZERS),
    ],
)
@pytest.mark.parametrize("batch_size", ["all", 1])
def test_every_data_set_trains_with_every_optimizer(dataset, optimizer, batch_size, features):
    changes = {"dataset": dataset, "optimizer": optimizer, "batch_size": batch_size, "features": features}
    settings = from_values(DEFAULTS | changes | {"n_epochs": 1})
    assert settings.training.optimizer == optimizer
    assert settings.training.batch_size == (1 if batch_size == 1 and optimizer != "newton" else None)
    assert runs.run(settings.data, settings.training).history.n_epochs <= 1


@pytest.mark.parametrize("key", ["learning_rate", "batch_size", "l2", "momentum", "init_scale", "held_out"])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_option_makes_a_valid_configuration_by_which_a_run_can_be_kept(key, optimizer):
    options, values = SETTINGS[key].options, DEFAULTS | {"optimizer": optimizer}
    made = [from_values(values | {key: option}) for option in options]
    runs_apart = len({(settings.data, settings.training) for settings in made})
    assert runs_apart == (len(options) if applicable(values)[key] else 1)


@pytest.mark.parametrize(("context", "key", "value"), each(NOT_APPLICABLE))
def test_a_setting_that_does_not_apply_changes_nothing(context, key, value):
    values = DEFAULTS | context
    assert not applicable(values)[key]
    changed, before = from_values(values | {key: value}), from_values(values)
    shown_elsewhere = {"comparison": before.comparison}  # other runs may read what this optimizer does not
    assert replace(changed, **shown_elsewhere) == before


@pytest.mark.parametrize(("context", "key", "value"), each(APPLICABLE))
def test_a_setting_that_applies_changes_what_is_set(context, key, value):
    values = DEFAULTS | context
    assert applicable(values)[key]
    assert from_values(values | {key: value}) != from_values(values)


def test_every_setting_is_tested_where_it_applies():
    assert {key for _, changes in APPLICABLE for key in changes} == set(SETTINGS)


@pytest.mark.parametrize("key", ["features_shown", "sample", "loss_axes", "numbers_from", "z1", "derivation_step"])
def test_what_is_looked_at_does_not_change_the_run(key):
    values = DEFAULTS | {"dataset": "iris", "numbers_from": "logits"}
    changed = {"features_shown": "sepal_length-sepal_width", "sample": 9, "loss_axes": "log"}
    other = changed | {"numbers_from": "sample", "z1": 9.0, "derivation_step": 2}
    before, after = from_values(values), from_values(values | {key: other[key]})
    assert (after.data, after.training) == (before.data, before.training)
    assert after != before


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("shown_epoch", 0),
        ("panel", "landscape"),
        ("arrows", True),
        ("ghost", False),
        ("lang", "zh"),
        ("gauge", 2.0),
        ("compare", "optimizers"),
        ("rates", (0.1,)),
        ("compare_epoch", 7),
        ("kept_runs", ("seed:7",)),
    ],
)
def test_what_is_shown_checked_or_compared_does_not_change_the_run(key, value):
    before, after = from_values(DEFAULTS), from_values(DEFAULTS | {key: value})
    assert (after.data, after.training) == (before.data, before.training)
    assert after != before


@pytest.mark.parametrize("key", ["learning_rate", "momentum", "batch_size"])
@pytest.mark.parametrize("sidebar", OPTIMIZERS)
def test_what_the_panel_shows_is_what_compared_optimizers_run(key, sidebar):
    value = {"learning_rate": 3.0, "momentum": 0.5, "batch_size": 16}[key]
    shown = DEFAULTS | {"compare": "optimizers", "optimizer": sidebar, key: value}
    found = {training.optimizer: training for training in from_values(shown).comparison.trainings}
    assert getattr(found["momentum"], key) == value


def test_the_epoch_shown_is_the_last_of_the_longest_run_and_may_be_any_before_it():
    shown, longest = SETTINGS["shown_epoch"], SETTINGS["n_epochs"].high
    assert (shown.low, shown.high, shown.default) == (0, longest, longest)


def test_the_settings_of_a_run_are_those_of_data_and_training():
    fields = {*DataSettings.__dataclass_fields__, *TrainingConfig.__dataclass_fields__}
    assert set(RUN_KEYS) == fields & set(SETTINGS)


@pytest.mark.parametrize(
    ("changes", "axes"),
    [
        ({}, (0, 1)),
        ({"features_shown": "sepal_length-sepal_width"}, (0, 1)),
        ({"features": "crispness"}, (0,)),
        ({"dataset": "iris"}, (2, 3)),
        ({"dataset": "iris", "features_shown": "sepal_width-petal_width"}, (1, 3)),
        ({"dataset": "iris", "features_shown": "petal_width-sepal_width"}, (3, 1)),
        ({"dataset": "iris", "features": "sepal_length-petal_length-petal_width"}, (1, 2)),
        ({"dataset": "iris", "features": "sepal_length-sepal_width-petal_width"}, (0, 1)),
        ({"dataset": "iris", "features": "petal_length-petal_width"}, (0, 1)),
    ],
)
def test_the_axes_are_two_of_the_trained_features(changes, axes):
    assert runs.axes_shown(from_values(DEFAULTS | changes)) == axes
