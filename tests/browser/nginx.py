"""A real nginx with the shipped configuration: found, or installed, or one sentence and exit code 2."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

SHIPPED = Path(__file__).parents[2] / "deploy" / "nginx.conf"
# Distributions keep servers where an ordinary user's PATH does not look.
PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"])

# As distributions ship it: with an access log, which the shipped configuration must silence.
_AROUND = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/main.log notice;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/tukipakki.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A running server: its addresses, and what it has written about its visitors."""

    address: str
    plain_address: str
    folder: Path

    @property
    def log(self) -> str:
        """Lines about requests, in any log."""
        access = (self.folder / "access.log").read_text(encoding="utf-8")
        main = (self.folder / "main.log").read_text(encoding="utf-8")
        return access + "".join(line for line in main.splitlines() if "client" in line or "request" in line)


def find() -> str | None:
    """Path of an nginx on this machine: `$NGINX` or the system's."""
    return os.environ.get("NGINX") or shutil.which("nginx", path=PLACES)


def ensure() -> str:
    """Path of an nginx, installed when there was none.

    Raises:
        SystemExit: code 2, when none could be had.
    """
    path = find()
    if path is None and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        for attempt in (["apt-get", "update"], ["apt-get", "install", "-y", "nginx-light"]):
            print(f"Asennetaan nginx: {' '.join(attempt)} …", file=sys.stderr)
            subprocess.run(attempt, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        path = find()
    if path is None:
        print(
            "Palvelintestit tarvitsevat nginxin; asenna se tai anna sen polku muuttujassa NGINX.",
            file=sys.stderr,
        )
        raise SystemExit(2)
    return path


def configuration(site: Path, folder: Path, http: int, https: int) -> str:
    """The shipped configuration with the lines mended that are marked so, and with free ports."""
    text = SHIPPED.read_text(encoding="utf-8")
    changes = {
        r"listen 80;": f"listen 127.0.0.1:{http};",
        r"listen 443 ssl http2;": f"listen 127.0.0.1:{https} ssl http2;",
        # A machine without IPv6 would refuse these.
        r"listen \[::\]:80;": "",
        r"listen \[::\]:443 ssl http2;": "",
        r"ssl_certificate /\S+;": f"ssl_certificate {folder}/cert.pem;",
        r"ssl_certificate_key /\S+;": f"ssl_certificate_key {folder}/key.pem;",
        r"root /\S+;": f"root {site};",
    }
    for old, new in changes.items():
        text, count = re.subn(old, lambda _, new=new: new, text)
        assert count == 1, f"deploy/nginx.conf: {old}"
    return text


@contextmanager
def nginx(site: Path, *, policy: bool = True) -> Iterator[Running]:
    """Serve a built site over https as the shipped configuration does.

    Args:
        policy: False leaves the headers out, for a site that the policy would break.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The workers run as another user when root starts them.
        folder.chmod(0o755)
        http, https = _free_port(), _free_port()
        certificate = trustme.CA().issue_cert("localhost")
        certificate.private_key_pem.write_to_path(folder / "key.pem")
        certificate.cert_chain_pems[0].write_to_path(folder / "cert.pem")
        text = configuration(site, folder, http, https)
        if not policy:
            text = re.sub(r"^\s*add_header .*$", "", text, flags=re.MULTILINE)
        (folder / "tukipakki.conf").write_text(text, encoding="utf-8")
        (folder / "nginx.conf").write_text(_user() + _AROUND.format(folder=folder), encoding="utf-8")
        process = subprocess.Popen(
            [ensure(), "-p", str(folder), "-e", str(folder / "main.log"), "-c", str(folder / "nginx.conf")]
        )
        try:
            _wait(process, https, folder)
            yield Running(f"https://localhost:{https}/", f"http://localhost:{http}/", folder)
        finally:
            process.terminate()
            process.wait(timeout=10)


def _user() -> str:
    """Built sites of tests lie in folders that only their owner may read."""
    return "user root;\n" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    for _ in range(100):
        assert process.poll() is None, (folder / "main.log").read_text(encoding="utf-8")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx did not start")


if __name__ == "__main__":
    ensure()
