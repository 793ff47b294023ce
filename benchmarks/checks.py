"""What reading and checking cost: share of a build, seconds a check, growth, and hostile texts.

Pages are composed of the paragraphs, lists, tables and citations of the real ones. All figures are
CPU seconds of this run, so that a busy machine does not change the ratios. Run: make bench, or with
numbers of pages: python benchmarks/checks.py 1000 5000
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the hostile texts are those of the tests

from tests.hostile import main as hostile  # noqa: E402

from tukipakki.build import build  # noqa: E402
from tukipakki.checks import CHECKS, run_checks  # noqa: E402
from tukipakki.finnish import FinnishParser, speak_finnish  # noqa: E402
from tukipakki.model import Level, Site  # noqa: E402
from tukipakki.read import read_site  # noqa: E402

TODAY = date(2026, 11, 25)
LANGUAGES = ("", ".sv", ".en")
# Of the real pages, those whose kind may exist many times.
MODELS = ("asiakkaille", "laki", "prosessit", "roolit")
_TITLE = re.compile(r"^otsikko: .*$", re.MULTILINE)
_LETTERS = re.compile(r"[a-zåäö]{3}|§")
_SENTENCES = re.compile(r"(?<=[.!?])([*”\")]*\s+)(?=[A-ZÅÄÖ”*\[])")
_SOURCES = re.compile(r"^lahteet:.*\n(?:[ -].*\n)*", re.MULTILINE)


def _models() -> list[Path]:
    """Finnish pages that can be copied; a page that introduces a folder or is unique to a county cannot."""
    files = (file for folder in MODELS for file in sorted((ROOT / "docs" / folder).rglob("*.md")))
    # A page about changes names what is no more, and may do so only where it tells of history.
    apart = ("index", "lain-muutokset")
    plain = (file for file in files if "." not in file.stem and file.stem not in apart)
    return [file for file in plain if "\nalue: " not in file.read_text(encoding="utf-8")]


def generate(root: Path, count: int) -> None:
    """A copy of this project with `count` Finnish and translated pages more or less."""
    for folder in ("data", "docs", "overrides"):
        shutil.copytree(ROOT / folder, root / folder)
    for name in ("mkdocs.yml", "package.json", "package-lock.json"):
        shutil.copy2(ROOT / name, root / name)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    number = 0
    models = _models()
    have = sum(1 for _ in (root / "docs").rglob("*.md"))
    while have < count:
        number += 1
        model = models[number % len(models)]
        # Every fifth page is translated, as far as its model is.
        for suffix in LANGUAGES if number % 5 == 0 else LANGUAGES[:1]:
            source = model.with_name(f"{model.stem}{suffix}.md")
            if source.is_file():
                place = root / source.relative_to(ROOT).with_name(f"{model.stem}-{number}{suffix}.md")
                place.write_text(_varied(source.read_text(encoding="utf-8"), number), "utf-8")
                have += 1


def _varied(text: str, number: int) -> str:
    """The same page under a title of its own, its sentences unlike those of others, its words real."""
    front, mark, body = text[4:].partition("\n---\n")
    title = _TITLE.search(front)
    assert title is not None
    plain = title[0].rstrip('"') + f" {number}" + ('"' if title[0].endswith('"') else "")
    front = front.replace(title[0], plain)
    front = _SOURCES.sub("", front + "\n").rstrip("\n")
    own = f"k{number}"
    lines, fenced = [], False
    for line in body.split("\n"):
        fenced ^= line.lstrip().startswith("```")
        kept = fenced or line.startswith("#") or "accTitle" in line
        lines.append(line if kept else _changed(line, own))
    return f"---\n{front}{mark}" + "\n".join(lines)


def _changed(line: str, own: str) -> str:
    """A line of text, each of whose sentences ends in a mark that no other page has."""
    if line.startswith("!!!") or (line.startswith("{") and line.endswith("}")) or not _LETTERS.search(line):
        return line
    parts = []
    for part in _SENTENCES.split(line):
        core = part.rstrip(' .!?|*”"')
        parts.append(f"{core} {own}{part[len(core) :]}" if _LETTERS.search(part) else part)
    return "".join(parts)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def by_check(site: Site) -> Iterator[tuple[float, str]]:
    """Seconds and name of each check, the dearest first."""
    costs = [(seconds(lambda check=check: list(check.run(site))), check.name) for check in CHECKS]  # type: ignore[misc]
    yield from sorted(costs, reverse=True)


def measure(count: int, folder: Path) -> tuple[Site, float, float]:
    """The site of so many pages, what reading it costs and what checking it costs."""
    root = folder / str(count)
    generate(root, count)
    sites: list[Site] = []
    reading = seconds(lambda: sites.append(read_site(root, TODAY)))
    found: list[int] = []
    checking = seconds(lambda: found.append(sum(f.level is Level.ERROR for f in run_checks(sites[0]))))
    pages = len(sites[0].pages)
    print(f"{pages} sivua: luku {reading:.2f} s, tarkistukset {checking:.2f} s; virheitä {found[0]}")
    return sites[0], reading, checking


def main(arguments: list[str]) -> int:
    """Print the figures; the exit code is 1 when a bar is missed, 2 when the command cannot be read."""
    speak_finnish()
    parser = FinnishParser(description="Mittaa tarkistusten ajan kahdella sivumäärällä.")
    parser.add_argument("sivuja", type=int, nargs="*", default=[1000, 5000], help="oletus: 1000 5000")
    counts = parser.parse_args(arguments).sivuja
    if len(counts) != 2 or min(counts) < 1:
        parser.error("anna kaksi sivumäärää, esimerkiksi 1000 5000")
    small, large = counts
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site, reading, checking = measure(small, folder)
        for spent, check in by_check(site):
            if spent >= 0.01:
                print(f"  {check:<28}{spent:>7.2f} s")
        # The command reads the project too; a build here is given the site that has been read.
        whole = reading + seconds(lambda: _build(site, folder / "site"))
        share = (reading + checking) / whole
        print(f"luku ja tarkistukset / koko rakennus ({whole:.1f} s): {share:.2f} (enintään 0.25)")
        _, *more = measure(large, folder)
    growth = sum(more) / (reading + checking)
    print(f"kasvu {small} -> {large} sivua: {growth:.1f} (enintään {1.1 * large / small:.1f})")
    hostile([])
    return 0 if share <= 0.25 and growth <= 1.1 * large / small else 1


def _build(site: Site, out: Path) -> None:
    built = build(site, out, lambda _: None)
    if not built.ok:
        print("\n".join(str(f) for f in built.findings if f.level is Level.ERROR)[:3000], file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
