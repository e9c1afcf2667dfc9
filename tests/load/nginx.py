"""nginx as a school's server runs it, with deploy/nginx/trainer.conf, before replicas on this machine."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.load.server import HOST, ROOT, Server, free_port, wait_until_healthy

CONFIGURATION = ROOT / "deploy/nginx"
MAIN = """
daemon off;
worker_processes 1;
error_log {folder}/error.log;
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    log_format seats '$cookie_trainer_seat $upstream_addr $request_uri $status';
    include {folder}/trainer.conf;
}}
"""


def program() -> str | None:
    """Where nginx is, or None."""
    return shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")


@contextmanager
def nginx(folder: Path, replicas: Sequence[int], base_path: str = "") -> Iterator[Server]:
    """nginx on a free port, before replicas on these ports; what it passed on is in folder/access.log."""
    port = free_port()
    text = (CONFIGURATION / "trainer.conf").read_text()
    for shipped, here in {
        "listen 8080;": f"listen {HOST}:{port};",
        "access_log off;": f"access_log {folder}/access.log seats;",
        "/etc/nginx/trainer_replicas.conf": f"{folder}/trainer_replicas.conf",
    }.items():
        assert text.count(shipped) == 1, shipped
        text = text.replace(shipped, here)
    options = (CONFIGURATION / "trainer_replicas.conf").read_text().splitlines()[0].partition(":8501")[2]
    (folder / "trainer.conf").write_text(text)
    (folder / "trainer_replicas.conf").write_text("".join(f"server {HOST}:{other}{options}\n" for other in replicas))
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))
    command = [program() or "nginx", "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    server = Server(port, 0, base_path)
    with subprocess.Popen(command) as process:
        try:
            wait_until_healthy(process, f"http://{HOST}:{port}{server.path}_stcore/health")
            yield Server(port, process.pid, base_path)
        finally:
            process.terminate()
