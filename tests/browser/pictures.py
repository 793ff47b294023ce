"""Named pictures of the site into build/kuvat/: `make kuvat`. Look at them before you publish."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.browser.server import serving
from tukipakki.build import build
from tukipakki.read import read_site

ROOT = Path(__file__).parent.parent.parent
OUT = ROOT / "build" / "kuvat"

# Name of the picture -> address; one page of every type, home and search.
SUBJECTS = {
    "etusivu": "",
    "etusivu-sv": "sv/",
    "hakemisto": "laki/",
    "prosessi": "prosessit/lastensuojeluilmoitus/",
    "prosessi-en": "en/prosessit/palvelutarpeen-arviointi/",
    "malli": "prosessit/mallit/konsultaatiomalli-laitoksille/",
    "laki": "laki/maaraajat/",
    "rooli": "roolit/koulu-ja-opiskeluhuolto/",
    "lehtinen": "asiakkaille/minusta-on-tehty-ilmoitus/",
    "lehtinen-lapselle": "asiakkaille/kuka-on-sosiaalityontekija/",
    "apua-heti": "apua-heti/",
    "sanasto": "sanasto/",
    "palvelu": "roolit/palvelut/auttavat-palvelut/",
    "alue": "asiakkaille/alueet/kainuu/",
    "alue-sv": "sv/asiakkaille/alueet/kymenlaakso/",
    "sivusto": "tietosuoja/",
    "turvallinen-selailu": "turvallinen-selailu/",
    "huomaamaton": "asiakkaille/minusta-on-tehty-ilmoitus/#huomaamaton",
    "haku": "haku/?q=ilmoitus",
    "ei-sivua": "404.html",
}
WIDTHS = (360, 768, 1280)


def main() -> None:
    """Build the site into a temporary folder and photograph it."""
    site = read_site(ROOT, date.today())
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        if not build(site, out, lambda text: print(text, "…", file=sys.stderr)).ok:
            raise SystemExit("Sivustoa ei voi kuvata ennen kuin virheet on korjattu: make check")
        with serving(out) as address, chromium() as browser:
            for name in take(browser, address):
                print(OUT.relative_to(ROOT) / name)


def take(browser: Browser, address: str) -> Iterator[str]:
    """Take every picture; gives their file names."""
    for scheme in ("light", "dark"):
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            for name, path in SUBJECTS.items():
                page.goto(address + path, wait_until="networkidle")
                file = f"{name}-{width}-{'vaalea' if scheme == 'light' else 'tumma'}.png"
                page.screenshot(path=OUT / file, full_page=True)
                yield file
            context.close()
    context = browser.new_context()
    page = context.new_page()
    for name, path in SUBJECTS.items():
        page.goto(address + path, wait_until="networkidle")
        (OUT / f"{name}-tulosta.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
        yield f"{name}-tulosta.pdf"
    context.close()


if __name__ == "__main__":
    main()
