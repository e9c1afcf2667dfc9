"""A run on a data set: what is trained on, and what is only measured."""

import numpy as np
import pytest

from trainer import Standardizer, TrainingConfig, evaluation, load_iris, load_three_class, run_experiment, train
from trainer.datasets import Dataset
from trainer.evaluation import evaluate, measure
from trainer.held_out import split
from trainer.model import accuracy, logits, loss

CONFIG = TrainingConfig(0.5, 20, l2=0.01, seed=3)


@pytest.fixture(scope="module")
def experiment():
    return run_experiment(load_iris(), CONFIG, held_out=0.2)


def test_rows_are_those_of_the_split(experiment):
    train_rows, held_out_rows = split(load_iris().y, 0.2, 3)
    np.testing.assert_array_equal(experiment.train_rows, train_rows)
    np.testing.assert_array_equal(experiment.held_out_rows, held_out_rows)


def test_the_standardizer_sees_training_rows_only(experiment):
    X = load_iris().X[experiment.train_rows]
    np.testing.assert_allclose(experiment.standardizer.mean, X.mean(axis=0), rtol=1e-14)
    np.testing.assert_allclose(experiment.standardizer.std, X.std(axis=0), rtol=1e-14)
    np.testing.assert_allclose(experiment.X_train().mean(axis=0), 0, atol=1e-14)


def test_the_run_is_train_on_the_standardized_training_rows(experiment):
    X, y = experiment.X_train(), load_iris().y[experiment.train_rows]
    np.testing.assert_array_equal(experiment.y_train(), y)
    np.testing.assert_array_equal(experiment.history.W, train(X, y, 3, CONFIG).W)


def test_held_out_rows_do_not_touch_the_run(experiment):
    iris = load_iris()
    X = iris.X.copy()
    X[experiment.held_out_rows] += 100
    spoiled = run_experiment(Dataset("spoiled", X, iris.y, iris.feature_names, iris.class_names), CONFIG, held_out=0.2)
    np.testing.assert_array_equal(spoiled.history.W, experiment.history.W)
    np.testing.assert_array_equal(spoiled.standardizer.mean, experiment.standardizer.mean)


@pytest.mark.parametrize("epoch", [0, 1, 7, 20])
def test_held_out_loss_and_accuracy_are_those_of_the_model_of_the_epoch(experiment, epoch):
    model, rows = experiment.history.parameters(epoch), experiment.held_out_rows
    X, y = experiment.standardizer(load_iris().X[rows]), load_iris().y[rows]
    assert experiment.held_out_loss[epoch] == pytest.approx(loss(model, X, y), abs=1e-12)
    assert experiment.held_out_accuracy[epoch] == accuracy(model, X, y)


def test_evaluating_the_training_rows_repeats_the_history(experiment):
    measured_loss, measured_accuracy = evaluate(experiment.history, experiment.X_train(), experiment.y_train())
    np.testing.assert_allclose(measured_loss + experiment.penalty(), experiment.history.loss, atol=1e-12)
    np.testing.assert_array_equal(measured_accuracy, experiment.history.accuracy)


@pytest.mark.parametrize("standardize", [True, False])
@pytest.mark.parametrize("epoch", [0, 5, -1])
def test_the_model_in_data_units_has_the_logits_of_the_model_trained(standardize, epoch):
    run = run_experiment(load_iris(), CONFIG, standardize)
    expected = logits(run.history.parameters(epoch), run.X_train())
    np.testing.assert_allclose(logits(run.in_data_units(epoch), load_iris().X), expected, atol=1e-12)


def test_many_epochs_are_put_in_data_units_at_once(experiment):
    many = experiment.in_data_units(np.array([0, 5, 20]))
    np.testing.assert_allclose(many.W[1], experiment.in_data_units(5).W, rtol=1e-14)
    np.testing.assert_allclose(many.b[2], experiment.in_data_units(20).b, rtol=1e-13)


def test_nothing_held_out_leaves_nothing_to_measure():
    run = run_experiment(load_iris(), CONFIG)
    assert len(run.held_out_loss) == len(run.held_out_accuracy) == len(run.held_out_rows) == 0
    np.testing.assert_array_equal(run.train_rows, np.arange(150))


def test_features_are_used_as_they_are_when_not_standardized():
    run = run_experiment(load_iris(), CONFIG, standardize=False)
    np.testing.assert_array_equal(run.X_train(), load_iris().X)
    np.testing.assert_array_equal(run.history.W, train(load_iris().X, load_iris().y, 3, CONFIG).W)


def test_a_run_that_blows_up_is_measured_up_to_its_last_finite_epoch():
    config = TrainingConfig(1e3, 400, l2=0.01)
    run = run_experiment(load_iris(), config, held_out=0.2)
    assert run.history.status == "diverged"
    assert len(run.held_out_loss) == len(run.history.loss) == run.history.n_epochs + 1
    assert not np.isnan(run.held_out_loss).any()


def test_units_of_the_data_do_not_matter_once_standardized():
    iris = load_iris()
    inches = Dataset("inches", iris.X / 2.54, iris.y, iris.feature_names, iris.class_names)
    runs = [run_experiment(data, CONFIG, held_out=0.2).held_out_loss for data in (iris, inches)]
    np.testing.assert_allclose(*runs, rtol=1e-11)


def test_identity_is_the_standardizer_of_features_used_as_they_are():
    run = run_experiment(load_iris(), CONFIG, standardize=False)
    expected = Standardizer.identity(4)
    np.testing.assert_array_equal(run.standardizer.mean, expected.mean)
    np.testing.assert_array_equal(run.standardizer.std, expected.std)


@pytest.mark.parametrize(
    ("load", "l2", "held_out_loss"),
    [
        (load_three_class, 0.0, 0.2223),
        (load_three_class, 0.001, 0.2201),
        (load_three_class, 0.003, 0.2198),
        (load_iris, 1e-4, 0.1308),
        (load_iris, 3e-4, 0.1266),
        (load_iris, 1e-3, 0.1332),
    ],
)
def test_a_held_out_loss_holds_no_penalty(load, l2, held_out_loss):
    run = run_experiment(load(), TrainingConfig(optimizer="newton", l2=l2), held_out=0.2)
    assert run.held_out_loss[-1] == pytest.approx(held_out_loss, abs=5e-5)


@pytest.mark.parametrize("kind", ["cross_entropy", "squared_error"])
def test_a_held_out_loss_is_cross_entropy_whatever_is_descended(kind):
    run = run_experiment(load_iris(), TrainingConfig(n_epochs=5, l2=0.1, loss=kind), held_out=0.2)
    X, y = run.standardizer(load_iris().X[run.held_out_rows]), load_iris().y[run.held_out_rows]
    assert run.held_out_loss[-1] == pytest.approx(loss(run.history.parameters(), X, y), rel=1e-12)


@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_the_training_loss_is_cross_entropy_and_penalty(l2):
    run = run_experiment(load_iris(), TrainingConfig(n_epochs=50, l2=l2))
    of_samples = loss(run.history.parameters(), run.X_train(), run.y_train())
    assert run.history.loss[-1] == pytest.approx(of_samples + run.penalty()[-1], rel=1e-12)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("held_out", [False, True], ids=["trained on", "held out"])
def test_a_number_that_is_not_finite_is_named_as_the_data_are_shown(experiment, value, held_out):
    iris = load_iris()
    row = (experiment.held_out_rows if held_out else experiment.train_rows)[7]
    X = iris.X.copy()
    X[row, 2] = value
    spoiled = Dataset("spoiled", X, iris.y, iris.feature_names, iris.class_names)
    with pytest.raises(ValueError, match=rf"^sample {row + 1} holds {value} for petal length \(cm\); features must"):
        run_experiment(spoiled, CONFIG, held_out=0.2)


@pytest.mark.parametrize("held_out", [0.0, 0.2])
def test_a_bad_label_is_named_by_its_sample_wherever_it_is(held_out):
    iris = load_iris()
    y = iris.y.astype(float)
    y[60] = 1.5
    with pytest.raises(ValueError, match=r"^y holds 1\.5 in sample 61; labels must be whole numbers from 0 to 2"):
        run_experiment(Dataset("spoiled", iris.X, y, iris.feature_names, iris.class_names), CONFIG, held_out=held_out)


@pytest.mark.parametrize("kind", [float, object, np.uint8])
def test_labels_of_any_type_are_integers_in_the_experiment(kind):
    iris = load_iris()
    run = run_experiment(Dataset("iris", iris.X, iris.y.astype(kind), iris.feature_names, iris.class_names), CONFIG)
    assert run.dataset.y.dtype == np.intp
    np.testing.assert_array_equal(run.history.W, run_experiment(iris, CONFIG).history.W)


def test_there_is_a_name_for_every_feature():
    iris = load_iris()
    with pytest.raises(ValueError, match="X has 4 columns; there must be one for each of 3 names"):
        run_experiment(Dataset("iris", iris.X, iris.y, iris.feature_names[:3], iris.class_names), CONFIG)


def test_evaluating_in_stretches_of_epochs_is_evaluating_at_once(experiment, monkeypatch):
    X, y = experiment.X_train(), experiment.y_train()
    at_once = evaluate(experiment.history, X, y)
    monkeypatch.setattr(evaluation, "MOST_LOGITS", 5 * 3 * len(y))
    slices = evaluation.evaluate_in_slices(experiment.history, X, y)
    assert list(slices) == [20] * 4  # 21 epochs in stretches of five
    np.testing.assert_allclose(evaluate(experiment.history, X, y), at_once, atol=1e-14)


@pytest.mark.parametrize(("label", "loss"), [(0, 0.0), (1, 2e4)])
def test_the_held_out_loss_of_logits_too_large_for_exp_is_exact(label, loss):
    found, _ = measure(np.array([[[1e4], [-1e4]]]), np.zeros((1, 2)), np.array([[1.0]]), np.array([label]))
    assert found.tolist() == [loss]
