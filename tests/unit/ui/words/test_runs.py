"""What is said of a run: true for any data, and whole."""

import numpy as np
import pytest

from trainer import Dataset, Experiment, TrainingConfig, load_iris, load_three_class, run_experiment
from trainer.ui.words import runs as words


def some_classes(sizes: list[int], n_features: int = 2) -> Dataset:
    y = np.repeat(np.arange(len(sizes)), sizes)
    X = np.random.default_rng(0).normal(size=(len(y), n_features)) + y[:, None]
    names = tuple(f"f_{i}" for i in range(n_features))
    return Dataset("some", X, y, names, tuple(f"v|{label}" for label in range(len(sizes))))


def run(dataset: Dataset, held_out: float = 0.2, **config: float) -> Experiment:
    return run_experiment(dataset, TrainingConfig(n_epochs=5, **config), held_out=held_out)  # type: ignore[arg-type]


def test_classes_without_a_held_out_sample_are_named():
    said = words.how_trained(run(some_classes([20, 20, 1])), True)
    assert said == (
        "Trained on 33 of 41 samples; the other 8 only measure it. Features are standardized: mean 0 and standard "
        r"deviation 1 over the training samples. These classes have too few samples for one to be held out: v\|2."
    )


@pytest.mark.parametrize("held_out", [0.0, 0.2])
def test_nothing_is_said_where_every_class_or_none_is_held_out(held_out):
    assert "too few" not in words.how_trained(run(load_iris(), held_out), True)


@pytest.mark.parametrize(
    ("k", "darker", "darkest"), [pytest.param(2, 75, 95), pytest.param(3, 60, 90), pytest.param(11, 23, 65)]
)
def test_shades_are_told_as_probabilities_too(k, darker, darkest):
    said = words.plane_shown(run(some_classes([10] * k)), (0, 1))
    assert f"At 3 : 1 its probability is at least {darker}%, at 19 : 1 at least {darkest}%." in said


def test_names_in_a_caption_are_shown_as_typed():
    said = words.plane_shown(run(some_classes([10, 10], 4)), (0, 3))
    assert r"f\_1 = " in said
    assert r" and f\_2 = " in said


@pytest.mark.parametrize(("features", "named"), [pytest.param(14, True), pytest.param(15, False)])
def test_means_are_named_where_they_are_not_too_many(features, named):
    said = words.plane_shown(run(some_classes([10, 10], features)), (0, 3))
    assert (r"f\_1 = " in said) == named
    assert ("the training means of the other 13." in said) != named


def test_a_single_feature_is_explained():
    assert "samples of each class stand on a line" in words.plane_shown(run(some_classes([9, 9], 1)), (0,))


def test_before_training_all_classes_tie():
    experiment = run(load_three_class())
    assert words.measured_at(experiment, 0) == "epoch 0: loss 1.099, all classes tie at 33.3%"
    assert words.regions_in_words(experiment, 0).endswith("no region is shaded, for all classes tie at 33.3%.")
    assert words.measured_at(experiment, 1).startswith("epoch 1: loss 1.059, accuracy 88.3%")
    assert words.regions_in_words(experiment, 1) == "Decision regions at epoch 1, with the samples."


def test_random_weights_do_not_tie():
    assert "accuracy" in words.measured_at(run(load_three_class(), init_scale=1.0), 0)
