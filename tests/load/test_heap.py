"""The heap of the server's process once the app has run."""

import ctypes
import sys
from pathlib import Path

import pytest

from tests.load.server import ROOT, Server, serve
from tests.load.session import open_session, run

glibc = sys.platform == "linux" and hasattr(ctypes.CDLL(None), "mallinfo2")


@pytest.mark.skipif(not glibc, reason="no glibc")
def test_an_array_lies_apart_though_a_larger_one_has_gone(tmp_path: Path) -> None:
    report = tmp_path / "bytes"

    async def visit(server: Server) -> None:
        async with open_session(server) as session:
            await session.rerun()

    with serve(ROOT / "tests/load/heap_app.py", environment={"HEAP_REPORT": str(report)}) as server:
        run(visit(server))
    assert 2**20 <= int(report.read_text()) < 2**21
