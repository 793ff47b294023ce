"""Translations say the same things in the same places as their original."""

from __future__ import annotations

from collections.abc import Iterator

from tukipakki.checks.at import At, Findings
from tukipakki.model import ORIGINAL, Page, Site


def _pairs(site: Site) -> Iterator[tuple[Page, Page]]:
    for page in site.pages.values():
        original = site.page(page.slug, ORIGINAL)
        if page.lang != ORIGINAL and original is not None:
            yield original, page


def differing_headings(site: Site) -> Findings:
    """Käännöksen otsikoiden tunnukset eivät ole samat kuin suomenkielisellä sivulla.

    Väärin: ## Steg {#steg}, kun suomeksi on ## Vaiheet {#vaiheet}
    Oikein: ## Steg {#vaiheet}
    """
    for original, page in _pairs(site):
        wanted = [(h.level, h.id) for h in original.headings if h.id]
        own = [(h.level, h.id) for h in page.headings if h.id]
        if own == wanted:
            continue
        at = next(
            (n for n, (a, b) in enumerate(zip(own, wanted, strict=False)) if a != b),
            min(len(own), len(wanted)),
        )
        headings = [h for h in page.headings if h.id]
        line = headings[at].line if at < len(headings) else page.body_line
        should = f"{'#' * wanted[at][0]} … {{#{wanted[at][1]}}}" if at < len(wanted) else "ei otsikkoa"
        yield At(
            page.path,
            line,
            f"Otsikot eivät vastaa suomenkielistä sivua {original.path}; tässä pitäisi olla: {should}.",
        )


def differing_links(site: Site) -> Findings:
    """Käännöksen seuraavat sivut eivät ole samat kuin suomenkielisellä sivulla.

    Väärin: suomeksi kolme seuraavaa sivua, ruotsiksi kaksi.
    Oikein: samat sivut samassa järjestyksessä, kentän miksi sanat käännettyinä.
    """
    for original, page in _pairs(site):
        wanted = [step.sivu for step in original.front.seuraavaksi]
        if wanted != [step.sivu for step in page.front.seuraavaksi]:
            yield At(
                page.path,
                page.line_of("seuraavaksi"),
                "Kentän ”seuraavaksi” sivut eivät ole samat kuin suomeksi; "
                f"järjestys on {', '.join(wanted) or 'tyhjä'}.",
            )


def missing_interface_word(site: Site) -> Findings:
    """Käyttöliittymän sana puuttuu jollakin sivuston kielellä.

    Väärin: nav.menu: {fi: Valikko, sv: Meny}
    Oikein: nav.menu: {fi: Valikko, sv: Meny, en: Menu}
    """
    for key, words in site.words.items():
        for lang in site.languages:
            if not words.get(lang, "").strip():
                yield At(
                    "overrides/sanat.yml",
                    1,
                    f"Sanalta ”{key}” puuttuu kieli {lang}; lisää se.",
                )
