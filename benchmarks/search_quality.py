"""Our search beside that of the host theme, on the same pages and the same questions, in one run.

The host theme is built with its default settings and its search is used as a reader uses it: typed into
its field in a real Chromium. Printed for both, by group of questions of data/haku/testit.yml: how often a
right page is first, among three and among ten, how often nothing is found, and how many results are in
another language. Run: make bench
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.page_weight import build_stock
from playwright.sync_api import Page
from tests.browser.chromium import chromium
from tests.browser.server import serving

from tukipakki.model import ORIGINAL, Site
from tukipakki.parse.registers import SearchTrial
from tukipakki.read import read_site
from tukipakki.search.trial import PLACES, Tried, groups, share, try_all

ROOT = Path(__file__).parent.parent
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
ANSWERED = """([hint, gone]) =>
  (document.querySelector(".md-search-result__meta").innerText === hint) === gone"""
RESULTS = "() => [...document.querySelectorAll('.md-search-result__item > a')].map((a) => a.href)"


def stock_tried(page: Page, address: str, trials: Sequence[SearchTrial], site: Site) -> list[Tried]:
    """The questions asked from the host theme; its languages share one index, so it is asked on one page."""
    page.goto(address)
    field = page.locator(".md-search__input")
    field.click()
    meta = page.locator(".md-search-result__meta")
    # Its index is ready when the field's hint has changed.
    page.wait_for_timeout(3_000)
    hint = meta.inner_text()
    found = []
    for trial in trials:
        # It listens to the keys; the last answer must be gone before the next is read.
        for text in ("", trial.haku):
            field.fill(text)
            field.dispatch_event("keyup")
            page.wait_for_function(ANSWERED, arg=[hint, not text])
        page.wait_for_timeout(30)
        urls = list(
            dict.fromkeys(
                url.partition("#")[0].partition("?")[0].removeprefix(address)
                for url in page.evaluate(RESULTS)
            )
        )
        right = {p.url for slug in trial.sivut if (p := site.page(slug, trial.kieli))}
        own = {p.url for p in site.published(trial.kieli)}
        place = next((number for number, url in enumerate(urls, 1) if url in right), None)
        found.append(Tried(trial, place, len(urls), sum(url not in own for url in urls)))
    return found


def table(name: str, tried: Sequence[Tried]) -> str:
    """A line for each group."""
    rows = [f"{name:24}{'n':>4}  {'1.':>5} {'1–3':>5} {'1–10':>5}  tyhjiä  vieraskielisiä"]
    for group, some in groups(tried).items():
        shares = " ".join(f"{100 * share(some, most):4.0f}%" for most in PLACES)
        hits = sum(each.hits for each in some)
        strangers = 100 * sum(each.strangers for each in some) / max(1, hits)
        empty = 100 * sum(not each.hits for each in some) / len(some)
        rows.append(f"{group:24}{len(some):>4}  {shares}  {empty:4.0f} %  {strangers:4.0f} %")
    return "\n".join(rows)


def main() -> int:
    """Print both tables."""
    site = read_site(ROOT, date.today())
    ours = try_all(site)
    with (
        tempfile.TemporaryDirectory() as name,
        chromium(OFFLINE) as browser,
        serving(build_stock(Path(name))) as address,
    ):
        theirs = stock_tried(browser.new_page(), address, site.data.trials, site)
    print(table("Tukipakki", ours))
    print(table("pohjateema", theirs))
    finnish = [[each for each in tried if each.trial.kieli == ORIGINAL] for tried in (ours, theirs)]
    print(
        "oikea sivu kolmen ensimmäisen joukossa, suomi: "
        + " / ".join(f"{100 * share(some, 3):.0f} %" for some in finnish)
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
