"""What `make class` says in the terminal."""

NO_NETWORK = (
    "This computer has no address on a network, so nothing was started. Connect it to the network of the class, "
    "or give its address: make class ADDRESS=192.168.1.20. For this computer alone: make app."
)


def announcement(link: str, port: int, code: str) -> str:
    """The link, its QR code, and what is open to whom from now on."""
    return f"""
The class opens   {link}

{code}

What this opens: port {port} of this computer, to everybody on the same network, until you press Ctrl+C here.
They reach the app and nothing else: no files, no other program. What travels is not encrypted, and nobody has to
sign in. Each tab has its own settings; nothing is stored, and nothing is sent anywhere else.
If a phone cannot open the page: the firewall of this computer must let port {port} in, and a guest network that
keeps its devices apart will not do.
"""


def port_taken(port: int) -> str:
    """Another program listens already."""
    return (
        f"Port {port} of this computer is taken, perhaps by the app itself in another terminal, so nothing was "
        f"started. Stop it, or choose another port: make class PORT={port + 1}."
    )
