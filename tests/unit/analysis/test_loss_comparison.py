"""Squared error against cross-entropy: the same wrong start, and a gradient that vanishes on it."""

import numpy as np
import pytest

from trainer import TrainingConfig, load_iris, load_three_class, run_experiment
from trainer.analysis.loss_comparison import confidently_wrong, gradient_curves, train_on_both
from trainer.model import gradient, loss, predict, predict_proba
from trainer.training import train

DATA = {"three_class": load_three_class, "iris": load_iris}
OPTIMIZERS = ("gradient_descent", "momentum", "nesterov", "adam", "newton")


@pytest.fixture(scope="module", params=DATA)
def trained(request):
    """A run on all samples with the defaults of the page."""
    return run_experiment(DATA[request.param](), TrainingConfig())


@pytest.fixture(scope="module")
def iris():
    return run_experiment(load_iris(), TrainingConfig())


def both(experiment, **config):
    start = confidently_wrong(experiment.history.parameters())
    return train_on_both(experiment.X_train(), experiment.y_train(), 3, TrainingConfig(**config), start)


def test_every_class_is_called_by_the_next_ones_name(trained):
    right = trained.history.parameters()
    called = predict(confidently_wrong(right), trained.X_train())
    np.testing.assert_array_equal(called, (predict(right, trained.X_train()) + 1) % 3)


def test_the_wrong_model_is_surer_of_every_sample(trained):
    right, X = trained.history.parameters(), trained.X_train()
    surest = predict_proba(right, X).max(axis=1)
    assert np.all(predict_proba(confidently_wrong(right), X).max(axis=1) > surest)


@pytest.mark.parametrize("sureness", [1.0, 2.0, 10.0])
def test_the_wrong_models_logits_are_the_right_ones_moved_on_and_multiplied(iris, sureness):
    right = iris.history.parameters()
    wrong = confidently_wrong(right, sureness)
    np.testing.assert_array_equal(wrong.W[[1, 2, 0]], sureness * right.W)
    np.testing.assert_array_equal(wrong.b[[1, 2, 0]], sureness * right.b)


def test_the_model_given_stays_as_it_was(iris):
    right = iris.history.parameters()
    before = right.W.copy(), right.b.copy()
    confidently_wrong(right)
    np.testing.assert_array_equal(right.W, before[0])
    np.testing.assert_array_equal(right.b, before[1])


def test_both_runs_start_at_the_model_given(trained):
    start = confidently_wrong(trained.history.parameters())
    found = [run.parameters(0) for run in both(trained, n_epochs=1)]
    np.testing.assert_array_equal([model.W for model in found], [start.W, start.W])
    np.testing.assert_array_equal([model.b for model in found], [start.b, start.b])


@pytest.mark.parametrize("kind", ["cross_entropy", "squared_error"])
def test_each_run_descends_its_own_loss(iris, kind):
    run = both(iris, l2=0.01, n_epochs=20)[kind == "squared_error"]
    X, y = iris.X_train(), iris.y_train()
    expected = [loss(run.parameters(epoch), X, y, 0.01, kind) for epoch in (0, 7, 20)]
    np.testing.assert_allclose(run.loss[[0, 7, 20]], expected, rtol=1e-12)


@pytest.mark.parametrize("kind", ["cross_entropy", "squared_error"])
def test_the_first_step_of_each_goes_against_its_own_gradient(iris, kind):
    run = both(iris, learning_rate=0.25, n_epochs=1)[kind == "squared_error"]
    slope = gradient(run.parameters(0), iris.X_train(), iris.y_train(), kind=kind)
    np.testing.assert_allclose(run.W[1], run.W[0] - 0.25 * slope.W, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(run.b[1], run.b[0] - 0.25 * slope.b, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("other", [*({"optimizer": name} for name in OPTIMIZERS[1:]), {"batch_size": 8}])
def test_both_runs_are_of_full_batch_gradient_descent_whatever_the_run_was(iris, other):
    found, plain = both(iris, n_epochs=5, **other), both(iris, n_epochs=5)
    np.testing.assert_array_equal([run.W for run in found], [run.W for run in plain])


@pytest.mark.parametrize("kind", ["cross_entropy", "squared_error"])
def test_each_run_is_an_ordinary_run_from_that_start(iris, kind):
    run = both(iris, l2=0.01, learning_rate=0.3, n_epochs=10)[kind == "squared_error"]
    config = TrainingConfig(loss=kind, l2=0.01, learning_rate=0.3, n_epochs=10)
    alone = train(iris.X_train(), iris.y_train(), 3, config, confidently_wrong(iris.history.parameters()))
    np.testing.assert_array_equal(run.W, alone.W)


def test_almost_every_sample_is_wrong_at_the_start(trained):
    cross_entropy, squared_error = both(trained, n_epochs=1)
    assert cross_entropy.accuracy[0] == squared_error.accuracy[0] <= 0.04


def test_squared_error_hardly_sees_how_wrong_the_start_is(trained):
    cross_entropy, squared_error = both(trained, n_epochs=1)
    assert cross_entropy.gradient_norm[0] > 1
    assert squared_error.gradient_norm[0] < 0.05
    assert cross_entropy.gradient_norm[0] > 30 * squared_error.gradient_norm[0]


@pytest.mark.parametrize(("epoch", "got_out", "left_behind"), [(50, 0.34, 0.03), (100, 0.74, 0.06), (200, 0.86, 0.14)])
def test_on_iris_cross_entropy_gets_out_and_squared_error_is_left_behind(iris, epoch, got_out, left_behind):
    cross_entropy, squared_error = both(iris)
    assert cross_entropy.accuracy[epoch] >= got_out
    assert squared_error.accuracy[epoch] <= left_behind


def test_on_three_classes_squared_error_has_not_moved_after_200_epochs():
    cross_entropy, squared_error = both(run_experiment(load_three_class(), TrainingConfig()))
    assert cross_entropy.accuracy[-1] > 0.84
    assert squared_error.accuracy[-1] == squared_error.accuracy[0]


def test_cross_entropys_gradient_grows_all_the_way_down_and_squared_errors_vanishes_at_both_ends():
    curves = gradient_curves([0.0, 0.0], 0, np.linspace(-40, 40, 161))
    peak = int(np.argmax(curves.squared_error))
    assert np.all(np.diff(curves.cross_entropy) <= 0)
    assert np.all(np.diff(curves.squared_error[: peak + 1]) > 0)
    assert np.all(np.diff(curves.squared_error[peak:]) <= 0)
    assert curves.squared_error[[0, -1]].max() < 1e-16
    assert curves.cross_entropy[0] == pytest.approx(1)


def test_squared_error_is_far_behind_at_the_end(trained):
    cross_entropy, squared_error = both(trained)
    assert cross_entropy.accuracy[-1] > squared_error.accuracy[-1] + 0.5


@pytest.mark.parametrize(("sureness", "ratio"), [(5, 50), (10, 8e3), (20, 1.8e8), (30, 4e12)])
def test_the_surer_of_one_wrong_class_the_less_is_left_of_squared_errors_gradient(sureness, ratio):
    curves = gradient_curves([0.0, 0.0, sureness], 0, [0.0])
    assert curves.cross_entropy[0] > 0.98
    assert curves.cross_entropy[0] > ratio * curves.squared_error[0]
