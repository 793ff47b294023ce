"""The systems of the sources: each is told of once, under a heading of its own."""

from __future__ import annotations

from collections.abc import Iterator

from tukipakki.checks.at import At, Findings
from tukipakki.model import ORIGINAL, Page, Site
from tukipakki.parse.text import plain_text

MIN_WORDS = 60
MAX_SYSTEMS = 6
_REGISTER = "data/lahteet.csv"


def _claims(site: Site) -> Iterator[tuple[Page, str, str]]:
    for page in site.pages.values():
        if page.lang == ORIGINAL:
            for ident, heading in page.front.lahteet.items():
                yield page, ident, heading


def unknown_source(site: Site) -> Findings:
    """Kentässä lahteet on tunnus, jota ei ole tiedostossa data/lahteet.csv, tai liian monta tunnusta.

    Väärin: lahteet: {999-99: vaiheet}
    Oikein: lahteet: {000-06: jalkautuva-tyopari}
    """
    unread = any(finding.path == _REGISTER for finding in site.findings)
    for page, ident, _ in _claims(site):
        if ident not in site.data.systems and not unread:
            yield At(
                page.path,
                page.line_of(f"lahteet.{ident}"),
                f"Lähdetunnusta ”{ident}” ei ole tiedostossa data/lahteet.csv; tarkista numero.",
            )
    for page in site.pages.values():
        if page.lang == ORIGINAL and len(page.front.lahteet) > MAX_SYSTEMS:
            yield At(
                page.path,
                page.line_of("lahteet"),
                f"Sivulla on yli {MAX_SYSTEMS} lähdetunnusta; jaa aihe useammalle sivulle.",
            )


def doubled_source(site: Site) -> Findings:
    """Sama lähdetunnus on kahdella sivulla.

    Jokainen lähteiden malli kerrotaan kokonaan yhdessä paikassa; muualta linkitetään sinne.

    Väärin: 000-06 sekä sivulla a että sivulla b.
    Oikein: 000-06 sivulla a, ja sivulla b linkki sivulle a.
    """
    first: dict[str, Page] = {}
    for page, ident, _ in _claims(site):
        other = first.setdefault(ident, page)
        if other is not page:
            yield At(
                page.path,
                page.line_of(f"lahteet.{ident}"),
                f"Lähdetunnus ”{ident}” on jo sivulla {other.path}; poista toinen.",
            )


def thin_source_text(site: Site) -> Findings:
    """Lähdetunnuksen otsikkoa ei ole, tai sen alla on alle 60 sanaa.

    Väärin: 000-06: jalkautuva-tyopari, mutta otsikon alla on yksi virke.
    Oikein: otsikon {#jalkautuva-tyopari} alla kerrotaan malli vähintään 60 sanalla.
    """
    for page, ident, anchor in _claims(site):
        line = page.line_of(f"lahteet.{ident}")
        count = words_under(page, anchor)
        if count is None:
            yield At(
                page.path,
                line,
                f"Lähdetunnuksen ”{ident}” otsikkoa {{#{anchor}}} ei ole sivulla; lisää otsikko.",
            )
        elif count < MIN_WORDS:
            yield At(
                page.path,
                line,
                f"Lähdetunnuksen ”{ident}” otsikon {{#{anchor}}} alla on {count} sanaa; "
                f"kirjoita vähintään {MIN_WORDS}.",
            )


def words_under(page: Page, anchor: str) -> int | None:
    """Words under a heading down to the next of its level; None when there is no such heading."""
    start = next((h for h in page.headings if h.id == anchor), None)
    if start is None:
        return None
    later = (h.line for h in page.headings if h.line > start.line and h.level <= start.level)
    lines = page.body.split("\n")
    end = next(later, page.body_line + len(lines)) - page.body_line
    text = plain_text("\n".join(lines[start.line - page.body_line + 1 : end]))
    return len(text.split())
