"""Every setting, in one table: rooms of rows, each beside the values that it sets.

A setting's id is its widget key, its key in the URL and the name of the value it sets:
?learning_rate=0.3 -> Settings.training.learning_rate -> W - learning_rate * gradient.
"""

from dataclasses import fields

from trainer.config import TrainingConfig
from trainer.ui.settings.kinds import Setting
from trainer.ui.settings.row import PANEL
from trainer.ui.settings.rows import classroom, compare, data, derive, lessons, training, view
from trainer.ui.settings.rows.data import DataSettings
from trainer.ui.settings.rows.derive import LAST_STEP
from trainer.ui.settings.rows.training import LEARNING_RATES, MOST_EPOCHS, OPTIMIZER_NAMES

__all__ = ["FORMERLY", "LAST_STEP", "LEARNING_RATES", "MOST_EPOCHS", "NO_MORE", "OPTIMIZER_NAMES", "PANEL_KEYS"]
__all__ += ["RUN_KEYS", "SETTINGS"]

SETTINGS: dict[str, Setting] = data.ROWS | training.ROWS | view.ROWS | derive.ROWS | compare.ROWS | lessons.ROWS
SETTINGS |= classroom.ROWS

PANEL_KEYS = {group: tuple(key for key, row in SETTINGS.items() if row.group == group) for group in PANEL}
FORMERLY = {old: key for key, row in SETTINGS.items() for old in row.formerly}  # ids of earlier versions, in links
NO_MORE = frozenset({"layout"})  # ids that links of earlier versions have, for what goes by itself now

_OF_A_RUN = {field.name for of in (DataSettings, TrainingConfig) for field in fields(of)}
RUN_KEYS = tuple(key for key in SETTINGS if key in _OF_A_RUN)  # the settings that a run depends on
