"""CPU time of reading and checking as a share of the whole build, in one run. Run: make bench"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from tukipakki.build import build
from tukipakki.checks import run_checks
from tukipakki.read import read_site

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Print seconds and the ratio."""
    start = time.process_time()
    site = read_site(ROOT, date.today())
    read = time.process_time()
    run_checks(site)
    checked = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        built = build(site, Path(folder) / "site", lambda _: None)
    whole = time.process_time() - checked + read - start
    print(f"luku {read - start:.2f} s, tarkistukset {checked - read:.2f} s, koko rakennus {whole:.2f} s")
    print(f"luku ja tarkistukset / rakennus: {(checked - start) / whole:.2f}; sivuja {built.pages}")
    return 0 if built.ok else 1


if __name__ == "__main__":
    sys.exit(main())
