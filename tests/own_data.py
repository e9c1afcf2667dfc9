"""Data that a session brought, for tests without a session: known by one digest, and edits of iris."""

import numpy as np
import pytest

from trainer.datasets import Dataset, load_iris
from trainer.edits import Edited, digest, written
from trainer.ui.settings import own

BROUGHT = Dataset("mine", np.arange(24.0).reshape(8, 3) % 7, np.arange(8) % 2, ("a|b", "$x$", "c"), ("<u>", "**v**"))
DIGEST = digest(BROUGHT)
IRIS_EDITS = f"{digest(load_iris())[:8]}_{written(load_iris(), Edited.none(load_iris()).change({}, [0, 7], []))}"


@pytest.fixture(autouse=True, scope="module")
def brought():
    """The session has data under DIGEST while the tests of a module run. Import it there."""
    before = own._finder
    own.found_by({DIGEST: BROUGHT}.get)
    yield BROUGHT
    own.found_by(before)
