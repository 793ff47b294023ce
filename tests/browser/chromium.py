"""A real Chromium for the browser tests: found, or installed, or one sentence and exit code 2."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these, Chromium looks for its maker's hosts at every start.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def find() -> str | None:
    """Path of a Chromium on this machine: `$CHROMIUM`, the system's, Playwright's own."""
    if given := os.environ.get("CHROMIUM"):
        return given
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


def ensure() -> str:
    """Path of a Chromium, installed when there was none.

    Raises:
        SystemExit: code 2, when none could be had.
    """
    path = find()
    for attempt in _attempts():
        if path:
            break
        print(f"Asennetaan Chromium: {' '.join(attempt)} …", file=sys.stderr)
        subprocess.run(attempt, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        path = find()
    if path is None:
        print(
            "Selaintestit tarvitsevat Chromiumin; asenna se tai anna sen polku muuttujassa CHROMIUM.",
            file=sys.stderr,
        )
        raise SystemExit(2)
    return path


def _attempts() -> Iterator[list[str]]:
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        yield ["apt-get", "update"]
        yield ["apt-get", "install", "-y", "chromium"]
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


@contextmanager
def chromium(*switches: str) -> Iterator[Browser]:
    """A headless browser; `switches` are more of Chromium's own."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=ensure_path(), args=[*QUIET, *switches, *(["--no-sandbox"] if root else [])]
        )
        try:
            yield browser
        finally:
            browser.close()


def ensure_path() -> str:
    """The path found before a Playwright session starts: two at a time are not allowed."""
    for name in (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)):
        if name:
            return name
    raise SystemExit(2)


if __name__ == "__main__":
    ensure()
