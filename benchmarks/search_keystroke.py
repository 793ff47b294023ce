"""From a keystroke to the results on the screen, in the window of the built site, in a real Chromium.

Each Finnish question of data/haku/testit.yml that was kept apart is typed letter by letter; what is timed
begins at the event of the key and ends when the new results have been laid out. Once as the machine is
and once with its processor slowed to a sixth, as on a cheap phone. Run: make bench
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser
from tests.browser.chromium import chromium
from tests.browser.server import serving

from tukipakki.build import build
from tukipakki.model import ORIGINAL
from tukipakki.read import read_site

ROOT = Path(__file__).parent.parent
LIMIT = 50
SLOWED = 6
WATCH = """() => {
  window.times = [];
  const field = document.getElementById("haku-ikkunassa");
  const list = document.querySelector("dialog .tp-hits");
  let start = 0;
  field.addEventListener("input", () => { start = performance.now(); }, { capture: true });
  new MutationObserver(() => {
    if (!start) return;
    list.getBoundingClientRect();
    times.push(performance.now() - start);
    start = 0;
  }).observe(list, { childList: true });
}"""


def keystrokes(browser: Browser, address: str, questions: list[str], slowed: int) -> list[float]:
    """Milliseconds of each keystroke that changed the results, in order of length."""
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("/")
    field = page.locator("#haku-ikkunassa")
    field.fill("lapsi")
    page.locator("dialog .tp-hits a").first.wait_for()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.evaluate(WATCH)
    for question in questions:
        field.fill("")
        field.press_sequentially(question)
    times = sorted(page.evaluate("times"))
    page.close()
    return times


def main() -> int:
    """Print both tables; 1 when the machine as it is takes longer than the limit."""
    site = read_site(ROOT, date.today())
    questions = [trial.haku for trial in site.data.trials if trial.erilla and trial.kieli == ORIGINAL]
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        if not build(site, Path(name) / "site", lambda _: None).ok:
            print("Sivustoa ei voi mitata ennen kuin virheet on korjattu: make check", file=sys.stderr)
            return 1
        with serving(Path(name) / "site") as address:
            found = {slowed: keystrokes(browser, address, questions, slowed) for slowed in (1, SLOWED)}
    for slowed, times in found.items():
        late = times[int(0.99 * len(times))]
        label = "prosessori hidastettu kuudesosaan" if slowed > 1 else "kone sellaisenaan"
        print(
            f"{label}: {len(times)} näppäystä, mediaani {median(times):.1f} ms, 99 % alle {late:.1f} ms, "
            f"hitain {times[-1]:.1f} ms (raja {LIMIT} ms)"
        )
    return 0 if found[1][int(0.99 * len(found[1]))] <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
