"""Time from a press of the exit to the covered page on screen, beside what the browser needs to draw a frame.

Real Chromium, an ordinary processor and one slowed down six times (a cheap phone). The neutral site has
no page to give, so that what is measured is the cover alone. 100 ms is allowed; the middle one of the
rounds counts, for the slowest tells of whatever else the machine was doing. Run: make bench
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser  # noqa: E402
from tests.browser.chromium import chromium  # noqa: E402
from tests.browser.server import serving  # noqa: E402

from tukipakki.build import build  # noqa: E402
from tukipakki.read import read_site  # noqa: E402

PAGES = {
    "lehtinen": "asiakkaille/minusta-on-tehty-ilmoitus/",
    "prosessi": "prosessit/lastensuojeluilmoitus/",
    "sanasto": "sanasto/",
}
ROUNDS = 7
ALLOWED = 100
# Milliseconds from an event to the frame after it: first an event that changes nothing, then the exit.
MEASURE = """async () => {
  const painted = (start) => new Promise((done) =>
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))));
  const idle = await painted(performance.now());
  const start = performance.now();
  document.querySelector(".tp-exit").click();
  return [idle, await painted(start)];
}"""


def main() -> int:
    """Print a table."""
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        if not build(read_site(ROOT, date.today()), out, lambda _: None).ok:
            print("Sivustoa ei voi mitata ennen kuin virheet on korjattu: make check", file=sys.stderr)
            return 1
        with serving(out) as address, chromium() as browser:
            print(f"{'sivu':<12}{'suoritin':>10}{'pelkkä ruutu':>14}{'peitto':>8}{'hitain':>8}  (ms)")
            for name, path in PAGES.items():
                for slow in (1, 6):
                    rounds = [measure(browser, address + path, slow) for _ in range(ROUNDS)]
                    idle, covered = (median(column) for column in zip(*rounds, strict=True))
                    worst = max(cover for _, cover in rounds)
                    slowest = max(slowest, covered)
                    print(f"{name:<12}{f'1/{slow}':>10}{idle:>14.0f}{covered:>8.0f}{worst:>8.0f}")
    print(f"Hitaimman sivun peitto {slowest:.0f} ms; sallittu {ALLOWED} ms")
    return 0


def measure(browser: Browser, url: str, slow: int) -> tuple[float, float]:
    """Milliseconds of an empty frame and of the cover."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    context.route(
        lambda address: not address.startswith("http://127.0.0.1"), lambda route: route.fulfill(status=204)
    )
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    idle, covered = page.evaluate(MEASURE)
    context.close()
    return idle, covered


if __name__ == "__main__":
    sys.exit(main())
