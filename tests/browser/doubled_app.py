"""The app in a language that says every word twice."""

import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)] * (str(ROOT) not in sys.path)

from tests.made_up_languages import Doubled
from trainer import language

language._spoken = lambda _: Doubled()
runpy.run_path(str(ROOT / "app.py"), run_name="__main__")
