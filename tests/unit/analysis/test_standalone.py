"""The scripts are executed by a fresh interpreter and their numbers compared with the library's.

One interpreter executes them all, one after the other: each would spend a second on importing scikit-learn.
"""

import ast
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from trainer.analysis.reference import fit_reference
from trainer.analysis.standalone import (
    EXAMPLE,
    data_block,
    numpy_code,
    numpy_script,
    scikit_learn_code,
    scikit_learn_script,
)
from trainer.config import OPTIMIZERS, TrainingConfig
from trainer.datasets import Standardizer, load_iris, load_three_class
from trainer.training import train

IRIS, THREE = load_iris(), load_three_class()
X, y = Standardizer.fit(IRIS.X)(IRIS.X), IRIS.y
DATA = {
    "a feature twice": (THREE.X[:, [0, 1, 0]], THREE.y, 3),
    "iris": (X, y, 3),
    "three_class": (THREE.X, THREE.y, 3),
    "two classes": (X[50:], y[50:] - 1, 2),
    "one feature": (X[:, :1], y, 3),
    "a class without samples": (X[50:], y[50:], 3),
}


RUNNER = """
import contextlib, io, json, pathlib, runpy, sys, traceback
import numpy as np
done = {}
for path in pathlib.Path().glob("*.py"):
    out, error = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(out), np.errstate():
            runpy.run_path(str(path), run_name="__main__")
    except Exception:
        error = traceback.format_exc()
    done[path.stem] = out.getvalue(), error
assert "trainer" not in sys.modules
print(json.dumps(done))
"""


def execute(scripts, folder):
    """What each script prints and raises; they run in their own folder and cannot see this project."""
    for name, script in scripts.items():
        (folder / f"{name}.py").write_text(script, encoding="utf-8")
    command = [sys.executable, "-I", "-W", "error", "-c", RUNNER]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return json.loads(done.stdout)


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
    pytest.param("one feature", {"n_epochs": 9, "start": (1.0, 0.5, -2.0, 0.0, 0.25, 1.5)}, id="weights by hand"),
    pytest.param("two classes", {"momentum": 0.5, "optimizer": "momentum", "l2": 1e-3}, id="two classes"),
    pytest.param("one feature", {"learning_rate": 1.5, "batch_size": 1, "n_epochs": 20}, id="one row a batch"),
    pytest.param("a feature twice", {"optimizer": "newton"}, id="newton on a feature twice"),
    pytest.param("iris", {"batch_size": 150}, id="all rows a batch"),
    pytest.param("iris", {"batch_size": 1000}, id="batch larger than the data"),
    pytest.param("iris", {"tolerance": 0.05}, id="stopped by the tolerance"),
    pytest.param("iris", {"tolerance": 10.0}, id="stopped before it starts"),
    pytest.param("iris", {"learning_rate": 1000.0, "l2": 0.01, "n_epochs": 500}, id="blown up"),
    pytest.param("a class without samples", {"l2": 0.1}, id="a class without samples"),
]


SCIKIT_LEARN = [("iris", 0.01), ("two classes", 0.01), ("two classes", 0.0), ("one feature", 1e-4)]
EQUAL_CLASSES = TrainingConfig(optimizer="adam", l2=0.01)  # at first the gradient of b is 0
NO_OPTIMUM = TrainingConfig(optimizer="newton")


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """printed("adam") is what the script of that name prints, as a dict."""
    scripts = {case.id: numpy_script(*DATA[case.values[0]], TrainingConfig(**case.values[1])) for case in CONFIGS}
    scripts |= {f"reference {data} {l2}": scikit_learn_script(*DATA[data], l2) for data, l2 in SCIKIT_LEARN}
    scripts |= {"equal classes": numpy_script(X, y, 3, EQUAL_CLASSES), "no optimum": numpy_script(X, y, 3, NO_OPTIMUM)}
    done = execute(scripts, tmp_path_factory.mktemp("scripts"))
    assert set(done) == set(scripts)

    def of(name):
        output, error = done[name]
        assert error == ""
        return {key: ast.literal_eval(value) for key, value in (line.split(" ", 1) for line in output.splitlines())}

    return of


def assert_repeats(found, history, optimizer, tolerance=1e-9):
    assert found["epochs"] == history.n_epochs
    np.testing.assert_allclose(found["loss"], history.loss[-1], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found["W"], history.W[-1], rtol=1e-9, atol=tolerance)
    np.testing.assert_allclose(found["b"], history.b[-1], rtol=1e-9, atol=tolerance)


@pytest.mark.parametrize(("data", "settings"), CONFIGS)
def test_the_numpy_script_repeats_the_run(data, settings, printed, request):
    config = TrainingConfig(**settings)
    assert_repeats(printed(request.node.callspec.id), train(*DATA[data], config), config.optimizer)


def test_adam_enlarges_the_rounding_of_a_gradient_that_is_zero_to_1e_8_at_most(printed):
    assert_repeats(printed("equal classes"), train(X, y, 3, EQUAL_CLASSES), "adam", tolerance=1e-8)


def test_the_numpy_script_repeats_loss_and_epochs_of_newton_without_a_finite_optimum(printed):
    history = train(X, y, 3, NO_OPTIMUM)
    assert printed("no optimum")["epochs"] == history.n_epochs
    np.testing.assert_allclose(printed("no optimum")["loss"], history.loss[-1], atol=1e-12)


@pytest.mark.parametrize(("data", "l2"), SCIKIT_LEARN)
def test_the_scikit_learn_script_repeats_the_reference(data, l2, printed):
    reference, found = fit_reference(*DATA[data], l2), printed(f"reference {data} {l2}")
    np.testing.assert_allclose(found["loss"], reference.loss, atol=1e-9)
    np.testing.assert_allclose(found["W"], reference.parameters.W, atol=1e-9)
    np.testing.assert_allclose(found["b"], reference.parameters.b, atol=1e-9)


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
        ({}, ["momentum", "velocity", "newton", "hessian"]),
        ({"optimizer": "newton"}, ["learning_rate", "momentum"]),
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


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_every_optimizer_has_its_function_in_the_example(rule):
    assert f"\nupdate = {'momentum_step' if rule == 'momentum' else rule}\n" in numpy_code(
        TrainingConfig(optimizer=rule)
    )


def test_the_loss_the_example_does_not_hold_is_refused():
    with pytest.raises(ValueError, match="no script for adam on squared_error"):
        numpy_code(TrainingConfig(optimizer="adam", loss="squared_error"))


def test_the_example_runs_alone_and_repeats_train(tmp_path):
    output, error = execute({"example": EXAMPLE.read_text(encoding="utf-8")}, tmp_path)["example"]
    names = {}
    exec(EXAMPLE.read_text(encoding="utf-8").split("# The model")[0], names)
    found = {key: ast.literal_eval(value) for key, value in (line.split(" ", 1) for line in output.splitlines())}
    assert error == ""
    assert_repeats(found, train(names["X"], names["y"], 3, TrainingConfig(l2=0.01)), "gradient_descent")


def test_many_threads_write_scripts_at_once():
    with ThreadPoolExecutor(8) as threads:
        codes = set(threads.map(lambda _: numpy_code(TrainingConfig(optimizer="newton")), range(64)))
    assert codes == {numpy_code(TrainingConfig(optimizer="newton"))}
