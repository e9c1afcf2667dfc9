"""Adding an optimizer is adding one row: a fresh interpreter adds one, and everything else follows from it."""

import subprocess
import sys
from pathlib import Path

ADDED = """
import pytest
from trainer import optimizers
from trainer.optimizers import Optimizer, Rule
import numpy as np

def signs(learning_rate):
    '''Steps of the learning rate in every entry.'''
    return Rule(lambda theta: None, lambda theta, gradient, state: (theta - learning_rate * np.sign(gradient), None))

optimizers.OPTIMIZERS["signs"] = Optimizer(signs, ("learning_rate",))
optimizers.OPTIMIZERS["second"] = Optimizer(optimizers.newton, second_order=True)

from trainer import TrainingConfig, load_three_class, train
from trainer.analysis.standalone import numpy_code
from trainer.ui.settings.table import SETTINGS
from trainer.ui.settings.values import DEFAULTS, applicable, from_values

data = load_three_class()
for batch_size in (None, 16):
    history = train(data.X, data.y, 3, TrainingConfig(0.01, 50, optimizer="signs", batch_size=batch_size))
    assert history.loss[-1] < history.loss[0]
with pytest.raises(ValueError, match="one of gradient_descent, momentum, nesterov, adam, newton, signs, second"):
    TrainingConfig(optimizer="sign")
with pytest.raises(ValueError, match="no script for signs"):
    numpy_code(TrainingConfig(optimizer="signs"))

assert SETTINGS["optimizer"].options[-2:] == ("signs", "second")
assert SETTINGS["optimizers"].options[-2:] == ("signs", "second")
chosen = {**DEFAULTS, "optimizer": "signs"}
assert [applicable(chosen)[key] for key in ("learning_rate", "momentum", "batch_size")] == [True, False, True]
assert from_values(chosen).training == TrainingConfig(optimizer="signs")
compared = from_values({**chosen, "compare": "optimizers", "optimizers": tuple(optimizers.OPTIMIZERS)}).comparison
assert len(compared.trainings) == 7

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from trainer.analysis.agreement import verdict
from trainer.ui.words.compare import rates_of_another, runs_with

without_a_rate = TrainingConfig(optimizer="second", n_epochs=2)
assert runs_with(without_a_rate) == "all samples, no learning rate"
assert "the sidebar's second takes no learning rate" in rates_of_another("second")
assert verdict(train(data.X, data.y, 3, without_a_rate), without_a_rate, 0.0).advice == "train_longer"

page = AppTest.from_file("app.py", default_timeout=60)
page.query_params = {"optimizer": "signs", "n_epochs": "20"}
page._page_hash = calc_hash("check")
page.run()
assert not page.exception
assert ["no script for signs on cross_entropy" in info.value for info in page.main.info][-1]
assert len(page.code) == 1
"""


def test_an_optimizer_is_added_by_its_row_alone():
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", ADDED], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
