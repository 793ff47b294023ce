"""Safe repairs: each is tried in memory and checked again before a file is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tukipakki.checks import run_checks, run_each
from tukipakki.checks.at import Repair
from tukipakki.model import Finding, Site
from tukipakki.read import read_site

# A repair may bring another to light: a bullet that has become a list lacks its empty line.
_ROUNDS = 5

Wanted = Callable[[Finding], bool]
Repairs = Sequence[tuple[Finding, Repair]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file whose repaired text has passed; `findings` are those that are gone from it."""

    path: str
    text: str
    findings: tuple[Finding, ...]


def fix(root: Path, today: date, wanted: Wanted) -> tuple[Fixed, ...]:
    """Repair what can be repaired safely and write the files.

    Args:
        wanted: tells which findings to repair.
    """
    site = read_site(root, today)
    before = run_checks(site)
    done = []
    for path, repairs in sorted(_by_file(site, wanted).items()):
        text = (root / path).read_bytes().decode("utf-8")
        repaired = _repaired(root, today, path, text, repairs, before, wanted)
        if repaired is not None:
            (root / path).write_bytes(repaired.text.encode())
            done.append(repaired)
    return tuple(done)


def _by_file(site: Site, wanted: Wanted) -> Mapping[str, Repairs]:
    files: dict[str, list[tuple[Finding, Repair]]] = defaultdict(list)
    for finding, repair in run_each(site):
        if repair is not None and wanted(finding):
            files[finding.path].append((finding, repair))
    return files


def _repaired(
    root: Path,
    today: date,
    path: str,
    text: str,
    repairs: Repairs,
    before: tuple[Finding, ...],
    wanted: Wanted,
) -> Fixed | None:
    """All repairs of a file together, or else those that pass one by one; None when none does."""
    for chosen in (repairs, *([one] for one in repairs)):
        changed, rest = text, chosen
        for _ in range(_ROUNDS):
            changed = _apply(changed, rest)
            site = read_site(root, today, {path: changed})
            rest = _by_file(site, wanted).get(path, ())
            if not rest:
                break
        after = run_checks(site)
        if changed != text and not _kinds(after) - _kinds(before):
            gone = tuple(finding for finding, _ in chosen)
            return Fixed(path, changed, gone)
    return None


def _kinds(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    """How often each check speaks of each file: lines move when a file is repaired."""
    return Counter((finding.path, finding.check) for finding in findings)


def _apply(text: str, repairs: Repairs) -> str:
    """The text with each repair made on its line, from the end so that lines keep their numbers."""
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(ends)
    for finding, repair in sorted(repairs, key=lambda item: item[0], reverse=True):
        line = lines[finding.line - 1]
        if line.count(repair.old) == 1:
            lines[finding.line - 1] = line.replace(repair.old, repair.new.replace("\n", ends))
    return ends.join(lines)
