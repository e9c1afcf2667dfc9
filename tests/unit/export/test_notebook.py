"""Notebooks executed cell by cell by a fresh interpreter that cannot see this project."""

import json
import subprocess
import sys

import numpy as np
import pytest

from tests.unit.export import runs
from trainer.analysis.reference import fit_reference
from trainer.config import TrainingConfig
from trainer.export import notebook as module
from trainer.export.notebook import notebook

RUNNER = """
import contextlib, io, json, pathlib, sys
done = {}
for path in sorted(pathlib.Path().glob("*.ipynb")):
    names, printed = {"__name__": "__main__"}, []
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile("".join(cell["source"]), path.name, "exec"), names)
            printed += out.getvalue().splitlines()
    done[path.stem] = printed, {
        "theta": names["theta"].tolist(),
        "reference": names["theta_reference"].tolist(),
        "names": [names["feature_names"], names["class_names"]],
        "known": sorted(names),
    }
assert "trainer" not in sys.modules
print(json.dumps(done))
"""
RUNS = {
    "iris": lambda: runs.iris(),
    "newton": lambda: runs.iris(optimizer="newton", l2=0.01),
    "mini-batches": lambda: runs.iris(optimizer="adam", batch_size=16, init_scale=0.1, seed=4),
    "by hand": lambda: runs.iris(start=tuple(np.linspace(-1.0, 1.0, 15).tolist())),
    "curved": runs.curved,
    "hostile": runs.hostile,
    "awkward": runs.awkward,
}


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebooks")
    for name, run in RUNS.items():
        (folder / f"{name}.ipynb").write_bytes(notebook(run()))
    command = [sys.executable, "-I", "-W", "error", "-c", RUNNER]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", RUNS)
def test_a_notebook_repeats_the_run(name, executed):
    run, (_, found) = RUNS[name](), executed[name]
    model = run.history.parameters()
    np.testing.assert_allclose(np.array(found["theta"])[:, :-1], model.W, atol=1e-8)
    np.testing.assert_allclose(np.array(found["theta"])[:, -1], model.b, atol=1e-8)


@pytest.mark.parametrize("name", RUNS)
def test_a_notebook_measures_what_the_run_measures(name, executed):
    run, (printed, _) = RUNS[name](), executed[name]
    said = dict(line.rsplit(" accuracy ", 1) for line in printed if " accuracy " in line)
    trained = next(value for line, value in said.items() if line.startswith("training"))
    loss, accuracy = map(float, trained.split())
    assert accuracy == pytest.approx(run.history.accuracy[-1])
    assert loss == pytest.approx(run.history.loss[-1] - run.penalty()[-1], abs=1e-9)
    held_out = [value for line, value in said.items() if line.startswith("held-out")]
    assert len(held_out) == (len(run.held_out_rows) > 0)
    for value in held_out:
        expected = [run.held_out_loss[-1], run.held_out_accuracy[-1]]
        np.testing.assert_allclose(list(map(float, value.split())), expected, atol=1e-9)


@pytest.mark.parametrize("name", ["newton", "curved"])
def test_a_notebook_repeats_scikit_learn(name, executed):
    run = RUNS[name]()
    fitted = fit_reference(run.X_train(), run.y_train(), len(run.dataset.class_names), run.config.l2).parameters
    found = np.array(executed[name][1]["reference"])
    np.testing.assert_allclose(found, np.column_stack([fitted.W, fitted.b]), atol=1e-6)
    assert name != "newton" or float(executed[name][0][-1].split()[-1]) < 1e-5


@pytest.mark.parametrize("name", ["hostile", "awkward"])
def test_no_name_becomes_code_and_all_stay_as_typed(name, executed):
    data, (_, found) = RUNS[name]().dataset, executed[name]
    assert "harm" not in found["known"]
    assert "os" not in found["known"]
    assert found["names"] == [list(data.feature_names), list(data.class_names)]


def test_a_notebook_is_nbformat_4_5():
    content = json.loads(notebook(runs.iris()))
    assert (content["nbformat"], content["nbformat_minor"]) == (4, 5)
    cells = content["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells) > 8
    for cell in cells:
        needed = {"id", "cell_type", "metadata", "source"}
        needed |= {"outputs", "execution_count"} if cell["cell_type"] == "code" else set()
        assert set(cell) == needed
        assert all(line.endswith("\n") for line in cell["source"][:-1])


def test_data_that_are_too_many_are_not_embedded(monkeypatch):
    monkeypatch.setattr(module, "MOST_NUMBERS", 599)
    with pytest.raises(ValueError, match="the data hold 600 numbers; at most 599 are embedded"):
        notebook(runs.iris())


def test_a_default_run_is_a_few_kilobytes():
    assert TrainingConfig().n_epochs == 200
    assert 5_000 < len(notebook(runs.iris())) < 60_000
