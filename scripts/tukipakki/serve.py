"""Serves the built site, rebuilds on save, and keeps the last good one while a page is broken."""

from __future__ import annotations

import html
import http.server
import mimetypes
import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from tukipakki.checks import CHECKS, run_checks
from tukipakki.model import ORIGINAL, Finding, Level, Site

HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 8000, 8099
WATCHED = ("docs", "data", "overrides")
# Editors save in bursts: wait until the disk has been quiet this long, in seconds.
QUIET = 0.3
MOST_SHOWN = 20

RELOAD_PATH = "/__tukipakki/lataa.js"
VERSION_PATH = "/__tukipakki/versio"
_RELOAD_SCRIPT = f"""(async () => {{
  let shown = null;
  for (;;) {{
    try {{
      const version = await (await fetch("{VERSION_PATH}", {{cache: "no-store"}})).text();
      if (shown !== null && version !== shown) location.reload();
      shown = version;
    }} catch (error) {{ /* the server is restarting */ }}
    await new Promise(done => setTimeout(done, 700));
  }}
}})();
"""


class NoFreePort(Exception):
    """Every port that we try is taken; the message is one Finnish sentence."""


class Preview:
    """What the server shows: the folder of the last good site and the findings of the last try."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.errors: tuple[Finding, ...] = ()
        self.notices: tuple[Finding, ...] = ()
        self.version = 0

    def update(self, findings: tuple[Finding, ...]) -> None:
        """Tell of a new try; browsers reload by themselves."""
        self.errors = tuple(f for f in findings if f.level is Level.ERROR)
        self.notices = tuple(f for f in findings if f.level is Level.NOTICE)
        self.version += 1


def with_drafts(site: Site) -> Site:
    """The site with the drafts that are sound enough to be looked at."""
    gentle = {check.name for check in CHECKS if check.level is Level.NOTICE or check.unfinished}
    faulty = {finding.path for finding in run_checks(site) if finding.check not in gentle}
    pages = {
        key: replace(page, previewed=True) if page.draft and page.path not in faulty else page
        for key, page in site.pages.items()
    }
    # A translation can be shown only beside its original.
    shown = {
        key: page if (original := pages.get((key[0], ORIGINAL))) and original.published else site.pages[key]
        for key, page in pages.items()
    }
    return replace(site, pages=shown)


def start(preview: Preview, port: int | None) -> tuple[http.server.ThreadingHTTPServer, str]:
    """Start serving in a thread; gives the server and its address.

    Raises:
        NoFreePort: the given port, or all of 8000–8099, are taken.
    """
    ports = [port] if port is not None else list(range(FIRST_PORT, LAST_PORT + 1))
    handler = _handler(preview)
    for number in ports:
        try:
            server = _Server((HOST, number), handler)
        except OSError:
            continue
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server, f"http://{HOST}:{server.server_port}/"
    taken = f"Portti {port} on varattu" if port is not None else "Portit 8000–8099 ovat varattuja"
    raise NoFreePort(f"{taken}; sulje toinen palvelin tai anna vapaa portti valitsimella --port.")


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    # On Windows this option would share a port with the server that already listens to it.
    allow_reuse_address = os.name != "nt"


class Watcher:
    """Notices saves from the moment it is made, so that none is lost while a build is running."""

    def __init__(self, root: Path) -> None:
        self._changes = _Changes(root / "docs")
        self._observer = Observer()
        for name in WATCHED:
            if (root / name).is_dir():
                self._observer.schedule(self._changes, str(root / name), recursive=True)
        self._observer.schedule(self._changes, str(root), recursive=False)
        self._observer.start()

    def run(self, rebuild: Callable[[], None]) -> None:
        """Call `rebuild` after each burst of saves, until interrupted."""
        try:
            while True:
                self._changes.happened.wait()
                while time.monotonic() - self._changes.last < QUIET:
                    time.sleep(QUIET / 3)
                self._changes.happened.clear()
                rebuild()
        finally:
            self._observer.stop()
            self._observer.join()


class _Changes(FileSystemEventHandler):
    def __init__(self, docs: Path) -> None:
        self._docs = docs
        self.happened = threading.Event()
        self.last = 0.0

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a save; many editors write a new file and move it over the old one."""
        if event.event_type not in {"opened", "closed", "closed_no_write"} and (
            self._is_content(event.src_path) or self._is_content(event.dest_path)
        ):
            self.last = time.monotonic()
            self.happened.set()

    def _is_content(self, path: bytes | str) -> bool:
        """In docs/ any file counts, also one that must not be there; elsewhere what we read."""
        file = Path(os.fsdecode(path))
        hidden = file.name.startswith((".", "~"))
        return not hidden and (
            file.suffix in _SUFFIXES or (bool(file.suffix) and file.is_relative_to(self._docs))
        )


_SUFFIXES = frozenset({".md", ".yml", ".csv", ".html", ".css", ".js"})


def _handler(preview: Preview) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        """Answers GET and HEAD from the folder of the last good site."""

        def do_GET(self) -> None:
            status, kind, body = _answer(preview, self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Requests are nobody's business."""

    return Handler


def _answer(preview: Preview, raw: str) -> tuple[int, str, bytes]:
    path = unquote(urlsplit(raw).path)
    if path == RELOAD_PATH:
        return HTTPStatus.OK, "text/javascript; charset=utf-8", _RELOAD_SCRIPT.encode()
    if path == VERSION_PATH:
        return HTTPStatus.OK, "text/plain; charset=utf-8", str(preview.version).encode()
    file = _file(preview.folder, path)
    status = HTTPStatus.OK
    if file is None:
        status, file = HTTPStatus.NOT_FOUND, preview.folder / "404.html"
    if not file.is_file():
        text = "<!doctype html><html lang=fi><title>Tukipakki</title><body></body></html>"
        return HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", _with_notice(text, preview)
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if kind == "text/html":
        return status, "text/html; charset=utf-8", _with_notice(file.read_text("utf-8"), preview)
    charset = "; charset=utf-8" if kind.startswith("text/") or "json" in kind else ""
    return status, kind + charset, file.read_bytes()


def _file(folder: Path, path: str) -> Path | None:
    """The file of an address; None when there is none or it lies outside the folder."""
    if "\x00" in path:
        return None
    file = (folder / path.lstrip("/")).resolve()
    if not file.is_relative_to(folder.resolve()):
        return None
    if file.is_dir():
        file = file / "index.html"
    return file if file.is_file() else None


def _with_notice(text: str, preview: Preview) -> bytes:
    """The page with the reload script, and on top what keeps the newest version from being shown."""
    script = f'<script src="{RELOAD_PATH}"></script>'
    notice = _box("Näet edellisen version: korjaa ensin tämä.", preview.errors)
    notice += _box("Huomiot, jotka eivät estä julkaisua:", preview.notices)
    head, body, rest = text.partition("<body")
    tag, close, rest = rest.partition(">")
    return (head + body + tag + close + notice + script + rest).encode()


def _box(title: str, findings: tuple[Finding, ...]) -> str:
    if not findings:
        return ""
    rows = "".join(f"<li>{html.escape(str(finding))}</li>" for finding in findings[:MOST_SHOWN])
    if len(findings) > MOST_SHOWN:
        rows += f"<li>… ja {len(findings) - MOST_SHOWN} muuta; kaikki näet käskyllä make check.</li>"
    return f'<aside class="tp-preview" role="alert"><p><strong>{title}</strong></p><ul>{rows}</ul></aside>'
