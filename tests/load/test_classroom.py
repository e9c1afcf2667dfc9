"""`make class`, started for real; 127.0.0.2 is another address of this computer, as one on a network is."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.load.server import HOST, ROOT, free_port, serve, wait_until_healthy

ANOTHER_ADDRESS = "127.0.0.2"


def answers(address: str, port: int) -> bool:
    with socket.socket() as visitor:
        return visitor.connect_ex((address, port)) == 0


def command(port: int) -> list[str]:
    options = ["--no-browser", f"--address={HOST}", f"--port={port}"]
    return [sys.executable, "-m", "trainer.ui.classroom", *options]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = free_port()
    with subprocess.Popen(command(port), cwd=ROOT, stdout=subprocess.PIPE, text=True) as classroom:
        try:
            wait_until_healthy(classroom, f"http://{HOST}:{port}/_stcore/health")
            yield port
        finally:
            classroom.terminate()
            said = classroom.communicate()[0]
    assert f"http://{HOST}:{port}\n" in said
    assert "▀" in said
    assert f"port {port} of this computer, to everybody on the same network" in said


def test_it_answers_at_every_address_of_the_computer(port: int) -> None:
    assert answers(ANOTHER_ADDRESS, port)


def test_a_port_that_is_taken_is_said(port: int) -> None:
    second = subprocess.run(command(port), cwd=ROOT, capture_output=True, text=True)
    assert second.returncode == 1
    assert f"Port {port} of this computer is taken" in second.stderr


def test_without_it_the_app_answers_at_127_0_0_1_alone() -> None:
    with serve(ROOT / "app.py") as server:
        assert answers(HOST, server.port)
        assert not answers(ANOTHER_ADDRESS, server.port)
