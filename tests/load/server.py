"""A Streamlit server on 127.0.0.1, for tests and measurements."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
LONGEST_WAIT = 60.0  # seconds


@dataclass(frozen=True)
class Server:
    """A running server; base_path is "" or a path without slashes around it."""

    port: int
    pid: int
    base_path: str = ""

    @property
    def path(self) -> str:
        """The path of the app, with slashes around it."""
        return f"/{self.base_path}/" if self.base_path else "/"

    def cpu_seconds(self) -> float | None:
        """User and system time so far, in steps of 10 ms; None where there is no /proc."""
        with suppress(OSError):
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return None

    def resident_megabytes(self) -> float | None:
        """Memory held now; None where there is no /proc."""
        with suppress(OSError):
            return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        return None

    def has_mapped(self, package: str) -> bool | None:
        """Whether compiled code of a package is loaded; None where there is no /proc."""
        with suppress(OSError):
            return f"/site-packages/{package}/" in Path(f"/proc/{self.pid}/maps").read_text()
        return None

    def kill(self) -> None:
        """End it at once, as a crash does."""
        os.kill(self.pid, signal.SIGKILL)


@contextmanager
def serve(
    script: Path,
    port: int | None = None,
    options: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
    log: IO[bytes] | None = None,
) -> Iterator[Server]:
    """A server of one script, with the repository's .streamlit/config.toml.

    port: a free one where not given. options: more of Streamlit's. environment: variables added.
    log: where its errors go; else to where the test's go. The server ends with what started it, on SIGTERM too.
    """
    end_on_sigterm()
    port = port or free_port()
    flags = {
        "server.address": HOST,
        "server.port": str(port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        **(options or {}),
    }
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += [f"--{name}={value}" for name, value in flags.items()]
    server = Server(port, 0, flags.get("server.baseUrlPath", ""))
    environ = os.environ | dict(environment or {})
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=log) as process:
        try:
            wait_until_healthy(process, f"http://{HOST}:{port}{server.path}_stcore/health")
            yield Server(port, process.pid, server.base_path)
        finally:
            process.kill()


def end_on_sigterm() -> None:
    """Let SIGTERM raise SystemExit, so that what is open is closed; only the main thread can ask for it."""
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(process: subprocess.Popen, address: str) -> None:
    """Return when the address answers; RuntimeError where the process ends or takes too long."""
    deadline = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(address, timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{address} did not answer")
