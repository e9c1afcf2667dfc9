"""What all tests share: hypothesis without a deadline, since a busy machine is slow and not wrong; and an order.

CI tries the same examples at every run, so that a change is judged by what it changed; a developer's runs go on
looking for others.
"""

import os
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as app.py does; tests run side by side
settings.register_profile(
    "no deadline",
    deadline=None,
    max_examples=50,
    print_blob=True,
    derandomize=os.environ.get("CI") == "true",
)
settings.load_profile("no deadline")

DEAR = {  # about how many seconds a test takes, by the first beginning that its file has
    "browser/test_movie_modules": 0.4,
    "browser/test_atlas": 1.8,
    "browser/test_train_page": 3.5,
    "browser/test_look": 4.0,
    "browser/test_access": 7.0,
    "browser/test_check_and_compare": 7.0,
    "browser/test_derive_page": 7.5,
    "browser/test_restart": 16.0,
    "browser": 5.0,
    "load": 1.5,
    "app": 0.3,
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Side by side, each worker begins with its part of the long tests, and all end with the short ones.

    A worker takes the next piece of the order, and who is done takes from the end of another's piece. So long files
    are dealt out whole to begin the pieces, and no worker is left alone with a browser at the end.
    """
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    if workers > 1:
        items[:] = dealt(items, workers)


def dealt(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """The tests in the order of the workers' equal pieces, long files first in each."""
    files = [list(file) for _, file in groupby(items, lambda item: item.path)]
    dear = sorted((file for file in files if weight(file)), key=weight, reverse=True)
    pieces: list[list[pytest.Item]] = [[] for _ in range(workers)]
    loads = [0.0] * workers
    for file in dear:
        least = loads.index(min(loads))
        pieces[least] += file
        loads[least] += weight(file)
    short = [item for file in files if not weight(file) for item in file]
    for place, piece in enumerate(pieces):
        size = len(items) * (place + 1) // workers - len(items) * place // workers
        many = max(0, size - len(piece)) if place < workers - 1 else len(short)
        piece += short[:many]
        del short[:many]
    return [item for piece in pieces for item in piece]


def weight(file: list[pytest.Item]) -> float:
    """About how many seconds a file takes; 0 where that is not worth a plan."""
    name = Path(file[0].path).relative_to(Path(__file__).parent).as_posix()
    return len(file) * next((seconds for begin, seconds in DEAR.items() if name.startswith(begin)), 0.0)
