"""Checks of the built site: each fault is seen where it stands, and the real site has none."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as etree
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY
from tukipakki.build import check_folder
from tukipakki.checks.built import check_built
from tukipakki.libraries import PUBLISHED
from tukipakki.model import Site
from tukipakki.policy import PAGE_POLICY
from tukipakki.publish import extra_files, sitemap
from tukipakki.read import UnusableRoot, read_site

GOOD = """<!doctype html>
<html lang="fi">
<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="POLICY"><title>Sivu</title><link rel="canonical" href="https://esimerkki.fi/"></head>
<body><h1 id="a">Yksi</h1><h2>Kaksi</h2>
<p><a href="#a">alku</a> <a href="toinen/">toinen</a> <a class="tp-ulos" rel="noreferrer" href="https://www.finlex.fi/">ulos</a> <a href="tel:112">112</a></p>
<img src="kuva.svg" alt="">
<svg role="img"><title>Kaavio</title></svg>
<script src="koodi.js"></script></body></html>""".replace("POLICY", PAGE_POLICY)
FILES = frozenset({"index.html", "toinen/index.html", "kuva.svg", "koodi.js"})

FAULTS = {
    "built-style": ("<h2>Kaksi", '<h2 style="color:red">Kaksi'),
    "built-script": ("<h2>Kaksi", '<h2 onclick="x()">Kaksi'),
    "built-alt": (' alt=""', ""),
    "built-doubled-id": ("<h2>", '<h2 id="a">'),
    "built-lang": (' lang="fi"', ""),
    "built-title": ("<title>Sivu</title>", "<title> </title>"),
    "built-heading-order": ("<h2>Kaksi</h2>", "<h3>Kaksi</h3>"),
    "built-link": ("toinen/", "kolmas/"),
    "built-anchor": ("#a", "#b"),
    "built-outside-link": ('rel="noreferrer"', 'rel="nofollow"'),
    "built-policy": ("script-src 'self'", "script-src *"),
    "built-other-host": ("koodi.js", "https://muualla.fi/koodi.js"),
}


def test_a_good_page_has_no_findings() -> None:
    assert check_built({"index.html": GOOD}, FILES) == ()


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_seen_once(name: str) -> None:
    old, new = FAULTS[name]
    spoiled = GOOD.replace(old, new, 1)
    assert spoiled != GOOD
    findings = check_built({"index.html": spoiled}, FILES)
    assert [finding.check for finding in findings] == [name]
    line = next((n for n, text in enumerate(spoiled.split("\n"), 1) if text != GOOD.split("\n")[n - 1]), 1)
    assert findings[0].line == (1 if name in ("built-lang", "built-title", "built-policy") else line)


def test_inline_script_and_style_elements_are_seen() -> None:
    spoiled = GOOD.replace("</body>", "<script>x()</script><style>p{}</style></body>")
    assert [f.check for f in check_built({"index.html": spoiled}, FILES)] == ["built-script", "built-style"]


def test_the_real_site_is_clean(built: Path) -> None:
    assert [str(finding) for finding in check_folder(built, "/")] == []


def test_the_site_holds_only_what_pages_use(built: Path) -> None:
    files = {file.relative_to(built).as_posix() for file in built.rglob("*") if file.is_file()}
    others = {path for path in files if not path.endswith("index.html")}
    own = {
        f"assets/{f.relative_to(ROOT / 'overrides/assets').as_posix()}"
        for f in (ROOT / "overrides/assets").rglob("*")
        if f.is_file()
    }
    made = {f"assets/haku/{lang}.json" for lang in ("fi", "sv", "en")} | {
        f"assets/{p}" for p in PUBLISHED.values()
    }
    lost = {"404.html", "sv/404.html", "en/404.html"}
    assert others == own | made | lost | {"_headers", "_redirects"}, (
        "no file of the host theme, no sitemap without an address"
    )


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site(ROOT, TODAY)


def test_the_sitemap_names_every_version_once(site: Site) -> None:
    root = etree.fromstring(sitemap(site, "https://esimerkki.fi/"))
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    addresses = [element.text for element in root.findall("s:url/s:loc", space)]
    assert (
        len(addresses)
        == len(set(addresses))
        == sum(1 for lang in site.languages for _ in site.published(lang))
    )
    home = root.findall("s:url", space)[[a == "https://esimerkki.fi/" for a in addresses].index(True)]
    languages = [link.get("hreflang") for link in home.findall("x:link", space)]
    assert languages == ["fi", "sv", "en", "x-default"]
    police = root.findall("s:url", space)[addresses.index("https://esimerkki.fi/roolit/poliisi/")]
    assert police.findall("x:link", space) == []


def test_no_address_no_sitemap(site: Site) -> None:
    assert "sitemap.xml" not in [name for name, _ in extra_files(site, {})]


def test_an_address_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUKIPAKKI_OSOITE", "esimerkki.fi")
    with pytest.raises(UnusableRoot, match="TUKIPAKKI_OSOITE"):
        read_site(ROOT, TODAY)


def test_addresses_stand_on_pages_only_when_the_site_has_one(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "tukipakki", "build", "--out", str(out), "--today", "2026-11-25"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        env={**os.environ, "TUKIPAKKI_OSOITE": "https://esimerkki.fi/pakki/"},
    )
    page = (out / "sv/laki/maaraajat/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://esimerkki.fi/pakki/sv/laki/maaraajat/">' in page
    for lang, path in (("fi", ""), ("sv", "sv/"), ("en", "en/"), ("x-default", "")):
        assert f'hreflang="{lang}" href="https://esimerkki.fi/pakki/{path}laki/maaraajat/"' in page
    assert (out / "sitemap.xml").is_file()
    assert 'href="/pakki/' in (out / "404.html").read_text(encoding="utf-8")
    plain = (built / "sv/laki/maaraajat/index.html").read_text(encoding="utf-8")
    assert "canonical" not in plain
    assert 'rel="alternate"' not in plain
