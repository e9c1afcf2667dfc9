"""The server multiplies matrices in one thread, so that a busy machine does not make it many times slower."""

import json
from pathlib import Path

import pytest

from tests.load.server import ROOT, serve
from tests.load.session import open_session, run

SCRIPT = f"""
import json, pathlib, runpy, sys
sys.path.insert(0, {str(ROOT)!r})
runpy.run_path({str(ROOT / "app.py")!r})
import threadpoolctl
pathlib.Path(__file__).with_name("pools").write_text(json.dumps(threadpoolctl.threadpool_info()))
"""


def test_numpy_of_a_served_app_has_one_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    script = tmp_path / "app.py"
    script.write_text(SCRIPT)

    async def draw() -> None:
        async with open_session(server) as session:
            await session.rerun()

    with serve(script) as server:
        run(draw())
    pools = json.loads((tmp_path / "pools").read_text())
    assert {pool["num_threads"] for pool in pools if pool["internal_api"] == "openblas"} <= {1}
