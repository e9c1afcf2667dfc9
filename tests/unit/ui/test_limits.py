"""What is kept in memory is bounded in bytes, and every bound stands in one module."""

import ast
from pathlib import Path

import pytest

from trainer.ui import limits
from trainer.ui.kept_by_data import SHARED

ROOT = Path(__file__).resolve().parents[3]
SOURCES = {str(path.relative_to(ROOT)): path for path in sorted((ROOT / "trainer/ui").rglob("*.py"))}
UNBOUNDED = {"cache", "cache_data"}  # functools.cache of what takes an argument, and st.cache_data
FEW = {"trainer/ui/movie/component.py", "trainer/ui/atlas/page.py"}  # one entry for each script of the repository
SOAK = 60e6


def decorated(path):
    """Each function with a decorator: what the decorator is called, and whether the function takes an argument."""
    for node in ast.walk(ast.parse(path.read_text())):
        for decorator in getattr(node, "decorator_list", []):
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            yield ast.unparse(called).rpartition(".")[2], bool(getattr(node, "args", None) and node.args.args)


@pytest.mark.parametrize("source", [source for source in SOURCES if source not in FEW])
def test_no_cache_grows_without_bound(source):
    assert [name for name, has_arguments in decorated(SOURCES[source]) if name in UNBOUNDED and has_arguments] == []


def test_what_all_sessions_share_leaves_room_in_what_a_day_may_add():
    assert SHARED.most_bytes == limits.SHARED_RESULTS
    assert limits.SHARED_RESULTS < SOAK * 0.6


def test_what_one_session_keeps_is_less_than_what_all_share():
    assert limits.OWN_DATA + limits.OWN_RESULTS <= limits.SHARED_RESULTS
