"""What a reader's machine fetches for a page, cold, in a real Chromium from a real nginx as shipped.

Beside ours stands the host theme with its default settings on the same docs/, in the same run: kilobytes
over the wire, requests, and how much the page jumps while it loads. Nothing outside this machine is
reached, so what the host theme asks of other hosts is counted as requests but not as kilobytes.
Run: make bench
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession
from tests.browser.chromium import chromium
from tests.browser.nginx import nginx

from tukipakki.build import build
from tukipakki.read import read_site

ROOT = Path(__file__).parent.parent
PAGES = {
    "etusivu": "",
    "lehtinen": "asiakkaille/minusta-on-tehty-ilmoitus/",
    "lakisivu": "laki/ilmoitusvelvollisuus/",
    "prosessi ja kaavio": "prosessit/lastensuojeluilmoitus/",
    "haku": "haku/",
    "sanasto": "sanasto/",
}
# Kilobytes; the home page and pages with a diagram may weigh more.
PLAIN, HEAVY = 100, 120
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"
PHONE = {"width": 390, "height": 844}
SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
STOCK = """\
site_name: Tukipakki
docs_dir: {docs}
site_dir: {out}
theme: {{name: material, language: fi}}
plugins:
  - search
  - i18n:
      docs_structure: suffix
      fallback_to_default: false
      languages:
        - {{locale: fi, name: Suomi, default: true}}
        - {{locale: sv, name: Svenska}}
        - {{locale: en, name: English}}
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - tables
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page cost: kilobytes, requests, layout shift, other hosts that were asked."""

    kilobytes: float
    requests: int
    shift: float
    hosts: frozenset[str]

    def __str__(self) -> str:
        return f"{self.kilobytes:>7.1f} kt {self.requests:>3} pyyntöä, hyppy {self.shift:.3f}"


class _Count:
    """Adds up what the network layer of the browser tells."""

    def __init__(self, session: CDPSession) -> None:
        self.bytes = 0
        self.urls: list[str] = []
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.requestWillBeSent", self._sent)
        session.send("Network.enable")

    def _finished(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def _sent(self, event: dict[str, dict[str, str]]) -> None:
        if event["request"]["url"].startswith("http"):
            self.urls.append(event["request"]["url"])


def measure(browser: Browser, url: str) -> Cost:
    """Open one page with an empty cache."""
    context = browser.new_context(ignore_https_errors=True, viewport=PHONE)  # type: ignore[arg-type]
    context.add_init_script(SHIFT)
    page = context.new_page()
    count = _Count(context.new_cdp_session(page))
    page.goto(url, wait_until="load")
    # The icon, and whatever a script still asks for.
    page.wait_for_timeout(200)
    shift = page.evaluate("window.shift")
    context.close()
    hosts = {urlsplit(asked).hostname or "" for asked in count.urls} - {"localhost"}
    return Cost(count.bytes / 1000, len(count.urls), shift, frozenset(hosts))


def limit(site: Path, page: str) -> int:
    """How much a page may weigh, in kilobytes."""
    text = (site / page / "index.html").read_text(encoding="utf-8")
    is_home = page in ("", "sv/", "en/")
    return HEAVY if is_home or 'class="tp-figure"' in text else PLAIN


def build_stock(folder: Path) -> Path:
    """The host theme with its default settings on the same texts."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    out = folder / "pohjateema"
    config = folder / "mkdocs.yml"
    config.write_text(STOCK.format(docs=folder / "docs", out=out), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    subprocess.run(command, check=True, capture_output=True)
    return out


def main() -> int:
    """Print a table; 1 when a page weighs too much, jumps or asks other hosts."""
    with tempfile.TemporaryDirectory() as name, chromium(OFFLINE) as browser:
        folder = Path(name)
        # The server may run as another user.
        folder.chmod(0o755)
        site = folder / "site"
        if not build(read_site(ROOT, date.today()), site, lambda _: None).ok:
            print("Sivustoa ei voi mitata ennen kuin virheet on korjattu: make check", file=sys.stderr)
            return 1
        with nginx(site) as ours, nginx(build_stock(folder), policy=False) as stock:
            for title, page in PAGES.items():
                other = measure(browser, stock.address + page)
                print(f"{title:<20}{measure(browser, ours.address + page)}")
                print(
                    f"{'  pohjateema':<20}{other}; muut palvelimet: {', '.join(sorted(other.hosts)) or '–'}"
                )
            return _all_pages(browser, site, ours.address)


def _all_pages(browser: Browser, site: Path, address: str) -> int:
    """Every page against its limits."""
    pages = [file.parent.relative_to(site).as_posix() for file in sorted(site.rglob("index.html"))]
    costs = {page: measure(browser, address + page) for page in (f"{p}/" if p != "." else "" for p in pages)}
    for most, label in ((PLAIN, "tavallinen sivu"), (HEAVY, "etusivu tai kaavio")):
        of_kind = {page: cost for page, cost in costs.items() if limit(site, page) == most}
        page, cost = max(of_kind.items(), key=lambda item: item[1].kilobytes)
        print(f"raskain {label} (enintään {most} kt; {len(of_kind)} sivua): /{page} {cost}")
    faulty = [
        f"/{page}: {cost}"
        for page, cost in costs.items()
        if cost.kilobytes > limit(site, page) or cost.shift or cost.hosts
    ]
    print("\n".join(["Yli rajan:", *faulty]) if faulty else "Kaikki sivut pysyvät rajoissa.")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
