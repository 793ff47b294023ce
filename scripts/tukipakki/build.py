"""Source checks, a build into a new folder, checks of the built site, and the swap."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tukipakki.checks import run_checks
from tukipakki.checks.built import check_built
from tukipakki.checks.built.document import BuiltSite
from tukipakki.model import Finding, Level, Site

Progress = Callable[[str], None]


# Text files beside pages that checks of the built site look into.
_READ = frozenset({".css", ".js", ".svg", ".xml"})


class NotASite(Exception):
    """The folder holds no built site; the message is one Finnish sentence."""


class CannotWrite(Exception):
    """The site's folder cannot be written; the message is one Finnish sentence."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: findings of source and site, and how many pages were made."""

    findings: tuple[Finding, ...]
    pages: int

    @property
    def ok(self) -> bool:
        """True when the new site is in its place."""
        return not any(finding.level is Level.ERROR for finding in self.findings)


def build(site: Site, out: Path, say: Progress) -> Built:
    """Build a site; the old one stays whole unless everything succeeds.

    Args:
        out: folder of the finished site; replaced at the very end.
        say: told of each phase.

    Raises:
        CannotWrite: the parent folder of `out` cannot be written.
        BuildFailed: mkdocs refused what the checks let through.
    """
    from tukipakki.mkdocs_plugin import build_site

    _refuse_foreign(out)
    say("Tarkistetaan sisältö")
    findings = run_checks(site)
    if any(finding.level is Level.ERROR for finding in findings):
        return Built(findings, 0)
    with _new_folder(out) as folder:
        say("Rakennetaan sivut")
        build_site(site, folder)
        say("Tarkistetaan valmis sivusto")
        findings += check_folder(folder, site.settings.osoite)
        pages = len(list(folder.rglob("*.html")))
        built = Built(findings, pages)
        if built.ok:
            _swap(folder, out)
    return built


def check_folder(folder: Path, address: str) -> tuple[Finding, ...]:
    """Findings of a built site on disk; `address` is where it will stand, "" when not known.

    Raises:
        NotASite: there is no home page in the folder.
    """
    if not (folder / "index.html").is_file():
        raise NotASite(
            f"Kansiossa {folder} ei ole tiedostoa index.html, joten siinä ei ole valmista sivustoa; "
            "rakenna se komennolla tukipakki build."
        )
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    pages = {p: f.read_text("utf-8", "surrogateescape") for p, f in files.items() if p.endswith(".html")}
    texts = {p: f.read_text("utf-8", "replace") for p, f in files.items() if f.suffix in _READ}
    return check_built(BuiltSite(pages, frozenset(files), texts, address))


@contextmanager
def _new_folder(out: Path) -> Iterator[Path]:
    """A folder beside `out`, gone again unless it was swapped in; also after Ctrl-C or kill."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(out)
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-{os.getpid()}-", dir=out.parent))
    except OSError as error:
        raise CannotWrite(
            f"Kansioon {out.parent} ei voi kirjoittaa ({error.strerror}); "
            "tarkista oikeudet tai valitse toinen kansio valitsimella --out."
        ) from None
    folder.chmod(0o755)
    previous = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield folder
    finally:
        signal.signal(signal.SIGTERM, previous)
        shutil.rmtree(folder, ignore_errors=True)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _refuse_foreign(out: Path) -> None:
    """Only a folder that holds a site (or nothing) may be replaced: --out docs would lose the texts."""
    if out.exists() and not out.is_dir():
        raise CannotWrite(f"{out} on tiedosto; anna valitsimella --out kansion nimi.")
    if out.is_dir() and any(out.iterdir()) and not (out / "index.html").is_file():
        raise CannotWrite(
            f"Kansiossa {out} on muuta kuin sivusto, eikä sitä korvata; anna valitsimella --out tyhjä kansio."
        )


def _remove_leftovers(out: Path) -> None:
    """Folders of builds that were killed before they could clean up, when their process is gone."""
    for folder in out.parent.glob(f".{out.name}-*-*"):
        process = folder.name.removeprefix(f".{out.name}-").split("-")[0]
        if process.isdigit() and not _alive(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    if os.name == "nt":
        return True  # there, os.kill would end the process instead of asking
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _swap(folder: Path, out: Path) -> None:
    """Put the new site in the place of the old one: two renames, and back if the second fails."""
    old = out.parent / f".{out.name}-{os.getpid()}-vanha"
    if out.exists():
        out.rename(old)
    try:
        folder.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
