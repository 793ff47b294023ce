"""Translations say the same things in the same places as their original."""

from __future__ import annotations

from tukipakki.checks.at import At, Findings
from tukipakki.checks.headings import faulty_headings, without_id
from tukipakki.model import Page, Site
from tukipakki.translated import pairs


def differing_headings(site: Site) -> Findings:
    """Käännöksen otsikoiden tunnukset eivät ole samat kuin suomenkielisellä sivulla.

    Väärin: ## Steg {#steg}, kun suomeksi on ## Vaiheet {#vaiheet}
    Oikein: ## Steg {#vaiheet}
    """
    for original, page in pairs(site):
        if faulty_headings(original) or without_id(page):
            continue  # what is wrong in the original must not be copied
        wanted = [(h.level, h.id) for h in original.headings]
        own = [(h.level, h.id) for h in page.headings]
        if own == wanted:
            continue
        at = next(
            (n for n, (a, b) in enumerate(zip(own, wanted, strict=False)) if a != b),
            min(len(own), len(wanted)),
        )
        line = page.headings[at].line if at < len(own) else page.body_line
        yield At(page.path, line, _difference(original, wanted, at))


def _difference(original: Page, wanted: list[tuple[int, str | None]], at: int) -> str:
    if at >= len(wanted):
        return f"Otsikkoa ei ole suomenkielisellä sivulla {original.path}; lisää se ensin sinne."
    level, ident = wanted[at]
    return (
        f"Otsikot eivät vastaa suomenkielistä sivua {original.path}; tässä pitää olla otsikko "
        f"”{'#' * level} … {{#{ident}}}”."
    )


def differing_links(site: Site) -> Findings:
    """Käännöksen seuraavat sivut eivät ole samat kuin suomenkielisellä sivulla.

    Väärin: suomeksi kolme seuraavaa sivua, ruotsiksi kaksi.
    Oikein: samat sivut samassa järjestyksessä, kentän miksi sanat käännettyinä.
    """
    for original, page in pairs(site):
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
