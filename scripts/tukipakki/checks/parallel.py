"""A translation gives the facts, numbers and sections of its original, or says that it is behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tukipakki.checks.at import At, Findings
from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.page_types import STAMP
from tukipakki.parse.fingerprint import fingerprint
from tukipakki.parse.parallel import Part, parts
from tukipakki.translated import State, pairs, state_of

Pair = tuple[Page, Page, Part, Part]


def _matched(site: Site) -> Iterator[Pair]:
    """Parts of a translation beside those of its original.

    Nothing is said of a translation that is known to be behind: what differs in it is that one fault.
    Nor where headings differ, since parts then do not belong together.
    """
    for original, page in pairs(site):
        if state_of(original, page) is State.BEHIND:
            continue
        wanted = [(heading.level, heading.id) for heading in original.headings]
        same = wanted == [(heading.level, heading.id) for heading in page.headings]
        found = dict(parts(page))
        for key, part in parts(original):
            if key in found and (same or not key.startswith("#")):
                yield original, page, part, found[key]


def differing_facts(site: Site) -> Findings:
    """Käännöksessä ei ole samoja tietotunnuksia kuin suomenkielisellä sivulla.

    Auttavan puhelimen numero saa vaihtua, kun palvelu on toisella kielellä toinen (kenttä kielet tiedostossa
    data/palvelut.yml).

    Väärin: suomeksi {maaraaika:arvioinnin-aloitus}, ruotsiksi käsin ”inom 7 vardagar”
    Oikein: {maaraaika:arvioinnin-aloitus} molemmilla kielillä
    """
    for original, page, theirs, own in _matched(site):
        wanted = _meant(site, theirs.facts, page.lang)
        given = _meant(site, own.facts, ORIGINAL)
        if words := _difference(wanted - given, given - wanted, "{{{}}}".format):
            yield At(page.path, own.line, f"{_where(own)}{words}; vertaa sivuun {original.path}.")


def _meant(site: Site, facts: Counter[str], lang: str) -> Counter[str]:
    """Facts that a page in another language must have too."""
    services = site.data.services

    def served(fact: str) -> bool:
        kind, _, ident = fact.partition(":")
        return kind != "puhelin" or ident not in services or lang in services[ident].kielet

    return Counter({fact: count for fact, count in facts.items() if served(fact)})


def differing_numbers(site: Site) -> Findings:
    """Käännöksessä ei ole samoja lukuja, päiviä ja kellonaikoja kuin suomenkielisellä sivulla.

    Esitystapa saa olla kielen oma: 1.1.2026 on ruotsiksi myös ”den 1 januari 2026” ja englanniksi
    ”1 January 2026”. Sanoin kirjoitettuja lukuja ei verrata.

    Väärin: suomeksi 12 vuotta täyttänyt, ruotsiksi som har fyllt 15 år
    Oikein: suomeksi 12 vuotta täyttänyt, ruotsiksi som har fyllt 12 år
    """
    for original, page, theirs, own in _matched(site):
        missing, extra = theirs.figures - own.figures, own.figures - theirs.figures
        if words := _difference(missing, extra, str):
            yield At(page.path, own.line, f"{_where(own)}{words}; vertaa sivuun {original.path}.")


def differing_sections(site: Site) -> Findings:
    """Käännös ei viittaa samoihin pykäliin kuin suomenkielinen sivu.

    Väärin: suomeksi LSL 26 §, ruotsiksi BskL 25 §
    Oikein: suomeksi LSL 26 §, ruotsiksi BskL 26 §
    """
    for original, page, theirs, own in _matched(site):
        missing, extra = theirs.sections - own.sections, own.sections - theirs.sections
        if words := _difference(missing, extra, lambda key: _section(site, key)):
            yield At(page.path, own.line, f"{_where(own)}{words}; vertaa sivuun {original.path}.")


def _section(site: Site, key: str) -> str:
    """`lsl 25 a §`, as the original names it: `LSL 25 a §`."""
    statute, _, rest = key.partition(" ")
    known: Mapping[str, Any] = site.data.statutes
    name = known[statute].lyhenne.fi or known[statute].numero if statute in known else statute
    return f"{name} {rest}"


def _where(part: Part) -> str:
    return f"Kohdasta ”{part.name}” " if part.name else "Sivun alusta "


def _difference(missing: Iterable[str], extra: Iterable[str], shown: Callable[[str], str]) -> str:
    """”puuttuu 30; ylimääräinen on 20”, or nothing when there is no difference."""
    lacks = ", ".join(shown(key) for key in sorted(missing))
    adds = ", ".join(shown(key) for key in sorted(extra))
    if lacks and adds:
        return f"puuttuu {lacks}, ja tilalla on {adds}"
    if lacks:
        return f"puuttuu {lacks}"
    return f"pitää poistaa {adds}" if adds else ""


def stale_translation(site: Site) -> Findings:
    """Suomenkielinen sivu on muuttunut sen jälkeen, kun käännös tehtiin.

    Lukija näkee sivulta, että käännös on jäljessä. Kenttä alkuperainen kertoo, mihin suomenkieliseen
    tekstiin käännöstä on viimeksi verrattu. Sen voi kirjoittaa itse tai antaa komennon tehdä:
    tukipakki kaannokset docs/….sv.md.

    Väärin: alkuperainen: abcdefgh, kun suomenkielinen teksti on jo toinen
    Oikein: käännös on korjattu, ja kentässä on se arvo, jonka löydös sanoo
    """
    for original, page in pairs(site):
        if state_of(original, page) is State.BEHIND:
            yield At(
                page.path,
                page.line_of(STAMP if page.stamp else "paivitetty"),
                f"Käännös on jäljessä sivusta {original.path}; vertaa tekstit, korjaa käännös ja kirjoita "
                f"sen tietoihin ”{STAMP}: {fingerprint(original)}”.",
            )
