"""What README shows runs, and shows what is true."""

import re
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
README, CHINESE = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh.md"))
BLOCKS = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


def printed(block, capsys):
    exec(block, {})
    return capsys.readouterr().out


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_example_runs_and_prints_numbers(block, capsys):
    assert re.search(r"\d", printed(block, capsys))


def test_the_proof_prints_the_formula_and_the_same_by_differences(capsys):
    lines = re.findall(r"\[(.*?)\]", printed(BLOCKS[0], capsys), flags=re.DOTALL)
    formula, differences = (np.array(line.split(), dtype=float) for line in lines)
    np.testing.assert_allclose(formula, differences, atol=1e-8)
    assert formula.sum() == pytest.approx(0, abs=1e-7)


@pytest.mark.parametrize("path", re.findall(r"`((?:trainer|tests|examples|docs)/[\w/.]+)`", README))
def test_every_file_named_is_there(path):
    assert (ROOT / path).exists()


def test_the_model_is_as_long_as_is_said():
    said = int(re.search(r"about (\d+) lines together", README)[1])
    lines = sum(len((ROOT / "trainer" / name).read_text().splitlines()) for name in ("softmax.py", "model.py"))
    assert abs(lines - said) <= 10


def test_the_test_that_holds_the_trainer_to_scikit_learn_is_named():
    name, file = re.search(r"`(test_\w+)` in `([\w/.]+)`", README).groups()
    assert f"def {name}(" in (ROOT / file).read_text()


def test_the_chinese_readme_has_the_same_code_and_formulas():
    code, formula = r"```python\n(.*?)```", r"\$\$.*?\$\$"
    plain = [re.sub(r"  # .*", "", block) for block in re.findall(code, CHINESE, flags=re.DOTALL)]
    assert plain == [re.sub(r"  # .*", "", block) for block in BLOCKS]
    said = [found.replace("因为", "because") for found in re.findall(formula, CHINESE, flags=re.DOTALL)]
    assert said == re.findall(formula, README, flags=re.DOTALL)
