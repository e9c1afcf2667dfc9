"""The image's steps without Docker: `make image-steps`, on Linux as root. A script, not a test.

It reads Dockerfile and carries out its COPY, ENV, RUN, USER, HEALTHCHECK and CMD in a mount namespace of its own, on
an empty disk in memory, with the system's Python in place of the image's. Then every file system is made read-only,
CMD runs as the image's user with the image's variables alone, HEALTHCHECK must turn well, and a tab opens each page.
What it cannot tell is whether the base image and Docker are as they should be.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.load.server import ROOT, Server, free_port
from tests.load.session import open_session, run
from tests.load.values import choice

DISK = Path("/srv")
PLACES = {"/app": "/srv/app", "/opt/venv": "/srv/venv", "/build": "/srv/build"}
ANOTHER_ADDRESS = "127.0.0.2"  # answers where the server listens at every address
PAGES = ("train", "derive", "check", "compare", "lessons")
LONGEST_START = 60  # seconds
KERNEL = ("/proc", "/sys", "/dev")


def instructions(dockerfile: str) -> list[tuple[str, str]]:
    """Every instruction and its arguments, with the image's places put on the disk."""
    text = re.sub(r"(?m)^#.*\n", "", dockerfile).replace("\\\n", " ")
    moved = re.sub(r"(?<![\w.])(/app|/opt/venv|/build)\b", lambda place: PLACES[place[1]], text)
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in moved.splitlines() if line.strip()]


class Image:
    """What the instructions have made so far."""

    def __init__(self, port: int) -> None:
        (DISK / "bin").mkdir()
        (DISK / "bin/python").symlink_to("/usr/bin/python3")
        self.environment = {"PATH": f"{DISK}/bin:/usr/bin:/bin"}
        self.port = {"STREAMLIT_SERVER_PORT": str(port)}
        self.user, self.workdir = "0:0", "/"
        self.commands: dict[str, list[str]] = {}

    def carry_out(self, name: str, value: str) -> None:
        """One instruction."""
        match name:
            case "ENV":
                key, _, text = value.partition("=")
                self.environment[key] = text.replace("/usr/local/bin", f"{DISK}/bin")
            case "WORKDIR":
                self.workdir = value
                Path(value).mkdir()
            case "USER":
                self.user = value
            case "COPY" if "--from=" not in value:
                *sources, target = value.split()
                for source in sources:
                    copy(ROOT / source, Path(target) / source if target.endswith("/") else Path(target))
            case "RUN":
                subprocess.run(self.as_user(["sh", "-ec", value]), env=self.environment, cwd=self.workdir, check=True)
            case "HEALTHCHECK" | "CMD":
                self.commands[name] = json.loads(value[value.index("[") :])
            case "FROM" | "EXPOSE" | "COPY":
                pass
            case _:
                raise ValueError(f"an instruction that this script does not know: {name}")

    def as_user(self, command: list[str]) -> list[str]:
        """The command as the image's user, without any privilege."""
        uid, gid = self.user.split(":")
        return ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--no-new-privs", *command]

    def start(self, name: str) -> subprocess.Popen:
        """CMD or HEALTHCHECK, with the image's variables and no other."""
        variables = self.environment | self.port
        program = shutil.which(self.commands[name][0], path=variables["PATH"]) or self.commands[name][0]
        return subprocess.Popen(
            self.as_user([program, *self.commands[name][1:]]), env=variables, cwd=self.workdir, start_new_session=True
        )


def copy(source: Path, target: Path) -> None:
    """A file or folder as COPY lays it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def make_everything_read_only() -> None:
    """Every file system but the kernel's own."""
    places = [line.split()[1] for line in Path("/proc/self/mounts").read_text().splitlines()]
    for place in places:
        if not place.startswith(KERNEL) and Path(place).exists():  # the disk may lie over a place
            subprocess.run(["mount", "-o", "remount,ro,bind", place], check=True)


def until_healthy(image: Image, app: subprocess.Popen) -> float:
    """Seconds until HEALTHCHECK is well."""
    start = time.monotonic()
    while image.start("HEALTHCHECK").wait() != 0:
        if app.poll() is not None or time.monotonic() - start > LONGEST_START:
            sys.exit("the app did not become healthy")
        time.sleep(0.5)
    return time.monotonic() - start


async def visit(server: Server) -> None:
    """Open every page and change the learning rate there; an error shown raises."""
    for page in PAGES:
        async with open_session(server, "dataset=iris", page) as session:
            await session.rerun()
            await session.rerun(learning_rate=choice(session.options["learning_rate"][7]))


def main() -> None:
    if "--inside" not in sys.argv:
        os.execvp("unshare", ["unshare", "--mount", sys.executable, "-m", "tests.load.image_steps", "--inside"])
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "none", str(DISK)], check=True)
    port = free_port()
    image = Image(port)
    for name, value in instructions((ROOT / "Dockerfile").read_text()):
        print(f"{name} {value}", flush=True)
        image.carry_out(name, value)
    make_everything_read_only()
    app = image.start("CMD")
    try:
        seconds = until_healthy(image, app)
        run(visit(Server(port, app.pid)))
        with socket.create_connection((ANOTHER_ADDRESS, port), timeout=5):
            pass
        uid = Path(f"/proc/{app.pid}").stat().st_uid
    finally:
        app.kill()
    assert uid == 1000, uid
    print(
        f"healthy after {seconds:.1f} s; uid {uid}; nothing writable; {len(PAGES)} pages opened; every address answers"
    )


if __name__ == "__main__":
    main()
