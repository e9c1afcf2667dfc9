"""`make class`: the app for everybody on the same network, with its address as a QR code in the terminal.

`make app` serves this computer alone (127.0.0.1, as .streamlit/config.toml says); only this command opens a port.
"""

import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path

from streamlit.web import cli

from trainer.ui.share import qr_code
from trainer.ui.words.classroom import NO_NETWORK, announcement, port_taken

ROOT = Path(__file__).resolve().parents[2]
EVERY_INTERFACE = "0.0.0.0"
OUTSIDE = ("192.0.2.1", 9)  # an address for documentation; connecting a datagram socket sends nothing


def network_address() -> str | None:
    """The address of this computer on the network that leads outside, or None where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(OUTSIDE)
        except OSError:
            return None
        address: str = probe.getsockname()[0]
    return None if address.startswith("127.") else address


def is_free(port: int) -> bool:
    """Whether nothing listens on a port yet."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((EVERY_INTERFACE, port))
        except OSError:
            return False
    return True


def arguments(address: str, port: int, show: bool) -> list[str]:
    """What Streamlit is started with. show: open a browser at the address, so that what is projected can be shared."""
    options = {
        "server.address": EVERY_INTERFACE,
        "server.port": str(port),
        "server.headless": str(not show).lower(),
        "browser.serverAddress": address,  # else Streamlit may ask a host outside for this computer's address
        "logger.hideWelcomeMessage": "true",
    }
    return ["run", "app.py", *(f"--{name}={value}" for name, value in options.items())]


def main() -> None:
    """Say what is opened and to whom, and serve until Ctrl+C."""
    parser = ArgumentParser(prog="make class", description="Serve the app to everybody on the same network.")
    parser.add_argument("--address", help="this computer's address or name on the network; found where not given")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--no-browser", action="store_true", help="do not open the page on this computer")
    given = parser.parse_args()
    address = given.address or network_address()
    if address is None:
        sys.exit(NO_NETWORK)
    if not is_free(given.port):
        sys.exit(port_taken(given.port))
    link = f"http://{address}:{given.port}"
    print(announcement(link, given.port, qr_code.terminal(link)), flush=True)
    os.chdir(ROOT)
    cli.main(arguments(address, given.port, not given.no_browser))


if __name__ == "__main__":
    main()
