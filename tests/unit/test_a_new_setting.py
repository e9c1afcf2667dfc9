"""Adding a setting is adding its row and its field: a fresh interpreter adds one, and everything else follows."""

import subprocess
import sys
from pathlib import Path

ADDED = """
import dataclasses
from trainer.ui.settings.rows import derive
from trainer.ui.settings.kinds import Choice, Whole

derive.ROWS["grain"] = Choice("Grain", "How fine it is.", 0.5, (0.5, 1.0, 2.0), group="Training", widget="slider")
derive.ROWS["rounds"] = Whole("Rounds", "How often.", 3, 1, 9, group="Start", applies=lambda v: v["grain"] > 1)
fields = [("grain", float), ("rounds", int)]
bases = (derive.DeriveSettings,)
derive.DeriveSettings = dataclasses.make_dataclass("DeriveSettings", fields, bases=bases, frozen=True)

from trainer.ui.settings import url
from trainer.ui.settings.values import DEFAULTS, from_values

values, ignored = url.read({"grain": "2", "rounds": "5"})
assert (values["grain"], values["rounds"], ignored) == (2.0, 5, [])
assert url.write(values) == {"grain": "2", "rounds": "5"}
assert (from_values(values).derive.grain, from_values(values).derive.rounds) == (2.0, 5)
assert from_values({**values, "grain": 0.5}).derive.rounds == 3
assert url.read({"rounds": "10"})[1] == ["rounds=10 is not used: it must be a whole number from 1 to 9."]

from streamlit.testing.v1 import AppTest

app = AppTest.from_file("app.py", default_timeout=120)
app._page_hash = __import__("streamlit").util.calc_hash("compare")
app.query_params = {"n_epochs": "1"}
app.run()
assert not app.exception
slider = app.sidebar.select_slider(key="grain")
assert (slider.label, slider.help, slider.value) == ("Grain", "How fine it is.", 0.5)
assert not [field for field in app.text_input if field.key == "rounds_typed"]
slider.set_value(2.0).run()
app.text_input(key="rounds_typed").set_value("7").run()
assert app.query_params == {"n_epochs": "1", "grain": "2", "rounds": "7"}
"""


def test_a_setting_is_added_by_its_row_and_its_field():
    root = Path(__file__).parents[2]
    command = [sys.executable, "-W", "ignore", "-c", ADDED]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
