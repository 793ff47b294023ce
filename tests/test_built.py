"""Checks of the built site: each fault is seen where it stands, and the real site has none."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as etree
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY
from tukipakki.__main__ import main
from tukipakki.build import check_folder
from tukipakki.checks.built import BUILT_CHECKS, check_built
from tukipakki.checks.built.document import BuiltSite
from tukipakki.checks.built.links import MAX_CLICKS, distances
from tukipakki.model import Finding, Site
from tukipakki.policy import PAGE_POLICY
from tukipakki.process_data import process_files
from tukipakki.publish import extra_files, sitemap
from tukipakki.read import UnusableRoot, read_site
from tukipakki.search.index import search_files

POLICY = f'<meta http-equiv="Content-Security-Policy" content="{PAGE_POLICY}">'
HOME = """<!doctype html>
<html lang="fi">
<head><meta charset="utf-8"><title>Etusivu</title><link rel="stylesheet" href="tyyli.css"></head>
<body><h1 id="a">Yksi</h1><h2 id="b">Kaksi</h2><h3>Kolme</h3>
<p><a href="#a">alku</a> <a href="toinen/">toinen</a> <a class="tp-ulos" rel="noreferrer" href="https://www.finlex.fi/">ulos</a></p>
<p><a href="tel:112">112</a> <a href="mailto:kirjaamo@esimerkki.fi">kirjaamo</a> <code>{{ x }}</code></p>
<p><a href="sv/" hreflang="sv">på svenska</a> <a href="/toinen/?q=1#osa">osa</a></p>
<img src="kuva.svg" alt=""><svg role="img"><title>Kaavio</title><rect fill="url(#a)"/></svg>
<form action="toinen/"><label for="q">Hae</label><input id="q" name="q"><button>Hae</button></form>
<table><tr><th>Päivä</th></tr><tr><td>1</td></tr></table>
<script src="koodi.js"></script></body></html>"""
SECOND = '<html lang="fi"><head><title>Toinen</title></head><body><h1 id="osa">T</h1></body></html>'
SWEDISH = '<html lang="sv"><head><title>Hem</title></head><body><h1>Hem</h1></body></html>'
NOT_FOUND = """<html lang="fi"><head><title>Osoite ei toimi</title></head><body><h1>Ei löydy</h1>
<section lang="sv"><p><a href="/sv/">Hem</a></p></section></body></html>"""
HOME, SECOND, SWEDISH, NOT_FOUND = (
    text.replace("<head>", f"<head>{POLICY}") for text in (HOME, SECOND, SWEDISH, NOT_FOUND)
)
TEXTS = {
    "tyyli.css": "a { background: url(kuva.svg) }\n",
    "koodi.js": 'const ns = "http://www.w3.org/2000/svg"; // katso https://esimerkki.fi\n',
    "kuva.svg": '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>\n',
}


@dataclass
class Tiny:
    """A tiny site that can be spoiled one text at a time."""

    pages: dict[str, str]
    texts: dict[str, str]
    address: str = ""
    files: set[str] = field(default_factory=set)

    def findings(self) -> tuple[Finding, ...]:
        files = frozenset({*self.pages, *self.texts, *self.files})
        return check_built(BuiltSite(self.pages, files, self.texts, self.address))

    def spoil(self, path: str, old: str, new: str) -> None:
        for texts in (self.pages, self.texts):
            if path in texts:
                assert old in texts[path], f"{old} is not in {path}"
                texts[path] = texts[path].replace(old, new, 1)


def tiny() -> Tiny:
    pages = {
        "index.html": HOME,
        "toinen/index.html": SECOND,
        "sv/index.html": SWEDISH,
        "404.html": NOT_FOUND,
    }
    return Tiny(pages, dict(TEXTS))


def with_address() -> Tiny:
    """The same where the site has an address: canonical addresses, versions and a sitemap."""
    site = tiny()
    site.address = "https://esimerkki.fi/pakki/"
    versions = {"fi": "", "sv": "sv/", "x-default": ""}
    pair = "".join(
        f'<link rel="alternate" hreflang="{lang}" href="{site.address}{url}">'
        for lang, url in versions.items()
    )
    for path, links in (("index.html", pair), ("sv/index.html", pair), ("toinen/index.html", "")):
        own = site.address + path.removesuffix("index.html")
        site.spoil(path, "</title>", f'</title>\n<link rel="canonical" href="{own}">\n{links}')
    site.spoil("index.html", "/toinen/?q=1", f"{site.address}toinen/?q=1")
    site.spoil("404.html", "/sv/", "/pakki/sv/")
    both = "".join(
        f'<x:link rel="alternate" hreflang="{lang}" href="{site.address}{url}"/>'
        for lang, url in versions.items()
    )
    rows = {"": both, "sv/": both, "toinen/": ""}
    site.texts["sitemap.xml"] = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:x="http://www.w3.org/1999/xhtml">\n'
        + "\n".join(f"<url><loc>{site.address}{url}</loc>{links}</url>" for url, links in rows.items())
        + "\n</urlset>\n"
    )
    return site


# check: file, text to take away, text to put there; several ways where the check has several.
FAULTS: dict[str, list[tuple[str, str, str]]] = {
    "built-unreadable-page": [("404.html", NOT_FOUND, " \n"), ("404.html", "löydy", "l\udcf6ydy")],
    "built-page-language": [
        ("index.html", ' lang="fi"', ""),
        ("sv/index.html", 'lang="sv"', 'lang="fi"'),
    ],
    "built-title": [("index.html", "<title>Etusivu</title>", "<title> </title>")],
    "built-doubled-title": [("toinen/index.html", "Toinen", "Etusivu")],
    "built-main-heading": [
        ("index.html", "<h2 id=\"b\">Kaksi</h2>", "<h1>Kaksi</h1><h2>x</h2>"),
        ("toinen/index.html", '<h1 id="osa">T</h1>', '<p id="osa">T</p>'),
    ],
    "built-heading-order": [("index.html", '<h2 id="b">Kaksi</h2>', '<p id="b">Kaksi</p>')],
    "built-empty-heading": [("index.html", "<h3>Kolme", "<h3> ")],
    "built-doubled-id": [("index.html", "<h3>", '<h3 id="a">')],
    "built-image-text": [("index.html", ' alt=""', "")],
    "built-table-head": [("index.html", "<th>Päivä</th>", "<td>Päivä</td>")],
    "built-link": [
        ("index.html", 'href="/toinen/?q=1#osa"', 'href="kolmas/"'),
        ("index.html", 'href="#a"', 'href="http://[x"'),
        ("index.html", "kuva.svg", "ovi.svg"),
        ("tyyli.css", "kuva.svg", "ovi.svg"),
    ],
    "built-anchor": [("index.html", "#a", "#c"), ("index.html", "#osa", "#puuttuu")],
    "built-link-language": [
        ("index.html", ' hreflang="sv"', ""),
        ("index.html", 'hreflang="sv"', 'hreflang="en"'),
        ("404.html", ' lang="sv"', ""),
    ],
    "built-phone-link": [("index.html", "tel:112", "tel:0800 96 116"), ("index.html", "tel:112", "tel:")],
    "built-mail-link": [
        ("index.html", "kirjaamo@esimerkki.fi", "kirjaamo(at)esimerkki.fi"),
        ("index.html", "kirjaamo@esimerkki.fi", "kirjaamo@esimerkki"),
    ],
    "built-id-reference": [("index.html", "<h3>", '<h3 aria-labelledby="zz">')],
    "built-unlabelled-field": [
        ("index.html", '<label for="q">Hae</label>', ""),
        ("index.html", "<button>", "<select></select><button>"),
    ],
    "built-nameless-button": [
        ("index.html", "<button>Hae", "<button>"),
        ("index.html", "<button>", '<input type="submit"><button>'),
    ],
    "built-nameless-link": [("index.html", ">ulos<", "> <"), ("index.html", ">ulos<", '><img src="kuva.svg" alt=""><')],
    "built-style": [
        ("index.html", "<h3>", '<h3 style="color:red">'),
        ("index.html", "</body>", "<style>p{}</style></body>"),
    ],
    "built-script": [
        ("index.html", "<h3>", '<h3 onclick="x()">'),
        ("index.html", "</body>", "<script>x()</script></body>"),
        ("index.html", 'href="https://www.finlex.fi/"', 'href=" java&#10;script:x()"'),
        ("kuva.svg", "<use", '<script>x()</script><use'),
        ("kuva.svg", "<use", '<g onload="x()"/><use'),
    ],
    "built-other-host": [
        ("index.html", 'src="koodi.js"', 'src="https://muualla.fi/koodi.js"'),
        ("index.html", 'src="koodi.js"', 'src="//muualla.fi/koodi.js"'),
        ("index.html", 'src="kuva.svg"', 'src="kuva.svg" srcset="kuva.svg 1x, https://muualla.fi/k.png 2x"'),
        ("index.html", "tyyli.css", "https://muualla.fi/tyyli.css"),
        ("index.html", 'action="toinen/"', 'action="https://muualla.fi/"'),
        ("index.html", "<meta", '<meta http-equiv="refresh" content="0; URL=https://muualla.fi/"><meta'),
        ("index.html", "url(#a)", "url(https://muualla.fi/a.svg#a)"),
        ("index.html", "<h3>", '<iframe src="https://muualla.fi/" title="x"></iframe><h3>'),
        ("tyyli.css", "kuva.svg", "https://muualla.fi/k.svg"),
        ("tyyli.css", "a {", '@import "https://muualla.fi/k.css";a {'),
        ("koodi.js", "const", "fetch(`//muualla.fi/x`); const"),
        ("koodi.js", "const", "new WebSocket('wss://muualla.fi'); const"),
        ("kuva.svg", "#a", "https://muualla.fi/k.svg#a"),
        ("kuva.svg", "<use", "<style>@import 'https://muualla.fi/k.css'</style><use"),
    ],
    "built-leftover": [
        ("index.html", "Kolme", text)
        for text in (
            "{maaraaika:x}", "{{ x }}", "None", "undefined", "**Tärkeä**", "[x](y.md)", "::: huom", "!!! note",
            "Kolme {#kolme}", "x</h3><h3>## y", "[^1]", "&amp;nbsp;", "[object Object]",
        )
    ] + [("index.html", 'alt=""', 'alt="None"'), ("index.html", "ulos</a>", "ulos</a> **x**")],
    "built-policy": [("sv/index.html", "script-src 'self'", "script-src *")],
    "built-outside-link": [
        ("index.html", 'rel="noreferrer"', 'rel="nofollow"'),
        ("index.html", 'class="tp-ulos"', ""),
    ],
}  # fmt: skip
ADDRESS_FAULTS: dict[str, list[tuple[str, str, str]]] = {
    "built-canonical": [
        ("toinen/index.html", "pakki/toinen/", "pakki/"),
        ("toinen/index.html", 'rel="canonical"', 'rel="x"'),
        ("404.html", "<title>", '<link rel="canonical" href="https://esimerkki.fi/pakki/"><title>'),
    ],
    "built-versions": [
        (
            "404.html",
            "<title>",
            '<link rel="alternate" hreflang="fi" href="https://esimerkki.fi/pakki/"><title>',
        ),
    ],
    "built-sitemap": [
        ("sitemap.xml", "<url><loc>https://esimerkki.fi/pakki/toinen/</loc></url>", ""),
        ("sitemap.xml", "</urlset>", "<url><loc>https://esimerkki.fi/pakki/kolmas/</loc></url></urlset>"),
        ("sitemap.xml", "</urlset>", "<url><loc>https://esimerkki.fi/pakki/toinen/</loc></url></urlset>"),
        ("sitemap.xml", 'hreflang="x-default"', 'hreflang="en"'),
    ],
}
SINGLE = [(name, fault) for name, faults in FAULTS.items() for fault in faults if fault[1]]


def test_a_good_site_has_no_findings() -> None:
    assert tiny().findings() == ()
    assert with_address().findings() == ()


@pytest.mark.parametrize(
    ("name", "fault"), SINGLE, ids=lambda value: value if isinstance(value, str) else value[2][:30]
)
def test_each_fault_is_seen_once_where_it_stands(name: str, fault: tuple[str, str, str]) -> None:
    path, old, new = fault
    site = tiny()
    before = {**site.pages, **site.texts}[path]
    site.spoil(path, old, new)
    findings = site.findings()
    assert [(finding.path, finding.check) for finding in findings] == [(path, name)]
    line = before[: before.index(old)].count("\n") + 1
    whole_page = name in ("built-page-language", "built-title", "built-unreadable-page", "built-policy")
    # The heading that jumps stands on the line of the one that was taken away.
    assert findings[0].line == (1 if whole_page else line)


@pytest.mark.parametrize(("name", "fault"), [(n, f) for n, faults in ADDRESS_FAULTS.items() for f in faults])
def test_each_fault_of_addresses_is_seen_once(name: str, fault: tuple[str, str, str]) -> None:
    site = with_address()
    site.spoil(*fault)
    assert [finding.check for finding in site.findings()] == [name]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (
            "sv/index.html",
            'hreflang="fi" href="https://esimerkki.fi/pakki/"',
            'hreflang="fi" href="https://esimerkki.fi/pakki/toinen/"',
        ),
        (
            "sv/index.html",
            'hreflang="x-default" href="https://esimerkki.fi/pakki/"',
            'hreflang="x-default" href="https://esimerkki.fi/pakki/sv/"',
        ),
        (
            "sv/index.html",
            'hreflang="sv" href="https://esimerkki.fi/pakki/sv/"',
            'hreflang="sv" href="https://esimerkki.fi/pakki/ei/"',
        ),
    ],
)
def test_versions_that_do_not_tell_of_each_other_are_seen(path: str, old: str, new: str) -> None:
    site = with_address()
    site.spoil(path, old, new)
    assert {finding.check for finding in site.findings() if finding.check != "built-sitemap"} == {
        "built-versions"
    }


def test_addresses_without_a_known_address_are_seen() -> None:
    site = with_address()
    known = replace(site, address="")
    seen = {finding.check for finding in known.findings()}
    assert {"built-canonical", "built-versions", "built-sitemap"} <= seen


def test_a_page_that_no_link_reaches_or_only_a_long_way_is_seen() -> None:
    site = tiny()
    steps = [f"{'s/' * n}index.html" for n in range(1, 7)]
    for number, path in enumerate(steps):
        site.pages[path] = (
            f'<html lang="fi"><title>S{number}</title>{POLICY}<body><h1>S</h1><a href="s/">seuraava</a></body></html>'
        )
    site.pages[steps[-1]] = site.pages[steps[-1]].replace('<a href="s/">seuraava</a>', "")
    site.spoil("index.html", '"toinen/"', '"s/"')
    found = {(finding.path, finding.check) for finding in site.findings()}
    assert found == {(path, "built-far-page") for path in steps[MAX_CLICKS:]}
    site.spoil("index.html", '<a href="s/">', '<a href="s/s/">')
    assert ("s/index.html", "built-far-page") in {(f.path, f.check) for f in site.findings()}


def test_a_deeply_nested_page_is_read_to_its_end_or_told() -> None:
    site = tiny()
    site.spoil("index.html", "<img", "<div>" * 1500 + "</div>" * 1500 + '<p style="x">y</p><img')
    assert [finding.check for finding in site.findings()] == ["built-style"]
    site.spoil("index.html", "<div>", "<div>" * 1500)
    told = {finding.check: finding.message for finding in site.findings()}
    assert "sisäkkäin" in told["built-unreadable-page"]


def test_every_check_has_a_fault_and_a_manual() -> None:
    seen = {name for name, _ in SINGLE} | ADDRESS_FAULTS.keys() | {"built-far-page"}
    assert {check.name for check in BUILT_CHECKS} == seen
    for check in BUILT_CHECKS:
        assert "Väärin:" in (check.run.__doc__ or "")
        assert "Oikein:" in (check.run.__doc__ or "")


def _empty(folder: Path) -> None:
    folder.mkdir()


def _without_home(folder: Path) -> None:
    folder.mkdir()
    (folder / "toinen.html").write_text(SECOND)


def _latin1(folder: Path) -> None:
    folder.mkdir()
    (folder / "index.html").write_bytes(HOME.replace("på", "Ä").encode("latin-1"))


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [(_empty, 2, "index.html"), (_without_home, 2, "index.html"), (_latin1, 1, "UTF-8")],
)
def test_a_folder_that_is_no_site_gives_one_sentence(
    make: object, code: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path / "sivusto")  # type: ignore[operator]
    assert main(["check", "--sivusto", str(tmp_path / "sivusto")]) == code
    captured = capsys.readouterr()
    lines = [*captured.out.splitlines(), *captured.err.splitlines()]
    assert words in lines[0]
    assert lines[1:] == (["1 virhe, 0 huomiota."] if code == 1 else [])


def test_an_address_that_is_none_stops_the_check_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TUKIPAKKI_OSOITE", "esimerkki.fi")
    assert main(["check", "--sivusto", str(tmp_path)]) == 2
    assert "TUKIPAKKI_OSOITE" in capsys.readouterr().err


def test_the_real_site_is_clean(built: Path) -> None:
    assert [str(finding) for finding in check_folder(built, "")] == []


def test_every_real_page_is_within_reach(built: Path) -> None:
    pages = {f.relative_to(built).as_posix(): f.read_text("utf-8") for f in built.rglob("*.html")}
    clicks = distances(BuiltSite(pages, frozenset(pages), {}))
    assert clicks.keys() == {path for path in pages if not path.endswith("404.html")}
    assert max(clicks.values()) <= MAX_CLICKS


def test_the_site_holds_only_what_pages_use(built: Path, real_site: Site) -> None:
    files = {file.relative_to(built).as_posix() for file in built.rglob("*") if file.is_file()}
    others = {path for path in files if not path.endswith("index.html")}
    own = {
        f"assets/{f.relative_to(ROOT / 'overrides/assets').as_posix()}"
        for f in (ROOT / "overrides/assets").rglob("*")
        if f.is_file()
    }
    made = {
        f"assets/haku/{name}" for lang in real_site.languages for name, _ in search_files(real_site, lang)
    }
    made |= dict(process_files(real_site)).keys()
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
    swedish = root.findall("s:url", space)[addresses.index("https://esimerkki.fi/sv/")]
    assert [link.get("href") for link in swedish.findall("x:link", space)] == [
        link.get("href") for link in home.findall("x:link", space)
    ], "every version tells the same"
    police = root.findall("s:url", space)[addresses.index("https://esimerkki.fi/roolit/poliisi/")]
    assert police.findall("x:link", space) == []


def test_no_address_no_sitemap(site: Site) -> None:
    assert "sitemap.xml" not in [name for name, _ in extra_files(site)]


def test_an_address_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUKIPAKKI_OSOITE", "esimerkki.fi")
    with pytest.raises(UnusableRoot, match="TUKIPAKKI_OSOITE"):
        read_site(ROOT, TODAY)


def test_addresses_stand_on_pages_only_when_the_site_has_one(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "tukipakki", "build", "--out", str(out), "--today", str(TODAY)],
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
