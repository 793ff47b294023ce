"""Earlier texts of a page out of git: only for the report, and quiet where there is no git."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

_SECONDS = 60


class NoHistory(Exception):
    """Git or the file's history is not there; the message is one Finnish sentence."""


def versions(root: Path, path: str) -> Iterator[tuple[str, str]]:
    """Commit and text of every committed version of a file, newest first.

    Raises:
        NoHistory: there is no git, no repository, or the file was never committed.
    """
    commits = _git(root, "log", "--format=%H", "--", path).split()
    if not commits:
        raise NoHistory("tiedostoa ei ole tallennettu gitiin")
    for commit in commits:
        # A commit that took the file away has no text of it.
        if _git(root, "ls-tree", "--name-only", commit, "--", f"./{path}"):
            yield commit, _git(root, "show", f"{commit}:./{path}")


def changes_since(root: Path, path: str, is_it: Callable[[str], bool]) -> str:
    """What has changed in a file since the version that `is_it` knows, as a diff by words.

    Raises:
        NoHistory: as `versions`, or no version is the one.
    """
    for commit, text in versions(root, path):
        if is_it(text):
            found = _git(root, "diff", "--no-color", "--no-ext-diff", "--unified=0", "--word-diff=plain",
                         commit, "--", path)  # fmt: skip
            return "\n".join(_without_header(found))
    raise NoHistory("leimaa vastaavaa versiota ei ole gitin historiassa")


def _without_header(diff: str) -> Iterator[str]:
    lines = iter(diff.splitlines())
    for line in lines:
        if line.startswith("@@"):
            yield line.split("@@")[1].strip()
            break
    for line in lines:
        yield line.split("@@")[1].strip() if line.startswith("@@") else line


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except FileNotFoundError:
        raise NoHistory("gitiä ei ole tällä koneella") from None
    except subprocess.TimeoutExpired:
        raise NoHistory("git ei vastannut minuutissa") from None
    if done.returncode:
        raise NoHistory("tämä kansio ei ole git-tietovarasto tai historia puuttuu")
    return done.stdout.decode("utf-8", "replace")
