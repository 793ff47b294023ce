"""Ids in pages name something in data/ or docs/."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from tukipakki.checks.at import At, Findings
from tukipakki.checks.links import is_draft
from tukipakki.model import Insertion, Page, Site
from tukipakki.parse.insertions import KINDS, PATTERN
from tukipakki.render.insertions import UnknownFact, fact
from tukipakki.targets import destination, page_target, scheme_of

_FILES = {
    "maaraaika": "data/maaraajat.yml",
    "puhelin": "data/palvelut.yml",
    "luku": "data/luvut.yml",
    "termi": "data/termit.yml",
    "alue": "data/alueet/",
    "vakio": "data/vakiolauseet.yml",
}
# What an editor probably meant as an insertion.
# Addresses that run code.
_CODE = ("javascript", "vbscript")
_NEARLY = re.compile(
    r"(?:\{\s*|\((?=\w+:[a-z0-9-]+\)))(?P<kind>m[aä]{2}r[aä]aika|puhelin|luku|termi|alue|vakio|lista|taulukko)"
    r"\s*:\s*(?P<id>[^\s{}()|:]+)",
    re.IGNORECASE,
)


def unknown_fact(site: Site) -> Findings:
    """Tekstissä on aaltosuluissa tunnus, jota ei ole kansiossa data/.

    Väärin: {maaraaika:arvioinnin-alku}
    Oikein: {maaraaika:arvioinnin-aloitus}
    """
    for page in site.pages.values():
        for item in page.insertions:
            if message := unknown_insertion(site, item, page.lang):
                yield At(page.path, item.line, message)


def unknown_insertion(site: Site, item: Insertion, lang: str) -> str | None:
    """What is wrong with an insertion; None when it names a fact or its register cannot be read."""
    if _unreadable(site, _FILES.get(item.kind, "")):
        return None
    try:
        fact(site, lang, item.kind, item.id, item.form, html=True)
    except UnknownFact:
        shown = ":".join(part for part in (item.kind, item.id, item.form) if part)
        return f"Tunnusta {{{shown}}} ei ole{_hint(site, item.kind, item.id)}."
    return None


def _unreadable(site: Site, path: str) -> bool:
    """True when a register has a fault of its own: what its pages miss is said after that."""
    return any(finding.path == path for finding in site.findings)


def _hint(site: Site, kind: str, ident: str) -> str:
    if kind not in KINDS:
        close = difflib.get_close_matches(kind, KINDS, n=1)
        return f"; tarkoititko {{{close[0]}:…}}" if close else f"; lajit ovat {', '.join(KINDS)}"
    known = {
        "maaraaika": site.data.deadlines,
        "puhelin": site.data.services,
        "luku": site.data.numbers,
        "termi": site.data.terms,
        "alue": site.data.regions,
        "vakio": site.data.sentences,
    }.get(kind, {})
    # Only what is nearly the same: another deadline of a like name would make the page false.
    close = difflib.get_close_matches(ident, list(known), n=1, cutoff=0.85)
    where = f"; kaikki tunnukset: {_FILES[kind]}" if kind in _FILES else ""
    return f"; tarkoititko ”{close[0]}”{where}" if close else where or "; tarkista tunnus"


def unread_fact(site: Site) -> Findings:
    """Tietotunnus on kirjoitettu niin, että se jäisi sivulle tekstinä.

    Tunnuksessa ei ole ääkkösiä, isoja kirjaimia eikä välilyöntejä, ja molemmat aaltosulut ovat paikoillaan.

    Väärin: {määräaika:arvioinnin-aloitus}, {Puhelin: nollalinja}
    Oikein: {maaraaika:arvioinnin-aloitus}, {puhelin:nollalinja}
    """
    for page in site.pages.values():
        for number, line in page.prose_lines:
            for match in _NEARLY.finditer(line):
                if not PATTERN.match(line, match.start()):
                    meant = f"{plain_kind(match['kind'])}:{match['id'].lower()}"
                    yield At(
                        page.path,
                        number,
                        f"Tunnusta ”{match[0].strip()}” ei voi lukea; kirjoita {{{meant}}} ilman ääkkösiä, "
                        "isoja kirjaimia ja välilyöntejä.",
                    )


def plain_kind(kind: str) -> str:
    """”Määräaika” as an insertion spells it."""
    return kind.lower().translate(str.maketrans("äö", "ao"))


def unknown_role(site: Site) -> Findings:
    """Kentässä on rooli, jota ei ole tiedostossa data/roolit.yml.

    Vastuutaho on rooli eikä koskaan henkilö; toimitus on Tukipakin toimitus.

    Väärin: vastuutaho: matti-meikalainen
    Oikein: vastuutaho: toimitus
    """
    known = {"toimitus", *site.data.roles}
    if _unreadable(site, "data/roolit.yml"):
        return
    for page in site.pages.values():
        for key in ("vastuutaho", "tarkistaja", "omistaja"):
            slug = getattr(page.front, key, None)
            if key in page.own and slug is not None and slug not in known:
                close = difflib.get_close_matches(slug, sorted(known), n=1)
                hint = f"tarkoititko ”{close[0]}”?" if close else "katso tiedosto data/roolit.yml."
                yield At(page.path, page.line_of(key), f"Kentän ”{key}” roolia ”{slug}” ei ole; {hint}")


def unknown_deadline(site: Site) -> Findings:
    """Prosessin kentässä maaraajat on tunnus, jota ei ole tiedostossa data/maaraajat.yml.

    Väärin: maaraajat: [arvioinnin-alku]
    Oikein: maaraajat: [arvioinnin-aloitus]
    """
    if _unreadable(site, _FILES["maaraaika"]):
        return
    for page in site.pages.values():
        for ident in getattr(page.front, "maaraajat", ()) if "maaraajat" in page.own else ():
            if ident not in site.data.deadlines:
                yield At(
                    page.path,
                    page.line_of("maaraajat"),
                    f"Määräaikaa ”{ident}” ei ole{_hint(site, 'maaraaika', ident)}.",
                )


def _page_fields(page: Page) -> Iterator[tuple[str, str]]:
    front = page.front
    for number, step in enumerate(front.seuraavaksi if "seuraavaksi" in page.own else ()):
        yield f"seuraavaksi.{number}.sivu", step.sivu
    for number, door in enumerate(getattr(front, "ovet", ()) if "ovet" in page.own else ()):
        yield f"ovet.{number}.sivu", door.sivu
        for place, link in enumerate(door.linkit):
            yield f"ovet.{number}.linkit.{place}.sivu", link.sivu
    if "rinnalla" in page.own:
        yield "rinnalla", front.rinnalla


def unknown_page(site: Site) -> Findings:
    """Kenttä johtaa sivulle, jota ei ole tai jota ei ole julkaistu.

    Polku lasketaan kansiosta docs/.

    Väärin: sivu: ../laki/maaraajat.md
    Oikein: sivu: laki/maaraajat.md
    """
    for page in site.pages.values():
        for key, place in _page_fields(page):
            if scheme_of(place) in _CODE:
                continue  # markup-in-field tells of it
            target = page_target(site, place.partition("#")[0])
            if destination(site, target, page.lang) is not None:
                continue
            if (target.slug, target.lang or "fi") in site.broken:
                continue
            if is_draft(site, target):
                advice = "ei ole vielä julkaistu (julkaise: false); julkaise se ensin tai poista kohta"
            else:
                slugs = sorted({slug for slug, _ in site.pages})
                close = difflib.get_close_matches(target.slug, slugs, n=1)
                hint = f"tarkoititko {close[0]}.md" if close else "laske polku kansiosta docs/"
                advice = f"ei ole; {hint}"
            yield At(page.path, page.line_of(key), f"Sivua ”{place}” {advice}.")
