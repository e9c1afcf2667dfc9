"""The scripts are executed by a fresh interpreter and their numbers compared with the library's."""

import ast
import subprocess
import sys

import numpy as np
import pytest

from trainer.datasets import Standardizer, load_iris, load_three_class
from trainer.reference import fit_reference
from trainer.standalone import data_block, numpy_code, numpy_script, scikit_learn_code, scikit_learn_script
from trainer.training import TrainingConfig, train
from trainer.validation import OPTIMIZERS

IRIS, THREE = load_iris(), load_three_class()
X, y = Standardizer.fit(IRIS.X)(IRIS.X), IRIS.y
DATA = {
    "iris": (X, y, 3),
    "three_class": (THREE.X, THREE.y, 3),
    "two classes": (X[50:], y[50:] - 1, 2),
    "one feature": (X[:, :1], y, 3),
    "a class without samples": (X[50:], y[50:], 3),
}


def execute(script, tmp_path):
    """What the script prints, as a dict; it runs in an empty folder and cannot see this project."""
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", "script.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return {name: ast.literal_eval(value) for name, value in (line.split(" ", 1) for line in done.stdout.splitlines())}


def assert_repeats(script, X, y, k, config, tmp_path, tolerance=1e-9):
    printed, history = execute(script, tmp_path), train(X, y, k, config)
    if config.optimizer != "newton":  # its last steps, below round-off, are not the same in number
        assert printed["epochs"] == history.n_epochs
    np.testing.assert_allclose(printed["loss"], history.loss[-1], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(printed["W"], history.W[-1], rtol=1e-9, atol=tolerance)
    np.testing.assert_allclose(printed["b"], history.b[-1], rtol=1e-9, atol=tolerance)


CONFIGS = [
    *(pytest.param("iris", {"optimizer": rule, "l2": 0.01}, id=rule) for rule in OPTIMIZERS if rule != "adam"),
    pytest.param("one feature", {"optimizer": "adam", "l2": 0.01, "init_scale": 1.0}, id="adam"),
    *(
        pytest.param("iris", {"optimizer": rule, "batch_size": 32, "seed": 5}, id=f"{rule} mini-batches")
        for rule in OPTIMIZERS
        if rule != "newton"
    ),
    *(
        pytest.param("three_class", {"optimizer": rule, "init_scale": 2.0, "seed": 7}, id=f"{rule} random start")
        for rule in OPTIMIZERS
    ),
    *(
        pytest.param(
            "three_class",
            {"loss": "squared_error", "init_scale": 1.0, "optimizer": rule},
            id=f"{rule} squared error",
        )
        for rule in OPTIMIZERS
        if rule != "newton"
    ),
    pytest.param("two classes", {"momentum": 0.5, "optimizer": "momentum", "l2": 1e-3}, id="two classes"),
    pytest.param("one feature", {"learning_rate": 1.5, "batch_size": 1}, id="one row a batch"),
    pytest.param("iris", {"batch_size": 150}, id="all rows a batch"),
    pytest.param("iris", {"batch_size": 1000}, id="batch larger than the data"),
    pytest.param("iris", {"tolerance": 0.05}, id="stopped by the tolerance"),
    pytest.param("iris", {"tolerance": 10.0}, id="stopped before it starts"),
    pytest.param("iris", {"learning_rate": 1000.0, "l2": 0.01, "n_epochs": 500}, id="blown up"),
    pytest.param("a class without samples", {"l2": 0.1}, id="a class without samples"),
]


@pytest.mark.parametrize(("data", "settings"), CONFIGS)
def test_the_numpy_script_repeats_the_run(data, settings, tmp_path):
    config = TrainingConfig(**settings)
    assert_repeats(numpy_script(*DATA[data], config, "the rows"), *DATA[data], config, tmp_path)


def test_adam_enlarges_the_rounding_of_a_gradient_that_is_zero_to_1e_8_at_most(tmp_path):
    config = TrainingConfig(optimizer="adam", l2=0.01)  # equal classes: at first the gradient of b is 0
    assert_repeats(numpy_script(X, y, 3, config), X, y, 3, config, tmp_path, tolerance=1e-8)


def test_the_numpy_script_repeats_the_loss_of_newton_without_a_finite_optimum(tmp_path):
    config = TrainingConfig(optimizer="newton")
    printed = execute(numpy_script(X, y, 3, config), tmp_path)
    np.testing.assert_allclose(printed["loss"], train(X, y, 3, config).loss[-1], atol=1e-12)


@pytest.mark.parametrize(
    ("data", "l2"), [("iris", 0.01), ("two classes", 0.01), ("two classes", 0.0), ("one feature", 1e-4)]
)
def test_the_scikit_learn_script_repeats_the_reference(data, l2, tmp_path):
    reference = fit_reference(*DATA[data], l2)
    printed = execute(scikit_learn_script(*DATA[data], l2), tmp_path)
    np.testing.assert_allclose(printed["loss"], reference.loss, atol=1e-9)
    np.testing.assert_allclose(printed["W"], reference.parameters.W, atol=1e-9)
    np.testing.assert_allclose(printed["b"], reference.parameters.b, atol=1e-9)


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e-300, -1e150, 5e-324, 0.0])
def test_the_data_are_repeated_to_the_last_bit(value):
    names = {"np": np}
    exec(data_block(np.array([[value], [1.0]]), np.array([0, 1]), 2), names)
    np.testing.assert_array_equal(names["X"], [[value], [1.0]])
    np.testing.assert_array_equal(names["y"], [0, 1])
    assert names["n_classes"] == 2


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\0"])
def test_no_description_of_the_data_becomes_code(line_end):
    names = {"np": np}
    exec(data_block(X[:2], y[:2], 3, f"iris{line_end}harm = 1{line_end}"), names)
    assert "harm" not in names


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_settings_of_numpy_types_are_written_as_plain_numbers(rule):
    code = numpy_code(TrainingConfig(np.float64(0.25), np.int64(7), optimizer=rule))
    assert "n_epochs = 7\n" in code
    assert "np.float64" not in code


@pytest.mark.parametrize(
    ("settings", "absent"),
    [
        ({}, ["momentum", "batch_size", "velocity", "newton", "loss =", "J^T"]),
        ({"optimizer": "newton"}, ["learning_rate", "momentum", "batch_size"]),
        ({"optimizer": "adam", "batch_size": 8}, ["momentum", "velocity", "newton"]),
        ({"optimizer": "nesterov"}, ["momentum", "velocity", "newton"]),
    ],
)
def test_only_what_the_run_uses_is_written(settings, absent):
    code = numpy_code(TrainingConfig(**settings))
    assert [word for word in absent if word in code] == []


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_a_script_is_data_and_then_code(rule):
    config = TrainingConfig(optimizer=rule)
    script = numpy_script(X, y, 3, config, "iris, standardized")
    assert script == f"import numpy as np\n\n{data_block(X, y, 3, 'iris, standardized')}\n{numpy_code(config)}"
    assert scikit_learn_script(X, y, 3, 0.1).endswith(scikit_learn_code(0.1))


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_no_script_imports_this_project(rule):
    scripts = numpy_script(X, y, 3, TrainingConfig(optimizer=rule)) + scikit_learn_script(X, y, 3, 0.1)
    imports = {node.names[0].name for node in ast.walk(ast.parse(scripts)) if isinstance(node, ast.Import)}
    sources = {node.module for node in ast.walk(ast.parse(scripts)) if isinstance(node, ast.ImportFrom)}
    assert (imports, sources) == ({"numpy"}, {"sklearn.linear_model", "sklearn.metrics"})
