"""What a reader's machine fetches for one page, cold: kilobytes as a server with gzip sends them.

Beside ours stands what the host theme's own shell would add on every page (its style sheet and its
script), measured in the same run. Run: make bench
"""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
from datetime import date
from pathlib import Path

import material

from tukipakki.build import build
from tukipakki.read import read_site

ROOT = Path(__file__).parent.parent
PAGES = {
    "etusivu": "index.html",
    "lehtinen": "asiakkaille/minusta-on-tehty-ilmoitus/index.html",
    "lakisivu": "laki/ilmoitusvelvollisuus/index.html",
    "prosessi ja kaavio": "prosessit/lastensuojeluilmoitus/index.html",
    "haku": "haku/index.html",
}
ASSET = re.compile(r'(?:href|src)="([^"]*assets/[^"?]+)')


def wire(file: Path) -> int:
    """Bytes of a file after gzip."""
    return len(gzip.compress(file.read_bytes(), 6))


def main() -> int:
    """Print a table."""
    stock = sum(
        wire(file)
        for pattern in ("stylesheets/main.*.css", "stylesheets/palette.*.css", "javascripts/bundle.*.js")
        for file in (Path(material.__file__).parent / "templates" / "assets").glob(pattern)
    )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        if not build(read_site(ROOT, date.today()), out, lambda _: None).ok:
            print("Sivustoa ei voi mitata ennen kuin virheet on korjattu: make check", file=sys.stderr)
            return 1
        print(f"{'sivu':<22}{'HTML':>8}{'muut':>8}{'yhteensä':>10}  (kt, gzip)")
        for name, path in PAGES.items():
            page = out / path
            assets = {(page.parent / found).resolve() for found in ASSET.findall(page.read_text("utf-8"))}
            own, rest = wire(page), sum(map(wire, assets))
            print(f"{name:<22}{own / 1000:>8.1f}{rest / 1000:>8.1f}{(own + rest) / 1000:>10.1f}")
    print(f"Pohjateeman oma tyyli ja skripti: {stock / 1000:.1f} kt joka sivulla")
    return 0


if __name__ == "__main__":
    sys.exit(main())
